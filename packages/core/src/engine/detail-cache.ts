import type { Catalog, TableDetail } from '../dialect/introspector.ts';

/** Remembers one detail of tables, and asks only for what it does not know. */
export class DetailCache<T> {
  readonly #ask: TableDetail<T>;
  readonly #known = new Map<string | null, Map<string, T | undefined>>();

  constructor(ask: TableDetail<T>) {
    this.#ask = ask;
  }

  /** The detail of each of the tables; undefined for one that has none. */
  async read(lend: Lend, schema: string | null, names: readonly string[]): Promise<ReadonlyMap<string, T | undefined>> {
    const known = this.#of(schema);
    const missing = [...new Set(names)].filter((name) => !known.has(name));
    if (missing.length > 0) {
      const found = await lend((catalog) => this.#ask(catalog, { schema, names: missing }));
      for (const name of missing) known.set(name, found.get(name));
    }
    return new Map(names.map((name) => [name, known.get(name)]));
  }

  #of(schema: string | null): Map<string, T | undefined> {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    const made = new Map<string, T | undefined>();
    this.#known.set(schema, made);
    return made;
  }
}

/** Gives a catalog for the time of one question. */
export type Lend = <R>(read: (catalog: Catalog) => Promise<R>) => Promise<R>;
