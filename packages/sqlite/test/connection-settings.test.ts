import { describe, expect, test } from '@jest/globals';
import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';
import { connectionSettings } from '../src/connection-settings.ts';
import { target } from './fixtures/databases.ts';

describe('the database', () => {
  test.each([[null], [''], [':memory:']])('%j is one in memory', (database) => {
    expect(connectionSettings(target({ database })).file).toBeNull();
  });

  test('is a file otherwise, created if missing, with a time-out of 5 seconds', () => {
    expect(connectionSettings(target({ database: 'data/app.db' }))).toEqual({
      file: 'data/app.db',
      readonly: false,
      fileMustExist: false,
      busyTimeoutMs: 5000,
      pragmas: [],
      ownArgs: {},
    });
  });
});

describe('the query and connectArgs', () => {
  test.each<[Partial<ConnectTarget>, object]>([
    [{ query: { mode: 'ro' } }, { readonly: true, fileMustExist: true }],
    [{ query: { mode: 'rw' } }, { readonly: false, fileMustExist: true }],
    [{ query: { mode: 'rwc' } }, { readonly: false, fileMustExist: false }],
    [{ query: { readonly: 'true' } }, { readonly: true }],
    [{ query: { timeout: '0.25' } }, { busyTimeoutMs: 250 }],
    [{ query: { timeout: '1' }, connectArgs: { timeout: 0 } }, { busyTimeoutMs: 0 }],
    [{ query: { readonly: 'true' }, connectArgs: { readonly: false } }, { readonly: false }],
    [{ connectArgs: { fileMustExist: true } }, { fileMustExist: true }],
    [
      { connectArgs: { pragmas: { journal_mode: 'WAL', foreign_keys: false } } },
      {
        pragmas: [
          { name: 'journal_mode', value: 'WAL' },
          { name: 'foreign_keys', value: false },
        ],
      },
    ],
  ])('%j', (parts, expected) => {
    expect(connectionSettings(target({ database: 'app.db', ...parts }))).toMatchObject(expected);
  });

  test.each<[Partial<ConnectTarget>, string]>([
    [{ query: { check_same_thread: 'false' } }, 'mode, readonly, timeout, but not "check_same_thread"'],
    [{ connectArgs: { verbose: console.log } }, 'echo: true'],
    [{ connectArgs: { constructor: 1 } }, 'but not "constructor"'],
    [{ query: { mode: 'memory' } }, 'ro, rw or rwc'],
    [{ query: { mode: ['ro', 'rw'] } }, 'ro, rw or rwc'],
    [{ query: { timeout: 'soon' } }, 'in seconds'],
    [{ query: { timeout: '' } }, 'in seconds'],
    [{ connectArgs: { timeout: 5000 } }, 'in seconds'],
    [{ query: { readonly: 'maybe' } }, 'true or false'],
    [{ connectArgs: { pragmas: ['x'] } }, 'must be an object'],
    [{ connectArgs: { pragmas: { 'a = 1; DROP TABLE t': 1 } } }, 'not the name of a pragma'],
    [{ connectArgs: { pragmas: { busy_timeout: 1 } } }, '"timeout"'],
    [{ connectArgs: { pragmas: { cache_size: NaN } } }, 'a string, a number or a boolean'],
    [{ connectArgs: { nativeBinding: './x.node' } }, 'but not "nativeBinding"'],
    [{ database: null, query: { mode: 'ro' } }, 'in memory cannot be opened read-only'],
    [{ database: 'file:app.db?mode=ro' }, '"?mode=ro"'],
    [{ database: 'app.db ' }, 'space at its beginning or end'],
    [{ database: 'app\0.db' }, 'U+0000'],
    [{ host: 'app.db' }, 'three slashes'],
  ])('%j is refused', (parts, message) => {
    const attempt = (): unknown => connectionSettings(target({ database: 'app.db', ...parts }));
    expect(attempt).toThrow(ArgumentError);
    expect(attempt).toThrow(message);
  });
});
