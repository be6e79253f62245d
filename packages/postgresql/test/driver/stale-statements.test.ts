import { expect, test } from '@jest/globals';
import type { PgConnection } from '../../src/driver/pg-connection.ts';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

const prepared = { prepare: true };

async function namesOnServer(connection: PgConnection): Promise<unknown> {
  return (await run(connection, "select count(*) from pg_prepared_statements where name like 'aludel_%'"))[0]?.[0];
}

async function warm(connection: PgConnection, sql: string, ...params: unknown[]): Promise<void> {
  for (let use = 0; use < 3; use++) await connection.execute(sql, params, prepared);
}

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'prepared statements', (url) => {
  test('are kept on the server from the second use on, unless that is forbidden', () =>
    withConnection(url, async (connection) => {
      await connection.execute('select 1', [], prepared);
      expect(await namesOnServer(connection)).toBe(0);
      await warm(connection, 'select 1');
      expect(await namesOnServer(connection)).toBe(1);
      for (let use = 0; use < 5; use++) await run(connection, 'select 2');
      expect(await namesOnServer(connection)).toBe(1);
    }));

  test('do not pile up on the server', () =>
    withConnection(url, async (connection) => {
      for (let number = 0; number < 300; number++) await warm(connection, `select ${number}`);
      expect(await namesOnServer(connection)).toBe(256);
    }));

  test('are renewed when the table changes, outside of a transaction without a word', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      await run(connection, 'insert into t values (1)');
      await warm(connection, 'select * from t');
      await run(connection, 'alter table t add column b text');
      const result = await connection.execute('select * from t', [], prepared);
      expect(result).toMatchObject({ columns: [{ name: 'a' }, { name: 'b' }], rows: [[1, null]] });
      await warm(connection, 'select * from t');
      await run(connection, 'alter table t rename column b to c');
      expect((await connection.execute('select * from t', [], prepared)).columns).toEqual([{ name: 'a' }, { name: 'c' }]);
    }));

  test('that a change of the table has made useless are sent again where a transaction has only just begun', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      await warm(connection, 'select * from t');
      await run(connection, 'alter table t add column b text');
      connection.begin({ statements: ['BEGIN ISOLATION LEVEL SERIALIZABLE'] });
      expect((await connection.execute('select * from t', [], prepared)).columns).toHaveLength(2);
      expect((await connection.execute('show transaction_isolation', [], prepared)).rows).toEqual([['serializable']]);
      await connection.commit();
      expect(connection.inTransaction).toBe(false);
    }));

  test('that a change of the table has made useless fail later in a transaction, but only once', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      await warm(connection, 'select * from t');
      await run(connection, 'alter table t add column b text');
      connection.begin({ statements: ['BEGIN'] });
      await run(connection, 'select 1');
      expect((await failureOf(connection.execute('select * from t', [], prepared))).code).toBe('0A000');
      await connection.rollback();
      await connection.begin({ statements: ['BEGIN'] });
      expect((await connection.execute('select * from t', [], prepared)).columns).toHaveLength(2);
      await connection.commit();
    }));

  test.each(['deallocate all', 'discard all'])('survive %s, in a transaction as well', (sql) =>
    withConnection(url, async (connection) => {
      await warm(connection, 'select $1::int', 7);
      await run(connection, sql);
      await connection.begin({ statements: ['BEGIN'] });
      expect((await connection.execute('select $1::int', [8], prepared)).rows).toEqual([[8]]);
      await connection.commit();
    }),
  );

  test('that vanished behind our back are sent again', () =>
    withConnection(url, async (connection) => {
      await warm(connection, 'select $1::int', 7);
      await run(connection, "do $$ begin execute 'deallocate all'; end $$");
      expect((await connection.execute('select $1::int', [8], prepared)).rows).toEqual([[8]]);
      await warm(connection, 'select $1::int', 9);
    }));

  test('that fail while they are being prepared are prepared another time', () =>
    withConnection(url, async (connection) => {
      const sql = 'select 1 / $1::int';
      await connection.execute(sql, [1], prepared);
      for (let use = 0; use < 3; use++) expect((await failureOf(connection.execute(sql, [0], prepared))).code).toBe('22012');
      await warm(connection, sql, 1);
      expect(await namesOnServer(connection)).toBe(1);
    }));

  test('whose columns may change each time are described each time', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'prepare p as select 1 as a');
      await warm(connection, 'execute p');
      await run(connection, 'deallocate p');
      await run(connection, "prepare p as select 'x'::text as b");
      expect(await connection.execute('execute p', [], prepared)).toMatchObject({ columns: [{ name: 'b' }], rows: [['x']] });
    }));

  test('of transaction control do not exist', () =>
    withConnection(url, async (connection) => {
      for (let round = 0; round < 3; round++) {
        await connection.begin({ statements: ['BEGIN'] });
        await connection.commit();
        await connection.begin({ statements: ['BEGIN'] });
        await connection.rollback();
      }
      expect(await namesOnServer(connection)).toBe(0);
    }));
});
