import type { Existence } from '@aludel/core/dialect';

/** What is there, as SQLite tells. */
export const existence: Existence = Object.freeze({
  hasTable: async (run, { name, schema }) => {
    const file = schema === null ? 'main' : quoted(schema);
    const rows = await run(`PRAGMA ${file}.table_info(${quoted(name)})`);
    if (rows.length > 0 || schema !== null) return rows.length > 0;
    return (await run(`PRAGMA temp.table_info(${quoted(name)})`)).length > 0;
  },
} satisfies Existence);

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
