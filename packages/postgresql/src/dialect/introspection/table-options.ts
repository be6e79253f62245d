import type { Catalog, CatalogRow, TableFilter } from '@aludel/core/dialect';
import { onePerTable } from './by-table.ts';
import { storageOptions } from './indexes.ts';
import { tablesNamed } from './table-filter.ts';

export async function tableComments(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  const { from, where, params } = tablesNamed(tables);
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, pg_catalog.obj_description(c.oid, 'pg_class') AS comment
FROM ${from}
WHERE ${where} AND pg_catalog.obj_description(c.oid, 'pg_class') IS NOT NULL`,
    params,
  );
  return onePerTable(rows, (row) => row['comment'] as string);
}

export async function viewDefinitions(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  const { from, where, params } = tablesNamed(tables);
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, pg_catalog.pg_get_viewdef(c.oid) AS definition
FROM ${from}
WHERE ${where} AND c.relkind IN ('v', 'm')`,
    params,
  );
  return onePerTable(rows, (row) => row['definition'] as string);
}

/** What tables were created with, beside their columns and constraints. */
export async function tableOptions(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, { readonly postgresql: Readonly<Record<string, unknown>> }>> {
  const { from, where, params } = tablesNamed(tables);
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, CAST(array_to_json(c.reloptions) AS text) AS options,
  CASE WHEN am.amname <> current_setting('default_table_access_method') THEN CAST(am.amname AS text) END AS method,
  CAST(ts.spcname AS text) AS tablespace, pg_catalog.pg_get_partkeydef(c.oid) AS partition_by,
  CAST((SELECT json_agg(pc.relname ORDER BY h.inhseqno)
    FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
    WHERE h.inhrelid = c.oid AND NOT c.relispartition) AS text) AS parents
FROM ${from}
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
WHERE ${where}`,
    params,
  );
  return onePerTable(rows, (row) => ({ postgresql: toOptions(row) }));
}

function toOptions(row: CatalogRow): Record<string, unknown> {
  const options = JSON.parse((row['options'] as string | null) ?? '[]') as readonly string[];
  return {
    ...(row['method'] !== null && { using: row['method'] }),
    ...(row['parents'] !== null && { inherits: JSON.parse(row['parents'] as string) }),
    ...(row['partition_by'] !== null && { partitionBy: row['partition_by'] }),
    ...(options.length > 0 && { with: storageOptions(options) }),
    ...(row['tablespace'] !== null && { tablespace: row['tablespace'] }),
  };
}
