import { expect, test } from '@jest/globals';
import { initialize } from '../../src/dialect/server-facts.ts';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

const once = { prepare: false };

describeServer('ALUDEL_TEST_PGBOUNCER_URL', 'behind a pooler in transaction mode', (url) => {
  test('prepared statements are switched off', () =>
    withConnection(url, async (connection) => {
      expect((await initialize(connection)).preparedStatements).toBe(false);
    }));

  test('statements, transactions, executeMany, streams and pings work', () =>
    withConnection(url, (one) =>
      withConnection(url, async (two) => {
        for (const connection of [one, two]) {
          for (let use = 0; use < 5; use++)
            expect((await connection.execute('select $1::int', [use], once)).rows).toEqual([[use]]);
          await connection.ping();
          await connection.begin({ statements: ['BEGIN ISOLATION LEVEL REPEATABLE READ'] });
          expect(
            (
              await connection.executeMany(
                'select $1::int',
                Array.from({ length: 3000 }, (_, index) => [index]),
                once,
              )
            ).rows,
          ).toHaveLength(3000);
          const stream = await connection.stream('select generate_series(1, 25)', [], { ...once, batchSize: 10 });
          expect([(await stream.read(10)).length, (await stream.read(10)).length, (await stream.read(10)).length]).toEqual([
            10, 10, 5,
          ]);
          await stream.close();
          await connection.commit();
          const held = await connection.stream('select generate_series(1, 25)', [], { ...once, batchSize: 10 });
          expect(await held.read(10)).toHaveLength(10);
          await held.close();
        }
      }),
    ));

  test('a running statement can be cancelled', () =>
    withConnection(url, async (connection) => {
      const sleeping = failureOf(run(connection, 'select pg_sleep(10)'));
      setTimeout(() => void connection.cancel(), 100);
      expect((await sleeping).code).toBe('57014');
    }));
});
