import { type Engine, text } from '@aludel/core';

/** The columns of a table that {@link fillNumbers} fills. */
export const numbersColumns = 'n INTEGER NOT NULL PRIMARY KEY';

/** Fills a table with the numbers from 0 to 999. */
export async function fillNumbers(engine: Engine, table: string): Promise<void> {
  await engine.begin((connection) =>
    connection.execute(
      text(`INSERT INTO ${table} (n) VALUES (:n)`),
      Array.from({ length: 1_000 }, (_unused, n) => ({ n })),
    ),
  );
}

/** A statement with a thousand million rows: it gives the first at once, and no program can wait for the last. */
export function endlessRows(table: string): string {
  return `SELECT a.n AS a, b.n AS b, c.n AS c FROM ${table} a CROSS JOIN ${table} b CROSS JOIN ${table} c`;
}

/** A statement that computes for hours and then gives one row. */
export function endlessWork(table: string): string {
  return `SELECT COUNT(*) FROM ${table} a CROSS JOIN ${table} b CROSS JOIN ${table} c CROSS JOIN ${table} d WHERE a.n + b.n * c.n - d.n = -5000`;
}

/** A statement that hands out rows for seconds, yet not so many that a driver which ignores a stop exhausts the memory. */
export function manyRows(table: string): string {
  return `${endlessRows(table)} WHERE c.n < 2`;
}

/** A statement that computes for a few seconds, for tests whose server may not notice that nobody waits for it any more. */
export function someWork(table: string): string {
  return `SELECT COUNT(*) FROM ${table} a CROSS JOIN ${table} b CROSS JOIN ${table} c WHERE c.n < 25 AND a.n + b.n * c.n = -5000`;
}
