import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ArgumentError, type ConnectTarget, type DriverConnection } from '@aludel/core/dialect';
import { column, createEngine, insert, MetaData, select, Table, text } from '@aludel/core';
import { DATETIME as DATETIME_OF_SQLITE } from '@aludel/sqlite';
import { NodeDatabase } from '../../src/driver/node-database.ts';
import { DATETIME, nodeDriver, sqliteNode } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'aludel-sqlite-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

const target = (database: string | null, parts: Partial<ConnectTarget> = {}): ConnectTarget => {
  return { username: null, password: null, host: null, port: null, query: {}, connectArgs: {}, database, ...parts };
};

async function withConnection<T>(database: string | null, use: (connection: DriverConnection) => Promise<T>): Promise<T> {
  const connection = await nodeDriver.connect(target(database));
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

describe('the driver of node:sqlite', () => {
  test.each(['plain', 'a space', 'a#b', 'a%20b', 'a?mode=memory', 'grüße'])(
    'opens the existing file "%s.db" when it must exist',
    async (name) => {
      const file = join(folder, `${name}.db`);
      await withConnection(file, async (connection) => connection.execute('CREATE TABLE t (a)', [], { prepare: false }));
      const connection = await nodeDriver.connect(target(file, { query: { mode: 'rw' } }));
      await connection.execute('INSERT INTO t VALUES (1)', [], { prepare: false });
      await connection.close();
    },
  );

  test('has no options that only better-sqlite3 has', () => {
    const check = (): void => nodeDriver.checkTarget?.(target(null, { connectArgs: { nativeBinding: 'x' } }));
    expect(check).toThrow(ArgumentError);
  });

  test('tells a text that no string can hold from the end of the rows', async () => {
    await withConnection(null, async (connection) => {
      const long = 'SELECT hex(zeroblob(268435456))';
      const read = async (): Promise<unknown> => connection.execute(long, [], { prepare: false });
      await expect(read()).rejects.toMatchObject({ code: 'ALUDEL_VALUE_TOO_BIG' });
      const stream = async (): Promise<unknown> => connection.stream(long, [], { prepare: false, batchSize: 1 });
      await expect(stream()).rejects.toMatchObject({ code: 'ALUDEL_VALUE_TOO_BIG' });
    });
  });

  test('shows where an error comes from, and keeps what node:sqlite threw', async () => {
    await using engine = createEngine('sqlite+node:///:memory:', { dialect: sqliteNode });
    const error: unknown = await engine.connect().then(async (connection) => {
      await using open = connection;
      return open.execute(text('SELECT * FROM missing')).catch((thrown: unknown) => thrown);
    });
    expect(error).toMatchObject({
      message: expect.stringMatching(/^\(node:sqlite\.Error\) no such table: missing/),
      cause: { code: 'SQLITE_ERROR', cause: { code: 'ERR_SQLITE_ERROR', errcode: 1 } },
    });
  });
});

test('columns of the types of @aludel/sqlite and of our own are the same', async () => {
  const at = new Date('2026-11-21T07:30:00Z');
  const moments = new Table('moments', new MetaData(), {
    a: column(DATETIME_OF_SQLITE({ storage: 'seconds' })),
    b: column(DATETIME({ storage: 'seconds' })),
  });
  await using engine = createEngine('sqlite+node://', { dialect: sqliteNode });
  await using connection = await engine.connect();
  await moments.metadata.createAll(connection);
  await connection.execute(insert(moments).values({ a: at, b: at }));
  expect((await connection.execute(select(moments))).mappings().all()).toEqual([{ a: at, b: at }]);
  expect((await connection.execute(text('SELECT a = b FROM moments'))).scalar()).toBe(1);
});

describe('a Node whose all() is late', () => {
  test('gets the columns of today nevertheless', () => {
    const database = new NodeDatabase(new DatabaseSync(':memory:'), true);
    database.prepare('CREATE TABLE t (a)').run([]);
    database.prepare('INSERT INTO t VALUES (1)').run([]);
    const all = database.prepare('SELECT * FROM t');
    expect(all.all([])).toEqual([[1]]);
    database.prepare('ALTER TABLE t ADD COLUMN b DEFAULT 2').run([]);
    expect(all.all([])).toEqual([[1, 2]]);
    expect(all.columnNames()).toEqual(['a', 'b']);
    database.close();
  });
});
