import type { Catalog, CatalogRow, TableFilter } from '@aludel/core/dialect';

/** The part of a query of `information_schema` that finds tables, with its parameters. */
export interface FilterSql {
  readonly where: string;
  readonly params: readonly unknown[];
}

/** Finds tables by name; `alias` is the view with the columns `table_schema` and `table_name`. */
export function tablesNamed({ schema, names }: TableFilter, alias: string, column = 'table_schema'): FilterSql {
  const inSchema = schemaFilter(schema, `${alias}.${column}`);
  return {
    where: `${inSchema.where} AND ${alias}.table_name IN (${names.map(() => '?').join(', ')})`,
    params: [...inSchema.params, ...names],
  };
}

/** A schema of MySQL is a database; without one it is the database of the connection. */
export function schemaFilter(schema: string | null, column: string): FilterSql {
  return schema === null ? { where: `${column} = DATABASE()`, params: [] } : { where: `${column} = ?`, params: [schema] };
}

/** Whether the server is a MariaDB, which keeps its catalog in another form. */
export function isMariaDb(catalog: Catalog): boolean {
  return catalog.facts?.product === 'MariaDB';
}

/** Puts rows into lists by their column `table_name`. */
export function byTable<T>(rows: readonly CatalogRow[], read: (row: CatalogRow) => T): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const table = row['table_name'] as string;
    const list = found.get(table);
    if (list === undefined) found.set(table, [read(row)]);
    else list.push(read(row));
  }
  return found;
}

/** Puts rows into groups by table and by another column, in the order in which they come. */
export function grouped(rows: readonly CatalogRow[], name: string): ReadonlyMap<string, readonly (readonly CatalogRow[])[]> {
  const tables = new Map<string, Map<string, CatalogRow[]>>();
  for (const row of rows) {
    const table = row['table_name'] as string;
    const groups = tables.get(table) ?? new Map<string, CatalogRow[]>();
    tables.set(table, groups);
    const key = row[name] as string;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return new Map([...tables].map(([table, groups]) => [table, [...groups.values()]]));
}
