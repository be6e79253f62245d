import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import type { DriverConnection } from '@aludel/core/dialect';
import { mysql } from '../../src/index.ts';
import { describeOnServers, prepared } from '../support/servers.ts';

describeOnServers('connections', (server) => {
  const failureOf = (query: Record<string, string>, overrides = {}) =>
    server.connect({ query, ...overrides }).then(
      () => null,
      (error: unknown) => error,
    );

  test('ping answers while the server lives, and rejects afterwards', async () => {
    const connection = await server.connect();
    await connection.ping();
    connection.destroy();
    await expect(async () => connection.ping()).rejects.toThrow('closed');
  });

  test('cancel stops the running statement and leaves connection and transaction alone', async () => {
    const connection = await server.connect();
    await connection.begin({ statements: ['BEGIN'] });
    const sleeping = (async () =>
      connection.execute('SELECT SLEEP(30) FROM (SELECT 1 UNION SELECT 2) t WHERE SLEEP(?) = 0', [30], prepared))();
    const outcome = sleeping.then(
      (result) => result.rows,
      (error: unknown) => mysql.classifyError(error)?.kind,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = Date.now();
    await connection.cancel?.();
    // A cancelled SLEEP either fails or answers 1, by server and version.
    expect(['canceled', [], [[1]], [[1], [1]]]).toContainEqual(await outcome);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(connection.isAlive).toBe(true);
    expect(connection.inTransaction).toBe(true);
    await connection.rollback();
    await connection.close();
  });

  test('a cancel without a running statement does not hit the next one', async () => {
    const connection = await server.connect();
    await connection.cancel?.();
    expect((await connection.execute('SELECT SLEEP(?)', [0.05], prepared)).rows).toEqual([[0]]);
    await connection.close();
  });

  test('destroy stops the running statement at once', async () => {
    const connection = await server.connect();
    const running = (async () => connection.execute('SELECT SLEEP(?)', [30], prepared))().catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    connection.destroy();
    expect(mysql.classifyError(await running)).toMatchObject({ kind: 'disconnect', driverTag: 'mysql2.ConnectionError' });
    expect(connection.isAlive).toBe(false);
    connection.destroy();
    await connection.close();
  });

  test('a connection that the server kills while it is idle is not alive, and ends nothing else', async () => {
    const connection = await server.connect();
    const { rows } = await connection.execute('SELECT CONNECTION_ID()', [], prepared);
    await server.execute(`KILL CONNECTION ${String(rows[0]?.[0])}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(connection.isAlive).toBe(false);
    const error = await (async () => connection.execute('SELECT 1', [], prepared))().catch((failure: unknown) => failure);
    expect(mysql.classifyError(error)).toMatchObject({ kind: 'disconnect', isDisconnect: true });
    await connection.close();
  });

  test('a connection that the server kills under a statement rejects it as a disconnect', async () => {
    const connection = await server.connect();
    const { rows } = await connection.execute('SELECT CONNECTION_ID()', [], prepared);
    const running = (async () => connection.execute('SELECT SLEEP(?)', [30], prepared))().catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.execute(`KILL CONNECTION ${String(rows[0]?.[0])}`);
    expect(mysql.classifyError(await running)).toMatchObject({ isDisconnect: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(connection.isAlive).toBe(false);
  });

  test('close can be called twice, and after the end', async () => {
    const connection = await server.connect();
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    expect(connection.isAlive).toBe(false);
  });

  test('nothing that is printed shows the password', async () => {
    expect(inspect(server.connection, { depth: 10, showHidden: true })).not.toContain(String(server.target.password));
    expect(JSON.stringify(server.connection)).not.toContain(String(server.target.password));
  });

  test('a wrong password is an operational error without the password', async () => {
    const error = await failureOf({}, { password: 'hunter2-wrong' });
    expect(mysql.classifyError(error)).toMatchObject({
      kind: 'operational',
      driverTag: 'mysql2.QueryError',
      isDisconnect: false,
    });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hunter2');
  });

  test('an unknown database is an operational error', async () => {
    const error = await failureOf({}, { database: 'no_such_database' });
    // Without the right to know whether it exists, the answer is 1044.
    expect([1044, 1049]).toContain((error as { errno?: number }).errno);
    expect(mysql.classifyError(error)?.kind).toBe('operational');
  });

  test('a port where nobody listens and a host that nobody knows are operational errors', async () => {
    for (const overrides of [{ port: 1 }, { host: 'no-such-host.invalid' }]) {
      const error = await failureOf({}, overrides);
      expect(mysql.classifyError(error)).toMatchObject({
        kind: 'operational',
        driverTag: 'mysql2.ConnectionError',
        isDisconnect: true,
      });
    }
  });

  test('init_command runs on each new connection', async () => {
    const connection = await server.connect({ query: { init_command: 'SET @greeting = 5' } });
    expect((await connection.execute('SELECT @greeting', [], prepared)).rows).toEqual([[5]]);
    await connection.close();
  });

  test('an init_command that fails leaves no connection behind', async () => {
    expect(await failureOf({ init_command: 'NONSENSE' })).toMatchObject({ errno: 1064 });
  });

  test('the clock of the session stands in UTC, unless init_command sets it', async () => {
    const zone = async (connection: DriverConnection) =>
      (await connection.execute('SELECT @@SESSION.time_zone', [], prepared)).rows[0]?.[0];
    expect(await zone(await server.connect())).toBe('+00:00');
    expect(await zone(await server.connect({ query: { init_command: "SET time_zone = '+05:30'" } }))).toBe('+05:30');
  });

  test('a TIMESTAMP is the instant of the text in UTC, also where clocks are put back', async () => {
    const table = server.table('moments');
    await server.execute(`CREATE TABLE ${table} (at TIMESTAMP(3) NULL)`);
    for (const text of ['2024-03-31 02:30:00.125', '2024-10-27 00:30:00', '2024-10-27 01:30:00.000']) {
      await server.execute(`INSERT INTO ${table} VALUES (?)`, [text]);
    }
    expect((await server.execute(`SELECT at, UNIX_TIMESTAMP(at) FROM ${table} ORDER BY at`)).rows).toEqual([
      ['2024-03-31 02:30:00.125', '1711852200.125'],
      ['2024-10-27 00:30:00.000', '1729989000.000'],
      ['2024-10-27 01:30:00.000', '1729992600.000'],
    ]);
  });

  test('the session is strict and keeps the rest of its sql_mode', async () => {
    const mode = String((await (await server.connect()).execute('SELECT @@sql_mode', [], prepared)).rows[0]?.[0]);
    expect(mode).toContain('STRICT_ALL_TABLES');
    expect(mode).toContain('ERROR_FOR_DIVISION_BY_ZERO');
  });

  test('a backslash escapes in literals, whatever the sql_mode of the server', async () => {
    const { connection } = server;
    await connection.execute("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'", [], prepared);
    await (connection as unknown as { setUp(initCommand: undefined): Promise<void> }).setUp(undefined);
    const { rows } = await connection.execute("SELECT '\\\\', @@sql_mode", [], prepared);
    expect(rows[0]?.[0]).toBe('\\');
    expect(rows[0]?.[1]).toBe('ANSI_QUOTES,STRICT_ALL_TABLES');
  });

  test('initialize says which product and version answered', async () => {
    const facts = await mysql.initialize?.(server.connection);
    expect(facts).toMatchObject({ product: server.product, defaultIsolationLevel: 'REPEATABLE READ', preparedStatements: true });
    expect(facts?.serverVersion[0]).toBeGreaterThanOrEqual(8);
  });

  test('ssl-mode=preferred connects, encrypted if the server can', async () => {
    const connection = await server.connect({ query: { 'ssl-mode': 'preferred' } });
    const required = await failureOf({ ssl_mode: 'required' });
    const cipher = (await connection.execute("SHOW SESSION STATUS LIKE 'Ssl_cipher'", [], prepared)).rows[0]?.[1];
    expect(cipher === '').toBe(required !== null);
    if (required !== null)
      expect(mysql.classifyError(required)).toMatchObject({
        kind: 'operational',
        message: expect.stringContaining('secure connection'),
      });
    await connection.close();
  });

  test('a certificate that no known authority signed is refused where it is to be verified', async () => {
    const error = await failureOf({ sslmode: 'verify-ca' });
    expect(error).toMatchObject({ code: expect.stringMatching(/^HANDSHAKE_/) });
    expect(mysql.classifyError(error)?.kind).toBe('operational');
  });
});
