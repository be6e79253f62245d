import { describe, expect, test } from '@jest/globals';
import { DBAPIError, DisconnectionError, OperationalError } from '../../src/errors/database-errors.ts';
import { PendingRollbackError } from '../../src/errors/invalid-request-errors.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

const gone = new FakeError('disconnect', 'server closed the connection');

async function connected() {
  const database = new FakeDatabase();
  const engine = fakeEngine(database);
  const connection = await engine.connect();
  return { database, engine, connection };
}

async function errorOf(promise: PromiseLike<unknown>): Promise<DBAPIError> {
  const outcome = await Promise.resolve(promise).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof DBAPIError)) throw new Error(`expected a DBAPIError, and got ${String(outcome)}`);
  return outcome;
}

describe('A lost connection', () => {
  test('is thrown away; its transaction must be rolled back before another one takes its place', async () => {
    const { database, engine, connection } = await connected();
    await connection.execute(text('A'));
    failOnce(database, 'B', gone);
    const error = await errorOf(connection.execute(text('B')));
    expect(error).toBeInstanceOf(DisconnectionError);
    expect(error).toMatchObject({
      isDisconnect: true,
      isRetryable: true,
      commitOutcomeUnknown: false,
      statement: 'B',
      orig: gone,
    });
    expect(connection.invalidated).toBe(true);
    expect(connection.closed).toBe(false);

    const refused = await connection.execute(text('C')).then(
      () => null,
      (e: unknown) => e,
    );
    expect(refused).toBeInstanceOf(PendingRollbackError);
    expect(refused).toMatchObject({
      code: '8s2b',
      message:
        "Can't reconnect until invalid transaction is rolled back.  Please rollback() fully before proceeding (Background on this error: docs/errors/8s2b.md)",
    });
    await expect(connection.commit()).rejects.toThrow(PendingRollbackError);

    database.take();
    await connection.rollback();
    await connection.execute(text('D'));
    expect(connection.invalidated).toBe(false);
    await connection.close();
    expect(database.take()).toEqual(['2 connect', '2 BEGIN', '2 D', '2 ROLLBACK']);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('invalidates the pool once, however many notice it', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const first = await engine.connect();
    const second = await engine.connect();
    const idle = await engine.connect();
    await idle.close();
    database.intercept = (call) => {
      if (call === 'SELECT 1') throw gone;
    };
    const before = engine.pool.generation;
    await errorOf(first.execute(text('SELECT 1')));
    await errorOf(second.execute(text('SELECT 1')));
    expect(engine.pool.generation).toBe(before + 1);
    await first.close();
    await second.close();
    database.intercept = () => undefined;
    const next = await engine.connect();
    await next.close();
    expect(database.open.map(({ id }) => id)).toEqual([4]);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('inside a savepoint says so', async () => {
    const { database, connection } = await connected();
    const savepoint = await connection.beginNested();
    failOnce(database, 'A', gone);
    await errorOf(connection.execute(text('A')));
    await expect(connection.execute(text('B'))).rejects.toThrow(
      "Can't reconnect until invalid savepoint transaction is rolled back.",
    );
    await savepoint.rollback();
    await expect(connection.execute(text('B'))).rejects.toThrow("Can't reconnect until invalid transaction is rolled back.");
    await connection.rollback();
    await connection.execute(text('B'));
    await connection.close();
  });

  test('outside a transaction is replaced at once', async () => {
    const { database, connection } = await connected();
    connection.invalidate();
    expect(connection.invalidated).toBe(true);
    expect(() => connection.info).toThrow('This connection was lost');
    await connection.execute(text('A'));
    expect(database.take().slice(-3)).toEqual(['2 connect', '2 BEGIN', '2 A']);
    await connection.close();
  });

  test('in a block fails the block, also where its error was swallowed', async () => {
    const { database, engine, connection } = await connected();
    await connection.close();
    failOnce(database, 'A', gone);
    await expect(
      engine.begin(async (same) => {
        await errorOf(same.execute(text('A')));
      }),
    ).rejects.toThrow(PendingRollbackError);
    await engine.begin((same) => same.execute(text('B')));
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('is noticed by the driver alone, whatever the error says', async () => {
    const { database, connection } = await connected();
    database.intercept = (call, wire) => {
      if (call !== 'A') return;
      wire.isAlive = false;
      throw new FakeError('unique');
    };
    await errorOf(connection.execute(text('A')));
    expect(connection.invalidated).toBe(true);
    await connection.close();
  });

  test('that cannot be replaced leaves the Connection to be tried again', async () => {
    const { database, engine, connection } = await connected();
    connection.invalidate();
    failOnce(database, 'connect', new FakeError('operational', 'no route'));
    expect(await errorOf(connection.execute(text('A')))).toBeInstanceOf(OperationalError);
    expect(engine.pool.checkedout()).toBe(0);
    await connection.execute(text('A'));
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
  });
});

describe('A COMMIT that fails', () => {
  test('leaves the transaction to be rolled back', async () => {
    const { database, engine, connection } = await connected();
    await connection.execute(text('A'));
    failOnce(database, 'COMMIT', new FakeError('serialization'));
    const error = await errorOf(connection.commit());
    expect(error).toMatchObject({ isRetryable: true, commitOutcomeUnknown: false });
    await expect(connection.execute(text('B'))).rejects.toThrow(PendingRollbackError);
    await expect(connection.commit()).rejects.toThrow(PendingRollbackError);
    database.take();
    await connection.rollback();
    expect(database.take()).toEqual(['1 ROLLBACK']);
    await connection.execute(text('B'));
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('because the connection was lost may have taken place: the error says so and is not retryable', async () => {
    const { database, engine, connection } = await connected();
    await connection.execute(text('A'));
    failOnce(database, 'COMMIT', gone);
    const error = await errorOf(connection.commit());
    expect(error).toBeInstanceOf(DisconnectionError);
    expect(error).toMatchObject({ commitOutcomeUnknown: true, isRetryable: false });
    expect(error.message).toContain('the transaction may or may not have been committed');
    await expect(connection.execute(text('B'))).rejects.toThrow(PendingRollbackError);
    await connection.rollback();
    await connection.execute(text('B'));
    await connection.close();
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('on a connection that was known to be dead has not taken place, and can be tried again', async () => {
    const { database, connection } = await connected();
    await connection.execute(text('A'));
    for (const one of database.connections) one.isAlive = false;
    const error = await errorOf(connection.commit());
    expect(error).toMatchObject({ commitOutcomeUnknown: false, isRetryable: true, isDisconnect: true });
    expect(error.message).not.toContain('may or may not');
    await connection.close();
  });

  test('in a block is cleaned up by the block', async () => {
    const { database, engine } = await connected();
    await using connection = await engine.connect();
    failOnce(database, 'COMMIT');
    await errorOf(connection.begin((same) => same.execute(text('A'))));
    expect(connection.inTransaction()).toBe(false);
    await connection.begin((same) => same.execute(text('B')));
  });
});

describe('A ROLLBACK that fails', () => {
  test.each(['ROLLBACK', 'close stream'])(
    'at %s throws the connection away, so that nothing lands in the old transaction',
    async (call) => {
      const { database, engine, connection } = await connected();
      await connection.stream(text('SELECT 1'));
      failOnce(database, call);
      await errorOf(connection.rollback());
      await connection.execute(text('B'));
      await connection.commit();
      await connection.close();
      expect(database.take().slice(-5)).toEqual(['1 destroy', '2 connect', '2 BEGIN', '2 B', '2 COMMIT']);
      expect(engine.pool.checkedout()).toBe(0);
    },
  );

  test('at close() stays untold, and the connection is thrown away', async () => {
    const { database, engine, connection } = await connected();
    await connection.execute(text('A'));
    failOnce(database, 'ROLLBACK');
    await connection.close();
    expect(database.open).toEqual([]);
    expect(engine.pool.checkedout()).toBe(0);
  });
});

test('A transaction that the database ended by itself must be rolled back before anything else', async () => {
  const { database, connection } = await connected();
  await connection.execute(text('A'));
  database.intercept = (call, wire) => {
    if (call !== 'B') return;
    wire.inTransaction = false;
    throw new FakeError('deadlock');
  };
  expect((await errorOf(connection.execute(text('B')))).isRetryable).toBe(true);
  await expect(connection.execute(text('C'))).rejects.toThrow(PendingRollbackError);
  await expect(connection.commit()).rejects.toThrow(PendingRollbackError);
  database.take();
  await connection.rollback();
  await connection.execute(text('D'));
  await connection.close();
  expect(database.take()).toEqual(['1 BEGIN', '1 D', '1 ROLLBACK']);
});

test('A connection that outlived dispose() says nothing about the connections of the new pool', async () => {
  const { database, engine, connection } = await connected();
  await connection.execute(text('A'));
  await engine.dispose();
  await (await engine.connect()).close();
  failOnce(database, 'B', gone);
  await errorOf(connection.execute(text('B')));
  await connection.close();
  await (await engine.connect()).close();
  expect(database.open.map(({ id }) => id)).toEqual([2]);
});
