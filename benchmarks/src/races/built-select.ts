import { bindparam, select, Session, types as t } from '@aludel/core';
import type { PerDatabase } from '../harness/database.ts';
import type { Race } from '../harness/race.ts';
import { handwrittenSelect } from './handwritten-select.ts';
import { personSchema } from './person-schema.ts';
import { createAndFillPersons, type Person, personTable } from './person-table.ts';
import { selector } from './text-select.ts';

const bars: PerDatabase<number> = { sqlite: 4, postgresql: 1.2, mariadb: 1.15, mysql: 1.15 };
const barsKept: PerDatabase<number> = { sqlite: 2.5, postgresql: 1.05, mariadb: 1.05, mysql: 1.05 };

const shared = { size: 10_000, setUp: createAndFillPersons, tables: [personTable], isReading: true } as const;

/** One row by its key; the statement is built anew each time. */
export const builtSelect: Race = {
  ...shared,
  name: 'built-select',
  title: 'point select by select(), built anew each time',
  rivals: [handwrittenSelect(bars)],
  async ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const connection = await client.connect();
    const find = (id: number): Promise<Person | null> => connection.execute(select(person).where(person.c.id.eq(id))).first();
    return { run: selector(find, size), close: () => connection.close() };
  },
};

/** The same with one statement for all executions. */
export const builtSelectKept: Race = {
  ...shared,
  name: 'built-select-kept',
  title: 'the same, the statement kept',
  rivals: [handwrittenSelect(barsKept)],
  async ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const kept = select(person).where(person.c.id.eq(bindparam('id', { type: t.Integer })));
    const connection = await client.connect();
    const find = (id: number): Promise<Person | null> => connection.execute(kept, { id }).first();
    return { run: selector(find, size), close: () => connection.close() };
  },
};

/** The same through a session. */
export const sessionBuiltSelect: Race = {
  ...shared,
  name: 'session-built-select',
  title: 'the same through a Session, built anew each time',
  rivals: [handwrittenSelect(bars)],
  async ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const session = new Session(client);
    const find = (id: number): Promise<Person | null> => session.execute(select(person).where(person.c.id.eq(id))).first();
    return { run: selector(find, size), close: () => session.close() };
  },
};
