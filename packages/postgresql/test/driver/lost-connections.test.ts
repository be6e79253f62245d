import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type AddressInfo } from 'node:net';
import { classifyError } from '../../src/dialect/errors.ts';
import { pgDriver } from '../../src/driver/pg-driver.ts';
import { describeServer, failureOf, run, targetOf, withConnection } from '../support/server.ts';

const LOST = { kind: 'disconnect', isDisconnect: true };

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'lost connections', (url) => {
  test('a statement that an administrator ends rejects, and the connection is not alive', () =>
    withConnection(url, (killer) =>
      withConnection(url, async (victim) => {
        const sleeping = failureOf(run(victim, 'select pg_sleep(10)'));
        await sleep(50);
        await run(killer, 'select pg_terminate_backend($1)', victim.serverProcessId);
        const error = await sleeping;
        expect(error.code).toBe('57P01');
        expect(classifyError(error)).toMatchObject(LOST);
        expect(victim.isAlive).toBe(false);
        expect(classifyError(await failureOf(run(victim, 'select 1')))).toMatchObject(LOST);
      }),
    ));

  test('an idle connection that is ended is noticed, and does not end the process', () =>
    withConnection(url, (killer) =>
      withConnection(url, async (victim) => {
        await run(killer, 'select pg_terminate_backend($1)', victim.serverProcessId);
        await sleep(100);
        expect(victim.isAlive).toBe(false);
        expect(classifyError(await failureOf(victim.ping()))).toMatchObject(LOST);
        await victim.close();
      }),
    ));

  test('a ping right after the end of the server process fails', () =>
    withConnection(url, (killer) =>
      withConnection(url, async (victim) => {
        await run(killer, 'select pg_terminate_backend($1, 1000)', victim.serverProcessId);
        expect(classifyError(await failureOf(victim.ping()))).toMatchObject(LOST);
      }),
    ));

  test('destroy rejects the running statement at once', () =>
    withConnection(url, async (connection) => {
      const sleeping = failureOf(run(connection, 'select pg_sleep(10)'));
      await sleep(50);
      const start = performance.now();
      connection.destroy();
      expect(connection.isAlive).toBe(false);
      expect(classifyError(await sleeping)).toMatchObject(LOST);
      expect(performance.now() - start).toBeLessThan(200);
      connection.destroy();
    }));

  test('a transaction that was idle for too long is a lost connection', () =>
    withConnection(url, async (connection) => {
      await run(connection, 'set idle_in_transaction_session_timeout = 50');
      connection.begin({ statements: ['BEGIN'] });
      await run(connection, 'select 1');
      await sleep(200);
      expect(connection.isAlive).toBe(false);
      expect(classifyError(await failureOf(connection.commit()))).toMatchObject(LOST);
    }));

  test('a wrong password and an unknown database are operational, and no password is in the error', async () => {
    const wrong = await failureOf(pgDriver.connect(targetOf(url, { password: 'open sesame' })));
    expect(classifyError(wrong)).toMatchObject({ kind: 'operational', isDisconnect: false });
    expect(wrong.message).not.toContain('sesame');
    const unknown = await failureOf(pgDriver.connect(targetOf(url, { database: 'there is no such database' })));
    expect(classifyError(unknown)).toMatchObject({ kind: 'operational', isDisconnect: false });
  });

  test('of several hosts the first that answers is taken', async () => {
    const { hostname, port } = new URL(url);
    const target = targetOf(url, { host: null, port: null, query: { host: [`127.0.0.1:1`, `${hostname}:${port}`] } });
    await withConnection(target, async (connection) => expect(await run(connection, 'select 1')).toEqual([[1]]));
  });
});

test('a port where nobody listens is an operational error that names it', async () => {
  const error = await failureOf(pgDriver.connect(targetOf('postgresql://u:p@localhost:1/d')));
  expect(classifyError(error)).toMatchObject({
    kind: 'operational',
    isDisconnect: true,
    message: expect.stringContaining('ECONNREFUSED'),
  });
});

test('a server that never answers is given up after connect_timeout', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined)).listen(0);
  const { port } = server.address() as AddressInfo;
  try {
    for (const sslmode of ['prefer', 'disable']) {
      const start = performance.now();
      const error = await failureOf(
        pgDriver.connect(targetOf(`postgresql://u:p@127.0.0.1:${port}/d?connect_timeout=1&sslmode=${sslmode}`)),
      );
      expect(classifyError(error)).toMatchObject({ ...LOST, message: expect.stringContaining('connect_timeout') });
      expect(performance.now() - start).toBeLessThan(2000);
    }
  } finally {
    server.close();
  }
});

test('a server that closes the connection at once is an error, not silence', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0);
  const { port } = server.address() as AddressInfo;
  try {
    for (const sslmode of ['prefer', 'disable']) {
      const error = await failureOf(pgDriver.connect(targetOf(`postgresql://u:p@127.0.0.1:${port}/d?sslmode=${sslmode}`)));
      expect(classifyError(error)).toMatchObject(LOST);
    }
  } finally {
    server.close();
  }
});
