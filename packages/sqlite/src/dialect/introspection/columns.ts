import type { Catalog, CatalogRow, ReflectedColumn, ReflectedPrimaryKey, TableFilter } from '@aludel/core/dialect';
import { reflectedType } from '../reflected-types.ts';
import { byTable } from './by-table.ts';
import { tablesNamed } from './master-table.ts';
import { tableTexts } from './relations.ts';
import type { TableText } from './table-text.ts';

/** The columns of tables and views: what `PRAGMA table_xinfo` tells, and what only the text of CREATE TABLE does. */
export async function columns(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedColumn[]>> {
  const texts = await tableTexts(catalog, tables);
  const found = byTable(await columnRows(catalog, tables));
  return new Map([...found].map(([table, rows]) => [table, toColumns(rows, texts.get(table))]));
}

/** Primary keys; named ones are found in the text of CREATE TABLE. */
export async function primaryKeys(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, ReflectedPrimaryKey>> {
  const texts = await tableTexts(catalog, tables);
  const found = byTable((await columnRows(catalog, tables)).filter((row) => Number(row['pk']) > 0));
  return new Map(
    [...found].map(([table, rows]) => [
      table,
      {
        name: texts.get(table)?.primaryKeyName ?? null,
        constrainedColumns: rows.toSorted((a, b) => Number(a['pk']) - Number(b['pk'])).map((row) => row['name'] as string),
        comment: null,
      },
    ]),
  );
}

function columnRows(catalog: Catalog, tables: TableFilter): Promise<readonly CatalogRow[]> {
  const { from, where, params } = tablesNamed(tables);
  // Hidden columns: 1 is one of a virtual table, 2 a computed one, 3 a computed and stored one.
  return catalog.query(
    `SELECT m.name AS table_name, p.name AS name, p.type AS type, p."notnull" AS not_null, p.dflt_value AS default_value,
  p.pk AS pk, p.hidden AS hidden
FROM ${from} JOIN pragma_table_xinfo(m.name, m.db) p
WHERE ${where} AND p.hidden <> 1
ORDER BY m.name, p.cid`,
    params,
  );
}

function toColumns(rows: readonly CatalogRow[], text: TableText | undefined): readonly ReflectedColumn[] {
  const keys = rows.filter((row) => Number(row['pk']) > 0);
  return rows.map((row) => {
    const name = row['name'] as string;
    const hidden = Number(row['hidden']);
    const written = text?.columns.find((column) => column.name === name);
    const isRowid =
      keys.length === 1 && keys[0] === row && /^integer$/i.test(row['type'] as string) && text?.isWithoutRowid === false;
    return {
      name,
      type: reflectedType({
        column: `${row['table_name'] as string}.${name}`,
        declared: declaredType(row['type'] as string, hidden),
        collation: written?.collation ?? null,
      }),
      // The number of a row is never null, though SQLite does not say so.
      nullable: Number(row['not_null']) === 0 && !isRowid,
      default: row['default_value'] === null ? null : String(row['default_value'] as string),
      autoincrement: isRowid,
      comment: null,
      computed: hidden < 2 ? null : { sqltext: written?.computed ?? '', persisted: hidden === 3 },
      identity: null,
    };
  });
}

/** SQLite takes `INTEGER GENERATED ALWAYS` for the type of a computed column. */
function declaredType(type: string, hidden: number): string {
  return hidden < 2 ? type : type.replace(/\s*\bgenerated\s+always\b/i, '').trim();
}
