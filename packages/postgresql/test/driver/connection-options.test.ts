import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectionOptions } from '../../src/driver/connection-options.ts';
import { failureOf, targetOf } from '../support/server.ts';

const environment = { ...process.env };
beforeEach(() => {
  for (const key of Object.keys(process.env)) if (key.startsWith('PG')) delete process.env[key];
});
afterEach(() => {
  process.env = { ...environment };
});

const addresses = async (url: string, changes = {}): Promise<unknown> =>
  (await connectionOptions(targetOf(url, changes))).addresses;

describe('addresses', () => {
  test.each([
    ['postgresql:///d', [{ host: 'localhost', port: 5432 }]],
    ['postgresql://db:5433/d', [{ host: 'db', port: 5433 }]],
    ['postgresql://[::1]/d', [{ host: '::1', port: 5432 }]],
    ['postgresql:///d?host=/var/run/postgresql', [{ host: '/var/run/postgresql', port: 5432 }]],
    [
      'postgresql:///d?host=a:1&host=b',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 5432 },
      ],
    ],
    [
      'postgresql:///d?host=a,b&port=1,2',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    ],
    ['postgresql:///d?host=[::1]:7', [{ host: '::1', port: 7 }]],
  ])('%s', async (url, expected) => {
    expect(await addresses(url)).toEqual(expected);
  });

  test('come from the environment where the URL is silent, and from connectArgs before all', async () => {
    process.env['PGHOST'] = 'elsewhere';
    process.env['PGPORT'] = '7';
    expect(await addresses('postgresql:///d')).toEqual([{ host: 'elsewhere', port: 7 }]);
    expect(await addresses('postgresql://here/d')).toEqual([{ host: 'here', port: 7 }]);
    expect(await addresses('postgresql://here/d', { connectArgs: { host: 'there', port: 9 } })).toEqual([
      { host: 'there', port: 9 },
    ]);
  });
});

describe('the query part', () => {
  test('is understood, and nothing of it reaches pg but what pg is to know', async () => {
    const options = await connectionOptions(
      targetOf(
        'postgresql://u:p@h/d?sslmode=disable&channel_binding=disable&application_name=app&options=-csearch_path%3Dx&connect_timeout=3&keepalives_idle=9&prepared_statements=false',
      ),
    );
    expect(options).toMatchObject({ channelBinding: 'disable', connectTimeoutMillis: 3000, keepAliveMillis: 9000 });
    expect(options.client).toEqual({
      user: 'u',
      password: 'p',
      database: 'd',
      application_name: 'app',
      options: '-csearch_path=x',
    });
  });

  test.each([
    ['sslmod=require', '"sslmod" in the query part of a PostgreSQL URL is unknown. Known are application_name, channel_binding,'],
    ['__proto__=x', '"__proto__" in the query part'],
    ['sslmode=on', 'sslmode=on in the URL is unknown. Use one of disable, allow, prefer, require, verify-ca, verify-full.'],
    ['sslmode=toString', 'sslmode=toString'],
    ['sslmode=require&sslmode=disable', '"sslmode" stands 2 times'],
    ['channel_binding=yes', 'channel_binding=yes'],
    ['channel_binding=require&sslmode=disable', 'channel_binding=require needs TLS'],
    ['connect_timeout=soon', 'connect_timeout=soon'],
    ['host=a,b,c&port=1,2', '3 hosts and 2 ports'],
  ])('%s is refused', async (query, reason) => {
    expect((await failureOf(connectionOptions(targetOf(`postgresql:///d?${query}`)))).message).toContain(reason);
  });
});

describe('connectArgs', () => {
  test('go to pg as they are', async () => {
    const { client } = await connectionOptions(targetOf('postgresql:///d', { connectArgs: { statement_timeout: 5 } }));
    expect(client).toMatchObject({ statement_timeout: 5 });
  });

  test.each(['connectionString', 'stream', 'query_timeout', 'pipeline', 'types'])('%s is refused', async (key) => {
    const error = await failureOf(connectionOptions(targetOf('postgresql:///d', { connectArgs: { [key]: 1 } })));
    expect(error.message).toContain(`"${key}" cannot be given in connectArgs.`);
  });

  test('ssl overrides sslmode, with the meaning it has in pg', async () => {
    const attempts = async (ssl: unknown): Promise<unknown> =>
      (await connectionOptions(targetOf('postgresql:///d?sslmode=prefer', { connectArgs: { ssl } }))).tls.attempts;
    expect(await attempts(false)).toEqual(['plain']);
    expect(await attempts(true)).toEqual(['tls']);
    expect(await attempts({ ca: 'x' })).toEqual(['tls']);
  });
});

test('U+0000 in user, password or database would be read as another setting and is refused', async () => {
  expect((await failureOf(connectionOptions(targetOf('postgresql://h/d', { database: 'd\0options\0-cx' })))).message).toContain(
    'U+0000',
  );
});

test('channel_binding=require never tries plain text', async () => {
  expect((await connectionOptions(targetOf('postgresql:///d?channel_binding=require'))).tls.attempts).toEqual(['tls']);
});
