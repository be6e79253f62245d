import type { Catalog, CatalogRow, ReflectedIndex, TableFilter } from '@aludel/core/dialect';
import { byTable, groupedBy } from './by-table.ts';
import { readIndexText } from './index-text.ts';
import { tablesNamed } from './master-table.ts';

/** The indexes that were created as such, not those behind constraints. */
export async function indexes(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedIndex[]>> {
  const { from, where, params } = tablesNamed(tables);
  const rows = await catalog.query(
    `SELECT m.name AS table_name, l.name AS name, l."unique" AS is_unique, x.name AS column_name, x."desc" AS descending,
  i.sql AS sql
FROM ${from} JOIN pragma_index_list(m.name, m.db) l JOIN pragma_index_xinfo(l.name, m.db) x
  JOIN ${from.replace(/ m$/, '')} i ON i.type = 'index' AND i.name = l.name AND i.db = m.db
WHERE ${where} AND l.origin = 'c' AND x.key = 1
ORDER BY m.name, l.name, x.seqno`,
    params,
  );
  return new Map(
    [...byTable(rows)].map(([table, own]) => [table, [...groupedBy(own, (row) => row['name']).values()].map(toIndex)]),
  );
}

function toIndex(parts: readonly CatalogRow[]): ReflectedIndex {
  const [first = {}] = parts;
  const columnNames = parts.map((row) => row['column_name'] as string | null);
  const { parts: written, where } = readIndexText(first['sql'] as string);
  const expressions = columnNames.map((name, at) => name ?? written[at] ?? '');
  const descending = parts.flatMap((row, at) => (Number(row['descending']) === 1 ? [expressions[at] ?? ''] : []));
  return {
    name: first['name'] as string,
    columnNames,
    ...(columnNames.includes(null) && { expressions }),
    unique: Number(first['is_unique']) === 1,
    ...(descending.length > 0 && { columnSorting: Object.fromEntries(descending.map((name) => [name, ['desc']])) }),
    ...(where !== null && { where }),
  };
}
