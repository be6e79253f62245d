import type { Catalog, CatalogRow, ReflectedIndex, TableFilter } from '@aludel/core/dialect';
import { textOf, unescaped, withoutParentheses } from './catalog-text.ts';
import { grouped, isMariaDb, tablesNamed } from './table-filter.ts';

/** The indexes of tables but for those of primary keys, from one query. */
export async function indexes(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedIndex[]>> {
  const { where, params } = tablesNamed(tables, 's');
  const rows = await catalog.query(
    `SELECT s.table_name AS table_name, s.index_name AS name, s.non_unique AS non_unique, s.column_name AS column_name,
  s.collation AS sorting, s.sub_part AS prefix_length, s.index_type AS index_type,
  ${isMariaDb(catalog) ? 'NULL' : 's.expression'} AS expression
FROM information_schema.statistics s
WHERE ${where} AND s.index_name <> 'PRIMARY' ORDER BY s.table_name, s.index_name, s.seq_in_index`,
    params,
  );
  return new Map([...grouped(rows, 'name')].map(([table, found]) => [table, found.map(toIndex)]));
}

function toIndex(parts: readonly CatalogRow[]): ReflectedIndex {
  const [first = {}] = parts;
  const columnNames = parts.map((row) => textOf(row['column_name']));
  const expressions = parts.map(
    (row) => textOf(row['column_name']) ?? `(${withoutParentheses(unescaped(textOf(row['expression']) ?? ''))})`,
  );
  const descending = parts.filter((row) => row['sorting'] === 'D');
  const own = ownOptions(first, parts);
  return {
    name: textOf(first['name']) ?? '',
    columnNames,
    ...(columnNames.includes(null) && { expressions }),
    unique: Number(first['non_unique']) === 0,
    ...(descending.length > 0 && {
      columnSorting: Object.fromEntries(descending.map((row) => [textOf(row['column_name']) ?? '', ['desc']])),
    }),
    ...(first['index_type'] === 'HASH' && { using: 'hash' }),
    ...(Object.keys(own).length > 0 && { dialectOptions: { mysql: own } }),
  };
}

function ownOptions(first: CatalogRow, parts: readonly CatalogRow[]): Record<string, unknown> {
  const type = textOf(first['index_type']);
  const lengths = parts.filter((row) => row['prefix_length'] !== null && type !== 'SPATIAL');
  return {
    ...((type === 'FULLTEXT' || type === 'SPATIAL') && { prefix: type }),
    ...(lengths.length > 0 && {
      length: Object.fromEntries(lengths.map((row) => [textOf(row['column_name']) ?? '', Number(row['prefix_length'])])),
    }),
  };
}
