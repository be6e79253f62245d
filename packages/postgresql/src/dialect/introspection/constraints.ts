import type {
  Catalog,
  CatalogRow,
  ReflectedCheckConstraint,
  ReflectedForeignKey,
  ReflectedForeignKeyOptions,
  ReflectedPrimaryKey,
  ReflectedUniqueConstraint,
  TableFilter,
} from '@aludel/core/dialect';
import { byTable, onePerTable } from './by-table.ts';
import { dialectOptions } from './dialect-options.ts';
import { tablesNamed } from './table-filter.ts';
import { withoutParentheses } from './without-parentheses.ts';

const columnList = (relation: string, numbers: string): string => `CAST((SELECT json_agg(a.attname ORDER BY k.position)
    FROM unnest(${numbers}) WITH ORDINALITY k (number, position)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number) AS text)`;

export async function primaryKeys(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, ReflectedPrimaryKey>> {
  const rows = await constraintRows(catalog, tables, 'p', `${columnList('x.conrelid', 'x.conkey')} AS columns`);
  return onePerTable(rows, (row) => ({
    name: row['name'] as string,
    constrainedColumns: names(row['columns']),
    comment: row['comment'] as string | null,
  }));
}

export async function uniqueConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedUniqueConstraint[]>> {
  const nullsNotDistinct = (catalog.facts?.serverVersion[0] ?? 14) >= 15 ? 'i.indnullsnotdistinct' : 'false';
  const rows = await constraintRows(
    catalog,
    tables,
    'u',
    `${columnList('x.conrelid', '(CAST(i.indkey AS int2[]))[0:i.indnkeyatts - 1]')} AS columns,
  ${columnList('x.conrelid', '(CAST(i.indkey AS int2[]))[i.indnkeyatts:]')} AS included,
  ${nullsNotDistinct} AS nulls_not_distinct, x.condeferrable AS deferrable, x.condeferred AS deferred`,
    'JOIN pg_catalog.pg_index i ON i.indexrelid = x.conindid',
  );
  return byTable(rows, (row) => ({
    name: row['name'] as string,
    columnNames: names(row['columns']),
    comment: row['comment'] as string | null,
    ...(row['deferrable'] === true && { deferrable: true }),
    ...(row['deferred'] === true && { initially: 'DEFERRED' as const }),
    ...dialectOptions({
      ...(names(row['included']).length > 0 && { include: names(row['included']) }),
      ...(row['nulls_not_distinct'] === true && { nullsNotDistinct: true }),
    }),
  }));
}

export async function checkConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedCheckConstraint[]>> {
  const rows = await constraintRows(
    catalog,
    tables,
    'c',
    'pg_catalog.pg_get_expr(x.conbin, x.conrelid) AS expression, x.connoinherit AS no_inherit, x.convalidated AS validated',
  );
  return byTable(rows, (row) => ({
    name: row['name'] as string,
    sqltext: withoutParentheses(row['expression'] as string),
    comment: row['comment'] as string | null,
    ...dialectOptions({
      ...(row['no_inherit'] === true && { noInherit: true }),
      ...(row['validated'] === false && { notValid: true }),
    }),
  }));
}

export async function foreignKeys(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedForeignKey[]>> {
  const rows = await constraintRows(
    catalog,
    tables,
    'f',
    `${columnList('x.conrelid', 'x.conkey')} AS columns, ${columnList('x.confrelid', 'x.confkey')} AS referred_columns,
  CAST(rc.relname AS text) AS referred_table, CAST(rn.nspname AS text) AS referred_schema,
  pg_catalog.pg_table_is_visible(rc.oid) AS visible,
  CAST(x.confdeltype AS text) AS on_delete, CAST(x.confupdtype AS text) AS on_update,
  CAST(x.confmatchtype AS text) AS match_type, x.condeferrable AS deferrable, x.condeferred AS deferred`,
    'JOIN pg_catalog.pg_class rc ON rc.oid = x.confrelid JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace',
    // A partition of the referred table has a constraint of its own, which nobody wrote.
    'AND x.conparentid = 0',
  );
  return byTable(rows, (row) => ({
    name: row['name'] as string,
    constrainedColumns: names(row['columns']),
    referredSchema: referredSchema(row, tables.schema),
    referredTable: row['referred_table'] as string,
    referredColumns: names(row['referred_columns']),
    options: foreignKeyOptions(row),
    comment: row['comment'] as string | null,
  }));
}

/** Said only where it is needed to find the table from where one looks. */
function referredSchema(row: CatalogRow, schema: string | null): string | null {
  const referred = row['referred_schema'] as string;
  if (schema !== null) return referred === schema || row['visible'] !== true ? referred : null;
  return row['visible'] === true ? null : referred;
}

const actions = { c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT', r: 'RESTRICT' } as const;
const matches = { f: 'FULL', p: 'PARTIAL' } as const;

function foreignKeyOptions(row: CatalogRow): ReflectedForeignKeyOptions {
  const ondelete = actions[row['on_delete'] as keyof typeof actions] as (typeof actions)['c'] | undefined;
  const onupdate = actions[row['on_update'] as keyof typeof actions] as (typeof actions)['c'] | undefined;
  const match = matches[row['match_type'] as keyof typeof matches] as (typeof matches)['f'] | undefined;
  return {
    ...(onupdate !== undefined && { onupdate }),
    ...(ondelete !== undefined && { ondelete }),
    ...(row['deferrable'] === true && { deferrable: true }),
    ...(row['deferred'] === true && { initially: 'DEFERRED' as const }),
    ...(match !== undefined && { match }),
  };
}

function constraintRows(
  catalog: Catalog,
  tables: TableFilter,
  kind: string,
  fields: string,
  joins = '',
  conditions = '',
): Promise<readonly CatalogRow[]> {
  const { from, where, params } = tablesNamed(tables);
  return catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, CAST(x.conname AS text) AS name,
  pg_catalog.obj_description(x.oid, 'pg_constraint') AS comment, ${fields}
FROM ${from}
  JOIN pg_catalog.pg_constraint x ON x.conrelid = c.oid AND x.contype = '${kind}'
  ${joins}
WHERE ${where} ${conditions}
ORDER BY c.relname, x.conname`,
    params,
  );
}

function names(json: unknown): readonly string[] {
  return json === null ? [] : (JSON.parse(json as string) as string[]);
}
