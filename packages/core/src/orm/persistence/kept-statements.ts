/** How many statements are kept for one table: which columns change together is up to the application. */
const mostForOne = 200;

/** Statements that differ by a table and some columns of it, made once each. */
export class KeptStatements<O extends object, S> {
  readonly #byOwner = new WeakMap<O, Map<string, S>>();

  /** @param what what there is of it, and the names of the columns that it is about */
  get(owner: O, what: readonly string[], make: () => S): S {
    const ofOwner = this.#byOwner.get(owner) ?? new Map<string, S>();
    // Whatever a column is called, it holds no U+0000.
    const name = what.join('\0');
    const known = ofOwner.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (ofOwner.size >= mostForOne) ofOwner.clear();
    ofOwner.set(name, made);
    this.#byOwner.set(owner, ofOwner);
    return made;
  }
}
