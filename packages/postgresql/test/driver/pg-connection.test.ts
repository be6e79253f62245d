import { expect, jest, test } from '@jest/globals';
import net from 'node:net';
import { inspect } from 'node:util';
import { classifyError } from '../../src/dialect/errors.ts';
import { initialize } from '../../src/dialect/server-facts.ts';
import { readIsolationLevel } from '../../src/dialect/transactions.ts';
import { pgDriver } from '../../src/driver/pg-driver.ts';
import { describeServer, failureOf, run, targetOf, withConnection } from '../support/server.ts';

const once = { prepare: false };
const prepared = { prepare: true };

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'a connection', (url) => {
  test('reports columns, rows and the number of rows matched', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int primary key, b text)');
      expect(await connection.execute('insert into t values (1, $1), (2, $2)', ['x', null], once)).toEqual({
        columns: null,
        rows: [],
        affected: 2,
      });
      const result = await connection.execute('select a, b from t order by a', [], once);
      expect(result).toEqual({
        columns: [{ name: 'a' }, { name: 'b' }],
        rows: [
          [1, 'x'],
          [2, null],
        ],
        affected: 2,
      });
      expect((await connection.execute('create temp table u ()', [], once)).affected).toBe(-1);
      expect(await connection.execute('select', [], once)).toEqual({ columns: [], rows: [[]], affected: 1 });
      expect(await connection.execute('', [], once)).toEqual({ columns: null, rows: [], affected: -1 });
    }));

  test('returns the same columns each time, prepared or not, until they change', () =>
    withConnection(url, async (connection) => {
      for (const mode of [prepared, once]) {
        const sql = `select 1 as ${mode.prepare ? 'a' : 'b'}`;
        const results = [];
        for (let use = 0; use < 4; use++) results.push(await connection.execute(sql, [], mode));
        expect(new Set(results.map(({ columns }) => columns)).size).toBe(1);
        expect(results.map(({ rows }) => rows)).toEqual(new Array(4).fill([[1]]));
      }
    }));

  test('refuses a second statement, with and without parameters', () =>
    withConnection(url, async (connection) => {
      for (const mode of [prepared, once]) {
        const error = await failureOf(connection.execute('select 1; select 2', [], mode));
        expect(error.code).toBe('42601');
      }
      expect(await run(connection, 'select 3')).toEqual([[3]]);
    }));

  test('refuses a statement with U+0000 before it is sent', () =>
    withConnection(url, async (connection) => {
      expect((await failureOf(run(connection, 'select 1\0'))).message).toContain('U+0000');
      expect((await failureOf(connection.stream('select 1\0', [], { ...once, batchSize: 1 }))).message).toContain('U+0000');
    }));

  test('takes a wrong number of parameters for a mistake in the program, and goes on', () =>
    withConnection(url, async (connection) => {
      const error = await failureOf(run(connection, 'select $1::int', 1, 2));
      expect(classifyError(error)).toMatchObject({ kind: 'programming', isDisconnect: false });
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('begins with the first statement of a transaction, in the same message', () =>
    withConnection(url, async (connection) => {
      const writes = jest.spyOn(net.Socket.prototype, 'write');
      try {
        connection.begin({ statements: ['BEGIN'] });
        expect(connection.inTransaction).toBe(true);
        expect(writes).not.toHaveBeenCalled();
        expect((await connection.execute('select $1::int', [7], { prepare: false })).rows).toEqual([[7]]);
        expect(writes).toHaveBeenCalledTimes(1);
        await connection.rollback();
        expect(connection.inTransaction).toBe(false);
      } finally {
        writes.mockRestore();
      }
    }));

  test('sends nothing for a transaction without a statement', () =>
    withConnection(url, async (connection) => {
      connection.begin({ statements: ['BEGIN'] });
      await connection.commit();
      connection.begin({ statements: ['BEGIN'] });
      await connection.rollback();
      expect(connection.inTransaction).toBe(false);
    }));

  test('keeps the transaction due where a parameter was refused before anything was sent', () =>
    withConnection(url, async (connection) => {
      connection.begin({ statements: ['BEGIN'] });
      await expect(connection.execute('select $1', [{}], { prepare: false })).rejects.toThrow('object');
      await connection.execute('select 1', [], { prepare: false });
      expect(connection.inTransaction).toBe(true);
      await connection.rollback();
    }));

  test('knows after each answer whether a transaction is open', () =>
    withConnection(url, async (connection) => {
      expect(connection.inTransaction).toBe(false);
      await connection.begin({ statements: ['BEGIN'] });
      expect(connection.inTransaction).toBe(true);
      await failureOf(run(connection, 'select 1/0'));
      expect(connection.inTransaction).toBe(true);
      await connection.rollback();
      expect(connection.inTransaction).toBe(false);
    }));

  test('a commit that the server turned into a rollback is an error', () =>
    withConnection(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      await failureOf(run(connection, 'select 1/0'));
      const error = await failureOf(connection.commit());
      expect(classifyError(error)).toMatchObject({
        kind: 'internal',
        isDisconnect: false,
        message: expect.stringContaining('rolled back instead of committed'),
      });
      expect(connection.inTransaction).toBe(false);
    }));

  test('is usable again as soon as an error was reported', () =>
    withConnection(url, async (connection) => {
      for (let round = 0; round < 50; round++) {
        expect((await failureOf(connection.execute('select 1/$1::int', [0], prepared))).code).toBe('22012');
        expect((await connection.execute('select 1/$1::int', [1], prepared)).rows).toEqual([[1]]);
      }
    }));

  test('fails a COPY in either direction, and goes on', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      expect((await failureOf(run(connection, 'copy t from stdin'))).message).toContain('COPY');
      expect((await failureOf(run(connection, 'copy (select 1) to stdout'))).message).toContain('COPY TO STDOUT');
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('answers a ping, in a transaction or not', () =>
    withConnection(url, async (connection) => {
      await connection.ping();
      await connection.begin({ statements: ['BEGIN'] });
      await failureOf(run(connection, 'select 1/0'));
      await connection.ping();
      expect(connection.inTransaction).toBe(true);
    }));

  test('shows no password when it is printed', () =>
    withConnection(url, async (connection) => {
      expect(inspect(connection, { depth: 20, showHidden: true })).toBe('PgConnection { isAlive: true, inTransaction: false }');
      expect(JSON.stringify(connection)).toBe('{}');
    }));

  test('tells the server version and the isolation levels', () =>
    withConnection(url, async (connection) => {
      const facts = await initialize(connection);
      expect(facts).toMatchObject({ product: 'PostgreSQL', defaultIsolationLevel: 'READ COMMITTED', preparedStatements: true });
      expect(facts.serverVersion[0]).toBeGreaterThanOrEqual(14);
      await connection.begin({ statements: ['BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE'] });
      expect(await readIsolationLevel(connection)).toBe('SERIALIZABLE');
    }));

  test('can be closed twice, and says then that it is not alive', async () => {
    const connection = await pgDriver.connect(targetOf(url));
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    expect(connection.isAlive).toBe(false);
    expect(classifyError(await failureOf(connection.execute('select 1', [], once)))).toMatchObject({ kind: 'disconnect' });
  });

  test('reports what was violated', () =>
    withConnection(url, async (connection) => {
      await run(
        connection,
        `create temp table t (a int constraint t_pk primary key, b int not null default 0 constraint b_positive check (b >= 0), p int constraint p_fk references t on delete restrict)`,
      );
      await run(connection, 'insert into t (a, p) values (1, null), (2, 1)');
      const classified = async (sql: string): Promise<unknown> => classifyError(await failureOf(run(connection, sql)));
      expect(await classified('insert into t (a) values (1)')).toMatchObject({ kind: 'unique', constraint: 't_pk', table: 't' });
      expect(await classified('insert into t (a, b) values (3, null)')).toMatchObject({
        kind: 'not-null',
        columns: ['b'],
        table: 't',
      });
      expect(await classified('insert into t (a, b) values (3, -1)')).toMatchObject({ kind: 'check', constraint: 'b_positive' });
      expect(await classified('insert into t (a, p) values (3, 77)')).toMatchObject({ kind: 'foreign-key', constraint: 'p_fk' });
      expect(await classified('delete from t where a = 1')).toMatchObject({ kind: 'foreign-key', constraint: 'p_fk' });
      expect(await classified('set transaction_read_only = on; select 1')).toMatchObject({ kind: 'programming' });
    }));

  test('reports deadlocks, lost serializations, busy locks and read-only transactions', () =>
    withConnection(url, (one) =>
      withConnection(url, async (two) => {
        const table = 'aludel_pg_conflicts';
        await run(one, `drop table if exists ${table}`);
        await run(one, `create table ${table} (a int primary key, b int)`);
        try {
          await run(one, `insert into ${table} values (1, 0), (2, 0)`);
          const both = async (...statements: string[]): Promise<void> => {
            for (const connection of [one, two]) await connection.begin({ statements });
          };
          const endBoth = async (): Promise<void> => {
            for (const connection of [one, two]) if (connection.inTransaction) await connection.rollback();
          };
          const kindOf = async (promise: Promise<unknown>): Promise<unknown> => classifyError(await failureOf(promise))?.kind;

          await both('BEGIN');
          await run(one, `update ${table} set b = 1 where a = 1`);
          await run(two, `update ${table} set b = 1 where a = 2`);
          const race = await Promise.allSettled([
            run(one, `update ${table} set b = 1 where a = 2`),
            run(two, `update ${table} set b = 1 where a = 1`),
          ]);
          const lost = race.find((outcome) => outcome.status === 'rejected');
          expect(classifyError((lost as PromiseRejectedResult).reason)?.kind).toBe('deadlock');
          await endBoth();

          await both('BEGIN ISOLATION LEVEL SERIALIZABLE');
          for (const connection of [one, two]) await run(connection, `select sum(b) from ${table}`);
          await run(one, `update ${table} set b = 5 where a = 1`);
          await run(two, `update ${table} set b = 5 where a = 2`);
          await one.commit();
          expect(await kindOf(two.commit())).toBe('serialization');
          await endBoth();

          await both('BEGIN');
          await run(one, `select * from ${table} where a = 1 for update`);
          expect(await kindOf(run(two, `select * from ${table} where a = 1 for update nowait`))).toBe('lock-timeout');
          await endBoth();

          await one.begin({ statements: ['BEGIN READ ONLY'] });
          expect(await kindOf(run(one, `update ${table} set b = 9`))).toBe('operational');
          await endBoth();
        } finally {
          await run(one, `drop table ${table}`);
        }
      }),
    ));
});
