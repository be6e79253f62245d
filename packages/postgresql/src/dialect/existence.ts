import type { Existence, RunQuery, Sought } from '@aludel/core/dialect';

/** What is there, as PostgreSQL's catalogs tell. */
export const existence: Existence = Object.freeze({
  hasTable: (run, table) => hasRelation(run, table, "('r', 'p', 'f', 'v', 'm')"),
  hasSequence: (run, sequence) => hasRelation(run, sequence, "('S')"),
  hasType: async (run, { name, schema }) => {
    const where = schema === null ? 'pg_catalog.pg_type_is_visible(t.oid)' : 'n.nspname = $2';
    const rows = await run(
      `SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typname = $1 AND ${where}`,
      schema === null ? [name] : [name, schema],
    );
    return rows.length > 0;
  },
} satisfies Existence);

async function hasRelation(run: RunQuery, { name, schema }: Sought, kinds: string): Promise<boolean> {
  const where = schema === null ? "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname != 'pg_catalog'" : 'n.nspname = $2';
  const rows = await run(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = $1 AND c.relkind IN ${kinds} AND ${where}`,
    schema === null ? [name] : [name, schema],
  );
  return rows.length > 0;
}
