import type { Catalog, CatalogRow } from '../dialect/introspector.ts';
import type { ServerFacts } from '../dialect/server-facts.ts';

/** A connection, as far as a catalog needs one. */
export interface CatalogSource {
  readonly serverFacts: ServerFacts | null;
  execDriverSql(sql: string, params?: readonly unknown[]): PromiseLike<{ mappings(): { all(): readonly object[] } }>;
}

/** Lets an introspector ask its questions on a connection. */
export function catalogOf(connection: CatalogSource): Catalog {
  return {
    facts: connection.serverFacts,
    query: async (sql, params) => {
      const result = await connection.execDriverSql(sql, params);
      return result.mappings().all() as readonly CatalogRow[];
    },
  };
}
