import { Session, type TextClause, text } from '@aludel/core';
import type { PerDatabase } from '../harness/database.ts';
import type { Contender } from '../harness/contender.ts';
import type { Race } from '../harness/race.ts';
import { handwrittenSelect } from './handwritten-select.ts';
import { createAndFillPersons, digest, idOfOperation, type Person, personTable } from './person-table.ts';

const bars: PerDatabase<number> = { sqlite: 2, postgresql: 1.15, mariadb: 1.05, mysql: 1.05 };
const barsKept: PerDatabase<number> = { sqlite: 2, postgresql: 1.05, mariadb: 1.05, mysql: 1.05 };

const shared = { size: 10_000, setUp: createAndFillPersons, tables: [personTable], isReading: true } as const;

/** One row by its key; the text is built anew each time, as it is where it stands in a function. */
export const textSelect: Race = {
  ...shared,
  name: 'text-select',
  title: 'point select by text with named parameters, built anew each time',
  rivals: [handwrittenSelect(bars)],
  async ours({ client, prefix, size }) {
    const connection = await client.connect();
    const find = (id: number) => connection.execute(selectById(prefix), { id }).first();
    return { run: selector(find, size), close: () => connection.close() };
  },
};

/** The same with one text for all executions. */
export const textSelectKept: Race = {
  ...shared,
  name: 'text-select-kept',
  title: 'the same, the text kept',
  rivals: [handwrittenSelect(barsKept)],
  async ours({ client, prefix, size }) {
    const kept = selectById(prefix);
    const connection = await client.connect();
    const find = (id: number) => connection.execute(kept, { id }).first();
    return { run: selector(find, size), close: () => connection.close() };
  },
};

/** The same through a session. */
export const sessionSelect: Race = {
  ...shared,
  name: 'session-select',
  title: 'the same through a Session, built anew each time',
  rivals: [handwrittenSelect(bars)],
  async ours({ client, prefix, size }) {
    const session = new Session(client);
    const find = (id: number) => session.execute(selectById(prefix), { id }).first();
    return { run: selector(find, size), close: () => session.close() };
  },
};

/** Asks for one row after the other. */
export function selector(find: (id: number) => Promise<Person | null>, size: number): Contender['run'] {
  return async (operations) => {
    let sum = 0;
    for (let i = 0; i < operations; i++) sum += digest((await find(idOfOperation(i, size))) as Person);
    return sum;
  };
}

function selectById(prefix: string): TextClause<Person> {
  return text<Person>(`SELECT id, name, age, email, score FROM ${prefix}person WHERE id = :id`);
}
