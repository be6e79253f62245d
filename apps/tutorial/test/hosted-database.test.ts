import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeUrl } from '@aludel/core';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hostedDatabaseUrl } from '../src/hosted-database.ts';

const names = ['db_username', 'db_password', 'db_host', 'db_name'] as const;
let folder = '';

function forget(): void {
  for (const name of names) delete process.env[name];
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aludel-env-'));
  forget();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  forget();
});

function env(text: string): string {
  const file = join(folder, '.env');
  writeFileSync(file, text);
  return file;
}

test('the login in .env becomes a URL that insists on TLS and channel binding', () => {
  const url = hostedDatabaseUrl(env('db_username=ada\ndb_password="p@ss:word/"\ndb_host=db.example.org:6543\ndb_name=engine\n'));
  expect(makeUrl(url ?? '')).toMatchObject({
    drivername: 'postgresql',
    username: 'ada',
    host: 'db.example.org',
    port: 6543,
    database: 'engine',
  });
  expect(makeUrl(url ?? '').password).toBe('p@ss:word/');
  expect(makeUrl(url ?? '').query).toEqual({ sslmode: 'require', channel_binding: 'require' });
});

test('without a login there is none', () => {
  expect(hostedDatabaseUrl(join(folder, '.env'))).toBeNull();
  expect(hostedDatabaseUrl(env('# db_username=ada\n'))).toBeNull();
});

test('half a login is said to be one, and its values are not shown', () => {
  const file = env('db_username=ada\ndb_host=db.example.org\ndb_name=engine\n');
  expect(() => hostedDatabaseUrl(file)).toThrow('The login of the hosted database is incomplete');
  expect(() => hostedDatabaseUrl(file)).not.toThrow('db.example.org');
});
