import type { Catalog, ReflectedEnum, ReflectedRelation, RelationKind } from '@aludel/core/dialect';
import { schemaFilter } from './table-filter.ts';

const relationKinds: Readonly<Record<string, RelationKind>> = {
  r: 'table',
  p: 'table',
  f: 'foreign table',
  v: 'view',
  m: 'materialized view',
};

/** Tables and views of a schema. */
export async function relations(catalog: Catalog, schema: string | null): Promise<readonly ReflectedRelation[]> {
  const { from, where, params } = schemaFilter(schema);
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS name, CAST(c.relkind AS text) AS kind, c.relpersistence = 't' AS temporary
FROM ${from}
WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${where}
ORDER BY c.relname`,
    params,
  );
  return rows.map(({ name, kind, temporary }) => ({
    name: name as string,
    kind: relationKinds[kind as string] ?? 'table',
    isTemporary: temporary === true,
  }));
}

/** The sequences of a schema, those of identity columns included. */
export async function sequenceNames(catalog: Catalog, schema: string | null): Promise<readonly string[]> {
  const { from, where, params } = schemaFilter(schema);
  const rows = await catalog.query(
    `SELECT CAST(c.relname AS text) AS name FROM ${from} WHERE c.relkind = 'S' AND ${where} ORDER BY c.relname`,
    params,
  );
  return rows.map(({ name }) => name as string);
}

export async function schemaNames(catalog: Catalog): Promise<readonly string[]> {
  const rows = await catalog.query(
    "SELECT CAST(nspname AS text) AS name FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname",
  );
  return rows.map(({ name }) => name as string);
}

export async function defaultSchemaName(catalog: Catalog): Promise<string | null> {
  const rows = await catalog.query('SELECT CAST(current_schema() AS text) AS name');
  return (rows[0]?.['name'] ?? null) as string | null;
}

/** The enumerations of a schema; `*`: of all. */
export async function enums(catalog: Catalog, schema: string | null): Promise<readonly ReflectedEnum[]> {
  const isNamed = schema !== null && schema !== '*';
  const where = isNamed ? 'AND n.nspname = $1' : schema === '*' ? '' : 'AND pg_catalog.pg_type_is_visible(t.oid)';
  const rows = await catalog.query(
    `SELECT CAST(t.typname AS text) AS name, CAST(n.nspname AS text) AS schema,
  pg_catalog.pg_type_is_visible(t.oid) AS visible,
  CAST((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
    FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS text) AS labels
FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' ${where}
ORDER BY n.nspname, t.typname`,
    isNamed ? [schema] : [],
  );
  return rows.map(({ name, schema: inSchema, visible, labels }) => ({
    name: name as string,
    schema: inSchema as string,
    visible: visible === true,
    labels: JSON.parse((labels as string | null) ?? '[]') as string[],
  }));
}
