import type { CatalogRow } from '@aludel/core/dialect';

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

/** The one row of each table. */
export function onePerTable<T>(rows: readonly CatalogRow[], read: (row: CatalogRow) => T): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row['table_name'] as string, read(row)]));
}
