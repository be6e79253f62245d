import { describe, expect, jest, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { QueryCanceledError } from '../../src/errors/database-errors.ts';
import { PendingRollbackError } from '../../src/errors/invalid-request-errors.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, fakeEngine } from './fake-dialect.ts';

/** A statement SLOW that ends when it is canceled, in the way asked for. */
function slowDatabase(onCancel: 'confirms' | 'finishes' | 'hangs' | 'fails'): FakeDatabase {
  const database = new FakeDatabase();
  let end: (error: Error | null) => void = () => undefined;
  database.intercept = (call, connection) => {
    if (call === 'SLOW')
      return Promise.race([
        connection.untilDestroyed(),
        new Promise<void>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve()))),
      ]);
    if (call !== 'cancel') return;
    if (onCancel === 'confirms') end(new FakeError('canceled'));
    if (onCancel === 'finishes') end(null);
    if (onCancel === 'fails') throw new Error('no second connection to be had');
  };
  return database;
}

describe('A statement whose time is up', () => {
  test('is canceled; the connection and its transaction go on if the server says that it was this one', async () => {
    const database = slowDatabase('confirms');
    await using connection = await fakeEngine(database).connect();
    const error = await connection.execute(text('SLOW'), {}, { timeout: 0.01 }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(QueryCanceledError);
    expect(error).toMatchObject({
      message: expect.stringContaining('The statement was canceled: it ran out of time.\n[SQL: SLOW]'),
      cause: expect.any(FakeError),
    });
    expect(connection.invalidated).toBe(false);
    await connection.execute(text('A'));
    await connection.commit();
    expect(database.take().slice(2)).toEqual(['1 BEGIN', '1 SLOW', '1 cancel', '1 A', '1 COMMIT']);
  });

  test.each(['finishes', 'fails'] as const)('loses its connection if the server %s', async (onCancel) => {
    const database = slowDatabase(onCancel);
    const engine = fakeEngine(database);
    const connection = await engine.connect();
    const error = await connection.execute(text('SLOW'), {}, { timeout: 0.01 }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      message: expect.stringContaining('Its connection was closed, since the server did not confirm it'),
    });
    expect(connection.invalidated).toBe(true);
    await expect(connection.execute(text('A'))).rejects.toThrow(PendingRollbackError);
    await connection.close();
    expect(database.open).toEqual([]);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('loses its connection at once if the driver cannot cancel', async () => {
    const database = slowDatabase('hangs');
    database.canCancel = false;
    const engine = fakeEngine(database);
    await expect(engine.begin((connection) => connection.execute(text('SLOW'), {}, { timeout: 0.01 }))).rejects.toThrow(
      QueryCanceledError,
    );
    expect(database.open).toEqual([]);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('loses its connection after a time of grace if the server does not react', async () => {
    jest.useFakeTimers();
    try {
      const database = slowDatabase('hangs');
      const engine = fakeEngine(database);
      const outcome = engine
        .begin((connection) => connection.execute(text('SLOW'), {}, { timeout: 1 }))
        .then(
          () => null,
          (thrown: unknown) => thrown,
        );
      await jest.advanceTimersByTimeAsync(1001);
      expect(database.calls).toContain('1 cancel');
      await jest.advanceTimersByTimeAsync(1900);
      expect(database.calls).not.toContain('1 destroy');
      await jest.advanceTimersByTimeAsync(200);
      expect(await outcome).toBeInstanceOf(QueryCanceledError);
      expect(database.open).toEqual([]);
      expect(engine.pool.checkedout()).toBe(0);
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('A signal', () => {
  test('stops its statement; its reason is the cause', async () => {
    const database = slowDatabase('confirms');
    await using connection = await fakeEngine(database).connect();
    const controller = new AbortController();
    const reason = new Error('the user left');
    setTimeout(() => controller.abort(reason), 5);
    const error = await connection.execute(text('SLOW'), {}, { signal: controller.signal }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(QueryCanceledError);
    expect(error).toMatchObject({ cause: reason, message: expect.stringContaining('it was aborted') });
  });

  test('that was aborted before keeps its statement from being sent', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    await expect(connection.execute(text('A'), {}, { signal: AbortSignal.abort() })).rejects.toThrow(
      'aborted before it was sent',
    );
    await expect(connection.execute(text('A'), {}, { timeout: 0 })).rejects.toThrow('was out of time before it was sent');
    expect(database.take()).not.toContain('1 A');
    await connection.execute(text('B'));
  });

  test('that is aborted later does nothing, and holds nothing', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    const controller = new AbortController();
    const removed = jest.spyOn(controller.signal, 'removeEventListener');
    await connection.execute(text('A'), {}, { signal: controller.signal, timeout: 60 });
    expect(removed).toHaveBeenCalledTimes(1);
    controller.abort();
    await connection.execute(text('B'));
    expect(database.take()).not.toContain('1 cancel');
  });
});

test.each([-1, Number.NaN, '1'])('A timeout of %p is an ArgumentError', async (timeout) => {
  await using connection = await fakeEngine(new FakeDatabase()).connect();
  await expect(connection.execute(text('A'), {}, { timeout: timeout as number })).rejects.toThrow(ArgumentError);
});

describe('A driver that has to stop by itself', () => {
  test('is told how long its caller waits, for streams as for everything else', async () => {
    const database = new FakeDatabase({ cancel: 'betweenRows' });
    await using connection = await fakeEngine(database).connect();
    const [driver] = database.connections;
    const streams = jest.spyOn(driver as NonNullable<typeof driver>, 'stream') as jest.Mock;
    const executions = jest.spyOn(driver as NonNullable<typeof driver>, 'execute');
    const { signal } = new AbortController();
    await connection.execute(text('SELECT x'), {}, { signal, timeout: 60 });
    await connection.stream(text('SELECT x'), {}, { signal, timeout: 60 }).all();
    await connection.stream(text('SELECT x')).all();
    const told = { interrupt: { signal, deadline: expect.any(Number) } };
    expect(executions.mock.calls[0]?.[2]).toMatchObject(told);
    expect(streams.mock.calls.map(([, , mode]) => mode)).toEqual([
      { prepare: expect.any(Boolean), batchSize: 1_000, ...told },
      { prepare: expect.any(Boolean), batchSize: 1_000 },
    ]);
  });
});
