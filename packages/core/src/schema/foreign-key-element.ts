/** One column of a foreign key, and the column that it refers to. `C` is a column, which stands above. */
export class ForeignKeyElement<out C> {
  /** The column that refers. */
  readonly parent: C;
  /** As it was written: `user_account.id`. */
  readonly targetFullname: string;
  readonly #find: () => C;
  #column: C | null = null;

  /** @internal */
  constructor(parent: C, targetFullname: string, find: () => C) {
    this.parent = parent;
    this.targetFullname = targetFullname;
    this.#find = find;
  }

  /**
   * The column that it refers to.
   *
   * @throws NoReferencedTableError, NoReferencedColumnError as long as that is not defined
   */
  get column(): C {
    this.#column ??= this.#find();
    return this.#column;
  }

  toString(): string {
    return `ForeignKey('${this.targetFullname}')`;
  }
}
