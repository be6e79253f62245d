import type { TableFilter } from '@aludel/core/dialect';

/** The part of a catalog query that finds tables: joins and conditions, with its parameters from `$1` on. */
export interface FilterSql {
  /** `pg_class` is called `c`, `pg_namespace` `n`. */
  readonly from: string;
  readonly where: string;
  readonly params: readonly unknown[];
}

/** Finds the tables of a schema by name; without a schema those that a name alone finds. */
export function tablesNamed({ schema, names }: TableFilter): FilterSql {
  const inSchema = schemaFilter(schema, 2);
  return {
    ...inSchema,
    where: `c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${inSchema.where}
  AND c.relname IN (SELECT json_array_elements_text(CAST($1 AS json)))`,
    // One text, since a list of lists would be taken for many executions.
    params: [JSON.stringify(names), ...inSchema.params],
  };
}

/** All of a schema. `position` is the number of its parameter. */
export function schemaFilter(schema: string | null, position = 1): FilterSql {
  return {
    from: 'pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
    where: schema === null ? "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'" : `n.nspname = $${position}`,
    params: schema === null ? [] : [schema],
  };
}
