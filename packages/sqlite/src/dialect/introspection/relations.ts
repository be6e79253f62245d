import type { Catalog, CatalogRow, ReflectedRelation, TableFilter } from '@aludel/core/dialect';
import { masterTable, tablesNamed } from './master-table.ts';
import { readTableText, type TableText } from './table-text.ts';

/** Tables and views, without SQLite's own. */
export async function relations(catalog: Catalog, schema: string | null): Promise<readonly ReflectedRelation[]> {
  const rows = await catalog.query(
    `SELECT m.name AS name, m.type AS type, m.db AS db FROM ${masterTable(schema)} m
WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY m.name`,
  );
  return rows.map(({ name, type, db }) => ({
    name: name as string,
    kind: type === 'view' ? 'view' : 'table',
    isTemporary: (db as string).toLowerCase() === 'temp',
  }));
}

/** The databases that are attached. */
export async function schemaNames(catalog: Catalog): Promise<readonly string[]> {
  const rows = await catalog.query("SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY name");
  return rows.map(({ name }) => name as string);
}

export function defaultSchemaName(): Promise<string> {
  return Promise.resolve('main');
}

export async function viewDefinitions(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, string>> {
  const rows = await definitions(catalog, tables);
  return new Map(rows.filter((row) => row['type'] === 'view').map((row) => [row['table_name'] as string, row['sql'] as string]));
}

export async function tableOptions(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, { readonly sqlite: Readonly<Record<string, unknown>> }>> {
  const texts = await tableTexts(catalog, tables);
  return new Map([...texts].map(([name, text]) => [name, { sqlite: toOptions(text) }]));
}

function toOptions({ hasAutoincrement, isWithoutRowid, isStrict }: TableText): Record<string, unknown> {
  return {
    ...(hasAutoincrement && { autoincrement: true }),
    ...(isWithoutRowid && { withoutRowid: true }),
    ...(isStrict && { strict: true }),
  };
}

/** What the CREATE TABLE of each table says. */
export async function tableTexts(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, TableText>> {
  const rows = await definitions(catalog, tables);
  return new Map(rows.map((row) => [row['table_name'] as string, readTableText((row['sql'] as string | null) ?? '')]));
}

function definitions(catalog: Catalog, tables: TableFilter): Promise<readonly CatalogRow[]> {
  const { from, where, params } = tablesNamed(tables);
  return catalog.query(`SELECT m.name AS table_name, m.type AS type, m.sql AS sql FROM ${from} WHERE ${where}`, params);
}
