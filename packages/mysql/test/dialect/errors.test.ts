import { beforeAll, describe, expect, test } from '@jest/globals';
import { classifyError } from '../../src/dialect/errors.ts';
import { describeOnServers } from '../support/servers.ts';

const serverError = (errno: number, sqlState: string, message = 'message') =>
  Object.assign(new Error(message), { errno, sqlState, code: 'ER_X' });

describe('classifyError', () => {
  test.each([
    [1062, '23000', 'unique'],
    [1586, '23000', 'unique'],
    [1022, '23000', 'unique'],
    [1451, '23000', 'foreign-key'],
    [1452, '23000', 'foreign-key'],
    [1216, '23000', 'foreign-key'],
    [1217, '23000', 'foreign-key'],
    [1048, '23000', 'not-null'],
    [1364, 'HY000', 'not-null'],
    [3819, 'HY000', 'check'],
    [4025, '23000', 'check'],
    [1644, '45000', 'integrity'],
    [1264, '22003', 'data'],
    [1366, 'HY000', 'data'],
    [1406, '22001', 'data'],
    [1292, '22007', 'data'],
    [1064, '42000', 'programming'],
    [1146, '42S02', 'programming'],
    [1054, '42S22', 'programming'],
    [1305, '42000', 'programming'],
    [1210, 'HY000', 'programming'],
    [1020, 'HY000', 'serialization'],
    [1213, '40001', 'deadlock'],
    [1205, 'HY000', 'lock-timeout'],
    [3572, 'HY000', 'lock-timeout'],
    [1969, '70100', 'canceled'],
    [1317, '70100', 'canceled'],
    [3024, 'HY000', 'canceled'],
    [1040, '08004', 'operational'],
    [1203, '42000', 'operational'],
    [1226, '42000', 'operational'],
    [1461, '42000', 'operational'],
    [1021, 'HY000', 'operational'],
    [1290, 'HY000', 'operational'],
    [1792, '25006', 'operational'],
    [1836, 'HY000', 'operational'],
    [1045, '28000', 'operational'],
    [1044, '42000', 'operational'],
    [1049, '42000', 'operational'],
    [1568, '25001', 'internal'],
    // What no table names goes by the class of its SQLSTATE.
    [9999, '22123', 'data'],
    [9999, '23000', 'integrity'],
    [9999, '42000', 'programming'],
    [9999, '0A000', 'not-supported'],
    [9999, 'HY000', 'operational'],
  ])('%i with SQLSTATE %s is %s', (errno, sqlState, kind) => {
    expect(classifyError(serverError(errno, sqlState))).toMatchObject({
      kind,
      driverTag: 'mysql2.QueryError',
      isDisconnect: false,
    });
  });

  test("MySQL's 4025 is not MariaDB's", () => {
    expect(classifyError(serverError(4025, 'HY000'))?.kind).toBe('operational');
  });

  test.each([1053, 1152, 1153, 1159, 1160, 1161, 1927, 2006, 2013, 2014, 2045, 2055, 4031])(
    '%i is the end of the connection',
    (errno) => {
      expect(classifyError(serverError(errno, 'HY000'))).toMatchObject({ kind: 'disconnect', isDisconnect: true });
    },
  );

  test.each(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('%s is the end of the connection', (code) => {
    expect(classifyError(Object.assign(new Error('x'), { code, errno: -104 }))).toMatchObject({
      kind: 'disconnect',
      driverTag: 'mysql2.ConnectionError',
      isDisconnect: true,
    });
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'HANDSHAKE_NO_SSL_SUPPORT'])('%s means that there never was a connection', (code) => {
    expect(classifyError(Object.assign(new Error(''), { code, errno: -111 }))).toMatchObject({
      kind: 'operational',
      isDisconnect: true,
      message: expect.stringContaining(code),
    });
  });

  test('what is no error of the driver is not classified', () => {
    for (const error of [
      new Error('x'),
      new TypeError('x'),
      Object.assign(new Error('x'), { code: 'gkpj' }),
      null,
      'x',
      { errno: 1062, sqlState: '23000' },
    ]) {
      expect(classifyError(error)).toBeNull();
    }
  });

  test.each([
    [1062, "Duplicate entry 'it's 'x' for key 'y'' for key 't.uq_a'", "Duplicate entry '***' for key 't.uq_a'"],
    [
      1366,
      "Incorrect integer value: 'secret' for column `db`.`t`.`a` at row 1",
      "Incorrect integer value: '***' for column `db`.`t`.`a` at row 1",
    ],
    [1292, "Truncated incorrect DOUBLE value: 'secret'", "Truncated incorrect DOUBLE value: '***'"],
    [
      1292,
      "Incorrect datetime value: 'secret' for column 'a' at row 1",
      "Incorrect datetime value: '***' for column 'a' at row 1",
    ],
    [1048, "Column 'a' cannot be null", undefined],
  ])('%i: %s without its value', (errno, message, clean) => {
    expect(classifyError(serverError(errno, 'HY000', message))?.messageWithoutValues).toBe(clean);
  });
});

describeOnServers('errors of the server', (server) => {
  const parent = server.table('parent');
  const child = `${parent}_child`;
  const fails = (sql: string, params: readonly unknown[] = []) =>
    server.execute(sql, params).then(
      () => null,
      (error: unknown) => classifyError(error),
    );

  beforeAll(async () => {
    await server.execute(
      `CREATE TABLE ${parent} (id INT PRIMARY KEY, name VARCHAR(5) NOT NULL, n INT, CONSTRAINT uq_${parent} UNIQUE (n), CONSTRAINT ck_${parent} CHECK (n < 100)) ENGINE = InnoDB`,
    );
    server.table('parent_child');
    await server.execute(
      `CREATE TABLE ${child} (id INT, CONSTRAINT fk_${child} FOREIGN KEY (id) REFERENCES ${parent} (id)) ENGINE = InnoDB`,
    );
    await server.execute(`INSERT INTO ${parent} VALUES (1, 'a', 1)`);
    await server.execute(`INSERT INTO ${child} VALUES (1)`);
  });

  test('have the same kinds on both products, and name the constraint', async () => {
    expect(await fails(`INSERT INTO ${parent} VALUES (?, 'x', ?)`, [2, 1])).toMatchObject({
      kind: 'unique',
      constraint: `uq_${parent}`,
      messageWithoutValues: expect.stringContaining("'***'"),
    });
    expect(await fails(`INSERT INTO ${parent} VALUES (1, 'x', 2)`)).toMatchObject({ kind: 'unique', constraint: 'PRIMARY' });
    expect(await fails(`INSERT INTO ${parent} VALUES (2, 'x', 200)`)).toMatchObject({
      kind: 'check',
      constraint: `ck_${parent}`,
    });
    expect(await fails(`INSERT INTO ${child} VALUES (5)`)).toMatchObject({ kind: 'foreign-key', constraint: `fk_${child}` });
    expect(await fails(`DELETE FROM ${parent}`)).toMatchObject({ kind: 'foreign-key', constraint: `fk_${child}` });
    expect(await fails(`INSERT INTO ${parent} VALUES (2, NULL, 2)`)).toMatchObject({ kind: 'not-null' });
    expect(await fails(`INSERT INTO ${parent} (id) VALUES (2)`)).toMatchObject({ kind: 'not-null' });
    expect(await fails(`INSERT INTO ${parent} VALUES (2, 'too long', 2)`)).toMatchObject({ kind: 'data' });
    expect(await fails(`INSERT INTO ${parent} VALUES (99999999999, 'x', 2)`)).toMatchObject({ kind: 'data' });
    expect(await fails(`INSERT INTO ${parent} VALUES (?, 'x', 2)`, ['abc'])).toMatchObject({
      kind: 'data',
      messageWithoutValues: expect.stringContaining("'***'"),
    });
    expect(await fails('SELECT FROM')).toMatchObject({ kind: 'programming' });
    expect(await fails('SELECT * FROM nowhere')).toMatchObject({ kind: 'programming' });
    expect(await fails(`SELECT nothing FROM ${parent}`)).toMatchObject({ kind: 'programming' });
    await server.execute(`DROP TABLE ${child}`);
  });

  test('a statement that ran out of time is cancelled', async () => {
    const slow =
      'SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c WHERE a.column_name <> b.column_name';
    const limited =
      server.product === 'MariaDB'
        ? `SET STATEMENT max_statement_time = 0.05 FOR ${slow}`
        : slow.replace('SELECT', 'SELECT /*+ MAX_EXECUTION_TIME(50) */');
    expect(await fails(limited)).toMatchObject({ kind: 'canceled', isDisconnect: false });
  });

  test('a lock that is not to be waited for is a lock time-out', async () => {
    const other = await server.connect();
    await other.begin({ statements: ['BEGIN'] });
    await other.execute(`UPDATE ${parent} SET n = 5 WHERE id = 1`, [], { prepare: true });
    expect(await fails(`SELECT * FROM ${parent} WHERE id = 1 FOR UPDATE NOWAIT`)).toMatchObject({ kind: 'lock-timeout' });
    await other.rollback();
    await other.close();
  });
});
