import { type Engine, select, Session, text } from '@aludel/core';
import type { Handwritten } from '../clients/handwritten.ts';
import type { Contender } from '../harness/contender.ts';
import type { Race, Rival } from '../harness/race.ts';
import { createMembers, fillMembers, memberClass, memberTable } from './member-table.ts';
import { makePersons } from './person-table.ts';

/** Ten thousand new objects, whose keys the database makes, by one flush. */
export const addObjects: Race = {
  name: 'orm-add',
  title: 'add 10,000 objects, flush once, keys on the objects',
  size: 10_000,
  isOneOperation: true,
  setUp: (prefix, _size, family) => createMembers(prefix, family),
  tables: [memberTable],
  rivals: [addByHand()],
  ours({ client, prefix, size }) {
    const Member = memberClass(prefix);
    const persons = makePersons(size).map(({ id: _id, ...rest }) => rest);
    return {
      async run() {
        await using session = new Session(client, { expireOnCommit: false });
        const members = persons.map((person) => new Member(person));
        session.addAll(members);
        await session.commit();
        return members.filter(({ id }) => typeof id === 'number').length;
      },
      restore: () => emptied(runner(client), prefix),
    };
  },
};

/** One column of a thousand objects, each to a value of its own. */
export const changeObjects: Race = {
  name: 'orm-change',
  title: 'change one column of 1,000 loaded objects, flush',
  size: 1000,
  isOneOperation: true,
  setUp: (prefix, size, family) => [...createMembers(prefix, family), ...fillMembers(prefix, size)],
  tables: [memberTable],
  rivals: [changeByHand((size) => size, { sqlite: 2, postgresql: 0.2, mariadb: 0.15, mysql: 0.15 })],
  ours: ({ client, prefix, size }) => changing(client, prefix, size),
};

/** Ten of a hundred thousand objects: what nobody touched must cost nothing. */
export const touchFewObjects: Race = {
  ...changeObjects,
  name: 'orm-touch-few',
  title: 'change 10 of 100,000 loaded objects, flush',
  size: 100_000,
  rivals: [changeByHand(() => 10, {})],
  ours: ({ client, prefix }) => changing(client, prefix, 10),
};

async function changing(client: Engine, prefix: string, count: number): Promise<Contender> {
  const Member = memberClass(prefix);
  const session = new Session(client, { expireOnCommit: false });
  const members = await session.scalars(select(Member).orderBy(Member.c.id)).all();
  await session.commit();
  return {
    async run() {
      for (let i = 0; i < count; i++) (members[i] as (typeof members)[number]).age += 1;
      await session.commit();
      return count;
    },
    close: () => session.close(),
  };
}

/** A thousand objects that are loaded. */
export const deleteObjects: Race = {
  ...changeObjects,
  name: 'orm-delete',
  title: 'delete 1,000 loaded objects, flush',
  rivals: [deleteByHand()],
  async ours({ client, prefix, size }) {
    const Member = memberClass(prefix);
    const load = async () => {
      const session = new Session(client, { expireOnCommit: false });
      const members = await session.scalars(select(Member)).all();
      await session.commit();
      return { session, members };
    };
    let loaded = await load();
    return {
      async run() {
        const { session, members } = loaded;
        for (const member of members) session.delete(member);
        await session.commit();
        return members.length;
      },
      async restore() {
        const found = await refilled(runner(client), prefix, size);
        await loaded.session.close();
        loaded = await load();
        return found;
      },
      close: () => loaded.session.close(),
    };
  },
};

// By hand ---------------------------------------------------------------------------------------------------------

type RunSql = (sql: string) => Promise<unknown>;

function runner(engine: Engine): RunSql {
  return (sql) => engine.begin((connection) => connection.execute(text(sql as 'SELECT')));
}

async function emptied(run: RunSql, prefix: string): Promise<null> {
  await run(`DELETE FROM ${prefix}member`);
  return null;
}

async function refilled(run: RunSql, prefix: string, size: number): Promise<null> {
  for (const sql of fillMembers(prefix, size)) await run(sql);
  return null;
}

const runners = {
  sqlite: (client: Handwritten['sqlite']) => async (sql: string) => client.exec(sql),
  postgresql:
    ({ client }: Handwritten['postgresql']): RunSql =>
    (sql) =>
      client.query(sql),
  mysql:
    ({ connection }: Handwritten['mysql']): RunSql =>
    (sql) =>
      connection.query(sql),
};

function addByHand(): Rival {
  return {
    label: 'one prepared statement per row',
    bars: { sqlite: 2.5, postgresql: 1.3, mariadb: 1.5, mysql: 1.5 },
    sqlite({ client, prefix, size }) {
      const persons = makePersons(size);
      const statement = client.prepare(`INSERT INTO ${prefix}member (name, age, email, score) VALUES (?, ?, ?, ?)`);
      const insertAll = client.transaction(() => {
        let known = 0;
        for (const { name, age, email, score } of persons)
          if (statement.run(name, age, email, score).lastInsertRowid !== undefined) known += 1;
        return known;
      });
      return { run: () => insertAll(), restore: () => emptied(runners.sqlite(client), prefix) };
    },
    postgresql({ client, prefix, size }) {
      const persons = makePersons(size);
      const query = {
        name: `${prefix}add`,
        text: `INSERT INTO ${prefix}member (name, age, email, score) VALUES ($1, $2, $3, $4) RETURNING id`,
      };
      return {
        async run() {
          let known = 0;
          await client.client.query('BEGIN');
          for (const { name, age, email, score } of persons)
            known += (await client.client.query({ ...query, values: [name, age, email, score] })).rows.length;
          await client.client.query('COMMIT');
          return known;
        },
        restore: () => emptied(runners.postgresql(client), prefix),
      };
    },
    mysql({ client, prefix, size }) {
      const persons = makePersons(size);
      const sql = `INSERT INTO ${prefix}member (name, age, email, score) VALUES (?, ?, ?, ?)`;
      return {
        async run() {
          let known = 0;
          await client.connection.query('BEGIN');
          for (const { name, age, email, score } of persons) {
            await client.connection.execute(sql, [name, age, email, score]);
            known += 1;
          }
          await client.connection.query('COMMIT');
          return known;
        },
        restore: () => emptied(runners.mysql(client), prefix),
      };
    },
  };
}

function changeByHand(countOf: (size: number) => number, bars: Rival['bars']): Rival {
  return {
    label: 'one prepared statement per row',
    bars,
    sqlite({ client, prefix, size }) {
      const count = countOf(size);
      const statement = client.prepare(`UPDATE ${prefix}member SET age = ? WHERE id = ?`);
      let age = 100;
      const changeAll = client.transaction(() => {
        age += 1;
        for (let id = 1; id <= count; id++) statement.run(age, id);
        return count;
      });
      return { run: () => changeAll() };
    },
    postgresql({ client, prefix, size }) {
      const count = countOf(size);
      const query = { name: `${prefix}change`, text: `UPDATE ${prefix}member SET age = $1 WHERE id = $2` };
      let age = 100;
      return {
        async run() {
          age += 1;
          await client.client.query('BEGIN');
          for (let id = 1; id <= count; id++) await client.client.query({ ...query, values: [age, id] });
          await client.client.query('COMMIT');
          return count;
        },
      };
    },
    mysql({ client, prefix, size }) {
      const count = countOf(size);
      let age = 100;
      return {
        async run() {
          age += 1;
          await client.connection.query('BEGIN');
          for (let id = 1; id <= count; id++)
            await client.connection.execute(`UPDATE ${prefix}member SET age = ? WHERE id = ?`, [age, id]);
          await client.connection.query('COMMIT');
          return count;
        },
      };
    },
  };
}

function deleteByHand(): Rival {
  return {
    label: 'one prepared statement per row',
    bars: { sqlite: 1.5, postgresql: 0.1, mariadb: 0.1, mysql: 0.1 },
    sqlite({ client, prefix, size }) {
      const statement = client.prepare(`DELETE FROM ${prefix}member WHERE id = ?`);
      const deleteAll = client.transaction(() => {
        let count = 0;
        for (let id = 1; id <= size; id++) count += statement.run(id).changes;
        return count;
      });
      return { run: () => deleteAll(), restore: () => refilled(runners.sqlite(client), prefix, size) };
    },
    postgresql({ client, prefix, size }) {
      const query = { name: `${prefix}delete`, text: `DELETE FROM ${prefix}member WHERE id = $1` };
      return {
        async run() {
          let count = 0;
          await client.client.query('BEGIN');
          for (let id = 1; id <= size; id++) count += (await client.client.query({ ...query, values: [id] })).rowCount ?? 0;
          await client.client.query('COMMIT');
          return count;
        },
        restore: () => refilled(runners.postgresql(client), prefix, size),
      };
    },
    mysql({ client, prefix, size }) {
      return {
        async run() {
          await client.connection.query('BEGIN');
          for (let id = 1; id <= size; id++) await client.connection.execute(`DELETE FROM ${prefix}member WHERE id = ?`, [id]);
          await client.connection.query('COMMIT');
          return size;
        },
        restore: () => refilled(runners.mysql(client), prefix, size),
      };
    },
  };
}
