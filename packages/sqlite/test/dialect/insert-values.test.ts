import { describe, expect, test } from '@jest/globals';
import { column, createEngine, insert, MetaData, Table, text, types as t } from '@aludel/core';
import { expandMany } from '../../src/dialect/insert-values.ts';
import '../../src/index.ts';

describe('an INSERT of text for many parameter sets', () => {
  test.each([
    ['INSERT INTO t (a, b) VALUES (?, ?)', 'INSERT INTO t (a, b) VALUES (?, ?), (?, ?)'],
    ['insert or ignore into main."t ""?"values(?,?) ; ', 'insert or ignore into main."t ""?"values(?,?), (?,?)'],
    ['REPLACE INTO t VALUES (?, NULL, -1, ?)', 'REPLACE INTO t VALUES (?, NULL, -1, ?), (?, NULL, -1, ?)'],
  ])('gets more rows: %s', (sql, expanded) => {
    const sets = [
      [1, 2],
      [3, 4],
    ];
    expect(expandMany(sql, sets)).toEqual([{ sql: expanded, params: [1, 2, 3, 4] }]);
  });

  test.each([
    ['another statement', 'UPDATE t SET a = ?'],
    ['a function', 'INSERT INTO t VALUES (abs(?))'],
    ['a subquery', 'INSERT INTO t VALUES ((SELECT ?))'],
    ['a select', 'INSERT INTO t SELECT ?'],
    ['two rows', 'INSERT INTO t VALUES (?), (?)'],
    ['RETURNING', 'INSERT INTO t VALUES (?) RETURNING a'],
    ['an upsert', 'INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING'],
    ['OR FAIL', 'INSERT OR FAIL INTO t VALUES (?)'],
    ['a comment', 'INSERT INTO t VALUES (? -- )\n)'],
    ['text', "INSERT INTO t VALUES ('?')"],
    ['no placeholder', 'INSERT INTO t VALUES (1)'],
    ['two statements', 'INSERT INTO t VALUES (?); SELECT 1'],
  ])('stays as it is: %s', (_what, sql) => {
    expect(expandMany(sql, [[1], [2]])).toBeNull();
  });

  test('stays as it is where a set has another number of values', () => {
    expect(expandMany('INSERT INTO t VALUES (?, ?)', [[1, 2], [3]])).toBeNull();
  });

  test('is cut into statements whose numbers of rows are powers of two, within the limit of parameters', () => {
    const rowsOf = (count: number, width: number): number[] => {
      const row = Array.from({ length: width }, () => '?').join();
      const sets = Array.from({ length: count }, () => new Array<number>(width).fill(7));
      return (expandMany(`INSERT INTO t VALUES (${row})`, sets) ?? []).map(({ params }) => params.length / width);
    };
    expect(rowsOf(300, 2)).toEqual([128, 128, 32, 8, 4]);
    expect(rowsOf(9, 10_000)).toEqual([2, 2, 2, 2, 1]);
  });

  test('stores the same rows, and counts them', async () => {
    await using engine = createEngine('sqlite:///:memory:');
    await engine.begin(async (connection) => {
      await connection.execute(text('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b)'));
      const sets = Array.from({ length: 300 }, (_, i) => ({ a: i, b: i % 3 === 0 ? null : i / 2 }));
      const result = await connection.execute(text('INSERT INTO t (a, b) VALUES (:a, :b)'), sets);
      expect([result.rowcount, result.lastrowid]).toEqual([300, 300]);
      const rows = await connection.execute(text('SELECT a, b FROM t ORDER BY id')).mappings().all();
      expect(rows).toEqual(sets.map(({ a, b }) => ({ a: String(a), b })));
    });
  });
});

test('rows that have to be inserted one by one may be many thousands', async () => {
  const item = new Table('item', new MetaData(), { id: column(t.Double, { primaryKey: true }) });
  await using engine = createEngine('sqlite:///:memory:');
  const ids = Array.from({ length: 20_000 }, (_, i) => ({ id: 20_000 - i }));
  const returned = await engine.begin(async (connection) => {
    await connection.execute(text('CREATE TABLE item (id DOUBLE PRIMARY KEY)'));
    return connection.scalars(insert(item).returning(item.c.id, { sortByParameterOrder: true }), ids).all();
  });
  expect(returned).toEqual(ids.map(({ id }) => id));
});
