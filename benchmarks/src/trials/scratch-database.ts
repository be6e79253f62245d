import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openEngine } from '../harness/database.ts';
import { createAndFillPersons } from '../races/person-table.ts';

/** A table of persons that other processes can reach. */
export interface ScratchDatabase extends AsyncDisposable {
  readonly database: Database;
  /** In front of the table's name. */
  readonly prefix: string;
}

/** Fills a table with `count` persons: in a file where the database would be in memory. */
export async function makeScratchDatabase(given: Database, count: number): Promise<ScratchDatabase> {
  const folder = given.name === 'sqlite' ? await mkdtemp(join(tmpdir(), 'aludel-bench-')) : null;
  const database = folder === null ? given : { name: given.name, url: `sqlite:///${join(folder, 'bench.db')}` };
  const prefix = `bench${process.pid}_`;
  await runAll(database, [`DROP TABLE IF EXISTS ${prefix}person`, ...createAndFillPersons(prefix, count)]);
  const dispose = async (): Promise<void> => {
    if (folder === null) await runAll(database, [`DROP TABLE ${prefix}person`]);
    else await rm(folder, { recursive: true });
  };
  return { database, prefix, [Symbol.asyncDispose]: dispose };
}

async function runAll(database: Database, statements: readonly string[]): Promise<void> {
  await using engine = openEngine(database);
  await engine.begin(async (connection) => {
    for (const sql of statements) await connection.execDriverSql(sql);
  });
}
