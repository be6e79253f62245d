import { createEngine } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { connectionSettings } from '../../src/driver/connection-settings.ts';
import { pglite } from '../../src/index.ts';
import { targetOf } from '../support/target.ts';

describe('the URL of a PGlite database', () => {
  test.each([
    ['postgresql+pglite://', null],
    ['postgresql+pglite:///', null],
    ['postgresql+pglite:///:memory:', null],
    ['postgresql+pglite:///./data', './data'],
    ['postgresql+pglite:////var/data', '/var/data'],
  ])('%s means the folder %j', (url, folder) => {
    const { database } = createEngine(url, { dialect: pglite }).url;
    expect(connectionSettings(targetOf(database)).folder).toBe(folder);
  });

  test.each([
    'postgresql+pglite://localhost/data',
    'postgresql+pglite://scott@/data',
    'postgresql+pglite://scott:tiger@db:5432/data',
  ])('%s is refused when the engine is made, since there is no server', (url) => {
    expect(() => createEngine(url, { dialect: pglite })).toThrow(
      /no user, password, host or port.*postgresql\+pglite:\/\/\/\.\/data/,
    );
  });

  test.each([
    ['postgresql+pglite:///data?sslmode=require', 'may hold timeout, prepared_statements, but not "sslmode"'],
    ['postgresql+pglite:///data?timeout=soon', '"timeout" of PGlite is in seconds'],
    ['postgresql+pglite:///idb://data', 'names no folder'],
  ])('%s is refused', (url, message) => {
    expect(() => createEngine(url, { dialect: pglite })).toThrow(message);
  });

  test('a time-out in connectArgs wins over that of the URL', () => {
    expect(connectionSettings(targetOf('data')).timeoutMs).toBe(5000);
    const query = { timeout: '2' };
    expect(connectionSettings(targetOf('data', { query })).timeoutMs).toBe(2000);
    expect(connectionSettings(targetOf('data', { query, connectArgs: { timeout: 0.5 } })).timeoutMs).toBe(500);
  });

  test('unknown connectArgs are refused', () => {
    expect(() => connectionSettings(targetOf('data', { connectArgs: { ssl: true } }))).toThrow('but not "ssl"');
    expect(() => connectionSettings(targetOf('data', { connectArgs: { extensions: ['vector'] } }))).toThrow(
      '"extensions" must be an object',
    );
  });

  test('a database in memory is shared by the connections of its engine, a folder has a pool', () => {
    expect(pglite.poolFor?.(targetOf(null))).toBe('static');
    expect(pglite.poolFor?.(targetOf('./data'))).toBe('queue');
  });
});
