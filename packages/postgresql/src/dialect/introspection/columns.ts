import type { Catalog, CatalogRow, ReflectedColumn, ReflectedIdentity, TableFilter } from '@aludel/core/dialect';
import { reflectedType } from '../reflected-types.ts';
import { byTable } from './by-table.ts';
import { tablesNamed } from './table-filter.ts';
import { withoutParentheses } from './without-parentheses.ts';

/** The columns of tables and views, from one query. */
export async function columns(catalog: Catalog, tables: TableFilter): Promise<ReadonlyMap<string, readonly ReflectedColumn[]>> {
  const { from, where, params } = tablesNamed(tables);
  const major = catalog.facts?.serverVersion[0] ?? 14;
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS table_name, CAST(a.attname AS text) AS name, a.attnotnull AS not_null,
  pg_catalog.format_type(a.atttypid, a.atttypmod) AS format_type,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_sql,
  pg_catalog.col_description(c.oid, a.attnum) AS comment,
  CAST(${major >= 12 ? 'a.attgenerated' : "''"} AS text) AS generated,
  CAST(a.attidentity AS text) AS identity,
  CAST((SELECT json_build_object('start', CAST(s.seqstart AS text), 'increment', CAST(s.seqincrement AS text),
      'minvalue', CAST(s.seqmin AS text), 'maxvalue', CAST(s.seqmax AS text), 'cache', CAST(s.seqcache AS text), 'cycle', s.seqcycle)
    FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid
    WHERE a.attidentity <> '' AND p.classid = CAST('pg_catalog.pg_class' AS regclass)
      AND p.refclassid = CAST('pg_catalog.pg_class' AS regclass)
      AND p.refobjid = c.oid AND p.refobjsubid = a.attnum AND p.deptype = 'i') AS text) AS identity_options,
  CAST((SELECT co.collname FROM pg_catalog.pg_collation co
    WHERE co.oid = a.attcollation AND a.attcollation <> t.typcollation) AS text) AS collation,
  CAST(et.typtype AS text) AS element_kind, CAST(et.typname AS text) AS element_name,
  CASE WHEN NOT pg_catalog.pg_type_is_visible(et.oid) THEN CAST(en.nspname AS text) END AS element_schema,
  CASE WHEN et.typtype = 'd' THEN pg_catalog.format_type(et.typbasetype, et.typtypmod) END AS base_type,
  CAST((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
    FROM pg_catalog.pg_enum e WHERE e.enumtypid = et.oid) AS text) AS labels
FROM ${from}
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  JOIN pg_catalog.pg_type et ON et.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
  JOIN pg_catalog.pg_namespace en ON en.oid = et.typnamespace
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE ${where}
ORDER BY c.relname, a.attnum`,
    params,
  );
  return byTable(rows, toColumn);
}

function toColumn(row: CatalogRow): ReflectedColumn {
  const { name, generated, default_sql: defaultSql, comment } = row as Readonly<Record<string, string | null>>;
  const isComputed = generated !== '' && generated !== null;
  const identity = toIdentity(row);
  return {
    name: name as string,
    type: reflectedType({
      column: `${String(row['table_name'])}.${name}`,
      formatType: row['format_type'] as string,
      collation: row['collation'] as string | null,
      elementKind: row['element_kind'] as string,
      elementName: row['element_name'] as string,
      elementSchema: row['element_schema'] as string | null,
      baseType: row['base_type'] as string | null,
      labels: row['labels'] === null ? null : (JSON.parse(row['labels'] as string) as string[]),
    }),
    nullable: row['not_null'] !== true,
    default: isComputed ? null : (defaultSql ?? null),
    autoincrement: identity !== null || (!isComputed && /^nextval\('/.test(defaultSql ?? '')),
    comment: comment ?? null,
    computed: isComputed ? { sqltext: withoutParentheses(defaultSql ?? ''), persisted: generated === 's' } : null,
    identity,
  };
}

function toIdentity(row: CatalogRow): ReflectedIdentity | null {
  const options = row['identity_options'] as string | null;
  if (options === null) return null;
  const { start, increment, minvalue, maxvalue, cache, cycle } = JSON.parse(options) as Readonly<Record<string, string>>;
  return {
    always: row['identity'] === 'a',
    start: wholeNumber(start),
    increment: wholeNumber(increment),
    minvalue: wholeNumber(minvalue),
    maxvalue: wholeNumber(maxvalue),
    cycle: (cycle as unknown) === true,
    cache: wholeNumber(cache),
  };
}

/** The bounds of a BIGINT are beyond the whole numbers that a `number` can hold. */
function wholeNumber(text: string | undefined): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text ?? 0);
}
