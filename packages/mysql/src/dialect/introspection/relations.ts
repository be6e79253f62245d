import type { Catalog, ReflectedRelation, RelationKind, TableFilter } from '@aludel/core/dialect';
import { textOf } from './catalog-text.ts';
import { isMariaDb, schemaFilter, tablesNamed } from './table-filter.ts';

const kinds: Readonly<Record<string, RelationKind>> = { VIEW: 'view', 'SYSTEM VIEW': 'view' };

/** Tables and views. MySQL tells nobody of temporary tables, MariaDB only from 11.2 on. */
export async function relations(catalog: Catalog, schema: string | null): Promise<readonly ReflectedRelation[]> {
  const { where, params } = schemaFilter(schema, 't.table_schema');
  const rows = await catalog.query(
    `SELECT t.table_name AS name, t.table_type AS kind FROM information_schema.tables t
WHERE ${where} AND t.table_type <> 'SEQUENCE' ORDER BY t.table_name`,
    params,
  );
  return rows.map(({ name, kind }) => ({
    name: textOf(name) ?? '',
    kind: kinds[String(kind)] ?? 'table',
    isTemporary: kind === 'TEMPORARY',
  }));
}

/** The sequences of a MariaDB; MySQL has none. */
export async function sequenceNames(catalog: Catalog, schema: string | null): Promise<readonly string[]> {
  if (!isMariaDb(catalog)) return [];
  const { where, params } = schemaFilter(schema, 't.table_schema');
  const rows = await catalog.query(
    `SELECT t.table_name AS name FROM information_schema.tables t
WHERE ${where} AND t.table_type = 'SEQUENCE' ORDER BY t.table_name`,
    params,
  );
  return rows.map(({ name }) => textOf(name) ?? '');
}

export async function schemaNames(catalog: Catalog): Promise<readonly string[]> {
  const rows = await catalog.query(
    `SELECT schema_name AS name FROM information_schema.schemata
WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY schema_name`,
  );
  return rows.map(({ name }) => textOf(name) ?? '');
}

export async function defaultSchemaName(catalog: Catalog): Promise<string | null> {
  const rows = await catalog.query('SELECT DATABASE() AS name');
  return textOf(rows[0]?.['name']);
}

export async function viewDefinitions(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  const { where, params } = tablesNamed(tables, 'v');
  const rows = await catalog.query(
    `SELECT v.table_name AS table_name, v.view_definition AS definition FROM information_schema.views v WHERE ${where}`,
    params,
  );
  return new Map(rows.map((row) => [textOf(row['table_name']) ?? '', textOf(row['definition']) ?? '']));
}

export async function tableComments(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  const { where, params } = tablesNamed(tables, 't');
  const rows = await catalog.query(
    `SELECT t.table_name AS table_name, t.table_comment AS comment FROM information_schema.tables t
WHERE ${where} AND t.table_comment <> '' AND t.table_type <> 'VIEW'`,
    params,
  );
  return new Map(rows.map((row) => [textOf(row['table_name']) ?? '', textOf(row['comment']) ?? '']));
}

/** Engine, character set and collation of tables. */
export async function tableOptions(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, { readonly mysql: Readonly<Record<string, unknown>> }>> {
  const { where, params } = tablesNamed(tables, 't');
  const rows = await catalog.query(
    `SELECT t.table_name AS table_name, t.engine AS engine, t.table_collation AS collation_name
FROM information_schema.tables t WHERE ${where} AND t.engine IS NOT NULL`,
    params,
  );
  return new Map(
    rows.map((row) => {
      const collation = textOf(row['collation_name']);
      return [
        textOf(row['table_name']) ?? '',
        {
          mysql: {
            engine: textOf(row['engine']),
            ...(collation !== null && { defaultCharset: collation.split('_')[0], collate: collation }),
          },
        },
      ];
    }),
  );
}
