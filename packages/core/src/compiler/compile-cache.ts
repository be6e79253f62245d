/** Compiled statements by their cache key. Keeps the `size` that were used last; each operation takes the same time however many there are. */
export class CompileCache<V> {
  /** How many are kept; 0: none. */
  readonly size: number;
  readonly #entries = new Map<string | object, Entry<V>>();
  /** A ring of all entries, from the one used last to the one used longest ago; this link is in none. */
  readonly #ring = new Entry<V | null>('', null);

  constructor(size: number) {
    this.size = size;
  }

  /** How many there are now. */
  get count(): number {
    return this.#entries.size;
  }

  get(key: string | object): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.#ring.next !== entry) this.#moveToFront(entry);
    return entry.value;
  }

  /** Keeps a value, at the cost of the one that was used longest ago where there is no room. */
  set(key: string | object, value: V): void {
    if (this.size <= 0) return;
    this.#remove(this.#entries.get(key));
    if (this.#entries.size >= this.size) this.#remove(this.#ring.previous as Entry<V>);
    const entry = new Entry(key, value);
    this.#entries.set(key, entry);
    entry.insertAfter(this.#ring);
  }

  clear(): void {
    this.#entries.clear();
    this.#ring.next = this.#ring.previous = this.#ring;
  }

  #moveToFront(entry: Entry<V>): void {
    entry.unlink();
    entry.insertAfter(this.#ring);
  }

  #remove(entry: Entry<V> | undefined): void {
    if (entry === undefined) return;
    entry.unlink();
    this.#entries.delete(entry.key);
  }
}

class Entry<V> {
  readonly key: string | object;
  readonly value: V;
  next: Entry<unknown> = this;
  previous: Entry<unknown> = this;

  constructor(key: string | object, value: V) {
    this.key = key;
    this.value = value;
  }

  insertAfter(entry: Entry<unknown>): void {
    this.previous = entry;
    this.next = entry.next;
    entry.next.previous = this;
    entry.next = this;
  }

  unlink(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
  }
}
