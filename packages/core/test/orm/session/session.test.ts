import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Engine } from '../../../src/engine/engine.ts';
import { ArgumentError } from '../../../src/errors/argument-errors.ts';
import { UniqueViolationError } from '../../../src/errors/database-errors.ts';
import { InvalidRequestError, ResourceClosedError, UnboundExecutionError } from '../../../src/errors/invalid-request-errors.ts';
import { Session } from '../../../src/orm/session/session.ts';
import { text } from '../../../src/sql/text-clause.ts';
import { FakeDatabase, fakeEngine } from '../../engine/fake-dialect.ts';
import { committed, count, insert, memoryDatabase } from './memory-database.ts';

let engine: Engine;

beforeEach(async () => {
  engine = await memoryDatabase();
});

afterEach(async () => {
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

describe('A Session', () => {
  test('begins with its first statement, and holds a connection only until the transaction ends', async () => {
    const session = new Session(engine);
    expect(session.inTransaction()).toBe(false);
    expect(session.getTransaction()).toBeNull();
    for (const end of ['commit', 'rollback', 'close', 'reset'] as const) {
      await session.execute(count);
      expect(session.inTransaction()).toBe(true);
      expect(session.getTransaction()?.origin).toBe('autobegin');
      expect(engine.pool.checkedout()).toBe(1);
      await session[end]();
      expect(session.inTransaction()).toBe(false);
      expect(session.getTransaction()).toBeNull();
      expect(engine.pool.checkedout()).toBe(0);
    }
  });

  test('hears the signal of its first statement while it waits for a connection', async () => {
    const busy = fakeEngine(new FakeDatabase(), { poolSize: 1, maxOverflow: 0, poolTimeout: 30 });
    await using holder = await busy.connect();
    await using session = new Session(busy);
    const reason = new Error('the user went away');
    const controller = new AbortController();
    const waiting = session.execute(text('A'), {}, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 10);
    await expect(waiting).rejects.toMatchObject({ name: 'QueryCanceledError', cause: reason });
    await holder.close();
    await session.rollback();
    await session.execute(text('A'));
    expect(busy.pool.checkedout()).toBe(1);
  });

  test('commits as one goes', async () => {
    await using session = new Session(engine);
    await session.execute(insert, [{ x: 1 }, { x: 2 }]);
    await session.commit();
    await session.execute(insert, { x: 3 });
    await session.rollback();
    expect(await session.scalar(count)).toBe(2);
    await session.execute(insert, { x: 4 });
    await session.close();
    expect(await committed(engine)).toBe(2);
  });

  test('begins once', async () => {
    await using session = new Session(engine);
    const answer = await session.begin(async (same) => {
      expect(same).toBe(session);
      await same.execute(insert, { x: 1 });
      return 'done';
    });
    expect(answer).toBe('done');
    const mine = new Error('mine');
    await expect(
      session.begin(async () => {
        await session.execute(insert, { x: 2 });
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(session.inTransaction()).toBe(false);
    expect(await committed(engine)).toBe(1);
  });

  test('refuses a second begin(), also after a statement', async () => {
    await using session = new Session(engine);
    await session.begin();
    await expect(session.begin()).rejects.toThrow(new InvalidRequestError('A transaction is already begun on this Session.'));
    await session.rollback();
    await session.execute(count);
    await expect(session.begin()).rejects.toThrow('A transaction is already begun on this Session.');
  });

  test('without autobegin wants a begin()', async () => {
    const rule = 'Autobegin is disabled on this Session; please call session.begin() to start a new transaction';
    await using session = new Session(engine, { autobegin: false });
    await expect(session.execute(count)).rejects.toThrow(rule);
    await expect(session.commit()).rejects.toThrow(rule);
    await session.rollback();
    expect(session.inTransaction()).toBe(false);
    await session.begin(() => session.execute(insert, { x: 1 }));
    await expect(session.execute(count)).rejects.toThrow(rule);
    await session.beginNested(async () => undefined);
    await session.commit();
    expect(await committed(engine)).toBe(1);
  });

  test('rolls back what was not committed at the end of its block', async () => {
    {
      await using session = new Session(engine);
      await session.execute(insert, { x: 1 });
    }
    expect(await committed(engine)).toBe(0);
  });

  test('can be used after close(), unless that is its end', async () => {
    const rule = 'This Session has been permanently closed and is unable to handle any more transaction requests.';
    await using reusable = new Session(engine);
    await reusable.close();
    await reusable.execute(count);
    await using session = new Session(engine, { closeResetsOnly: false });
    await session.execute(count);
    await session.reset();
    await session.execute(count);
    await session.close();
    await expect(session.execute(count)).rejects.toThrow(rule);
    await expect(session.begin()).rejects.toThrow(rule);
    await expect(session.beginNested()).rejects.toThrow(rule);
    expect(session.inTransaction()).toBe(false);
  });

  test('keeps its transaction after an error', async () => {
    await using session = new Session(engine);
    await session.execute(insert, { x: 1 });
    await expect(session.execute(insert, { x: 1 })).rejects.toThrow(UniqueViolationError);
    expect(session.isActive).toBe(true);
    await session.commit();
    expect(await committed(engine)).toBe(1);
  });

  test('carries its operations out in the order they were asked for', async () => {
    await using session = new Session(engine);
    await Promise.all([
      ...Array.from({ length: 20 }, (_, x) => session.execute(insert, { x })),
      session.commit(),
      session.execute(insert, { x: 99 }),
      session.rollback(),
    ]);
    expect(await committed(engine)).toBe(20);
  });

  test('gives scalars, and streams that end with the transaction', async () => {
    await using session = new Session(engine);
    await session.execute(insert, [{ x: 1 }, { x: 2 }]);
    const xs = text<{ x: number }>('SELECT x FROM point ORDER BY x');
    expect(await session.scalars(xs).all()).toEqual([1, 2]);
    expect(await session.scalar(xs)).toBe(1);
    const seen: number[] = [];
    for await (const row of session.stream(xs)) seen.push(row.x);
    expect(seen).toEqual([1, 2]);
    const stream = await session.stream(xs);
    await session.commit();
    await expect(stream.all()).rejects.toThrow(ResourceClosedError);
  });

  test('hands out its connection', async () => {
    await using session = new Session(engine, { executionOptions: { yieldPer: 7 } });
    const connection = await session.connection({ executionOptions: { loggingToken: 'a' } });
    expect(await session.connection()).toBe(connection);
    expect(connection.getExecutionOptions()).toEqual({ yieldPer: 7, loggingToken: 'a' });
    await connection.execute(insert, { x: 1 });
    await session.commit();
    expect(connection.closed).toBe(true);
    expect(await committed(engine)).toBe(1);
  });

  test('warns that options come too late for a connection that is there', async () => {
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await using session = new Session(engine);
    await session.connection({ executionOptions: { yieldPer: 7 } });
    await session.connection({ executionOptions: { yieldPer: 8 } });
    expect(warned.mock.calls).toEqual([
      ['Connection is already established for the given bind; executionOptions ignored', 'AludelWarning'],
    ]);
    warned.mockRestore();
    expect((await session.connection()).getExecutionOptions()).toEqual({ yieldPer: 7 });
  });

  test('has an isolation level for a transaction', async () => {
    const database = new FakeDatabase();
    await using session = new Session(fakeEngine(database));
    await session.connection({ executionOptions: { isolationLevel: 'SERIALIZABLE' } });
    await session.execute(text('A'));
    await session.commit();
    await session.execute(text('B'));
    expect(database.take().slice(2)).toEqual(['1 BEGIN SERIALIZABLE', '1 A', '1 COMMIT', '1 BEGIN', '1 B']);
  });

  test("prints nothing but what is the application's", () => {
    const session = new Session(engine, { info: { tenant: 7 } });
    expect(inspect(session)).toBe('Session { info: { tenant: 7 } }');
    expect(JSON.stringify(session)).toBe('{"info":{"tenant":7}}');
  });
});

describe('A Session is refused', () => {
  test.each(['sqlite://', 42, null, true])('%p in the place of an engine', (bind) => {
    expect(() => new Session(bind as never)).toThrow(ArgumentError);
    expect(() => new Session({ bind: bind as never })).toThrow(ArgumentError);
  });

  test('a URL, with a word on createEngine', () => {
    expect(() => new Session('sqlite://' as never)).toThrow(
      'A Session works on an Engine or a Connection; this is a string: call createEngine(url) first.',
    );
  });

  test('noAutoflush() without a callback', async () => {
    await expect(new Session(engine).noAutoflush(undefined as never)).rejects.toThrow('Session.noAutoflush() takes a callback');
  });

  test('an option that does not exist', () => {
    expect(() => new Session(engine, { expire_on_commit: false } as never)).toThrow(
      'Session has no option "expire_on_commit"; did you mean "expireOnCommit"?',
    );
    expect(() => new Session(engine, { joinTransactionMode: 'maybe' } as never)).toThrow(ArgumentError);
    expect(() => new Session(engine, { executionOptions: { yield_per: 1 } } as never)).toThrow(ArgumentError);
  });

  test('statements without an engine', async () => {
    await using session = new Session();
    expect(session.bind).toBeNull();
    await expect(session.execute(count)).rejects.toThrow(UnboundExecutionError);
    expect(() => session.getBind()).toThrow(UnboundExecutionError);
  });
});

describe('A Session with several databases', () => {
  class User {}

  test('sends each statement where it belongs, and commits all of them', async () => {
    const other = await memoryDatabase();
    await using session = new Session({ bind: engine, binds: new Map([[User, other]]) });
    expect(session.getBind()).toBe(engine);
    expect(session.getBind({ mapper: User })).toBe(other);
    expect(session.getBind({ mapper: class {} })).toBe(engine);
    await session.execute(insert, { x: 1 });
    await session.execute(insert, { x: 2 }, { bindArguments: { mapper: User } });
    await session.execute(insert, { x: 3 }, { bindArguments: { bind: other } });
    expect([engine.pool.checkedout(), other.pool.checkedout()]).toEqual([1, 1]);
    await session.beginNested(() => session.execute(insert, { x: 4 }, { bindArguments: { mapper: User } }));
    await session.commit();
    expect([await committed(engine), await committed(other)]).toEqual([1, 3]);
    await session.execute(insert, { x: 5 });
    await session.execute(insert, { x: 6 }, { bindArguments: { mapper: User } });
    await session.rollback();
    expect([await committed(engine), await committed(other)]).toEqual([1, 3]);
    expect(other.pool.checkedout()).toBe(0);
    await other.dispose();
  });

  test('refuses an engine in the place of a bind argument that is none', async () => {
    await using session = new Session(engine);
    await expect(session.execute(count, {}, { bindArguments: { bind: 'sqlite://' as never } })).rejects.toThrow(ArgumentError);
  });

  test('refuses two connections of one engine', async () => {
    await using connection = await engine.connect();
    await using session = new Session(engine);
    await session.execute(count);
    await expect(session.execute(count, {}, { bindArguments: { bind: connection } })).rejects.toThrow(
      "Session already has a Connection associated for the given Connection's Engine",
    );
  });
});
