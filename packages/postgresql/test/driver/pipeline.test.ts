import { expect, test } from '@jest/globals';
import type { PgConnection } from '../../src/driver/pg-connection.ts';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

const prepared = { prepare: true };
const sets = (count: number): unknown[][] => Array.from({ length: count }, (_, index) => [index, `name ${index}`]);
const insert = 'insert into t values ($1, $2)';

async function withTable(url: string, work: (connection: PgConnection) => Promise<void>): Promise<void> {
  await withConnection(url, async (connection) => {
    await run(connection, 'create temp table t (a int primary key, b text)');
    await work(connection);
  });
}

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'executeMany', (url) => {
  test.each([prepared, { prepare: false }])('inserts every set in a transaction, in order (%j)', (mode) =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      expect(await connection.executeMany(insert, sets(10_000), mode)).toEqual({ columns: null, rows: [], affected: 10_000 });
      await connection.commit();
      expect(await run(connection, 'select count(*), min(a), max(b) from t')).toEqual([[10_000, 0, 'name 9999']]);
    }),
  );

  test.each([0, 1, 1023, 1024, 1025, 2049])('works for %i sets', (count) =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      expect((await connection.executeMany(insert, sets(count), prepared)).affected).toBe(count);
      expect(await run(connection, 'select count(*) from t')).toEqual([[count]]);
    }),
  );

  test('takes a name that the statement has already', () =>
    withTable(url, async (connection) => {
      for (const params of sets(3)) await connection.execute(insert, params, prepared);
      await connection.begin({ statements: ['BEGIN'] });
      expect((await connection.executeMany(insert, sets(9).slice(3), prepared)).affected).toBe(6);
    }));

  test('returns the rows of all sets', () =>
    withTable(url, async (connection) => {
      const sql = `${insert} returning a, b`;
      await connection.begin({ statements: ['BEGIN'] });
      const piped = await connection.executeMany(sql, sets(2000), prepared);
      expect(piped.columns).toEqual([{ name: 'a' }, { name: 'b' }]);
      expect(piped.rows).toEqual(sets(2000));
      await connection.rollback();
      const single = await connection.executeMany(sql, sets(5), prepared);
      expect(single).toEqual({ columns: [{ name: 'a' }, { name: 'b' }], rows: sets(5), affected: 5 });
    }));

  test.each([0, 1, 700, 5000, 9999])('stops at the first error (set %i) and leaves the connection usable', (bad) =>
    withTable(url, async (connection) => {
      const broken = sets(10_000);
      broken[bad] = ['not a number', 'x'];
      await connection.begin({ statements: ['BEGIN'] });
      expect((await failureOf(connection.executeMany(insert, broken, prepared))).code).toBe('22P02');
      expect(connection.inTransaction).toBe(true);
      await connection.rollback();
      expect(await run(connection, 'select count(*) from t')).toEqual([[0]]);
      await connection.begin({ statements: ['BEGIN'] });
      expect((await connection.executeMany(insert, sets(2000), prepared)).affected).toBe(2000);
      await connection.commit();
    }),
  );

  test('outside of a transaction each set is its own: those before an error stay, those after it are not sent', () =>
    withTable(url, async (connection) => {
      const broken = sets(10);
      broken[5] = [0, 'a second time'];
      expect((await failureOf(connection.executeMany(insert, broken, prepared))).code).toBe('23505');
      expect(await run(connection, 'select array_agg(a order by a) from t')).toEqual([[[0, 1, 2, 3, 4]]]);
      expect(connection.inTransaction).toBe(false);
    }));

  test('refuses a value that cannot be sent before anything is sent', () =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      expect((await failureOf(connection.executeMany(insert, [...sets(3000), [1, {}]], prepared))).name).toBe('ArgumentError');
      expect(await run(connection, 'select count(*) from t')).toEqual([[0]]);
    }));

  test('can be cancelled', () =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      const many = failureOf(connection.executeMany('select pg_sleep($1)', new Array(100).fill([0.1]), prepared));
      setTimeout(() => void connection.cancel(), 150);
      expect((await many).code).toBe('57014');
      await connection.rollback();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('rejects when the connection is lost in the middle', () =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      const many = failureOf(connection.executeMany('select pg_sleep($1)', new Array(100).fill([0.1]), prepared));
      setTimeout(() => connection.destroy(), 100);
      expect((await many).code).toBe('08006');
    }));

  test('survives a set that changes while others are sent', () =>
    withTable(url, async (connection) => {
      const changing = sets(5000);
      await connection.begin({ statements: ['BEGIN'] });
      const many = failureOf(connection.executeMany(insert, changing, prepared));
      changing[4000] = [4000, {}];
      expect((await many).name).toBe('ArgumentError');
      await connection.rollback();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('lets the connection go rather than take statements for the data of a COPY', () =>
    withTable(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      expect((await failureOf(connection.executeMany('copy t from stdin', [[], [], []], prepared))).message).toContain('COPY');
      expect(connection.isAlive).toBe(false);
    }));

  test('carries large values both ways at once without coming to a halt', () =>
    withTable(url, async (connection) => {
      const big = 'x'.repeat(100_000);
      await connection.begin({ statements: ['BEGIN'] });
      const { rows } = await connection.executeMany(
        'insert into t values ($1, $2) returning b',
        Array.from({ length: 300 }, (_, index) => [index, big]),
        prepared,
      );
      expect(rows.every(([value]) => value === big)).toBe(true);
    }));
});
