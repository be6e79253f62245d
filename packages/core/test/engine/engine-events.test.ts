import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { StatementError } from '../../src/errors/statement-errors.ts';
import type { ExceptionContext } from '../../src/engine/engine-events.ts';
import type { Connection } from '../../src/engine/connection.ts';
import { contains, listen, remove } from '../../src/event/listen.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

describe('An engine tells its listeners', () => {
  test('of everything that happens to a connection, in order, and with that connection', async () => {
    const engine = fakeEngine(new FakeDatabase());
    const heard: string[] = [];
    const connections = new Set<unknown>();
    const note =
      (name: string) =>
      (connection: unknown, ...more: unknown[]) => {
        connections.add(connection);
        heard.push([name, ...more.filter((value) => typeof value === 'string')].join(' '));
      };
    for (const name of [
      'engineConnect',
      'begin',
      'commit',
      'rollback',
      'beforeExecute',
      'beforeCursorExecute',
      'afterCursorExecute',
      'afterExecute',
    ] as const) {
      listen(engine, name, note(name));
    }
    for (const name of ['savepoint', 'releaseSavepoint', 'rollbackSavepoint'] as const) listen(engine, name, note(name));
    listen(engine, 'engineDisposed', () => void heard.push('engineDisposed'));

    const connection = await engine.connect();
    await connection.execute(text('SELECT 1'));
    await connection.beginNested(async () => undefined);
    await (await connection.beginNested()).rollback();
    await connection.commit();
    await connection.begin();
    await connection.close();
    await engine.dispose();
    expect([...connections]).toEqual([connection]);
    expect(heard).toEqual([
      'engineConnect',
      'beforeExecute',
      'begin',
      'beforeCursorExecute SELECT 1',
      'afterCursorExecute SELECT 1',
      'afterExecute',
      'savepoint sa_savepoint_1',
      'releaseSavepoint sa_savepoint_1',
      'savepoint sa_savepoint_2',
      'rollbackSavepoint sa_savepoint_2',
      'commit',
      'begin',
      'rollback',
      'engineDisposed',
    ]);
  });

  test('of the rollback of a connection that is closed in a transaction, once; of none without', async () => {
    const engine = fakeEngine(new FakeDatabase());
    let count = 0;
    listen(engine, 'rollback', () => void count++);
    await (await engine.connect()).close();
    expect(count).toBe(0);
    const connection = await engine.connect();
    await connection.execute(text('A'));
    await connection.close();
    expect(count).toBe(1);
  });

  test('also where the engine was derived from it with other options', async () => {
    const engine = fakeEngine(new FakeDatabase());
    let count = 0;
    listen(engine.executionOptions({ yieldPer: 10 }), 'begin', () => void count++);
    await engine.begin(async () => undefined);
    expect(count).toBe(1);
  });

  test('nothing any more once they are removed', async () => {
    const engine = fakeEngine(new FakeDatabase());
    const fail = () => {
      throw new Error('still here');
    };
    listen(engine, 'begin', fail);
    expect(contains(engine, 'begin', fail)).toBe(true);
    remove(engine, 'begin', fail);
    await engine.begin(async () => undefined);
    expect(() => listen(engine, 'beginn' as 'begin', fail)).toThrow(InvalidRequestError);
  });

  test('of the pool through the pool, also after dispose()', async () => {
    const engine = fakeEngine(new FakeDatabase());
    const heard: string[] = [];
    for (const name of ['connect', 'checkout', 'checkin', 'reset'] as const)
      listen(engine.pool, name, () => void heard.push(name));
    await (await engine.connect()).close();
    await engine.dispose();
    await (await engine.connect()).close();
    expect(heard).toEqual(['connect', 'checkout', 'reset', 'checkin', 'connect', 'checkout', 'reset', 'checkin']);
  });
});

describe('A listener that fails', () => {
  test.each([
    'engineConnect',
    'begin',
    'beforeExecute',
    'beforeCursorExecute',
    'afterCursorExecute',
    'afterExecute',
    'commit',
    'rollback',
    'savepoint',
    'releaseSavepoint',
    'rollbackSavepoint',
  ] as const)('at %s leaves no connection behind, and none inside a transaction', async (name) => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const mine = new Error('mine');
    listen(engine, name, () => {
      throw mine;
    });
    const use = async (): Promise<void> => {
      await using connection = await engine.connect();
      await connection.execute(text('A'));
      await connection.beginNested(async () => undefined);
      await (await connection.beginNested()).rollback();
      if (name === 'rollback') await connection.rollback();
      await connection.commit();
    };
    await expect(use()).rejects.toBe(mine);
    expect(engine.pool.checkedout()).toBe(0);
    expect(database.open.filter(({ inTransaction }) => inTransaction)).toEqual([]);
  });

  test('at rollback throws the connection away: nothing may land in the transaction that was to be rolled back', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    await using connection = await engine.connect();
    await connection.execute(text('A'));
    const fail = () => {
      throw new Error('mine');
    };
    listen(engine, 'rollback', fail);
    await expect(connection.rollback()).rejects.toThrow('mine');
    remove(engine, 'rollback', fail);
    await connection.execute(text('B'));
    expect(database.take().slice(-2)).toEqual(['2 BEGIN', '2 B']);
  });
});

describe('handleError', () => {
  test('shows the error of the driver and ours', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const seen: ExceptionContext<Connection>[] = [];
    listen(engine, 'handleError', (context) => void seen.push(context));
    await using connection = await engine.connect();
    const cause = new FakeError('disconnect');
    failOnce(database, 'A', cause);
    const error = await connection.execute(text('A')).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(seen).toEqual([{ connection, originalException: cause, aludelException: error, statement: 'A', isDisconnect: true }]);
  });

  test('lets a listener throw another error instead', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    listen(engine, 'handleError', ({ originalException }) => {
      throw new Error('ours', { cause: originalException });
    });
    await using connection = await engine.connect();
    const cause = new FakeError('disconnect');
    failOnce(database, 'A', cause);
    await expect(connection.execute(text('A'))).rejects.toMatchObject({ message: 'ours', cause });
    expect(connection.invalidated).toBe(true);
  });

  test('hears of a failed connect, of a wrong parameter and of a canceled statement, too', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const seen: ExceptionContext<Connection>[] = [];
    listen(engine, 'handleError', (context) => void seen.push(context));
    failOnce(database, 'connect');
    await expect(engine.connect()).rejects.toThrow();
    await using connection = await engine.connect();
    await expect(connection.execute(text('SELECT :x'))).rejects.toThrow();
    await expect(connection.execute(text('A'), {}, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(seen.map(({ connection, statement }) => [connection !== null, statement])).toEqual([
      [false, undefined],
      [true, 'SELECT ?'],
      [true, 'A'],
    ]);
    expect(seen[1]?.aludelException).toBeInstanceOf(StatementError);
  });
});

describe('retval', () => {
  test('lets beforeExecute replace statement and parameters', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    listen(engine, 'beforeExecute', () => [text('OTHER :y'), { y: 2 }], { retval: true });
    listen(engine, 'beforeExecute', () => [text('IGNORED'), undefined]);
    await engine.begin((connection) => connection.execute(text('A :x'), { x: 1 }));
    expect(database.take()).toContain('1 OTHER ? [2]');
  });

  test('lets beforeCursorExecute replace SQL and parameters, one listener after the other', async () => {
    const database = new FakeDatabase();
    const logged: string[] = [];
    const log = (message: string) => void logged.push(message);
    const engine = fakeEngine(database, { echo: true, logger: { debug: log, info: log, warn: log } });
    listen(engine, 'beforeCursorExecute', (_connection, sql, params) => [`${sql} /* a */`, params], { retval: true });
    listen(engine, 'beforeCursorExecute', (_connection, sql) => [`${sql} /* b */`, [7]], { retval: true });
    await engine.begin((connection) => connection.execute(text('A :x'), { x: 1 }));
    expect(database.take()).toContain('1 A ? /* a */ /* b */ [7]');
    expect(logged).toContain('A ? /* a */ /* b */');
  });

  test('is an ArgumentError for every other event, and for an answer that is no list', async () => {
    const engine = fakeEngine(new FakeDatabase());
    for (const name of ['afterCursorExecute', 'begin', 'handleError'] as const) {
      expect(() => listen(engine, name, () => undefined, { retval: true })).toThrow(ArgumentError);
    }
    expect(() => listen(engine.pool, 'checkout', () => undefined, { retval: true })).toThrow(ArgumentError);
    listen(engine, 'beforeExecute', () => undefined, { retval: true });
    await expect(engine.begin((connection) => connection.execute(text('A')))).rejects.toThrow(ArgumentError);
  });
});
