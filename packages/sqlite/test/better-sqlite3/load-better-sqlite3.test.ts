import { describe, expect, test } from '@jest/globals';
import { NoSuchModuleError } from '@aludel/core/dialect';
import { loadBetterSqlite3 } from '../../src/driver/better-sqlite3/load-better-sqlite3.ts';
import { errorOf } from '../fixtures/databases.ts';

describe('loading better-sqlite3', () => {
  test('says how to install it', async () => {
    const missing = Object.assign(new Error("Cannot find package 'better-sqlite3'"), { code: 'ERR_MODULE_NOT_FOUND' });
    const error = await errorOf(() => loadBetterSqlite3(() => Promise.reject(missing)));
    expect(error).toBeInstanceOf(NoSuchModuleError);
    expect(error.message).toContain('npm install better-sqlite3');
  });

  test('passes on what else goes wrong', async () => {
    const other = Object.assign(new Error('wrong architecture'), { code: 'ERR_DLOPEN_FAILED' });
    expect(await errorOf(() => loadBetterSqlite3(() => Promise.reject(other)))).toBe(other);
  });
});
