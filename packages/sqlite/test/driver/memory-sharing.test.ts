import { describe, expect, test } from '@jest/globals';
import {
  begin,
  connect,
  errorOf,
  isSettled,
  kindOf,
  memory,
  rows,
  run,
  sharedFile,
  sharedMemory,
} from '../fixtures/databases.ts';

describe('views of one database in memory', () => {
  test('see the same data, and outlive each other', async () => {
    const [a, b] = await sharedMemory();
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1]]);
    await a.close();
    expect([a.isAlive, b.isAlive]).toEqual([false, true]);
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1]]);
    expect(await kindOf(() => run(a, 'SELECT 1'))).toBe('disconnect');
  });

  test('end with the connection they come from', async () => {
    const root = await memory();
    const view = root.share?.();
    if (view === undefined) throw new Error('A database in memory can be shared.');
    await root.close();
    expect(view.isAlive).toBe(false);
    expect(await kindOf(() => run(view, 'SELECT 1'))).toBe('disconnect');
  });

  test('a file has none', async () => {
    const [file] = await sharedFile();
    expect(file.share).toBeUndefined();
  });

  test('an open transaction that only read keeps nobody from writing', async () => {
    const [reader, writer] = await sharedMemory({ timeout: 0 });
    await begin(reader);
    await run(reader, 'SELECT * FROM t');
    await begin(writer);
    await run(writer, 'INSERT INTO t (v) VALUES (1)');
    await writer.commit();
    expect(await rows(reader, 'SELECT v FROM t')).toEqual([[1]]);
    await reader.commit();
    expect(await rows(writer, 'SELECT v FROM t')).toEqual([[1]]);
  });

  test('commit and rollback of one that did not write leave the writer alone', async () => {
    const [writer, b, c] = await sharedMemory({ timeout: 0 });
    await begin(writer);
    await run(writer, 'INSERT INTO t (v) VALUES (1)');
    await begin(b);
    await run(b, 'SELECT * FROM t');
    await b.commit();
    await begin(c);
    await c.rollback();
    c.close();
    await writer.rollback();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([]);
  });

  test('a second writer waits for the first, inside and outside of a transaction', async () => {
    const [a, b, c] = await sharedMemory();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await begin(b);
    const second = run(b, 'INSERT INTO t (v) VALUES (2)');
    const third = run(c, 'INSERT INTO t (v) VALUES (3)');
    expect(await isSettled(second)).toBe(false);
    await a.rollback();
    await second;
    expect(await isSettled(third)).toBe(false);
    await b.rollback();
    await third;
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[3]]);
  });

  test('a time-out says who is in the way', async () => {
    const [a, b] = await sharedMemory({ timeout: 0.02 });
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const error = await errorOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'));
    expect(error.message).toContain('another Connection of this in-memory database holds an uncommitted write');
    expect(await kindOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'))).toBe('lock-timeout');
  });

  test.each([
    'SAVEPOINT s',
    'RELEASE s',
    'ROLLBACK TO s',
    'BEGIN',
    'COMMIT',
    'ROLLBACK',
    'CREATE TABLE x (a)',
    'VACUUM',
    'PRAGMA user_version = 2',
  ])('%s of another view does not touch an open transaction', async (sql) => {
    const [a, b] = await sharedMemory({ timeout: 0 });
    await begin(a);
    await run(a, 'SAVEPOINT s');
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    expect(await kindOf(() => run(b, sql))).toBe('lock-timeout');
    await begin(b);
    expect(await kindOf(() => run(b, sql))).toBe('lock-timeout');
    await a.commit();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1]]);
  });

  test('closing one rolls back only what it wrote, and lets the next one write', async () => {
    const [a, b] = await sharedMemory();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = run(b, 'INSERT INTO t (v) VALUES (2)');
    await a.close();
    await waiting;
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[2]]);
  });

  test('a view that is closed while it waits leaves the queue', async () => {
    const [a, b, c] = await sharedMemory();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = errorOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'));
    b.destroy();
    expect(await waiting).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    await a.commit();
    await run(c, 'INSERT INTO t (v) VALUES (3)');
  });

  test('a view that is closed when its turn has just come gives it on', async () => {
    const [a, b, c] = await sharedMemory();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = errorOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'));
    a.commit();
    b.destroy();
    expect(await waiting).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    await run(c, 'INSERT INTO t (v) VALUES (3)');
    expect(await rows(c, 'SELECT v FROM t')).toEqual([[1], [3]]);
  });

  test('a savepoint holds the turn until the transaction ends', async () => {
    const [a, b] = await sharedMemory({ timeout: 0 });
    await begin(a);
    await run(a, 'SAVEPOINT s');
    await run(a, 'RELEASE s');
    expect(await kindOf(() => run(b, 'INSERT INTO t (v) VALUES (1)'))).toBe('lock-timeout');
    await a.commit();
    await run(b, 'INSERT INTO t (v) VALUES (1)');
  });

  test('a read-only transaction of one does not keep the others from writing', async () => {
    const [a, b] = await sharedMemory({ timeout: 0 });
    await a.begin({ statements: ['PRAGMA query_only = 1', 'BEGIN'] });
    await run(a, 'SELECT * FROM t');
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    expect(await errorOf(() => run(a, 'DELETE FROM t'))).toMatchObject({ code: 'SQLITE_READONLY' });
  });

  test('two databases in memory are not the same', async () => {
    await memory();
    expect(await kindOf(async () => run(await connect(':memory:'), 'SELECT * FROM t'))).toBe('programming');
  });
});
