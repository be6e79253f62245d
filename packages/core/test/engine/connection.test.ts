import { describe, expect, test } from '@jest/globals';
import { InvalidRequestError, ResourceClosedError } from '../../src/errors/invalid-request-errors.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from './fake-dialect.ts';

const started = ['1 connect', '1 initialize'];

describe('A Connection sends', () => {
  test('nothing before it is asked for something', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    expect(database.take()).toEqual([]);
    const connection = await engine.connect();
    await connection.close();
    expect(database.take()).toEqual(started);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('BEGIN with the first statement, once, and COMMIT once', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    expect(connection.inTransaction()).toBe(false);
    await connection.execute(text('INSERT :x'), { x: 1 });
    await connection.execute(text('INSERT :x'), [{ x: 2 }, { x: 3 }]);
    expect(connection.inTransaction()).toBe(true);
    await connection.commit();
    expect(connection.inTransaction()).toBe(false);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 INSERT ? [1]', '1 INSERT ? [[2],[3]]', '1 COMMIT']);
    await connection.execute(text('INSERT 4'));
    expect(database.take()).toEqual(['1 BEGIN', '1 INSERT 4']);
  });

  test('neither BEGIN nor COMMIT for a transaction without statements', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    await connection.begin(async () => undefined);
    const transaction = await connection.begin();
    await transaction.rollback();
    expect(database.take()).toEqual(started);
  });

  test('nothing for commit and rollback without a transaction', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    await connection.commit();
    await connection.rollback();
    expect(database.take()).toEqual(started);
  });

  test('ROLLBACK when it is closed in the middle of a transaction, once, and the pool does not send another', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const connection = await engine.connect();
    await connection.execute(text('INSERT 1'));
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    expect(connection.closed).toBe(true);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 INSERT 1', '1 ROLLBACK']);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('no BEGIN, COMMIT or ROLLBACK with AUTOCOMMIT', async () => {
    const database = new FakeDatabase();
    const connection = await fakeEngine(database, { isolationLevel: 'AUTOCOMMIT' }).connect();
    await connection.execute(text('INSERT 1'));
    await connection.commit();
    await connection.begin((same) => same.execute(text('INSERT 2')));
    await connection.execute(text('INSERT 3'));
    await connection.close();
    expect(database.take()).toEqual([...started, '1 INSERT 1', '1 INSERT 2', '1 INSERT 3']);
  });

  test('its isolation level with each BEGIN, and leaves none behind', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const connection = await engine.connect();
    connection.executionOptions({ isolationLevel: 'READ COMMITTED' });
    await connection.execute(text('INSERT 1'));
    expect(() => connection.executionOptions({ isolationLevel: 'SERIALIZABLE' })).toThrow(InvalidRequestError);
    await connection.close();
    await engine.begin((other) => other.execute(text('INSERT 2')));
    expect(database.take()).toEqual([
      ...started,
      '1 BEGIN READ COMMITTED',
      '1 INSERT 1',
      '1 ROLLBACK',
      '1 BEGIN',
      '1 INSERT 2',
      '1 COMMIT',
    ]);
  });

  test('a new BEGIN after a statement that ended the transaction by itself, as DDL does on MySQL', async () => {
    const database = new FakeDatabase();
    database.intercept = (call, connection) => {
      if (call === 'CREATE TABLE t') connection.inTransaction = false;
    };
    await fakeEngine(database).begin(async (connection) => {
      await connection.execute(text('CREATE TABLE t'));
      await connection.execute(text('INSERT 1'));
    });
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 CREATE TABLE t', '1 BEGIN', '1 INSERT 1', '1 COMMIT']);
  });
});

describe('Calls on one Connection', () => {
  test('are carried out one after the other, in the order they were made', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    await Promise.all([
      connection.execute(text('A')),
      connection.execute(text('B')),
      connection.commit(),
      connection.execute(text('C')),
    ]);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 B', '1 COMMIT', '1 BEGIN', '1 C']);
  });

  test('go on after one that failed, in the same transaction', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    failOnce(database, 'B', new FakeError('unique'));
    const outcomes = await Promise.allSettled([
      connection.execute(text('A')),
      connection.execute(text('B')),
      connection.execute(text('C')),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(connection.inTransaction()).toBe(true);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 B', '1 C']);
  });

  test('wait for it where a listener makes them', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    await using connection = await engine.connect();
    let inner: PromiseLike<unknown> = Promise.resolve();
    const { listen } = await import('../../src/event/listen.ts');
    listen(engine, 'begin', (same) => {
      inner = same.execute(text('FROM LISTENER'));
    });
    await connection.execute(text('A'));
    await inner;
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 FROM LISTENER']);
  });

  test('are refused after close()', async () => {
    const connection = await fakeEngine(new FakeDatabase()).connect();
    await connection.close();
    for (const call of [
      () => connection.execute(text('A')),
      () => connection.scalar(text('A')),
      () => connection.stream(text('A')),
      () => connection.execDriverSql('A'),
      () => connection.begin(),
      () => connection.beginNested(),
      () => connection.getIsolationLevel(),
      async () => connection.executionOptions({}),
      async () => connection.info,
      async () => connection.invalidate(),
      async () => connection.detach(),
    ]) {
      await expect(call()).rejects.toThrow(new ResourceClosedError('This Connection is closed'));
    }
    await connection.commit();
    await connection.rollback();
  });
});

describe('begin(callback)', () => {
  test('gives what the callback gives, and commits', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    await expect(engine.begin(async (connection) => connection.scalar(text('SELECT 1')))).resolves.toBe(1);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 SELECT 1', '1 COMMIT']);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('rolls back and rethrows what the callback throws, at once or later', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const mine = new Error('mine');
    await expect(
      engine.begin(async (connection) => {
        await connection.execute(text('A'));
        throw mine;
      }),
    ).rejects.toBe(mine);
    await expect(
      engine.begin(() => {
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 ROLLBACK']);
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('throws what the callback threw even if the rollback fails as well', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const mine = new Error('mine');
    failOnce(database, 'ROLLBACK');
    await expect(
      engine.begin(async (connection) => {
        await connection.execute(text('A'));
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(engine.pool.checkedout()).toBe(0);
    expect(database.open).toEqual([]);
  });

  test('refuses a second transaction, begun or implied', async () => {
    await using connection = await fakeEngine(new FakeDatabase()).connect();
    await connection.execute(text('A'));
    await expect(connection.begin()).rejects.toThrow(
      "This connection has already initialized a transaction via begin() or autobegin; can't call begin() here unless rollback() or commit() is called first.",
    );
  });

  test('refuses what would land in another transaction, and says so', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    await using connection = await engine.connect();
    await expect(
      connection.begin(async (same) => {
        await same.execute(text('A'));
        await same.commit();
        await same.execute(text('B'));
      }),
    ).rejects.toThrow(
      "Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.",
    );
    await connection.execute(text('C'));
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 COMMIT', '1 BEGIN', '1 C']);
  });

  test('leaves a connection of use although blocks on it overlapped', async () => {
    await using connection = await fakeEngine(new FakeDatabase()).connect();
    let endSecond = (): void => undefined;
    const secondMayEnd = new Promise<void>((resolve) => {
      endSecond = resolve;
    });
    const first = connection.beginNested((same) => same.execute(text('A')));
    const second = connection.beginNested(() => secondMayEnd);
    await first;
    endSecond();
    await second;
    await connection.rollback();
    await connection.execute(text('B'));
    expect(connection.inTransaction()).toBe(true);
  });
});

describe('info', () => {
  test('stays with the underlying connection while it waits in the pool', async () => {
    const engine = fakeEngine(new FakeDatabase());
    const first = await engine.connect();
    first.info['seen'] = 1;
    await first.close();
    const second = await engine.connect();
    expect(second.info).toEqual({ seen: 1 });
    second.invalidate();
    await second.execute(text('A'));
    expect(second.info).toEqual({});
    await second.close();
  });
});

describe('getIsolationLevel()', () => {
  test('asks inside a transaction, its own if there is none', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    expect(await connection.getIsolationLevel()).toBe('SERIALIZABLE');
    expect(connection.inTransaction()).toBe(false);
    await connection.execute(text('A'));
    expect(await connection.getIsolationLevel()).toBe('SERIALIZABLE');
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 isolation', '1 ROLLBACK', '1 BEGIN', '1 A', '1 isolation']);
  });

  test('that fails leaves no transaction behind', async () => {
    const database = new FakeDatabase();
    await using connection = await fakeEngine(database).connect();
    failOnce(database, 'isolation');
    await expect(connection.getIsolationLevel()).rejects.toThrow('operational failed');
    await connection.execute(text('A'));
    expect(database.take().slice(-2)).toEqual(['2 BEGIN', '2 A']);
  });
});

describe('detach()', () => {
  test('takes the connection out of the pool; close() closes it', async () => {
    const database = new FakeDatabase();
    const engine = fakeEngine(database);
    const connection = await engine.connect();
    connection.detach();
    expect(engine.pool.checkedout()).toBe(0);
    await connection.execute(text('A'));
    await connection.close();
    expect(database.take()).toEqual([...started, '1 BEGIN', '1 A', '1 ROLLBACK', '1 close']);
  });
});

test('rawConnection() gives the connection of the driver, with its transactions in the hands of the caller', async () => {
  const database = new FakeDatabase();
  const engine = fakeEngine(database);
  const pooled = await engine.rawConnection();
  await pooled.resource.begin({ statements: ['BEGIN'] });
  await pooled.release();
  expect(database.take()).toEqual([...started, '1 BEGIN', '1 ROLLBACK']);
  expect(engine.pool.checkedout()).toBe(0);
});
