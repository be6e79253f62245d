import { createEngine, type Engine, ProgrammingError, text } from '@aludel/core';

// The tables that the chapters make, each before those that it refers to.
const tableNames = ['employee', 'some_table', 'astronauts', 'address', 'user_account'] as const;

/** Runs `work` on a database that has none of the tutorial's tables, and leaves none of them behind. */
export async function withoutTutorialTables(url: string, work: () => Promise<void>): Promise<void> {
  await using engine = createEngine(url);
  for (const name of tableNames) {
    if (await exists(engine, name))
      throw new Error(`The database has a table "${name}" already, which the tutorial would change. Use another database.`);
  }
  try {
    await work();
  } finally {
    for (const name of tableNames)
      await engine.begin((connection) => connection.execute(text(`DROP TABLE IF EXISTS ${name}`)).then(() => {}));
  }
}

async function exists(engine: Engine, table: string): Promise<boolean> {
  await using connection = await engine.connect();
  try {
    await connection.execute(text(`SELECT 1 FROM ${table} WHERE 1 = 0`));
    return true;
  } catch (error) {
    if (error instanceof ProgrammingError) return false;
    throw error;
  }
}
