import { expect, test } from '@jest/globals';
import type { DriverStream } from '@aludel/core/dialect';
import type { PgConnection } from '../../src/driver/pg-connection.ts';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

// In the list of columns it is computed row by row; in FROM the server would first compute them all.
const series = "select generate_series(1, $1::int) as g, repeat('x', 10)";
const mode = (batchSize: number) => ({ prepare: false, batchSize });

async function drain(stream: DriverStream, count: number): Promise<number[]> {
  const sizes: number[] = [];
  for (;;) {
    const { length } = await stream.read(count);
    if (length === 0) return sizes;
    sizes.push(length);
  }
}

async function inTransaction(url: string, work: (connection: PgConnection) => Promise<void>): Promise<void> {
  await withConnection(url, async (connection) => {
    await connection.begin({ statements: ['BEGIN'] });
    await work(connection);
  });
}

const places: readonly [string, typeof inTransaction][] = [
  ['in a transaction', inTransaction],
  ['outside of a transaction', (url, work) => withConnection(url, work)],
];

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'streams', (url) => {
  test.each(places)('%s a result comes in pieces of the size asked for', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      const stream = await connection.stream(series, [25], mode(10));
      expect(stream.columns).toEqual([{ name: 'g' }, { name: 'repeat' }]);
      expect(await drain(stream, 10)).toEqual([10, 10, 5]);
      await stream.close();
      const uneven = await connection.stream(series, [25], mode(10));
      expect((await uneven.read(4)).map(([g]) => g)).toEqual([1, 2, 3, 4]);
      expect((await drain(uneven, 7)).reduce((sum, size) => sum + size)).toBe(21);
      await uneven.close();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }),
  );

  test.each(places)('%s a stream can be closed early, and the connection goes on', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      const stream = await connection.stream(series, [100_000_000], mode(10));
      await stream.read(10);
      await stream.close();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }),
  );

  test.each(places)('%s an error of the statement rejects, and the connection goes on', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      expect((await failureOf(connection.stream('select * from nowhere', [], mode(10)))).code).toBe('42P01');
      if (connection.inTransaction) await connection.rollback();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
      const stream = await connection.stream('select 1 / (15 - g) from generate_series(1, 20) g', [], mode(10));
      expect(await stream.read(10)).toHaveLength(10);
      expect((await failureOf(stream.read(10))).code).toBe('22012');
      await stream.close();
      if (connection.inTransaction) await connection.rollback();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }),
  );

  test.each(places)('%s a statement without rows is an empty stream', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      const stream = await connection.stream('create temp table t (a int)', [], mode(10));
      expect(stream.columns).toEqual([]);
      expect(await stream.read(10)).toEqual([]);
      await stream.close();
      const empty = await connection.stream('select * from t', [], mode(10));
      expect([empty.columns, await empty.read(10)]).toEqual([[{ name: 'a' }], []]);
      await empty.close();
    }),
  );

  test('a stream of INSERT … RETURNING outside of a transaction is committed, also when it is closed early', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      const stream = await connection.stream('insert into t select generate_series(1, 30) returning a', [], mode(10));
      expect(await stream.read(10)).toHaveLength(10);
      await stream.close();
      expect(await run(connection, 'select count(*) from t')).toEqual([[30]]);
    }));

  test.each(places)('%s a COPY is refused, and the connection goes on', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      await run(connection, 'create temp table t (a int)');
      expect((await failureOf(connection.stream('copy t from stdin', [], mode(10)))).message).toContain('COPY');
      if (connection.inTransaction) await connection.rollback();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }),
  );

  test('in a transaction other statements and streams can run in between', () =>
    inTransaction(url, async (connection) => {
      const one = await connection.stream(series, [30], mode(10));
      const two = await connection.stream(series, [30], mode(10));
      expect(await run(connection, 'select 1')).toEqual([[1]]);
      await one.read(10);
      await two.read(10);
      for (let use = 0; use < 3; use++) await connection.execute('select 2', [], { prepare: true });
      expect((await one.read(10))[0]?.[0]).toBe(11);
      await one.close();
      expect((await two.read(10))[0]?.[0]).toBe(11);
      await two.close();
    }));

  test('outside of a transaction another statement is refused with a reason, not left waiting', () =>
    withConnection(url, async (connection) => {
      const stream = await connection.stream(series, [30], mode(10));
      const error = await failureOf(run(connection, 'select 1'));
      expect(error.name).toBe('InvalidRequestError');
      expect(error.message).toContain('Close the stream first');
      await stream.close();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('after a rollback a stream of that transaction fails, and can still be closed', () =>
    inTransaction(url, async (connection) => {
      const stream = await connection.stream(series, [30], mode(10));
      await stream.read(10);
      await connection.rollback();
      expect((await failureOf(stream.read(10))).code).toBe('34000');
      await stream.close();
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test.each(places)('%s a lost connection rejects the read, and closing does not fail', (_place, withPlace) =>
    withPlace(url, async (connection) => {
      const stream = await connection.stream(series, [1_000_000], mode(10));
      await stream.read(10);
      connection.destroy();
      expect((await failureOf(stream.read(10))).message).toContain('terminated');
      await stream.close();
    }),
  );

  test(
    'four hundred megabytes of rows do not fill the memory',
    () =>
      inTransaction(url, async (connection) => {
        const stream = await connection.stream("SELECT repeat('x', 2000) FROM generate_series(1, $1)", [200_000], mode(1000));
        let rows = 0;
        let peak = 0;
        for (;;) {
          const { length } = await stream.read(1000);
          if (length === 0) break;
          rows += length;
          peak = Math.max(peak, process.memoryUsage().arrayBuffers);
        }
        expect(rows).toBe(200_000);
        // What was read is garbage at once, but it is collected only now and then.
        expect(peak).toBeLessThan(200 << 20);
      }),
    60_000,
  );
});
