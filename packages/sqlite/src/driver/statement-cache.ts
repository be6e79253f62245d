/**
 * Keeps the values used lately, at most twice `generationSize` and at least `generationSize` of them. Instead of an
 * order of use it has two generations: a full young one becomes the old one, and what is not asked for until then is
 * forgotten. So a hit costs one look-up and moves nothing.
 */
export class StatementCache<V extends object> {
  readonly #generationSize: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(generationSize: number) {
    this.#generationSize = generationSize;
  }

  get(key: string): V | undefined {
    return this.#young.get(key) ?? this.#revive(key);
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#generationSize) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }

  #revive(key: string): V | undefined {
    const value = this.#old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
}
