import { insert } from '@aludel/core';
import type { Race, Rival } from '../harness/race.ts';
import { personSchema } from './person-schema.ts';
import { createPersons, insertPerson, makePersons, type Person, personTable, personValues } from './person-table.ts';
import { restorePersons } from './restore-persons.ts';

/** Two thousand inserts, each a statement that is awaited, in one transaction. */
export const singleInserts: Race = {
  name: 'single-inserts',
  title: '2,000 inserts by text, one statement each, one transaction',
  size: 2000,
  isOneOperation: true,
  setUp: createPersons,
  tables: [personTable],
  rivals: [handwritten()],
  ours({ client, prefix, size }) {
    const persons = makePersons(size) as readonly (Person & Record<string, unknown>)[];
    return {
      run: () =>
        client.begin(async (connection) => {
          let affected = 0;
          for (const person of persons) affected += (await connection.execute(insertPerson(prefix), person)).rowcount;
          return affected;
        }),
      restore: () => restorePersons.ours(client, prefix),
    };
  },
};

/** The same by statements that are built, each anew. */
export const singleBuiltInserts: Race = {
  ...singleInserts,
  name: 'single-built-inserts',
  title: '2,000 inserts by insert(), one statement each, one transaction',
  ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const persons = makePersons(size) as readonly (Person & Record<string, unknown>)[];
    return {
      run: () =>
        client.begin(async (connection) => {
          let affected = 0;
          for (const one of persons) affected += (await connection.execute(insert(person).values(one))).rowcount;
          return affected;
        }),
      restore: () => restorePersons.ours(client, prefix),
    };
  },
};

function handwritten(): Rival {
  return {
    label: 'handwritten',
    bars: { sqlite: 4, postgresql: 1.2, mariadb: 1.1, mysql: 1.1 },
    sqlite({ client, prefix, size }) {
      const persons = makePersons(size);
      const statement = client.prepare(insertInto(prefix, '?, ?, ?, ?, ?'));
      const insertAll = client.transaction(() => {
        let affected = 0;
        for (const { id, name, age, email, score } of persons) affected += statement.run(id, name, age, email, score).changes;
        return affected;
      });
      return { run: () => insertAll(), restore: () => restorePersons.sqlite(client, prefix) };
    },
    postgresql({ client, prefix, size }) {
      const persons = makePersons(size);
      const query = { name: `${prefix}single`, text: insertInto(prefix, '$1, $2, $3, $4, $5') };
      return {
        async run() {
          let affected = 0;
          await client.client.query('BEGIN');
          for (const person of persons)
            affected += (await client.client.query({ ...query, values: personValues(person) })).rowCount ?? 0;
          await client.client.query('COMMIT');
          return affected;
        },
        restore: () => restorePersons.postgresql(client, prefix),
      };
    },
    mysql({ client, prefix, size }) {
      const persons = makePersons(size);
      const sql = insertInto(prefix, '?, ?, ?, ?, ?');
      return {
        async run() {
          let affected = 0;
          await client.connection.query('BEGIN');
          for (const person of persons) {
            const [header] = await client.connection.execute(sql, personValues(person));
            affected += (header as { readonly affectedRows: number }).affectedRows;
          }
          await client.connection.query('COMMIT');
          return affected;
        },
        restore: () => restorePersons.mysql(client, prefix),
      };
    },
  };
}

function insertInto(prefix: string, places: string): string {
  return `INSERT INTO ${prefix}person (id, name, age, email, score) VALUES (${places})`;
}
