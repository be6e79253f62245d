import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '@aludel/core/dialect';
import { connect, errorOf, memory, rows, run, sharedFile } from '../fixtures/databases.ts';

describe('parameters', () => {
  test.each([
    ['an integer', 5, 'integer', 5],
    ['minus zero', -0, 'real', -0],
    ['a fraction', 0.5, 'real', 0.5],
    ['an integer too big to be safe', 1e20, 'real', 1e20],
    ['infinity', Infinity, 'real', Infinity],
    ['a bigint', 9007199254740993n, 'integer', 9007199254740993n],
    ['a small bigint', 7n, 'integer', 7],
    ['the smallest bigint', -(2n ** 63n), 'integer', -(2n ** 63n)],
    ['true', true, 'integer', 1],
    ['false', false, 'integer', 0],
    ['null', null, 'null', null],
    ['text', 'grüße 🌍', 'text', 'grüße 🌍'],
    ['empty text', '', 'text', ''],
    ['text with U+0000', 'a\0b', 'text', 'a\0b'],
    ['a Date', new Date('2026-11-21T07:30:00.125Z'), 'text', '2026-11-21 07:30:00.125000'],
  ])('%s comes back as it was', async (_title, value, type, expected) => {
    const connection = await connect();
    expect(await rows(connection, 'SELECT ?, typeof(?)', value, value)).toEqual([[expected, type]]);
  });

  test('binary data stays binary, also empty and from any view', async () => {
    const connection = await connect();
    const view = new Uint8Array(new Uint8Array([9, 1, 2, 9]).buffer, 1, 2);
    const [row = []] = await rows(
      connection,
      'SELECT typeof(?), typeof(?), hex(?), ?',
      view,
      new Uint8Array(0),
      view,
      Buffer.from([255]),
    );
    expect(row.slice(0, 3)).toEqual(['blob', 'blob', '0102']);
    expect(row[3]).toBeInstanceOf(Uint8Array);
    expect([...(row[3] as Uint8Array)]).toEqual([255]);
  });

  test('an integer divides like an integer and is no fraction in a TEXT column', async () => {
    const connection = await connect();
    await run(connection, 'CREATE TABLE x (a TEXT)');
    await run(connection, 'INSERT INTO x VALUES (?)', 5);
    expect(await rows(connection, 'SELECT a, ? / ? FROM x', 5, 2)).toEqual([['5', 2]]);
  });

  test.each([
    ['NaN', NaN],
    ['a bigint of 65 bits', 2n ** 63n],
    ['undefined', undefined],
    ['an object', {}],
    ['an array', [1]],
    ['a lone surrogate', '\ud800'],
    ['an invalid Date', new Date(NaN)],
    ['a Date after the year 9999', new Date('+010000-01-01T00:00:00Z')],
  ])('%s is refused', async (_title, value) => {
    const connection = await connect();
    expect(await errorOf(() => run(connection, 'SELECT ?', value))).toBeInstanceOf(ArgumentError);
  });

  test('a refused parameter of a later set keeps the earlier ones from being written', async () => {
    const connection = await memory();
    await errorOf(() => connection.executeMany('INSERT INTO t (v) VALUES (?)', [[1], [NaN]], { prepare: true }));
    expect(await rows(connection, 'SELECT * FROM t')).toEqual([]);
  });
});

describe('results', () => {
  const big = 9007199254740993n;

  test('no integer is rounded, the first time or later', async () => {
    const connection = await memory();
    await run(connection, 'INSERT INTO t (v) VALUES (1), (?), (1.5), (1e300), (?)', big, -big);
    for (let i = 0; i < 2; i++) {
      expect(await rows(connection, 'SELECT v FROM t')).toEqual([[1], [big], [1.5], [1e300], [-big]]);
    }
  });

  test('the edge between safe and unsafe integers is exact', async () => {
    const connection = await connect();
    expect(await rows(connection, 'SELECT 9007199254740991, 9007199254740992, -9007199254740991, -9007199254740992')).toEqual([
      [9007199254740991, 9007199254740992n, -9007199254740991, -9007199254740992n],
    ]);
  });

  test('RETURNING is exact and runs once', async () => {
    const connection = await memory();
    const result = await run(connection, 'INSERT INTO t (v) VALUES (?), (2) RETURNING v', big);
    expect(result).toMatchObject({ rows: [[big], [2]], affected: 2 });
    expect(await rows(connection, 'SELECT count(*) FROM t')).toEqual([[2]]);
  });

  test('the last inserted key is exact', async () => {
    const connection = await memory();
    expect((await run(connection, 'INSERT INTO t (id) VALUES (?)', big)).lastInsertId).toBe(big);
    expect((await run(connection, 'INSERT INTO t (id) VALUES (4)')).lastInsertId).toBe(4);
  });

  test('a key is told only by statements that inserted one', async () => {
    const connection = await memory();
    await run(connection, 'INSERT INTO t (id, v) VALUES (4, 1)');
    expect((await run(connection, 'UPDATE t SET v = 2')).lastInsertId).toBeUndefined();
    expect((await run(connection, 'INSERT OR IGNORE INTO t (id) VALUES (4)')).lastInsertId).toBeUndefined();
    expect((await run(connection, 'WITH x AS (SELECT 9 AS id) INSERT INTO t (id) SELECT id FROM x')).lastInsertId).toBe(9);
  });

  test.each([
    ['INSERT INTO t (v) VALUES (1), (2)', 2],
    ['UPDATE t SET v = v', 3],
    ['UPDATE t SET v = 1 WHERE id > 100', 0],
    ['DELETE FROM t', 3],
    ['WITH x AS (SELECT 1) DELETE FROM t WHERE id = 1', 1],
    ['SELECT * FROM t', -1],
    ['CREATE TABLE other (a)', -1],
    ['PRAGMA user_version = 1', -1],
  ])('%s matched %i rows', async (sql, affected) => {
    const connection = await memory();
    await run(connection, 'INSERT INTO t (v) VALUES (1), (2), (3)');
    expect((await run(connection, sql)).affected).toBe(affected);
  });

  test('statements without rows have no columns, a select without rows has', async () => {
    const connection = await memory();
    expect((await run(connection, 'DELETE FROM t')).columns).toBeNull();
    expect(await run(connection, 'SELECT id, v AS w FROM t')).toMatchObject({
      columns: [{ name: 'id' }, { name: 'w' }],
      rows: [],
    });
  });

  test('odd and equal column names survive', async () => {
    const connection = await connect();
    const result = await run(connection, 'SELECT 1 AS __proto__, 2 AS length, 3 AS a, 4 AS a, 5 AS constructor, 6 AS ""');
    expect(result.columns?.map(({ name }) => name)).toEqual(['__proto__', 'length', 'a', 'a', 'constructor', '']);
    expect(result.rows).toEqual([[1, 2, 3, 4, 5, 6]]);
  });
});

describe('the array of columns', () => {
  test.each(['SELECT id, v FROM t', 'SELECT * FROM t', 'SELECT id * 2 AS d FROM t'])(
    'is the same each time for %s',
    async (sql) => {
      const connection = await memory();
      expect((await run(connection, sql)).columns).toBe((await run(connection, sql)).columns);
    },
  );

  test.each(['SELECT * FROM t', 'SELECT t.* FROM t', 'select -- all\n * FROM t', 'SELECT id,* FROM t', 'SELECT/**/* FROM t'])(
    'follows a change of the schema: %s',
    async (sql) => {
      const connection = await memory();
      await run(connection, 'INSERT INTO t VALUES (1, 2)');
      const before = (await run(connection, sql)).columns;
      await run(connection, 'ALTER TABLE t ADD COLUMN extra DEFAULT 3');
      const after = await run(connection, sql);
      expect(after.columns).toHaveLength((before?.length ?? 0) + 1);
      expect(after.columns?.at(-1)).toEqual({ name: 'extra' });
      expect(after.rows[0]).toHaveLength(after.columns?.length ?? 0);
    },
  );

  test('follows a change made by another connection, with and without rows', async () => {
    const [first, second] = await sharedFile();
    await run(first, 'SELECT * FROM t');
    await run(second, 'ALTER TABLE t RENAME COLUMN v TO w');
    expect((await run(first, 'SELECT * FROM t')).columns).toEqual([{ name: 'id' }, { name: 'w' }]);
  });
});

describe('executeMany', () => {
  test('adds up what each set did', async () => {
    const connection = await memory();
    const result = await connection.executeMany('INSERT INTO t (v) VALUES (?)', [[1], [2], [3]], { prepare: true });
    expect(result).toMatchObject({ columns: null, rows: [], affected: 3, lastInsertId: 3 });
    expect((await connection.executeMany('UPDATE t SET v = 0 WHERE v >= ?', [[2], [0]], { prepare: true })).affected).toBe(5);
  });

  test('collects the rows that RETURNING gives', async () => {
    const connection = await memory();
    const result = await connection.executeMany('INSERT INTO t (v) VALUES (?) RETURNING id, v', [[1], [2]], { prepare: true });
    expect(result).toMatchObject({
      columns: [{ name: 'id' }, { name: 'v' }],
      rows: [
        [1, 1],
        [2, 2],
      ],
      affected: 2,
    });
  });

  test('does nothing for no sets', async () => {
    const connection = await memory();
    expect(await connection.executeMany('INSERT INTO t (v) VALUES (?)', [], { prepare: true })).toMatchObject({
      rows: [],
      affected: 0,
    });
  });

  test('refuses sets of different lengths before it writes', async () => {
    const connection = await memory();
    expect(
      await errorOf(() => connection.executeMany('INSERT INTO t (v) VALUES (?)', [[1], [1, 2]], { prepare: true })),
    ).toMatchObject({ code: 'ALUDEL_PARAMETER_COUNT' });
    expect(await rows(connection, 'SELECT * FROM t')).toEqual([]);
  });

  test('keeps what stood before a failing row when no transaction is open', async () => {
    const connection = await memory();
    await errorOf(() => connection.executeMany('INSERT INTO t (id) VALUES (?)', [[1], [1], [2]], { prepare: true }));
    expect(await rows(connection, 'SELECT id FROM t')).toEqual([[1]]);
  });
});
