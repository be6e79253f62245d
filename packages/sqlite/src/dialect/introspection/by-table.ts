import type { CatalogRow } from '@aludel/core/dialect';

/** Puts rows into lists by their column `table_name`. */
export function byTable(rows: readonly CatalogRow[]): ReadonlyMap<string, readonly CatalogRow[]> {
  return groupedBy(rows, (row) => row['table_name'] as string);
}

/** Puts rows into lists, in the order in which they come. */
export function groupedBy<K>(rows: readonly CatalogRow[], keyOf: (row: CatalogRow) => K): ReadonlyMap<K, readonly CatalogRow[]> {
  const groups = new Map<K, CatalogRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
