import { expect, jest, test } from '@jest/globals';
import { ArgumentError } from '@aludel/core/dialect';
import Database from 'better-sqlite3';
import { BetterSqlite3Database } from '../../src/driver/better-sqlite3/better-sqlite3-database.ts';
import { betterSqlite3Driver } from '../../src/driver/better-sqlite3/better-sqlite3-driver.ts';
import { target } from '../fixtures/databases.ts';

test('cursors that come and go leave the mode of the database alone: each change would expire all prepared statements', () => {
  const library = new Database(':memory:');
  const unsafeMode = jest.spyOn(library, 'unsafeMode');
  const database = new BetterSqlite3Database(library);
  for (let round = 0; round < 3; round++) database.prepare('SELECT 1').iterate([]).return?.();
  expect(unsafeMode.mock.calls).toEqual([[true]]);
  database.close();
});

test('another build of the addon is a path or an object', () => {
  const check = (nativeBinding: unknown): void => betterSqlite3Driver.checkTarget?.(target({ connectArgs: { nativeBinding } }));
  check('./build/better_sqlite3.node');
  check({});
  expect(() => check(1)).toThrow(ArgumentError);
  expect(() => check(1)).toThrow('"nativeBinding" must be a path or a loaded addon.');
});
