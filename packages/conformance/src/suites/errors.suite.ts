import {
  CheckViolationError,
  type Connection,
  DatabaseError,
  DataError,
  DBAPIError,
  DeadlockError,
  ForeignKeyViolationError,
  LockTimeoutError,
  makeUrl,
  NotNullViolationError,
  OperationalError,
  ProgrammingError,
  text,
  UniqueViolationError,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { inPairs } from '../in-pairs.ts';
import type { Requirement } from '../requirements.ts';
import type { SuiteContext } from '../suite-context.ts';

export function errors(context: SuiteContext): void {
  const foreignKey = context.has('foreignKeys') ? ', FOREIGN KEY (parent_id) REFERENCES {parent} (id)' : '';
  const { parent, child } = context.tables({
    parent: 'id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(10) NOT NULL UNIQUE, age INTEGER CHECK (age >= 0)',
    child: `id INTEGER NOT NULL PRIMARY KEY, parent_id INTEGER NOT NULL${foreignKey}`,
  });
  const run = (sql: string, params?: Record<string, unknown>) =>
    context.engine().begin((connection) => connection.execute(text(sql), params));
  const twoParents = (connection: Connection) =>
    connection.execute(text(`INSERT INTO ${parent} (id, name, age) VALUES (:id, :name, 1)`), [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ]);

  const offences: readonly [what: string, expected: typeof DatabaseError, sql: string, needed?: readonly Requirement[]][] = [
    ['a unique constraint', UniqueViolationError, `INSERT INTO ${parent} (id, name) VALUES (3, 'a')`],
    ['a primary key', UniqueViolationError, `INSERT INTO ${parent} (id, name) VALUES (1, 'c')`],
    [
      'a foreign key, from the child',
      ForeignKeyViolationError,
      `INSERT INTO ${child} (id, parent_id) VALUES (2, 99)`,
      ['foreignKeys'],
    ],
    ['a foreign key, from the parent', ForeignKeyViolationError, `DELETE FROM ${parent} WHERE id = 1`, ['foreignKeys']],
    ['NOT NULL', NotNullViolationError, `INSERT INTO ${parent} (id, name) VALUES (3, NULL)`],
    [
      'a check constraint',
      CheckViolationError,
      `INSERT INTO ${parent} (id, name, age) VALUES (3, 'c', -1)`,
      ['checkConstraints'],
    ],
    ['the type of a column', DataError, `INSERT INTO ${parent} (id, name) VALUES ('abc', 'c')`],
    ['the grammar', ProgrammingError, 'SELEKT 1'],
    ['a table that is not there', ProgrammingError, `SELECT 1 FROM ${parent}_missing`],
    ['a column that is not there', ProgrammingError, `SELECT missing FROM ${parent}`],
    ['a function that is not there', ProgrammingError, 'SELECT aludel_no_such_function(1)'],
  ];
  for (const [what, expected, sql, needed = []] of offences)
    context.needing(needed, `offending against ${what} is an error of its own kind`, async () => {
      await context.engine().begin(async (connection) => {
        await twoParents(connection);
        await connection.execute(text(`INSERT INTO ${child} (id, parent_id) VALUES (1, 1)`));
      });
      const error = await run(sql).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).constructor.name).toBe(expected.name);
      expect(error).toMatchObject({ statement: sql, isRetryable: false, isDisconnect: false });
      expect((error as Error).cause).toBeDefined();
      expect((error as DBAPIError).orig).toBe((error as Error).cause);
    });

  context.when('enforcedLength', 'text that is too long is a DataError', async () => {
    await expect(run(`INSERT INTO ${parent} (id, name) VALUES (3, 'longer than ten')`)).rejects.toThrow(DataError);
  });

  test('values can be hidden', async () => {
    const engine = context.engine({ hideParameters: true });
    await engine.begin(twoParents);
    const insert = text(`INSERT INTO ${parent} (id, name) VALUES (:id, :name)`);
    await engine.begin((connection) => connection.execute(insert, { id: 77, name: 'secret-1' }));
    const error = await engine
      .begin((connection) => connection.execute(insert, { id: 78, name: 'secret-1' }))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UniqueViolationError);
    expect(inspect(error, { depth: 10 })).not.toContain('secret-1');
  });

  context.needing(
    ['concurrentWriters', 'waitingWriters'],
    'of two transactions that wait for each other one gets a DeadlockError and may try again',
    async () => {
      const engine = context.engine();
      await engine.begin(twoParents);
      const touch = (connection: Connection, id: number) =>
        connection.execute(text(`UPDATE ${parent} SET age = age + 1 WHERE id = :id`), { id });
      const outcomes = await inPairs(engine, async (connection, id, meet) => {
        await touch(connection, id);
        await meet();
        await touch(connection, 3 - id);
      });
      const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(failures).toHaveLength(1);
      expect(failures[0]).toBeInstanceOf(DeadlockError);
      expect(failures[0]).toMatchObject({ isRetryable: true });
      expect(await engine.begin((connection) => connection.scalars(text(`SELECT age FROM ${parent}`)).all())).toEqual([2, 2]);
    },
  );

  context.needing(
    ['concurrentWriters', 'waitingWriters', 'rowLocks'],
    'a lock that is not free is a LockTimeoutError and worth another try',
    async () => {
      const engine = context.engine();
      await engine.begin(twoParents);
      await engine.begin(async (holder) => {
        await holder.execute(text(`SELECT id FROM ${parent} WHERE id = 1 FOR UPDATE`));
        const error = await run(`SELECT id FROM ${parent} WHERE id = 1 FOR UPDATE NOWAIT`).catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(LockTimeoutError);
        expect(error).toMatchObject({ isRetryable: true });
      });
    },
  );

  context.when('accounts', 'a wrong password is an OperationalError that does not show it', async () => {
    const { username } = makeUrl(context.url());
    const account = { username: username ?? 'nobody', password: 'hunter2-wrong' };
    const engine = context.engine({}, makeUrl(context.url()).set(account).renderAsString({ hidePassword: false }));
    const error = await engine.begin(async () => 'let in').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OperationalError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2-wrong');
    expect(inspect(engine, { depth: 10 })).not.toContain('hunter2-wrong');
  });

  context.needing(['accounts'], 'a database that is not there is a database error', async () => {
    const here = makeUrl(context.url());
    // Where the database is a file it lies in a folder that is not there, or it would be made.
    const database = here.host === null ? `${here.database}.folder/aludel_no_such_database` : 'aludel_no_such_database';
    await expect(context.engine({}, here.set({ database }).renderAsString({ hidePassword: false })).connect()).rejects.toThrow(
      DBAPIError,
    );
  });

  context.needing(['accounts'], 'a server that is not there is an OperationalError', async () => {
    // Nobody listens on port 1.
    const url = makeUrl(context.url()).set({ host: '127.0.0.1', port: 1 }).renderAsString({ hidePassword: false });
    await expect(context.engine({}, url).connect()).rejects.toThrow(OperationalError);
  });
}
