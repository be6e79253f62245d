import type {
  Catalog,
  CatalogRow,
  ReflectedCheckConstraint,
  ReflectedForeignKey,
  ReflectedForeignKeyOptions,
  ReflectedUniqueConstraint,
  TableFilter,
} from '@aludel/core/dialect';
import { byTable, groupedBy } from './by-table.ts';
import { primaryKeys } from './columns.ts';
import { tablesNamed } from './master-table.ts';
import { tableTexts } from './relations.ts';
import type { ForeignKeyText } from './table-text.ts';

export async function uniqueConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedUniqueConstraint[]>> {
  const texts = await tableTexts(catalog, tables);
  return new Map(
    [...texts].map(([table, { uniques }]) => [
      table,
      uniques.map(({ name, columns }) => ({ name, columnNames: columns, comment: null })),
    ]),
  );
}

export async function checkConstraints(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedCheckConstraint[]>> {
  const texts = await tableTexts(catalog, tables);
  return new Map(
    [...texts].map(([table, { checks }]) => [table, checks.map(({ name, sqltext }) => ({ name, sqltext, comment: null }))]),
  );
}

/** Foreign keys: the pragma knows what they do, the text of CREATE TABLE their names and when they are checked. */
export async function foreignKeys(
  catalog: Catalog,
  tables: TableFilter,
): Promise<ReadonlyMap<string, readonly ReflectedForeignKey[]>> {
  const { from, where, params } = tablesNamed(tables);
  const rows = await catalog.query(
    `SELECT m.name AS table_name, p.id AS id, p."table" AS referred_table, p."from" AS column_name, p."to" AS referred_column,
  p.on_update AS on_update, p.on_delete AS on_delete
FROM ${from} JOIN pragma_foreign_key_list(m.name, m.db) p
WHERE ${where} ORDER BY m.name, p.id DESC, p.seq`,
    params,
  );
  const texts = await tableTexts(catalog, tables);
  const keysOf = await referredKeys(catalog, tables.schema, rows);
  return new Map(
    [...byTable(rows)].map(([table, own]) => {
      // SQLite numbers them from the last one that is written.
      const keys = [...groupedBy(own, (row) => row['id']).values()];
      const written = texts.get(table)?.foreignKeys ?? [];
      return [
        table,
        keys.map((parts, at) =>
          toForeignKey(parts, {
            schema: tables.schema,
            written: written.length === keys.length ? written[at] : undefined,
            keysOf,
          }),
        ),
      ];
    }),
  );
}

interface KeyContext {
  readonly schema: string | null;
  readonly written: ForeignKeyText | undefined;
  /** The primary key of a table, which is referred to where no columns are named. */
  readonly keysOf: (table: string) => readonly string[];
}

async function referredKeys(
  catalog: Catalog,
  schema: string | null,
  rows: readonly CatalogRow[],
): Promise<(table: string) => readonly string[]> {
  const names = rows.filter((row) => row['referred_column'] === null).map((row) => row['referred_table'] as string);
  if (names.length === 0) return () => [];
  const keys = await primaryKeys(catalog, { schema, names: [...new Set(names)] });
  return (table) => keys.get(table)?.constrainedColumns ?? [];
}

function toForeignKey(parts: readonly CatalogRow[], { schema, written, keysOf }: KeyContext): ReflectedForeignKey {
  const [row = {}] = parts;
  const referredTable = row['referred_table'] as string;
  const isNamed = row['referred_column'] !== null;
  return {
    name: written?.name ?? null,
    constrainedColumns: parts.map((part) => part['column_name'] as string),
    referredSchema: schema,
    referredTable,
    referredColumns: isNamed ? parts.map((part) => part['referred_column'] as string) : keysOf(referredTable),
    options: foreignKeyOptions(row, written),
    comment: null,
  };
}

function foreignKeyOptions(row: CatalogRow, written: ForeignKeyText | undefined): ReflectedForeignKeyOptions {
  const action = (name: string) => {
    const word = row[name] as 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION';
    return word === 'NO ACTION' ? undefined : word;
  };
  const onupdate = action('on_update');
  const ondelete = action('on_delete');
  const deferrable = written?.deferrable ?? null;
  const initially = written?.initially ?? null;
  return {
    ...(onupdate !== undefined && { onupdate }),
    ...(ondelete !== undefined && { ondelete }),
    ...(deferrable !== null && { deferrable }),
    ...(initially !== null && { initially }),
  };
}
