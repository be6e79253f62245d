/**
 * Which place the value of an attribute has in an object. A class that inherits keeps the places of its parent, so that
 * what reads an attribute of the parent reads it of any object below.
 */
export class SlotLayout {
  readonly #slots: Map<string, number>;
  #size: number;

  constructor(parent: SlotLayout | null, keys: Iterable<string>) {
    this.#slots = new Map(parent === null ? [] : parent.#slots);
    this.#size = parent === null ? 0 : parent.#size;
    for (const key of keys) this.#add(key);
  }

  /** @returns undefined for what is no attribute */
  find(key: string): number | undefined {
    return this.#slots.get(key);
  }

  get size(): number {
    return this.#size;
  }

  #add(key: string): void {
    if (this.#slots.has(key)) return;
    this.#slots.set(key, this.#size);
    this.#size += 1;
  }
}
