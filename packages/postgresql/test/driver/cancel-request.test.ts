import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { classifyError } from '../../src/dialect/errors.ts';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'cancel', (url) => {
  test('stops the running statement, and the connection goes on', () =>
    withConnection(url, async (connection) => {
      const sleeping = failureOf(run(connection, 'select pg_sleep(10)'));
      await sleep(50);
      await connection.cancel();
      expect(classifyError(await sleeping)).toMatchObject({ kind: 'canceled', isDisconnect: false });
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('stops a statement between two batches of a stream', () =>
    withConnection(url, async (connection) => {
      await connection.begin({ statements: ['BEGIN'] });
      const stream = await connection.stream(
        'select g, pg_sleep(case when g > 10 then 10 else 0 end) from generate_series(1, 20) g',
        [],
        { prepare: false, batchSize: 10 },
      );
      await stream.read(10);
      const reading = failureOf(stream.read(10));
      await sleep(50);
      await connection.cancel();
      expect((await reading).code).toBe('57014');
      await stream.close();
      await connection.rollback();
    }));

  test('does nothing to an idle connection', () =>
    withConnection(url, async (connection) => {
      await connection.cancel();
      await sleep(50);
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }));

  test('a statement either ends as if nothing had been, or rejects as cancelled: nothing else', () =>
    withConnection(url, async (connection) => {
      for (let round = 0; round < 40; round++) {
        const statement = connection.execute('select pg_sleep(0.002), 7', [], { prepare: true }).then(
          () => 'done',
          (error) => error.code,
        );
        const canceled = connection.cancel();
        const outcome = await statement;
        await canceled;
        expect(['done', '57014']).toContain(outcome);
        // A late request hits whatever comes next; the engine lets go of a connection whose cancel was not answered.
        if (outcome === 'done') await sleep(5);
        await run(connection, 'select 1').catch((error) => expect(error.code).toBe('57014'));
      }
    }));
});
