import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { DriverConnection } from '@aludel/core/dialect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { begin, connect, errorOf, isSettled, kindOf, newFile, rows, run, sharedFile } from '../fixtures/databases.ts';

const wal = { pragmas: { journal_mode: 'WAL' } };

describe('a transaction', () => {
  test('sends BEGIN with its first statement', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await begin(a);
    expect(a.inTransaction).toBe(true);
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[1]]);
    await a.commit();
    expect(a.inTransaction).toBe(false);
  });

  test('commits and rolls back what it wrote', async () => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await a.commit();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (2)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[1], [2]]);
    await a.rollback();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1]]);
  });

  test('rolls DDL back', async () => {
    const [a] = await sharedFile();
    await begin(a);
    await run(a, 'CREATE TABLE other (a)');
    await a.rollback();
    expect(await kindOf(() => run(a, 'SELECT * FROM other'))).toBe('programming');
  });

  test('keeps its snapshot while another one writes, with a write-ahead log', async () => {
    const [a, b] = await sharedFile(wal);
    await begin(a);
    expect(await rows(a, 'SELECT v FROM t')).toEqual([]);
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([]);
    await a.rollback();
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[1]]);
  });

  test('commit and rollback without begin do nothing, and begin twice is refused', async () => {
    const [a] = await sharedFile();
    await a.commit();
    await a.rollback();
    await begin(a);
    expect(await errorOf(() => begin(a))).toMatchObject({ code: 'SQLITE_ERROR' });
  });

  test('may begin with a savepoint and write later', async () => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'SAVEPOINT s1');
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await run(a, 'SAVEPOINT s2');
    await run(a, 'INSERT INTO t (v) VALUES (2)');
    await run(a, 'ROLLBACK TO s2');
    await run(a, 'RELEASE s1');
    expect(a.inTransaction).toBe(true);
    await a.commit();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1]]);
  });

  test('that is read-only refuses to write', async () => {
    const [a] = await sharedFile();
    await a.begin({ statements: ['PRAGMA query_only = 1', 'BEGIN'] });
    expect(await errorOf(() => run(a, 'DELETE FROM t'))).toMatchObject({ code: 'SQLITE_READONLY' });
    await a.rollback();
    await run(a, 'DELETE FROM t');
  });

  test('takes its settings back at its end', async () => {
    const [a] = await sharedFile();
    await a.begin({ statements: ['PRAGMA read_uncommitted = 1', 'BEGIN'] });
    expect(await rows(a, 'PRAGMA read_uncommitted')).toEqual([[1]]);
    await a.commit();
    expect(await rows(a, 'PRAGMA read_uncommitted')).toEqual([[0]]);
  });
});

describe('writers of one process', () => {
  test('wait for each other, in the order they came', async () => {
    const [a, b, c] = await sharedFile();
    await begin(a);
    await begin(b);
    await run(a, "INSERT INTO t (v) VALUES ('a')");
    const second = run(b, "INSERT INTO t (v) VALUES ('b')").then(() => b.commit());
    const third = run(c, "INSERT INTO t (v) VALUES ('c')");
    expect(await isSettled(second)).toBe(false);
    expect(await isSettled(third)).toBe(false);
    await a.commit();
    await Promise.all([second, third]);
    expect(await rows(a, 'SELECT v FROM t ORDER BY id')).toEqual([['a'], ['b'], ['c']]);
  });

  test('give up after the time-out and can go on', async () => {
    const [a, b] = await sharedFile({ timeout: 0.05 });
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await begin(b);
    const error = await errorOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'));
    expect(error).toMatchObject({ code: 'SQLITE_BUSY' });
    expect(error.message).toContain('another Connection of this process');
    await a.rollback();
    await run(b, 'INSERT INTO t (v) VALUES (2)');
    await b.commit();
  });

  test.each([
    ['commit', (a: { commit(): unknown }) => a.commit()],
    ['rollback', (a: { rollback(): unknown }) => a.rollback()],
    ['close', (a: { close(): unknown }) => a.close()],
    ['destroy', (a: { destroy(): unknown }) => a.destroy()],
  ])('go on after %s of the one before', async (_title, end) => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = run(b, 'INSERT INTO t (v) VALUES (2)');
    await end(a);
    await waiting;
  });

  test('go on after a failed statement outside of a transaction', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await errorOf(() => run(a, 'INSERT INTO t (id) VALUES (1), (1)'));
    await run(b, 'INSERT INTO t (v) VALUES (2)');
  });

  test('leave the queue when they are destroyed while waiting', async () => {
    const [a, b, c] = await sharedFile();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = errorOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'));
    b.destroy();
    expect(await waiting).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    await a.commit();
    await run(c, 'INSERT INTO t (v) VALUES (3)');
  });

  test('on different files do not wait for each other', async () => {
    const [a] = await sharedFile({ timeout: 0 });
    const [b] = await sharedFile({ timeout: 0 });
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await run(b, 'INSERT INTO t (v) VALUES (1)');
  });

  test('do not hold the queue for reading, settings or maintenance', async () => {
    const [a, b] = await sharedFile({ timeout: 0, ...wal });
    await begin(a);
    await run(a, 'PRAGMA foreign_keys = ON');
    await run(a, 'VACUUM');
    await run(a, 'PRAGMA user_version = 3');
    await run(a, 'SELECT * FROM t');
    await run(b, 'INSERT INTO t (v) VALUES (1)');
  });
});

describe('a reader that wants to write', () => {
  test('can, if nobody wrote since', async () => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'SELECT * FROM t');
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const waiting = run(b, 'INSERT INTO t (v) VALUES (2)');
    expect(await isSettled(waiting)).toBe(false);
    await a.commit();
    await waiting;
  });

  test('fails at once if its snapshot is old', async () => {
    const [a, b] = await sharedFile(wal);
    await begin(a);
    await run(a, 'SELECT * FROM t');
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    expect(await kindOf(() => run(a, 'INSERT INTO t (v) VALUES (2)'))).toBe('serialization');
    await run(b, 'INSERT INTO t (v) VALUES (3)');
    await a.rollback();
    await run(a, 'INSERT INTO t (v) VALUES (4)');
  });

  test('fails at once if the writer waits for it', async () => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'SELECT * FROM t');
    await begin(b);
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    const commit = b.commit();
    expect(await isSettled(commit)).toBe(false);
    expect(await kindOf(() => run(a, 'INSERT INTO t (v) VALUES (2)'))).toBe('deadlock');
    await a.rollback();
    await commit;
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[1]]);
  });
});

describe('a reader that meets a writer', () => {
  test('waits for it with a write-ahead log, and can write if that one rolls back', async () => {
    const [a, b] = await sharedFile(wal);
    await begin(a);
    await run(a, 'SELECT * FROM t');
    await begin(b);
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    const write = run(a, 'INSERT INTO t (v) VALUES (2)');
    expect(await isSettled(write)).toBe(false);
    await b.rollback();
    await write;
    await a.commit();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[2]]);
  });

  test('waits for it while it has only set a savepoint', async () => {
    const [a, b] = await sharedFile();
    await run(a, 'SELECT * FROM t');
    await begin(b);
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    await begin(a);
    await run(a, 'SAVEPOINT s');
    const write = run(a, 'INSERT INTO t (v) VALUES (2)');
    expect(await isSettled(write)).toBe(false);
    await b.commit();
    await write;
    await a.commit();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1], [2]]);
  });

  test('has become a writer even if its first write fails', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await run(a, 'INSERT INTO t (id) VALUES (1)');
    await begin(a);
    await run(a, 'SELECT * FROM t');
    expect(await kindOf(() => run(a, 'INSERT INTO t (id) VALUES (1)'))).toBe('unique');
    expect((await errorOf(() => run(b, 'INSERT INTO t (id) VALUES (2)'))).message).toContain(
      'another Connection of this process',
    );
    await a.commit();
    await run(b, 'INSERT INTO t (id) VALUES (2)');
  });
});

describe('a transaction that SQLite ends by itself', () => {
  test.each([
    ['ON CONFLICT ROLLBACK', 'INSERT OR ROLLBACK INTO t (id) VALUES (1)'],
    ['RAISE(ROLLBACK)', 'INSERT INTO guarded VALUES (1)'],
  ])('refuses everything until rollback: %s', async (_title, sql) => {
    const [a, b] = await sharedFile();
    await run(a, 'INSERT INTO t (id) VALUES (1)');
    await run(a, 'CREATE TABLE guarded (a)');
    await run(a, "CREATE TRIGGER g BEFORE INSERT ON guarded BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
    await begin(a);
    await run(a, 'INSERT INTO t (id) VALUES (2)');
    expect(await kindOf(() => run(a, sql))).toMatch(/unique|integrity/);
    expect(a.inTransaction).toBe(true);
    await run(b, 'INSERT INTO t (id) VALUES (10)');
    expect(await kindOf(() => run(a, 'INSERT INTO t (id) VALUES (3)'))).toBe('internal');
    expect(await kindOf(() => run(a, 'SELECT 1'))).toBe('internal');
    expect(await kindOf(() => a.commit())).toBe('internal');
    await a.rollback();
    expect(await rows(a, 'SELECT id FROM t')).toEqual([[1], [10]]);
  });

  test('loses nothing silently when the disk is full', async () => {
    const [a] = await sharedFile();
    await run(a, 'PRAGMA max_page_count = 5');
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    expect(await kindOf(() => run(a, 'INSERT INTO t (v) VALUES (zeroblob(100000))'))).toBe('operational');
    await a.rollback();
    expect(await rows(a, 'SELECT * FROM t')).toEqual([]);
  });
});

describe('transaction control as a statement', () => {
  test('COMMIT ends the transaction, and the next statement begins another', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await run(a, 'COMMIT');
    await run(b, 'INSERT INTO t (v) VALUES (2)');
    await run(a, 'INSERT INTO t (v) VALUES (3)');
    await a.rollback();
    expect(await rows(b, 'SELECT v FROM t')).toEqual([[1], [2]]);
  });

  test('BEGIN IMMEDIATE as the first statement is taken for the BEGIN that is due', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await begin(a);
    await run(a, 'BEGIN IMMEDIATE');
    expect(await kindOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'))).toBe('lock-timeout');
    await a.commit();
    await run(b, 'INSERT INTO t (v) VALUES (2)');
  });

  test('BEGIN without begin() opens a transaction that rollback() ends', async () => {
    const [a, b] = await sharedFile({ timeout: 0 });
    await run(a, 'BEGIN');
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    expect(a.inTransaction).toBe(true);
    expect(await kindOf(() => run(b, 'INSERT INTO t (v) VALUES (2)'))).toBe('lock-timeout');
    await a.rollback();
    await run(b, 'INSERT INTO t (v) VALUES (2)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[2]]);
  });
});

describe('a lock of another process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });

  /** A process that runs `sql` in a transaction of its own and ends it as soon as it gets a line. */
  async function outsider(file: string, sql: string): Promise<() => Promise<void>> {
    const script = `
      const db = new (require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))}))(${JSON.stringify(file)});
      db.exec(${JSON.stringify(sql)});
      process.stdin.once('data', () => { db.exec('COMMIT'); console.log('done'); });
      console.log('ready');`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    return async () => {
      child.stdin.write('end\n');
      await once(child.stdout, 'data');
    };
  }

  test('is waited for without blocking the event loop', async () => {
    const file = newFile();
    const [a] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE; INSERT INTO t (v) VALUES (1)');
    await begin(a);
    const write = run(a, 'INSERT INTO t (v) VALUES (2)');
    expect(await isSettled(write)).toBe(false);
    await release();
    await write;
    await a.commit();
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[1], [2]]);
  });

  test('keeps reading and preparing waiting too, while it is exclusive', async () => {
    const file = newFile();
    const [a] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN EXCLUSIVE');
    const read = rows(a, 'SELECT count(*) FROM t');
    expect(await isSettled(read)).toBe(false);
    await release();
    expect(await read).toEqual([[0]]);
  });

  test('ends in a lock time-out, and the queue of this process goes on', async () => {
    const file = newFile();
    const [a, b] = await sharedFile({ timeout: 0.05 }, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE');
    await begin(a);
    expect(await kindOf(() => run(a, 'INSERT INTO t (v) VALUES (1)'))).toBe('lock-timeout');
    expect(await kindOf(() => run(b, 'INSERT INTO t (v) VALUES (1)'))).toBe('lock-timeout');
    await release();
    await run(b, 'INSERT INTO t (v) VALUES (1)');
  });

  test('of a reader keeps COMMIT waiting', async () => {
    const file = newFile();
    const [a] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN; SELECT * FROM t');
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    const commit = a.commit();
    expect(await isSettled(commit)).toBe(false);
    expect(a.inTransaction).toBe(true);
    await release();
    await commit;
    expect(a.inTransaction).toBe(false);
  });

  test('keeps an executemany waiting in the middle, which then goes on where it stood', async () => {
    const file = newFile();
    const [a] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE');
    const many = a.executeMany('INSERT INTO t (v) VALUES (?)', [[1], [2]], { prepare: true });
    expect(await isSettled(many)).toBe(false);
    await release();
    expect((await many).affected).toBe(2);
  });

  test('is given up when the caller loses patience', async () => {
    const file = newFile();
    const [a, b] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE');
    const deadline = performance.now() + 50;
    const write = async (): Promise<unknown> =>
      a.execute('INSERT INTO t (v) VALUES (1)', [], { prepare: true, interrupt: { deadline } });
    expect(await kindOf(write)).toBe('canceled');
    expect(performance.now()).toBeLessThan(deadline + 1000);
    await release();
    await run(b, 'INSERT INTO t (v) VALUES (2)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[2]]);
  });

  test.each<[string, (connection: DriverConnection, deadline: number) => unknown]>([
    [
      'many executions',
      (connection, deadline) =>
        connection.executeMany('INSERT INTO t (v) VALUES (?)', [[1], [3]], { prepare: true, interrupt: { deadline } }),
    ],
    [
      'a stream',
      (connection, deadline) =>
        connection.stream('INSERT INTO t (v) VALUES (1) RETURNING v', [], {
          prepare: false,
          batchSize: 10,
          interrupt: { deadline },
        }),
    ],
  ])('the same holds for %s', async (_what, send) => {
    const file = newFile();
    const [a, b] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE');
    const deadline = performance.now() + 50;
    expect(await kindOf(async () => send(a, deadline))).toBe('canceled');
    expect(performance.now()).toBeLessThan(deadline + 1000);
    await release();
    await run(b, 'INSERT INTO t (v) VALUES (2)');
    expect(await rows(a, 'SELECT v FROM t')).toEqual([[2]]);
  });

  test('lets a connection be destroyed while it waits', async () => {
    const file = newFile();
    const [a, b] = await sharedFile({}, file);
    const release = await outsider(file, 'BEGIN IMMEDIATE');
    const waiting = errorOf(() => run(a, 'INSERT INTO t (v) VALUES (1)'));
    a.destroy();
    expect(await waiting).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    await release();
    await run(b, 'INSERT INTO t (v) VALUES (1)');
  });
});

describe('closing', () => {
  test('rolls back, may be repeated, and leaves an error for later calls', async () => {
    const [a, b] = await sharedFile();
    await begin(a);
    await run(a, 'INSERT INTO t (v) VALUES (1)');
    await a.close();
    await a.close();
    a.destroy();
    expect(a.isAlive).toBe(false);
    expect(await rows(b, 'SELECT * FROM t')).toEqual([]);
    for (const action of [() => run(a, 'SELECT * FROM t'), () => a.ping(), () => begin(a), () => a.commit()]) {
      expect(await kindOf(action)).toBe('disconnect');
    }
  });

  test('ping answers before', async () => {
    const a = await connect(newFile());
    await a.ping();
    expect(a.isAlive).toBe(true);
  });
});
