// What the conformance suite does not see of a binding, since it speaks to the driver kit.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqliteDatabase, SqliteOpenOptions } from '@aludel/sqlite/dialect';
import { afterAll, describe, expect, test } from '@jest/globals';
import { myWireBinding } from '../../src/driver/my-wire-binding.ts';

const folder = mkdtempSync(join(tmpdir(), 'my-wire-binding-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function open(path: string, options: Partial<SqliteOpenOptions> = {}): Promise<SqliteDatabase> {
  return myWireBinding.open(path, { readonly: false, mustExist: false, connectArgs: {}, ...options });
}

async function withDatabase<T>(use: (database: SqliteDatabase) => T): Promise<T> {
  const database = await open(':memory:');
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** The first row that a statement gives. */
function row(database: SqliteDatabase, sql: string): unknown {
  return database.prepare(sql).all([])[0];
}

describe('a file', () => {
  test.each([{ mustExist: true }, { readonly: true }, { readonly: true, mustExist: true }])(
    'that is missing is not created with %j',
    async (options) => {
      const file = join(folder, 'missing.db');
      await expect(open(file, options)).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
      expect(existsSync(file)).toBe(false);
    },
  );

  test.each(['a space', 'a#b', 'a%20b', 'a?mode=memory', 'grüße'])('is opened by its name "%s", however', async (name) => {
    const file = join(folder, name);
    const created = await open(file);
    created.prepare('CREATE TABLE t (a)').run([]);
    created.close();
    expect(existsSync(file)).toBe(true);
    for (const options of [{}, { mustExist: true }, { readonly: true }, { readonly: true, mustExist: true }]) {
      const opened = await open(file, options);
      expect(row(opened, 'SELECT COUNT(*) FROM t')).toEqual([0]);
      opened.close();
    }
  });

  test('that is only read cannot be written', async () => {
    const file = join(folder, 'read-only.db');
    (await open(file)).close();
    const database = await open(file, { readonly: true });
    const write = () => database.prepare('CREATE TABLE t (a)').run([]);
    expect(write).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }));
    database.close();
  });

  test('is free again once it was closed, and what was not committed is gone', async () => {
    const [first, second] = [await open(join(folder, 'two.db')), await open(join(folder, 'two.db'))];
    first.prepare('CREATE TABLE t (a)').run([]);
    first.prepare('BEGIN').run([]);
    first.prepare('INSERT INTO t VALUES (1)').run([]);
    const write = () => second.prepare('INSERT INTO t VALUES (2)').run([]);
    expect(write).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }));
    first.close();
    expect(first.isOpen).toBe(false);
    write();
    expect(row(second, 'SELECT SUM(a) FROM t')).toEqual([2]);
    second.close();
  });
});

describe('a statement', () => {
  test('is the only one in its text', async () => {
    await withDatabase((database) => {
      const prepare = () => database.prepare('SELECT 1; SELECT 2');
      expect(prepare).toThrow(expect.objectContaining({ code: 'ALUDEL_SEVERAL_STATEMENTS' }));
      expect(row(database, 'SELECT 1; -- SELECT 2\n;')).toEqual([1]);
    });
  });

  test.each([
    ['SELECT ?', []],
    ['SELECT ?', [1, 2]],
    ['SELECT :a', []],
    ['SELECT ?1', [1]],
  ])('%s is not executed with %j', async (sql, values) => {
    await withDatabase((database) => {
      const execute = () => database.prepare(sql).all(values);
      expect(execute).toThrow(expect.objectContaining({ code: 'ALUDEL_PARAMETER_COUNT' }));
    });
  });

  test('leaves the data alone or does not', async () => {
    await withDatabase((database) => {
      database.prepare('CREATE TABLE t (a)').run([]);
      expect(database.prepare('SELECT a FROM t').isReadOnly).toBe(true);
      expect(database.prepare('DELETE FROM t RETURNING a').isReadOnly).toBe(false);
    });
  });
});

describe('a function', () => {
  test('is deterministic, so that an index can have it', async () => {
    await withDatabase((database) => {
      database.defineFunction('twice', (value) => `${String(value)}${String(value)}`);
      database.prepare('CREATE TABLE t (a)').run([]);
      database.prepare('CREATE INDEX i ON t (twice(a))').run([]);
      expect(row(database, "SELECT twice('x')")).toEqual(['xx']);
    });
  });

  test('that throws is not taken for an error of SQLite', async () => {
    await withDatabase((database) => {
      database.defineFunction('fail', () => {
        throw new RangeError('mine');
      });
      expect(() => row(database, 'SELECT fail()')).toThrow('mine');
    });
  });
});
