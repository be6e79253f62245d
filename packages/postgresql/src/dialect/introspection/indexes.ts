import type { Catalog, CatalogRow, ReflectedIndex, TableFilter } from '@aludel/core/dialect';
import { byTable } from './by-table.ts';
import { dialectOptions } from './dialect-options.ts';
import { tablesNamed } from './table-filter.ts';
import { withoutParentheses } from './without-parentheses.ts';

/** One part of an index, as the query below gives it. */
interface IndexPart {
  /** Null: it is an expression. */
  readonly column: string | null;
  readonly sql: string;
  /** Whether it is only kept, not searched for. */
  readonly included: boolean;
  /** Bit 1: descending; bit 2: nulls first. */
  readonly order: number | null;
  /** Null: the usual one of its type. */
  readonly operators: string | null;
}

/** The indexes of tables but for those of primary keys, from one query. */
export async function indexes(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedIndex[]>> {
  const { from, where, params } = tablesNamed(tables);
  const nullsNotDistinct = (catalog.facts?.serverVersion[0] ?? 14) >= 15 ? 'i.indnullsnotdistinct' : 'false';
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, CAST(ic.relname AS text) AS name, i.indisunique AS "unique",
  ${nullsNotDistinct} AS nulls_not_distinct, CAST(am.amname AS text) AS method,
  pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
  CAST(array_to_json(ic.reloptions) AS text) AS options, CAST(ts.spcname AS text) AS tablespace,
  CAST(x.conname AS text) AS constraint_name,
  CAST((SELECT json_agg(json_build_object(
      'column', a.attname, 'sql', pg_catalog.pg_get_indexdef(i.indexrelid, k, true),
      'included', k > i.indnkeyatts, 'order', i.indoption[k - 1],
      'operators', CASE WHEN o.opcdefault THEN NULL ELSE o.opcname END) ORDER BY k)
    FROM generate_series(1, i.indnatts) k
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum <> 0
      LEFT JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[k - 1]) AS text) AS parts
FROM ${from}
  JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND NOT i.indisprimary
  JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
  JOIN pg_catalog.pg_am am ON am.oid = ic.relam
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
  LEFT JOIN pg_catalog.pg_constraint x ON x.conindid = i.indexrelid AND x.conrelid = c.oid AND x.contype IN ('u', 'x')
WHERE ${where}
ORDER BY c.relname, ic.relname`,
    params,
  );
  return byTable(rows, toIndex);
}

function toIndex(row: CatalogRow): ReflectedIndex {
  const parts = JSON.parse(row['parts'] as string) as readonly IndexPart[];
  const keys = parts.filter((part) => !part.included);
  const included = parts.filter((part) => part.included).map((part) => part.column ?? part.sql);
  const sorting = columnSorting(keys);
  const constraint = row['constraint_name'] as string | null;
  return {
    name: row['name'] as string,
    columnNames: keys.map((part) => part.column),
    ...(keys.some((part) => part.column === null) && { expressions: keys.map((part) => part.column ?? part.sql) }),
    unique: row['unique'] === true,
    ...(Object.keys(sorting).length > 0 && { columnSorting: sorting }),
    ...(included.length > 0 && { includeColumns: included }),
    ...(constraint !== null && { duplicatesConstraint: constraint }),
    ...(row['predicate'] !== null && { where: withoutParentheses(row['predicate'] as string) }),
    ...(row['method'] !== 'btree' && { using: row['method'] as string }),
    ...dialectOptions({ ...(included.length > 0 && { include: included }), ...ownOptions(row, keys) }),
  };
}

function columnSorting(keys: readonly IndexPart[]): Record<string, readonly string[]> {
  const sorting: Record<string, readonly string[]> = {};
  for (const { column, sql, order } of keys) {
    const words = sortingWords(order ?? 0);
    if (words.length > 0) sorting[column ?? sql] = words;
  }
  return sorting;
}

/** Nulls come last in ascending order and first in descending order, unless something else is said. */
function sortingWords(order: number): readonly string[] {
  const isDescending = (order & 1) !== 0;
  const areNullsFirst = (order & 2) !== 0;
  if (!isDescending) return areNullsFirst ? ['nulls_first'] : [];
  return areNullsFirst ? ['desc'] : ['desc', 'nulls_last'];
}

function ownOptions(row: CatalogRow, keys: readonly IndexPart[]): Record<string, unknown> {
  const operators = keys.filter((part) => part.operators !== null).map((part) => [part.column ?? part.sql, part.operators]);
  const options = JSON.parse((row['options'] as string | null) ?? '[]') as readonly string[];
  return {
    ...(row['nulls_not_distinct'] === true && { nullsNotDistinct: true }),
    ...(operators.length > 0 && { ops: Object.fromEntries(operators) }),
    ...(options.length > 0 && { with: storageOptions(options) }),
    ...(row['tablespace'] !== null && { tablespace: row['tablespace'] }),
  };
}

/** `['fillfactor=70']` is `{ fillfactor: '70' }`. */
export function storageOptions(options: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    options.map((option) => {
      const [name = '', ...value] = option.split('=');
      return [name, value.join('=')];
    }),
  );
}
