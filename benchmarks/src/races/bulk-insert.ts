import { insert } from '@aludel/core';
import type { Contender } from '../harness/contender.ts';
import type { Race, Rival } from '../harness/race.ts';
import { personSchema } from './person-schema.ts';
import { createPersons, insertPerson, makePersons, type Person, personTable, personValues } from './person-table.ts';
import { restorePersons } from './restore-persons.ts';

const columns = 'id, name, age, email, score';

/** Ten thousand rows by one execute() with a list of parameter sets, in one transaction. */
export const bulkInsert: Race = {
  name: 'bulk-insert',
  title: 'insert 10,000 rows by text and a list of parameters, one transaction',
  size: 10_000,
  isOneOperation: true,
  setUp: createPersons,
  tables: [personTable],
  rivals: [rowByRow(), multiRow(), setWise()],
  ours({ client, prefix, size }) {
    const persons = makePersons(size) as readonly (Person & Record<string, unknown>)[];
    return {
      async run() {
        const result = await client.begin((connection) => connection.execute(insertPerson(prefix), persons));
        return result.rowcount;
      },
      restore: () => restorePersons.ours(client, prefix),
    };
  },
};

/** The same by a statement that was built. */
export const bulkBuiltInsert: Race = {
  ...bulkInsert,
  name: 'bulk-built-insert',
  title: 'insert 10,000 rows by insert() and a list of parameters, one transaction',
  ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const persons = makePersons(size) as readonly (Person & Record<string, unknown>)[];
    return {
      async run() {
        const result = await client.begin((connection) => connection.execute(insert(person), persons));
        return result.rowcount;
      },
      restore: () => restorePersons.ours(client, prefix),
    };
  },
};

/** The same, with the keys of all rows given back, in order, where the database can. */
export const bulkReturningInsert: Race = {
  ...bulkInsert,
  name: 'bulk-returning-insert',
  title: 'insert 10,000 rows by insert().returning(), one transaction',
  ours({ client, prefix, size }) {
    const person = personSchema(prefix);
    const persons = makePersons(size) as readonly (Person & Record<string, unknown>)[];
    const returns = client.dialect.capabilities.insertReturning;
    return {
      async run() {
        return client.begin(async (connection) => {
          if (!returns) return (await connection.execute(insert(person), persons)).rowcount;
          const statement = insert(person).returning(person.c.id, { sortByParameterOrder: true });
          const keys = await connection.scalars(statement, persons).all();
          return keys.filter((key, index) => key === persons[index]?.id).length;
        });
      },
      restore: () => restorePersons.ours(client, prefix),
    };
  },
};

/** A prepared statement, executed for each row. */
function rowByRow(): Rival {
  return {
    label: 'one prepared statement per row',
    bars: { sqlite: 0.4, postgresql: 1, mariadb: 1, mysql: 1 },
    sqlite({ client, prefix, size }) {
      const persons = makePersons(size);
      const statement = client.prepare(`INSERT INTO ${prefix}person (${columns}) VALUES (?, ?, ?, ?, ?)`);
      const insertAll = client.transaction(() => {
        let affected = 0;
        for (const { id, name, age, email, score } of persons) affected += statement.run(id, name, age, email, score).changes;
        return affected;
      });
      return { run: () => insertAll(), restore: () => restorePersons.sqlite(client, prefix) };
    },
    postgresql({ client, prefix, size }) {
      const persons = makePersons(size);
      const query = { name: `${prefix}insert`, text: `INSERT INTO ${prefix}person (${columns}) VALUES ($1, $2, $3, $4, $5)` };
      return inPgTransaction(client, prefix, async () => {
        let affected = 0;
        for (const person of persons)
          affected += (await client.client.query({ ...query, values: personValues(person) })).rowCount ?? 0;
        return affected;
      });
    },
    mysql({ client, prefix, size }) {
      const persons = makePersons(size);
      const sql = `INSERT INTO ${prefix}person (${columns}) VALUES (?, ?, ?, ?, ?)`;
      return inMysqlTransaction(client, prefix, async () => {
        let affected = 0;
        for (const person of persons) affected += affectedBy(await client.connection.execute(sql, personValues(person)));
        return affected;
      });
    },
  };
}

const rowsPerStatement = 1000;

/** `VALUES (…), (…), …` with a thousand rows, prepared once. */
function multiRow(): Rival {
  return {
    label: 'multi-row VALUES',
    bars: { postgresql: 1, mariadb: 1, mysql: 1 },
    sqlite({ client, prefix, size }) {
      const batches = inBatches(makePersons(size));
      const rows = Array(batches[0]?.length ?? 0).fill('(?, ?, ?, ?, ?)');
      const statement = client.prepare(`INSERT INTO ${prefix}person (${columns}) VALUES ${rows.join(', ')}`);
      const insertAll = client.transaction(() => {
        let affected = 0;
        for (const batch of batches) affected += statement.run(batch.flatMap(personValues)).changes;
        return affected;
      });
      return { run: () => insertAll(), restore: () => restorePersons.sqlite(client, prefix) };
    },
    postgresql({ client, prefix, size }) {
      const batches = inBatches(makePersons(size));
      const rows = batches[0]?.length ?? 0;
      const places = Array.from(
        { length: rows },
        (_, row) => `($${row * 5 + 1}, $${row * 5 + 2}, $${row * 5 + 3}, $${row * 5 + 4}, $${row * 5 + 5})`,
      );
      const query = { name: `${prefix}multi`, text: `INSERT INTO ${prefix}person (${columns}) VALUES ${places.join(', ')}` };
      return inPgTransaction(client, prefix, async () => {
        let affected = 0;
        for (const batch of batches)
          affected += (await client.client.query({ ...query, values: batch.flatMap(personValues) })).rowCount ?? 0;
        return affected;
      });
    },
    mysql({ client, prefix, size }) {
      const batches = inBatches(makePersons(size));
      const rows = batches[0]?.length ?? 0;
      const sql = `INSERT INTO ${prefix}person (${columns}) VALUES ${Array(rows).fill('(?, ?, ?, ?, ?)').join(', ')}`;
      return inMysqlTransaction(client, prefix, async () => {
        let affected = 0;
        for (const batch of batches) affected += affectedBy(await client.connection.execute(sql, batch.flatMap(personValues)));
        return affected;
      });
    },
  };
}

/** One statement for all rows, whose values come as one parameter, or one for each column. */
function setWise(): Rival {
  return {
    label: 'set-wise',
    bars: {},
    sqlite({ client, prefix, size }) {
      const persons = makePersons(size);
      const statement = client.prepare(
        `INSERT INTO ${prefix}person (${columns}) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      );
      const insertAll = client.transaction(() => statement.run(JSON.stringify(persons.map(personValues))).changes);
      return { run: () => insertAll(), restore: () => restorePersons.sqlite(client, prefix) };
    },
    postgresql({ client, prefix, size }) {
      const persons = makePersons(size);
      const query = {
        name: `${prefix}unnest`,
        text: `INSERT INTO ${prefix}person (${columns}) SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::float8[])`,
      };
      return inPgTransaction(client, prefix, async () => {
        const values = [
          persons.map((p) => p.id),
          persons.map((p) => p.name),
          persons.map((p) => p.age),
          persons.map((p) => p.email),
          persons.map((p) => p.score),
        ];
        return (await client.client.query({ ...query, values })).rowCount ?? 0;
      });
    },
  };
}

function inPgTransaction(
  client: Parameters<typeof restorePersons.postgresql>[0],
  prefix: string,
  work: () => Promise<unknown>,
): Contender {
  return {
    async run() {
      await client.client.query('BEGIN');
      const result = await work();
      await client.client.query('COMMIT');
      return result;
    },
    restore: () => restorePersons.postgresql(client, prefix),
  };
}

function inMysqlTransaction(
  client: Parameters<typeof restorePersons.mysql>[0],
  prefix: string,
  work: () => Promise<unknown>,
): Contender {
  return {
    async run() {
      await client.connection.query('BEGIN');
      const result = await work();
      await client.connection.query('COMMIT');
      return result;
    },
    restore: () => restorePersons.mysql(client, prefix),
  };
}

function affectedBy([header]: readonly [unknown, unknown]): number {
  return (header as { readonly affectedRows: number }).affectedRows;
}

/** All of the same size: the sizes of the races are multiples of it, or below it. */
function inBatches(persons: readonly Person[]): readonly (readonly Person[])[] {
  const batches: (readonly Person[])[] = [];
  for (let start = 0; start < persons.length; start += rowsPerStatement)
    batches.push(persons.slice(start, start + rowsPerStatement));
  return batches;
}
