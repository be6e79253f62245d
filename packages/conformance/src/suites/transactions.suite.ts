import { type Connection, type Engine, InvalidRequestError, text, UniqueViolationError } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';
import { watchedDialect } from '../watched-dialect.ts';

export function transactions(context: SuiteContext): void {
  const { item } = context.tables({ item: 'id INTEGER NOT NULL PRIMARY KEY' });
  const insert = (connection: Connection, id: number) =>
    connection.execute(text(`INSERT INTO ${item} (id) VALUES (:id)`), { id });
  const idsIn = (connection: Connection) => connection.scalars(text(`SELECT id FROM ${item} ORDER BY id`)).all();
  const committed = (engine: Engine) => engine.begin(idsIn);

  test('commit as you go: each commit() ends a transaction and the next statement begins another', async () => {
    const engine = context.engine();
    const connection = await engine.connect();
    await insert(connection, 1);
    expect(connection.inTransaction()).toBe(true);
    await connection.commit();
    expect(connection.inTransaction()).toBe(false);
    await insert(connection, 2);
    await connection.rollback();
    await insert(connection, 3);
    await connection.commit();
    await connection.close();
    expect(await committed(engine)).toEqual([1, 3]);
  });

  test('closing a connection rolls back what was not committed', async () => {
    const engine = context.engine();
    const connection = await engine.connect();
    await insert(connection, 1);
    await connection.close();
    expect(await committed(engine)).toEqual([]);
  });

  test('begin once: the callback commits when it resolves and rolls back when it rejects', async () => {
    const engine = context.engine();
    await engine.begin((connection) => insert(connection, 1));
    const failure = new Error('no');
    await expect(
      engine.begin(async (connection) => {
        await insert(connection, 2);
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await committed(engine)).toEqual([1]);
  });

  test('begin() refuses to begin twice', async () => {
    const connection = await context.engine().connect();
    await connection.begin();
    await expect(connection.begin()).rejects.toThrow(InvalidRequestError);
    await connection.close();
  });

  context.needing(['concurrentWriters'], 'uncommitted changes are invisible to other connections', async () => {
    const engine = context.engine();
    const connection = await engine.connect();
    await insert(connection, 1);
    expect(await committed(engine)).toEqual([]);
    await connection.commit();
    await connection.close();
    expect(await committed(engine)).toEqual([1]);
  });

  context.when('savepoints', 'a savepoint that is rolled back takes its changes with it and leaves those around it', async () => {
    const engine = context.engine();
    await engine.begin(async (connection) => {
      await insert(connection, 1);
      const savepoint = await connection.beginNested();
      await insert(connection, 2);
      await savepoint.rollback();
      await insert(connection, 3);
    });
    expect(await committed(engine)).toEqual([1, 3]);
  });

  context.needing(['savepoints'], 'savepoints nest, and a released one belongs to the one around it', async () => {
    const engine = context.engine();
    await engine.begin(async (connection) => {
      await connection.beginNested(async () => insert(connection, 1));
      const outer = await connection.beginNested();
      await insert(connection, 2);
      await connection.beginNested(async () => insert(connection, 3));
      await outer.rollback();
      await insert(connection, 4);
    });
    expect(await committed(engine)).toEqual([1, 4]);
  });

  context.needing(['savepoints'], 'an error inside a savepoint costs no more than the savepoint', async () => {
    const engine = context.engine();
    await engine.begin(async (connection) => {
      await insert(connection, 1);
      await expect(connection.beginNested(async () => insert(connection, 1))).rejects.toThrow(UniqueViolationError);
      await insert(connection, 2);
    });
    expect(await committed(engine)).toEqual([1, 2]);
  });

  test('an error leaves the transaction open, to be rolled back', async () => {
    const engine = context.engine();
    const connection = await engine.connect();
    await insert(connection, 1);
    await expect(insert(connection, 1)).rejects.toThrow(UniqueViolationError);
    expect(connection.inTransaction()).toBe(true);
    await connection.rollback();
    await insert(connection, 2);
    await connection.commit();
    await connection.close();
    expect(await committed(engine)).toEqual([2]);
  });

  context.when('errorAbortsTransaction', 'after an error nothing but a rollback is accepted', async () => {
    const connection = await context.engine().connect();
    try {
      await insert(connection, 1);
      await insert(connection, 1).catch(() => {
        /* As intended. */
      });
      await expect(insert(connection, 2)).rejects.toThrow();
    } finally {
      await connection.close();
    }
  });

  context.needing(
    ['errorAbortsTransaction'],
    'committing an aborted transaction is an error, not a silent rollback',
    async () => {
      const connection = await context.engine().connect();
      await insert(connection, 1);
      await insert(connection, 1).catch(() => {
        /* As intended. */
      });
      await expect(connection.commit()).rejects.toThrow();
      await connection.rollback();
      expect(await idsIn(connection)).toEqual([]);
      await connection.close();
    },
  );

  test('AUTOCOMMIT makes each statement durable at once', async () => {
    const engine = context.engine({ isolationLevel: 'AUTOCOMMIT' });
    const connection = await engine.connect();
    await insert(connection, 1);
    expect(await committed(context.engine())).toEqual([1]);
    await connection.rollback();
    await connection.close();
    expect(await committed(engine)).toEqual([1]);
  });

  test('AUTOCOMMIT of one connection does not stay with the pooled connection', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    const connection = await engine.connect();
    connection.executionOptions({ isolationLevel: 'AUTOCOMMIT' });
    await insert(connection, 1);
    await connection.close();
    const next = await engine.connect();
    await insert(next, 2);
    await next.close();
    expect(await committed(engine)).toEqual([1]);
  });

  test('BEGIN is sent with the first statement, and nothing is sent for an empty transaction', async () => {
    const { dialect, calls } = watchedDialect(context.dialect);
    const engine = context.engine({ dialect });
    await engine.begin(idsIn);
    calls.length = 0;
    const connection = await engine.connect();
    await connection.begin();
    expect(calls).toEqual([]);
    await connection.commit();
    expect(calls).toEqual([]);
    await idsIn(connection);
    expect(calls.map(({ method }) => method)).toEqual(['begin', 'execute']);
    await connection.commit();
    await connection.close();
    expect(calls.map(({ method }) => method)).toEqual(['begin', 'execute', 'commit']);
  });

  context.when('transactionalDdl', 'CREATE TABLE is undone by a rollback', async () => {
    const engine = context.engine();
    const made = `${item}_ddl`;
    const connection = await engine.connect();
    await connection.execute(text(`CREATE TABLE ${made} (x INTEGER)`));
    await connection.rollback();
    await connection.close();
    const survived = await engine
      .begin((other) => other.execute(text(`SELECT x FROM ${made}`)))
      .then(
        () => true,
        () => false,
      );
    if (survived) await engine.begin((other) => other.execute(text(`DROP TABLE ${made}`)));
    expect(survived).toBe(false);
  });
}
