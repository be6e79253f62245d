import { types as t } from '@aludel/core';
import type { Catalog, Introspector, ReflectedColumn, TableFilter } from '@aludel/core/dialect';

/** The catalog of a database like Oracle: it has names in capital letters where SQL says them without quotes. */
export const oracleIntrospector: Introspector = {
  defaultSchemaName: async (catalog) => lower((await catalog.query('SELECT USER FROM DUAL'))[0]?.['USER']),
  schemaNames: async (catalog) => (await catalog.query('SELECT username FROM all_users')).map((row) => lower(row['USERNAME'])),
  relations: async (catalog) =>
    (await catalog.query('SELECT table_name FROM user_tables')).map((row) => ({
      name: lower(row['TABLE_NAME']),
      kind: 'table',
      isTemporary: false,
    })),
  columns: async (catalog, tables) => {
    const rows = await queryTables(catalog, 'SELECT * FROM user_tab_columns', tables);
    return Map.groupBy(rows.map(columnOf), ({ table }) => table);
  },
  primaryKeys: async (catalog, tables) => {
    const rows = await queryTables(catalog, 'SELECT * FROM user_cons_columns WHERE position IS NOT NULL', tables);
    const byTable = Map.groupBy(rows, (row) => lower(row['TABLE_NAME']));
    return new Map(
      [...byTable].map(([table, keys]) => [
        table,
        {
          name: lower(keys[0]?.['CONSTRAINT_NAME']),
          constrainedColumns: keys.map((key) => lower(key['COLUMN_NAME'])),
          comment: null,
        },
      ]),
    );
  },
  foreignKeys: async () => new Map(),
  indexes: async () => new Map(),
  uniqueConstraints: async () => new Map(),
  checkConstraints: async () => new Map(),
  viewDefinitions: async () => new Map(),
};

function columnOf(row: Readonly<Record<string, unknown>>): ReflectedColumn & { readonly table: string } {
  return {
    table: lower(row['TABLE_NAME']),
    name: lower(row['COLUMN_NAME']),
    type: typeOf(String(row['DATA_TYPE']), row),
    nullable: row['NULLABLE'] === 'Y',
    default: (row['DATA_DEFAULT'] ?? null) as string | null,
    autoincrement: false,
    comment: null,
    computed: null,
    identity: null,
  };
}

function typeOf(name: string, row: Readonly<Record<string, unknown>>) {
  if (name === 'VARCHAR2') return t.String(Number(row['CHAR_LENGTH']));
  if (name !== 'NUMBER') return name === 'CLOB' ? t.Text : t.NullType;
  return row['DATA_SCALE'] === 0 ? t.Integer : t.Numeric(Number(row['DATA_PRECISION']), Number(row['DATA_SCALE']));
}

function queryTables(catalog: Catalog, sql: string, { names }: TableFilter) {
  const listed = names.map((_name, index) => `:${index + 1}`).join(', ');
  const joint = sql.includes('WHERE') ? 'AND' : 'WHERE';
  return catalog.query(`${sql} ${joint} table_name IN (${listed})`, names.map(upper));
}

/** What stands in capital letters was said without quotes. */
function lower(name: unknown): string {
  const text = String(name);
  return text === text.toUpperCase() ? text.toLowerCase() : text;
}

function upper(name: string): string {
  return name === name.toLowerCase() ? name.toUpperCase() : name;
}
