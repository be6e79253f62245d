import { select, text } from '@aludel/core';
import type { PerDatabase } from '../harness/database.ts';
import type { Race, Rival } from '../harness/race.ts';
import { personSchema } from './person-schema.ts';
import { createAndFillPersons, digest, digestHandwritten, type Person, personTable } from './person-table.ts';

const bars: PerDatabase<number> = { sqlite: 1.1, postgresql: 1.05, mariadb: 1.05, mysql: 1.05 };

/** Ten thousand plain rows, every column read. */
export const manyRows: Race = {
  name: 'many-rows',
  title: 'select 10,000 rows by text, read every column',
  size: 10_000,
  setUp: createAndFillPersons,
  tables: [personTable],
  isReading: true,
  rivals: [asObjects(), asArrays()],
  async ours({ client, prefix }) {
    const connection = await client.connect();
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) sum += digestRows(await connection.execute(text<Person>(selectAll(prefix))).all());
        return sum;
      },
      close: () => connection.close(),
    };
  },
};

/** The same by a statement that was built, whose columns have types. */
export const manyRowsBuilt: Race = {
  ...manyRows,
  name: 'many-rows-built',
  title: 'select 10,000 rows by select(), read every column',
  async ours({ client, prefix }) {
    const person = personSchema(prefix);
    const connection = await client.connect();
    return {
      async run(operations) {
        let sum = 0;
        for (let i = 0; i < operations; i++) sum += digestRows(await connection.execute(select(person)).all());
        return sum;
      },
      close: () => connection.close(),
    };
  },
};

/** What a hand gets that asks for nothing special. */
function asObjects(): Rival {
  return {
    label: 'handwritten',
    bars,
    sqlite({ client, prefix }) {
      const statement = client.prepare<[], Person>(selectAll(prefix));
      return {
        run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) sum += digestHandwrittenRows(statement.all());
          return sum;
        },
      };
    },
    postgresql({ client: { client }, prefix }) {
      const query = { name: `${prefix}all`, text: selectAll(prefix) };
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) sum += digestHandwrittenRows((await client.query<Person>(query)).rows);
          return sum;
        },
      };
    },
    mysql({ client: { connection }, prefix }) {
      const sql = selectAll(prefix);
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++)
            sum += digestHandwrittenRows((await connection.execute(sql))[0] as unknown as Person[]);
          return sum;
        },
      };
    },
  };
}

/** Rows as arrays, read by position: what drivers are fastest at, and clumsy to write. */
function asArrays(): Rival {
  return {
    label: 'handwritten, rows as arrays',
    bars: {},
    sqlite({ client, prefix }) {
      const statement = client.prepare<[], PersonArray>(selectAll(prefix)).raw(true);
      return {
        run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) sum += digestArrays(statement.all());
          return sum;
        },
      };
    },
    postgresql({ client: { client }, prefix }) {
      const query = { name: `${prefix}arrays`, text: selectAll(prefix), rowMode: 'array' as const };
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) sum += digestArrays((await client.query<PersonArray>(query)).rows);
          return sum;
        },
      };
    },
    mysql({ client: { connection }, prefix }) {
      const options = { sql: selectAll(prefix), rowsAsArray: true };
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++)
            sum += digestArrays((await connection.execute(options))[0] as unknown as PersonArray[]);
          return sum;
        },
      };
    },
  };
}

type PersonArray = [id: number, name: string, age: number, email: string, score: number];

function digestRows(persons: readonly Person[]): number {
  let sum = 0;
  for (let i = 0; i < persons.length; i++) sum += digest(persons[i] as Person);
  return sum;
}

function digestHandwrittenRows(persons: readonly Person[]): number {
  let sum = 0;
  for (let i = 0; i < persons.length; i++) sum += digestHandwritten(persons[i] as Person);
  return sum;
}

function digestArrays(rows: readonly PersonArray[]): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as PersonArray;
    sum += row[0] + row[1].length + row[2] + row[3].length + row[4];
  }
  return sum;
}

function selectAll(prefix: string): string {
  return `SELECT id, name, age, email, score FROM ${prefix}person`;
}
