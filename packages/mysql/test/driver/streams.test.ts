import { beforeAll, expect, test } from '@jest/globals';
import { mysql } from '../../src/index.ts';
import { describeOnServers, notPrepared, prepared } from '../support/servers.ts';

describeOnServers('streams', (server) => {
  const table = server.table('numbers');
  const batches = (batchSize: number) => ({ ...prepared, batchSize });
  // 4,096 rows of 1 kB, and 16 million of them by a join.
  const some = `SELECT id, filler FROM ${table} WHERE id > ? ORDER BY id`;
  const endless = `SELECT a.id, a.filler FROM ${table} a, ${table} b WHERE a.id > ?`;

  beforeAll(async () => {
    await server.execute(`CREATE TABLE ${table} (id INT PRIMARY KEY AUTO_INCREMENT, filler CHAR(200)) ENGINE = InnoDB`);
    await server.execute(`INSERT INTO ${table} (filler) VALUES (REPEAT('x', 200))`);
    for (let doubled = 0; doubled < 12; doubled++)
      await server.execute(`INSERT INTO ${table} (filler) SELECT filler FROM ${table}`);
  });

  test('rows come in pieces of the size that was asked for, then an empty one', async () => {
    const stream = await server.connection.stream(some, [0], batches(1000));
    expect(stream.columns).toEqual([{ name: 'id' }, { name: 'filler' }]);
    const sizes: number[] = [];
    for (let rows = await stream.read(1000); rows.length > 0; rows = await stream.read(1000)) sizes.push(rows.length);
    expect(sizes).toEqual([1000, 1000, 1000, 1000, 96]);
    expect(await stream.read(1000)).toEqual([]);
    await stream.close();
  });

  test('no row is lost or doubled, whatever the size of the pieces', async () => {
    const ids = (await server.execute(`SELECT id FROM ${table} ORDER BY id`)).rows.flat();
    for (const [batchSize, count] of [
      [1, 7],
      [7, 1],
      [100, 333],
      [333, 100],
      [10_000, 10_000],
    ] as const) {
      const stream = await server.connection.stream(some, [0], batches(batchSize));
      const read: unknown[] = [];
      for (let rows = await stream.read(count); rows.length > 0; rows = await stream.read(count))
        read.push(...rows.map(([id]) => id));
      await stream.close();
      expect(read).toEqual(ids);
    }
  });

  test('a stream that nobody reads does not fill the memory', async () => {
    const connection = await server.connect();
    const stream = await connection.stream(endless, [0], batches(100));
    await stream.read(100);
    const before = process.memoryUsage().rss;
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let piece = 0; piece < 200; piece++) expect(await stream.read(100)).toHaveLength(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    await stream.close();
    await connection.close();
  });

  test('a stream closed early leaves the connection and its transaction usable', async () => {
    const connection = await server.connect();
    const written = server.table('written');
    await connection.execute(`CREATE TABLE ${written} (a INT) ENGINE = InnoDB`, [], prepared);
    await connection.begin({ statements: ['BEGIN'] });
    await connection.execute(`INSERT INTO ${written} VALUES (?)`, [1], prepared);
    const started = Date.now();
    for (const sql of [endless, some, endless]) {
      const stream = await connection.stream(sql, [0], batches(10));
      expect(await stream.read(10)).toHaveLength(10);
      await stream.close();
      expect((await connection.execute('SELECT ?', [5], prepared)).rows).toEqual([[5]]);
    }
    expect(Date.now() - started).toBeLessThan(5000);
    expect(connection.isAlive).toBe(true);
    expect(connection.inTransaction).toBe(true);
    await connection.commit();
    expect((await server.execute(`SELECT a FROM ${written}`)).rows).toEqual([[1]]);
    await connection.close();
  });

  test('while a stream is open, another statement is refused at once', async () => {
    const connection = await server.connect();
    const stream = await connection.stream(endless, [0], batches(10));
    await expect(async () => connection.execute('SELECT 1', [], prepared)).rejects.toThrow('being streamed');
    await expect(async () => connection.commit()).rejects.toThrow('being streamed');
    await expect(async () => connection.stream(some, [0], batches(1))).rejects.toThrow('being streamed');
    await stream.close();
    await connection.close();
  });

  test('a statement that fails at once is an error of stream(), one that fails later of read()', async () => {
    await expect(async () => server.connection.stream('SELECT * FROM nowhere', [], batches(1))).rejects.toMatchObject({
      errno: 1146,
    });
    await expect(async () => server.connection.stream('SELECT ?', [1, 2], batches(1))).rejects.toThrow('1 placeholder');
    const late = `SELECT IF(id < 2000, 1, (SELECT id FROM ${table} WHERE id > 0)) FROM ${table} ORDER BY id`;
    await expect(async () => {
      const stream = await server.connection.stream(late, [], batches(10));
      while ((await stream.read(10)).length > 0);
    }).rejects.toMatchObject({ errno: 1242 });
    expect((await server.execute('SELECT 1')).rows).toEqual([[1]]);
  });

  test('a stream can be opened without keeping its statement', async () => {
    const stream = await server.connection.stream(some, [0], { ...notPrepared, batchSize: 10 });
    expect(await stream.read(5)).toHaveLength(5);
    await stream.close();
    expect((await server.execute(some, [4000])).rows.length).toBeGreaterThan(0);
  });

  test('a connection destroyed under a stream ends it with an error', async () => {
    const connection = await server.connect();
    const stream = await connection.stream(endless, [0], batches(10));
    const reading = (async () => {
      while ((await stream.read(10)).length > 0);
    })();
    setTimeout(() => connection.destroy(), 20);
    const error = await reading.catch((failure: unknown) => failure);
    expect(mysql.classifyError(error)).toMatchObject({ kind: 'disconnect', isDisconnect: true });
    await stream.close();
    expect(connection.isAlive).toBe(false);
  });

  test('cancel stops a stream, which then rejects', async () => {
    const connection = await server.connect();
    const stream = await connection.stream(endless, [0], batches(10));
    await stream.read(10);
    await connection.cancel?.();
    const error = await (async () => {
      while ((await stream.read(1000)).length > 0);
    })().catch((failure: unknown) => failure);
    expect(mysql.classifyError(error)).toMatchObject({ kind: 'canceled', isDisconnect: false });
    await stream.close();
    expect((await connection.execute('SELECT 1', [], prepared)).rows).toEqual([[1]]);
    await connection.close();
  });
});
