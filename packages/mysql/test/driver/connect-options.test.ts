import { describe, expect, test } from '@jest/globals';
import type { ConnectTarget } from '@aludel/core/dialect';
import { readConnectOptions } from '../../src/driver/connect-options.ts';

const target: ConnectTarget = {
  username: 'scott',
  password: 'tiger',
  host: 'db.example.org',
  port: 3307,
  database: 'test',
  query: {},
  connectArgs: {},
};
const read = (overrides: Partial<ConnectTarget>) => readConnectOptions({ ...target, ...overrides });

describe('connect options', () => {
  test('come from the parts of the URL', async () => {
    const { mysql2, tls, initCommand } = await read({
      query: {
        connect_timeout: '2.5',
        unix_socket: '/tmp/my.sock',
        init_command: 'SET @a = 1',
        charset: 'utf8mb4_bin',
        prepared_statements: 'false',
      },
    });
    expect(mysql2).toMatchObject({
      user: 'scott',
      password: 'tiger',
      host: 'db.example.org',
      port: 3307,
      database: 'test',
      connectTimeout: 2500,
      socketPath: '/tmp/my.sock',
      charset: 'utf8mb4_bin',
    });
    expect(tls).toEqual({ kind: 'off' });
    expect(initCommand).toBe('SET @a = 1');
  });

  test('make mysql2 lossless', async () => {
    expect((await read({})).mysql2).toMatchObject({
      rowsAsArray: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      timezone: 'Z',
      charset: 'utf8mb4',
      disableEval: true,
      multipleStatements: false,
      namedPlaceholders: false,
      flags: ['-IGNORE_SPACE'],
    });
  });

  test('connectArgs may add what concerns the connection only', async () => {
    expect((await read({ connectArgs: { connectAttributes: { program_name: 'x' } } })).mysql2).toMatchObject({
      connectAttributes: { program_name: 'x' },
    });
    await expect(read({ connectArgs: { multipleStatements: true } })).rejects.toThrow('connectArgs has "multipleStatements"');
    await expect(read({ connectArgs: { dateStrings: false } })).rejects.toThrow('It takes: ssl,');
  });

  test.each([
    ['an unknown option', { sslmod: 'required' }, 'unknown option "sslmod". MySQL and MariaDB know: ssl-mode'],
    ['an option that stands there twice', { charset: ['utf8mb4', 'utf8mb4'] }, 'more than once'],
    ['a character set that loses text', { charset: 'latin1' }, 'cannot hold every text'],
    ['the old three-byte utf8', { charset: 'utf8' }, 'cannot hold every text'],
    ['a time-out that is no number', { connect_timeout: 'soon' }, 'no number of seconds'],
    ['a time-out of zero', { connect_timeout: '0' }, 'no number of seconds'],
  ])('%s is refused', async (_name, query, message) => {
    await expect(read({ query })).rejects.toThrow(message);
  });
});
