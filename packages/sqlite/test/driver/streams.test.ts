import { describe, expect, test } from '@jest/globals';
import type { DriverConnection, DriverStream } from '@aludel/core/dialect';
import { begin, connect, errorOf, kindOf, memory, rows, run, sharedFile, sharedMemory } from '../fixtures/databases.ts';

const numbers = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) SELECT x FROM n';

async function stream(connection: DriverConnection, sql: string, ...params: unknown[]): Promise<DriverStream> {
  return connection.stream(sql, params, { prepare: true, batchSize: 10 });
}

async function filled(): Promise<DriverConnection> {
  const connection = await memory();
  await run(connection, `INSERT INTO t (v) ${numbers}`, 100);
  return connection;
}

describe('a stream', () => {
  test('gives the rows in order, piece by piece, and an empty piece at the end', async () => {
    const connection = await connect();
    const numbersStream = await stream(connection, numbers, 25);
    expect(numbersStream.columns).toEqual([{ name: 'x' }]);
    const sizes: number[] = [];
    const all: unknown[] = [];
    for (let piece = await numbersStream.read(10); piece.length > 0; piece = await numbersStream.read(10)) {
      sizes.push(piece.length);
      all.push(...piece.flat());
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(all).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(await numbersStream.read(10)).toEqual([]);
    await numbersStream.close();
    expect(await numbersStream.read(10)).toEqual([]);
  });

  test('does not compute what is not read', async () => {
    const connection = await connect();
    const endless = await stream(connection, numbers, 1e12);
    expect(await endless.read(3)).toEqual([[1], [2], [3]]);
    await endless.close();
  });

  test('has columns and no rows for an empty result', async () => {
    const connection = await memory();
    const empty = await stream(connection, 'SELECT * FROM t');
    expect(empty.columns).toEqual([{ name: 'id' }, { name: 'v' }]);
    expect(await empty.read(10)).toEqual([]);
    await empty.close();
  });

  test('rounds no integer', async () => {
    const connection = await connect();
    const exact = await stream(connection, 'SELECT 1, 9007199254740993, 1.5, 1e300, -9007199254740993, NULL');
    expect(await exact.read(1)).toEqual([[1, 9007199254740993n, 1.5, 1e300, -9007199254740993n, null]]);
    await exact.close();
  });

  test('lets the connection do other things, even the same statement again', async () => {
    const connection = await filled();
    const first = await stream(connection, 'SELECT v FROM t');
    await first.read(1);
    const second = await stream(connection, 'SELECT v FROM t');
    expect(await second.read(1)).toEqual([[1]]);
    expect(await rows(connection, 'SELECT v FROM t LIMIT 1')).toEqual([[1]]);
    await begin(connection);
    await run(connection, 'CREATE TABLE other (a)');
    await run(connection, 'INSERT INTO other VALUES (1)');
    await connection.commit();
    expect(await first.read(1)).toEqual([[2]]);
    await first.close();
    await run(connection, 'INSERT INTO other VALUES (2)');
    expect(await second.read(1)).toEqual([[2]]);
    await second.close();
    await run(connection, 'INSERT INTO other VALUES (3)');
  });

  test('survives a rollback, unless the schema was rolled back too', async () => {
    const connection = await filled();
    const open = await stream(connection, 'SELECT v FROM t');
    await begin(connection);
    await run(connection, 'DELETE FROM t WHERE id = 90');
    await connection.rollback();
    expect(await open.read(1)).toEqual([[1]]);
    await begin(connection);
    await run(connection, 'CREATE TABLE other (a)');
    await connection.rollback();
    expect(await kindOf(async () => open.read(5))).toBe('operational');
    await open.close();
    await run(connection, 'DROP TABLE t');
  });

  test('of a statement that writes has done all its work when it opens', async () => {
    const connection = await memory();
    const inserted = await stream(connection, 'INSERT INTO t (v) VALUES (1), (2) RETURNING v');
    expect(await inserted.read(1)).toEqual([[1]]);
    await inserted.close();
    expect(await rows(connection, 'SELECT v FROM t')).toEqual([[1], [2]]);
  });

  test('can show a pragma', async () => {
    const connection = await memory();
    const info = await stream(connection, 'PRAGMA table_info(t)');
    expect((await info.read(10)).map((row) => row[1])).toEqual(['id', 'v']);
    await info.close();
  });

  test('an error on the way closes it and is classified', async () => {
    const connection = await connect();
    const failing = await stream(connection, "SELECT 1 UNION ALL SELECT json('{')");
    expect(await kindOf(async () => failing.read(10))).toBe('programming');
    await failing.close();
    await run(connection, 'CREATE TABLE x (a)');
  });

  test.each(['close', 'destroy'] as const)('%s of the connection ends it', async (end) => {
    const connection = await filled();
    const open = await stream(connection, 'SELECT v FROM t');
    await open.read(1);
    await connection[end]();
    expect(connection.isAlive).toBe(false);
    // An empty answer would look like the end of the result.
    expect(await errorOf(async () => open.read(1))).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    await open.close();
  });

  test('closing one view leaves the streams of the others open', async () => {
    const [a, b] = await sharedMemory();
    await run(a, 'INSERT INTO t (v) VALUES (1), (2)');
    const ofA = await stream(a, 'SELECT v FROM t');
    const ofB = await stream(b, 'SELECT v FROM t');
    await a.close();
    expect(await errorOf(async () => ofA.read(1))).toMatchObject({ code: 'ALUDEL_CONNECTION_CLOSED' });
    expect(await ofB.read(1)).toEqual([[1]]);
    await run(b, 'INSERT INTO t (v) VALUES (3)');
    await ofB.close();
  });

  test('sends the BEGIN that is due', async () => {
    const [a, b] = await sharedFile({ timeout: 0, pragmas: { journal_mode: 'WAL' } });
    await begin(a);
    const open = await stream(a, 'SELECT count(*) FROM t');
    await open.close();
    await run(b, 'INSERT INTO t (v) VALUES (1)');
    expect(await rows(a, 'SELECT count(*) FROM t')).toEqual([[0]]);
  });

  test('refuses a parameter before anything is sent', async () => {
    const connection = await connect();
    expect(await errorOf(() => stream(connection, 'SELECT ?', NaN))).toMatchObject({ message: expect.stringContaining('NaN') });
  });
});
