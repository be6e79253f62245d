/** The longest statement that is shown in full, and what is shown of a longer one; all in characters. */
const longest = 500;
const head = 250;
const tail = 100;

/** Shortens a statement that repeats the same placeholders for many rows, for logs and errors. */
export function shortenStatement(sql: string): string {
  if (sql.length <= longest) return sql;
  return `${sql.slice(0, head)} ... ${sql.length - head - tail} characters truncated ... ${sql.slice(-tail)}`;
}
