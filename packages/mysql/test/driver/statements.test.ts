import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { describeOnServers, notPrepared, prepared } from '../support/servers.ts';

describeOnServers('statements', (server) => {
  const table = server.table('statements');

  beforeAll(async () => {
    await server.execute(
      `CREATE TABLE ${table} (id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, name VARCHAR(5) UNIQUE, n INT NOT NULL DEFAULT 0)`,
    );
  });
  beforeEach(async () => {
    await server.execute(`TRUNCATE ${table}`);
  });

  test('an insert tells the key that was generated, also one above 2^63', async () => {
    expect((await server.execute(`INSERT INTO ${table} (name) VALUES (?)`, ['a'])).lastInsertId).toBe(1);
    await server.execute(`ALTER TABLE ${table} AUTO_INCREMENT = 9007199254740993`);
    expect((await server.execute(`INSERT INTO ${table} (name) VALUES (?)`, ['b'])).lastInsertId).toBe(9007199254740993n);
    await server.execute(`ALTER TABLE ${table} AUTO_INCREMENT = 18446744073709551000`);
    expect((await server.execute(`INSERT INTO ${table} (name) VALUES (?)`, ['c'])).lastInsertId).toBe(18446744073709551000n);
  });

  test('a statement that generates no key tells none', async () => {
    expect((await server.execute(`UPDATE ${table} SET n = 1`)).lastInsertId).toBeUndefined();
    expect((await server.execute('SELECT 1')).lastInsertId).toBeUndefined();
  });

  test('an update counts the rows it matched, not those it changed', async () => {
    await server.execute(`INSERT INTO ${table} (name, n) VALUES ('a', 1), ('b', 1), ('c', 2)`);
    expect((await server.execute(`UPDATE ${table} SET n = ?`, [1])).affected).toBe(3);
    expect((await server.execute(`DELETE FROM ${table} WHERE n = ?`, [1])).affected).toBe(3);
  });

  test('an upsert counts 1 for a row that is new and 2 for one that was changed', async () => {
    const upsert = `INSERT INTO ${table} (name, n) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)`;
    expect((await server.execute(upsert, ['a', 1])).affected).toBe(1);
    expect((await server.execute(upsert, ['a', 2])).affected).toBe(2);
  });

  test('DDL affects no rows and has no columns', async () => {
    const other = server.table('ddl');
    expect(await server.execute(`CREATE TABLE ${other} (a INT)`)).toEqual({
      columns: null,
      rows: [],
      affected: 0,
      lastInsertId: undefined,
    });
  });

  test('a text that is too long is an error, not a shorter text', async () => {
    await server.execute("SET SESSION sql_mode = ''");
    const connection = await server.connect();
    await expect(connection.execute(`INSERT INTO ${table} (name) VALUES (?)`, ['too long'], prepared)).rejects.toMatchObject({
      errno: 1406,
    });
    await connection.close();
  });

  test('a second statement behind a semicolon is refused', async () => {
    await expect(server.execute('SELECT 1; SELECT 2')).rejects.toMatchObject({ errno: 1064 });
    await expect(server.execute('DO 1; DO 2')).rejects.toMatchObject({ errno: 1064 });
  });

  test('the same statement for many sets adds up', async () => {
    const inserted = await server.connection.executeMany(
      `INSERT INTO ${table} (name, n) VALUES (?, ?)`,
      [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ],
      prepared,
    );
    expect(inserted).toEqual({ columns: null, rows: [], affected: 3, lastInsertId: 3 });
    const updated = await server.connection.executeMany(
      `UPDATE ${table} SET n = n + 1 WHERE n >= ?`,
      [[1], [3], [100]],
      notPrepared,
    );
    expect(updated.affected).toBe(5);
  });

  test('an error in the middle of many sets stops there', async () => {
    const sets = [['a'], ['a'], ['b']];
    await expect(server.connection.executeMany(`INSERT INTO ${table} (name) VALUES (?)`, sets, prepared)).rejects.toMatchObject({
      errno: 1062,
    });
    expect((await server.execute(`SELECT name FROM ${table}`)).rows).toEqual([['a']]);
  });

  test('statements are kept on the server, but not more than 250, and not those that run once', async () => {
    const connection = await server.connect();
    const closed = async () =>
      Number((await connection.execute("SHOW SESSION STATUS LIKE 'Com_stmt_close'", [], notPrepared)).rows[0]?.[1]);
    const before = await closed();
    for (let index = 0; index < 300; index++) await connection.execute(`SELECT ${index}, ?`, [1], prepared);
    const evicted = (await closed()) - before;
    expect(evicted).toBeGreaterThanOrEqual(50);
    expect(evicted).toBeLessThan(55);
    for (let index = 0; index < 30; index++) await connection.execute(`SELECT ${index}, ?, ?`, [1, 2], notPrepared);
    expect((await closed()) - before - evicted).toBeGreaterThanOrEqual(30);
    await connection.close();
  });

  test('a kept statement that the server forgot is prepared again', async () => {
    const select = `SELECT n FROM ${table} WHERE id = ?`;
    await server.execute(select, [1]);
    await server.execute(`ALTER TABLE ${table} COMMENT 'changed'`);
    expect((await server.execute(select, [1])).rows).toEqual([]);
  });

  test('an error does not carry the statement', async () => {
    const error = await server.execute("SELECT 'secret value' FROM nowhere").catch((failure: unknown) => failure);
    expect(error).not.toHaveProperty('sql');
  });

  test('statements that cannot be prepared run as well', async () => {
    await server.execute('START TRANSACTION');
    await server.execute('SAVEPOINT one');
    await server.execute('ROLLBACK TO SAVEPOINT one');
    await server.execute('ROLLBACK');
    expect((await server.execute(`CHECK TABLE ${table}`)).rows[0]?.[3]).toBe('OK');
  });
});

describeOnServers('RETURNING', (server) => {
  (server.product === 'MariaDB' ? test : test.skip)('gives rows and their number', async () => {
    const table = server.table('returning');
    await server.execute(`CREATE TABLE ${table} (id INT PRIMARY KEY AUTO_INCREMENT, n INT)`);
    const { columns, rows, affected } = await server.execute(`INSERT INTO ${table} (n) VALUES (?), (?) RETURNING id, n`, [5, 6]);
    expect({ columns, rows, affected }).toEqual({
      columns: [{ name: 'id' }, { name: 'n' }],
      rows: [
        [1, 5],
        [2, 6],
      ],
      affected: 2,
    });
    expect((await server.execute(`DELETE FROM ${table} WHERE n = ? RETURNING id`, [5])).rows).toEqual([[1]]);
  });
});
