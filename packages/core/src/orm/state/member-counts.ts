/** How often each object is in a long list, so that nobody has to look through it. Those who change the list tell of it. */
export class MemberCounts {
  readonly #counts = new Map<object, number>();

  constructor(list: readonly object[]) {
    for (const object of list) this.add(object);
  }

  has(object: object): boolean {
    return this.#counts.has(object);
  }

  add(object: object): void {
    this.#counts.set(object, (this.#counts.get(object) ?? 0) + 1);
  }

  /** Once less. */
  remove(object: object): void {
    const count = this.#counts.get(object) ?? 0;
    if (count > 1) this.#counts.set(object, count - 1);
    else this.#counts.delete(object);
  }

  removeAll(object: object): void {
    this.#counts.delete(object);
  }
}
