import type { Existence, RunQuery, Sought } from '@aludel/core/dialect';

/** What is there, as MySQL tells. */
export const mysqlExistence: Existence = Object.freeze({
  hasTable: (run, table) => has(run, table, "!= 'SEQUENCE'"),
} satisfies Existence);

/** What is there, as MariaDB tells, where a sequence is a table of its own kind. */
export const mariadbExistence: Existence = Object.freeze({
  ...mysqlExistence,
  hasSequence: (run, sequence) => has(run, sequence, "= 'SEQUENCE'"),
} satisfies Existence);

async function has(run: RunQuery, { name, schema }: Sought, kind: string): Promise<boolean> {
  const rows = await run(
    `SELECT 1 FROM information_schema.tables WHERE table_schema = ${schema === null ? 'DATABASE()' : '?'} AND table_name = ? AND table_type ${kind}`,
    schema === null ? [name] : [schema, name],
  );
  return rows.length > 0;
}
