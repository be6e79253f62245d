import { describe, expect, test } from '@jest/globals';
import { sqlite } from '../fixtures/dialect-under-test.ts';
import { begin, connect, errorOf, kindOf, memory, newFile, run } from '../fixtures/databases.ts';
import { writeFileSync } from 'node:fs';

describe('errors of the database', () => {
  const schema = `CREATE TABLE c (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE, a INT NOT NULL DEFAULT 1, b INT DEFAULT 1, "dotted.name" TEXT UNIQUE,
    parent INT REFERENCES c (id), CONSTRAINT positive CHECK (b > 0))`;

  test.each([
    ["INSERT INTO c (name) VALUES ('x'), ('x')", 'unique', { table: 'c', columns: ['name'] }],
    ['INSERT INTO c (id) VALUES (1), (1)', 'unique', { table: 'c', columns: ['id'] }],
    ['INSERT INTO c (a) VALUES (NULL)', 'not-null', { table: 'c', columns: ['a'] }],
    ['INSERT INTO c (b) VALUES (0)', 'check', { constraint: 'positive' }],
    ['INSERT INTO c (parent) VALUES (99)', 'foreign-key', {}],
    [`INSERT INTO c ("dotted.name") VALUES ('x'), ('x')`, 'unique', {}],
    ["INSERT INTO c (id) VALUES ('text')", 'data', {}],
    ['SELECT * FROM missing', 'programming', {}],
    ['SELEC 1', 'programming', {}],
    ["SELECT json_extract('{}', 'secret')", 'programming', { messageWithoutValues: 'bad JSON path: (hidden)' }],
  ])('%s is %s', async (sql, kind, details) => {
    const connection = await connect();
    await run(connection, schema);
    const error = await errorOf(() => run(connection, sql));
    expect(sqlite.classifyError(error)).toMatchObject({
      kind,
      driverTag: sqlite.driver.errorTag,
      message: error.message,
      isDisconnect: false,
      ...details,
    });
  });

  test('a unique index on an expression is named', async () => {
    const connection = await memory();
    await run(connection, 'CREATE UNIQUE INDEX ux ON t (lower(v))');
    const error = await errorOf(() => run(connection, "INSERT INTO t (v) VALUES ('a'), ('A')"));
    expect(sqlite.classifyError(error)).toMatchObject({ kind: 'unique', constraint: 'ux' });
  });

  test('what a trigger says may hold values', async () => {
    const connection = await memory();
    await run(connection, "CREATE TRIGGER g BEFORE INSERT ON t BEGIN SELECT RAISE(ABORT, 'no secret please'); END");
    const classified = sqlite.classifyError(await errorOf(() => run(connection, 'INSERT INTO t (v) VALUES (1)')));
    expect(classified).toMatchObject({ kind: 'integrity', message: 'no secret please' });
    expect(classified?.messageWithoutValues).not.toContain('secret');
  });

  test('a foreign key that is checked late fails at commit and leaves the transaction open', async () => {
    const connection = await memory();
    await run(connection, 'CREATE TABLE child (p INT REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)');
    await begin(connection);
    await run(connection, 'INSERT INTO child VALUES (5)');
    expect(await kindOf(() => connection.commit())).toBe('foreign-key');
    expect(connection.inTransaction).toBe(true);
    await run(connection, 'INSERT INTO t (id) VALUES (5)');
    await connection.commit();
    expect(connection.inTransaction).toBe(false);
  });

  test('a file that is no database makes the connection useless', async () => {
    const file = newFile();
    writeFileSync(file, 'this is not a database file, only some text that is long enough to be read as a header'.repeat(20));
    const connection = await connect(file);
    expect(sqlite.classifyError(await errorOf(() => run(connection, 'SELECT * FROM t')))).toMatchObject({
      kind: 'database',
      isDisconnect: true,
    });
  });
});

describe('errors of the binding', () => {
  test.each([
    ['SELECT ?', [], 'programming', 'ALUDEL_PARAMETER_COUNT'],
    ['SELECT ?', [1, 2], 'programming', 'ALUDEL_PARAMETER_COUNT'],
    ['SELECT ?1', [1], 'programming', 'ALUDEL_PARAMETER_COUNT'],
    ['SELECT 1; SELECT 2', [], 'programming', 'ALUDEL_SEVERAL_STATEMENTS'],
    ['', [], 'programming', 'ALUDEL_NO_STATEMENT'],
    ['-- nothing', [], 'programming', 'ALUDEL_NO_STATEMENT'],
    ['SELECT 1\0; DROP TABLE t', [], 'programming', 'ALUDEL_NUL_IN_STATEMENT'],
  ])('%j with %j has a code', async (sql, params, kind, code) => {
    const connection = await memory();
    const error = await errorOf(() => run(connection, sql, ...params));
    expect(error).toMatchObject({ code });
    expect(sqlite.classifyError(error)).toMatchObject({ kind, isDisconnect: false });
  });

  test('a statement may end with a semicolon and comments', async () => {
    const connection = await connect();
    expect((await run(connection, ' ; SELECT 1; -- done\n')).rows).toEqual([[1]]);
  });
});

describe('other errors', () => {
  test.each([
    [new Error('no')],
    [new TypeError('no')],
    ['text'],
    [null],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' })],
    [Object.assign(new Error('x'), { code: 'toString' })],
  ])("%p is not the database's", (error) => {
    expect(sqlite.classifyError(error)).toBeNull();
  });

  test.each([
    ['SQLITE_BUSY', 'lock-timeout'],
    ['SQLITE_BUSY_SNAPSHOT', 'serialization'],
    ['SQLITE_LOCKED_VTAB', 'lock-timeout'],
    ['SQLITE_IOERR_WRITE', 'operational'],
    ['SQLITE_FULL', 'operational'],
    ['SQLITE_CANTOPEN_ISDIR', 'operational'],
    ['SQLITE_READONLY', 'operational'],
    ['SQLITE_READONLY_DBMOVED', 'disconnect'],
    ['SQLITE_CORRUPT_VTAB', 'database'],
    ['SQLITE_NOTADB', 'database'],
    ['SQLITE_INTERRUPT', 'canceled'],
    ['SQLITE_TOOBIG', 'data'],
    ['SQLITE_CONSTRAINT_DATATYPE', 'data'],
    ['SQLITE_CONSTRAINT_ROWID', 'unique'],
    ['SQLITE_CONSTRAINT_COMMITHOOK', 'integrity'],
    ['SQLITE_EMPTY', 'database'],
    ['UNKNOWN_SQLITE_ERROR_9999', 'database'],
  ])('%s is %s', (code, kind) => {
    expect(sqlite.classifyError(Object.assign(new Error('message'), { code }))).toMatchObject({
      kind,
      isDisconnect: kind === 'disconnect' || ['SQLITE_CORRUPT_VTAB', 'SQLITE_NOTADB'].includes(code),
    });
  });
});
