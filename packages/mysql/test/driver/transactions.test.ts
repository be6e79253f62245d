import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DriverConnection, TransactionOptions } from '@aludel/core/dialect';
import { mysql } from '../../src/index.ts';
import { describeOnServers, prepared } from '../support/servers.ts';

describeOnServers('transactions', (server) => {
  const table = server.table('accounts');
  const open: DriverConnection[] = [];
  const connect = async () => {
    const connection = await server.connect();
    open.push(connection);
    return connection;
  };
  const begin = (connection: DriverConnection, options: TransactionOptions = {}) =>
    connection.begin({ statements: mysql.beginStatements(options) });
  const run = async (connection: DriverConnection, sql: string, params: readonly unknown[] = []) =>
    connection.execute(sql, params, prepared);

  beforeAll(async () => {
    await server.execute(`CREATE TABLE ${table} (id INT PRIMARY KEY, n INT) ENGINE = InnoDB`);
  });
  beforeEach(async () => {
    await server.execute(`DELETE FROM ${table}`);
    await server.execute(`INSERT INTO ${table} VALUES (1, 1), (2, 2)`);
  });
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close();
  });

  test('a connection knows whether a transaction is open', async () => {
    const connection = await connect();
    expect(connection.inTransaction).toBe(false);
    await begin(connection);
    expect(connection.inTransaction).toBe(true);
    await run(connection, `SELECT * FROM ${table}`);
    expect(connection.inTransaction).toBe(true);
    await connection.commit();
    expect(connection.inTransaction).toBe(false);
  });

  test('commit keeps what was written, rollback does not', async () => {
    const connection = await connect();
    await begin(connection);
    await run(connection, `INSERT INTO ${table} VALUES (3, 3)`);
    await connection.commit();
    await begin(connection);
    await run(connection, `INSERT INTO ${table} VALUES (4, 4)`);
    await connection.rollback();
    expect((await server.execute(`SELECT id FROM ${table} ORDER BY id`)).rows).toEqual([[1], [2], [3]]);
  });

  test('DDL commits, and the connection says so, even if the DDL fails', async () => {
    const connection = await connect();
    await begin(connection);
    await run(connection, `ALTER TABLE ${table} COMMENT 'x'`);
    expect(connection.inTransaction).toBe(false);
    await begin(connection);
    await run(connection, `UPDATE ${table} SET n = 1`);
    await expect(run(connection, `CREATE UNIQUE INDEX uq ON ${table} (n)`)).rejects.toMatchObject({ errno: 1062 });
    expect(connection.inTransaction).toBe(false);
  });

  test('a violated constraint leaves the transaction open', async () => {
    const connection = await connect();
    await begin(connection);
    await expect(run(connection, `INSERT INTO ${table} VALUES (?, ?)`, [1, 1])).rejects.toMatchObject({ errno: 1062 });
    expect(connection.inTransaction).toBe(true);
  });

  test('a deadlock ends the transaction, and commit says so', async () => {
    const [first, second] = [await connect(), await connect()];
    await begin(first);
    await begin(second);
    await run(first, `UPDATE ${table} SET n = 10 WHERE id = 1`);
    await run(second, `UPDATE ${table} SET n = 20 WHERE id = 2`);
    const both = await Promise.allSettled([
      run(first, `UPDATE ${table} SET n = 11 WHERE id = 2`),
      run(second, `UPDATE ${table} SET n = 21 WHERE id = 1`),
    ]);
    const [victim, other] = both[0].status === 'rejected' ? [first, second] : [second, first];
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { errno: 1213 } }]);
    expect([victim.inTransaction, other.inTransaction]).toEqual([false, true]);
    await expect(victim.commit()).rejects.toMatchObject({ errno: 1213 });
    await victim.rollback();
    await begin(victim);
    await victim.commit();
    await other.rollback();
  });

  test('a lock time-out ends only the statement', async () => {
    const [first, second] = [await connect(), await connect()];
    await begin(first);
    await run(first, `UPDATE ${table} SET n = 10 WHERE id = 1`);
    await run(second, 'SET SESSION innodb_lock_wait_timeout = 1');
    await begin(second);
    await run(second, `UPDATE ${table} SET n = 20 WHERE id = 2`);
    await expect(run(second, `UPDATE ${table} SET n = 21 WHERE id = 1`)).rejects.toMatchObject({ errno: 1205 });
    expect(second.inTransaction).toBe(true);
    await second.commit();
    await first.rollback();
    expect((await server.execute(`SELECT n FROM ${table} ORDER BY id`)).rows).toEqual([[1], [20]]);
  });

  test('a second begin is refused, since it would commit the first transaction', async () => {
    const connection = await connect();
    await begin(connection);
    await expect(begin(connection)).rejects.toThrow('would commit it');
  });

  test('without autocommit, reading begins a transaction', async () => {
    const connection = await connect();
    await run(connection, 'SET autocommit = 0');
    expect(connection.inTransaction).toBe(false);
    await run(connection, `SELECT * FROM ${table}`);
    expect(connection.inTransaction).toBe(true);
    await connection.rollback();
    expect(connection.inTransaction).toBe(false);
  });

  test('the isolation level holds for one transaction and leaves nothing behind', async () => {
    const connection = await connect();
    await begin(connection, { isolationLevel: 'SERIALIZABLE' });
    // A serializable read locks, so another transaction cannot write what was read.
    await run(connection, `SELECT n FROM ${table} WHERE id = 1`);
    const other = await connect();
    await run(other, 'SET SESSION innodb_lock_wait_timeout = 1');
    await expect(run(other, `UPDATE ${table} SET n = 5 WHERE id = 1`)).rejects.toMatchObject({ errno: 1205 });
    await connection.commit();
    expect(await mysql.readIsolationLevel(connection)).toBe('REPEATABLE READ');
    await begin(connection);
    await run(connection, `SELECT n FROM ${table} WHERE id = 1`);
    await run(other, `UPDATE ${table} SET n = 5 WHERE id = 1`);
    await connection.commit();
  });

  test('a read-only transaction refuses to write', async () => {
    const connection = await connect();
    await begin(connection, { readOnly: true });
    await expect(run(connection, `DELETE FROM ${table}`)).rejects.toMatchObject({ errno: 1792 });
    await connection.rollback();
  });

  test('the isolation level of the session can be read', async () => {
    const connection = await connect();
    await run(connection, 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    expect(await mysql.readIsolationLevel(connection)).toBe('READ COMMITTED');
  });
});
