import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '@aludel/core/dialect';
import sqliteByDefault, { sqlite } from '../../src/index.ts';
import { connect, target } from '../fixtures/databases.ts';

describe('the dialect', () => {
  test('is what the package exports by name and by default', () => {
    expect(sqliteByDefault).toBe(sqlite);
    expect([sqlite.name, sqlite.driver.name, sqlite.placeholder(3)]).toEqual(['sqlite', 'better-sqlite3', '?']);
  });

  test('says which SQLite it is', async () => {
    const facts = await sqlite.initialize?.(await connect());
    expect(facts).toMatchObject({ product: 'SQLite', defaultIsolationLevel: 'SERIALIZABLE', preparedStatements: true });
    expect(facts?.serverVersion[0]).toBe(3);
    expect(facts?.serverVersion).toHaveLength(3);
  });

  test('shares the one connection of a database in memory, and pools those of a file', () => {
    expect([sqlite.poolFor?.(target()), sqlite.poolFor?.(target({ database: 'app.db' }))]).toEqual(['static', 'queue']);
  });

  test.each([
    [{}, ['BEGIN']],
    [{ isolationLevel: 'SERIALIZABLE' as const }, ['BEGIN']],
    [{ isolationLevel: 'READ UNCOMMITTED' as const }, ['PRAGMA read_uncommitted = 1', 'BEGIN']],
    [{ readOnly: true }, ['PRAGMA query_only = 1', 'BEGIN']],
  ])('begins with %j by %j', (options, statements) => {
    expect(sqlite.beginStatements(options)).toEqual(statements);
  });

  test('reads the isolation level of a transaction', async () => {
    const connection = await connect();
    expect(await sqlite.readIsolationLevel(connection)).toBe('SERIALIZABLE');
    await connection.begin({ statements: sqlite.beginStatements({ isolationLevel: 'READ UNCOMMITTED' }) });
    expect(await sqlite.readIsolationLevel(connection)).toBe('READ UNCOMMITTED');
    await connection.rollback();
    expect(await sqlite.readIsolationLevel(connection)).toBe('SERIALIZABLE');
  });

  test('checks the URL before anybody connects', () => {
    expect(() => sqlite.driver.checkTarget?.(target({ query: { oops: '1' } }))).toThrow(ArgumentError);
  });

  test('takes as many parameters as it says', async () => {
    const connection = await connect();
    const count = sqlite.capabilities.maxParameters;
    const sql = (n: number): string => `SELECT max(column1) FROM (VALUES ${Array(n).fill('(?)').join(', ')})`;
    const values = Array.from({ length: count }, (_, i) => i);
    expect((await connection.execute(sql(count), values, { prepare: false })).rows).toEqual([[count - 1]]);
    await expect((async () => connection.execute(sql(count + 1), [...values, 0], { prepare: false }))()).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
    });
  });
});
