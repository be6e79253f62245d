import { type Engine, text } from '@aludel/core';
import type { Handwritten } from '../clients/handwritten.ts';
import { countPersons, readCounts } from './person-table.ts';

/** Tells what a contender has inserted, and empties the table, leaving no dead rows: one function for each kind of client. */
export const restorePersons = {
  async ours(engine: Engine, prefix: string): Promise<unknown> {
    return engine.begin(async (connection) => {
      const row = await connection.execute(text<Record<string, unknown>>(countPersons(prefix))).one();
      await connection.execute(text(engine.name === 'sqlite' ? `DELETE FROM ${prefix}person` : `TRUNCATE TABLE ${prefix}person`));
      return readCounts(row.mapping);
    });
  },
  async sqlite(client: Handwritten['sqlite'], prefix: string): Promise<unknown> {
    const row = client.prepare(countPersons(prefix)).get() as Record<string, unknown>;
    client.prepare(`DELETE FROM ${prefix}person`).run();
    return readCounts(row);
  },
  async postgresql({ client }: Handwritten['postgresql'], prefix: string): Promise<unknown> {
    const { rows } = await client.query(countPersons(prefix));
    await client.query(`TRUNCATE TABLE ${prefix}person`);
    return readCounts(rows[0]);
  },
  async mysql({ connection }: Handwritten['mysql'], prefix: string): Promise<unknown> {
    const [rows] = await connection.query(countPersons(prefix));
    await connection.query(`TRUNCATE TABLE ${prefix}person`);
    return readCounts((rows as Record<string, unknown>[])[0]);
  },
};
