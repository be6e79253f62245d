import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { databaseNames, type DatabaseName } from '../src/database-server.ts';
import { startDatabases, urlVariable, type RunningDatabases } from '../src/start-databases.ts';

describe('startDatabases', () => {
  let databases: RunningDatabases;
  const warnings: string[] = [];
  beforeAll(async () => {
    for (const name of databaseNames) delete process.env[urlVariable(name)];
    databases = await startDatabases({ warn: (line) => warnings.push(line) });
  });
  afterAll(() => databases.stop());

  test('starts every database or says loudly how to get it', () => {
    for (const name of databaseNames) {
      if (databases.urls[name] !== undefined) expect(databases.env[urlVariable(name)]).toBe(databases.urls[name]);
      else expect(warnings.join('\n')).toContain(`NO ${name.toUpperCase()}`);
    }
    expect(databases.urls.postgresql).toBeDefined();
  });

  test('PostgreSQL wants a SCRAM password and serves plain connections', async () => {
    const rows = await queryPostgresql(
      databases.urls.postgresql as string,
      {},
      "SELECT current_setting('password_encryption') AS scram, current_database() AS db, (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS ssl",
    );
    expect(rows).toEqual([{ scram: 'scram-sha-256', db: 'aludel', ssl: false }]);
    const wrong = (databases.urls.postgresql as string).replace('secret', 'wrong');
    await expect(queryPostgresql(wrong, {}, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('PostgreSQL serves TLS on the same port, with a certificate that the CA file proves', async () => {
    const ca = readFileSync(databases.env['ALUDEL_TEST_POSTGRESQL_CA'] as string, 'utf8');
    const ssl = { ca, rejectUnauthorized: true };
    const rows = await queryPostgresql(
      databases.urls.postgresql as string,
      { ssl, enableChannelBinding: true },
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    expect(rows).toEqual([{ ssl: true }]);
    expect(databases.env['ALUDEL_TEST_POSTGRESQL_TLS_URL']).toMatch(/\?sslmode=require&channel_binding=require$/);
  });

  test('pgbouncer shares connections per transaction', async () => {
    const url = available('pgbouncer');
    if (url === null) return;
    expect(await queryPostgresql(url, {}, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test.each(['mariadb', 'mysql'] as const)('%s has the database, the rights and TLS', async (name) => {
    const url = available(name);
    if (url === null) return;
    const ca = readFileSync(databases.env[`ALUDEL_TEST_${name.toUpperCase()}_CA`] as string, 'utf8');
    const connection = await mysql.createConnection({
      uri: url.replace('mariadb:', 'mysql:'),
      ssl: { ca, verifyIdentity: true },
    });
    const [version] = await connection.query("SELECT VERSION() LIKE '%MariaDB%' AS mariadb, DATABASE() AS db");
    expect(version).toEqual([{ mariadb: name === 'mariadb' ? 1 : 0, db: 'aludel' }]);
    await connection.query('CREATE DATABASE another');
    await connection.query('DROP DATABASE another');
    await connection.end();
  });

  function available(name: DatabaseName): string | null {
    return databases.urls[name] ?? null;
  }
});

describe('a server that somebody else started', () => {
  test('is used as it is', async () => {
    process.env['ALUDEL_TEST_MYSQL_URL'] = 'mysql://elsewhere/db';
    const databases = await startDatabases({ only: ['mysql'] });
    delete process.env['ALUDEL_TEST_MYSQL_URL'];
    expect(databases.urls).toEqual({ mysql: 'mysql://elsewhere/db' });
    await databases.stop();
  });
});

describe('a database that cannot run', () => {
  test('is left out with a line that says how to get it, and is a failure if it is required', async () => {
    const path = process.env['PATH'];
    const lines: string[] = [];
    process.env['PATH'] = '';
    process.env['ALUDEL_MYSQL_ROOT'] = '/nowhere';
    try {
      const databases = await startDatabases({ only: ['pgbouncer'], warn: (line) => lines.push(line) });
      expect(databases.urls).toEqual({});
      expect(lines.join()).toMatch(/NO PGBOUNCER.*ALUDEL_TEST_PGBOUNCER_URL/);
      process.env['ALUDEL_TEST_REQUIRE'] = 'postgresql, pgbouncer';
      await expect(startDatabases({ only: ['pgbouncer'], warn: () => {} })).rejects.toThrow(
        'ALUDEL_TEST_REQUIRE asks for pgbouncer',
      );
    } finally {
      process.env['PATH'] = path;
      delete process.env['ALUDEL_MYSQL_ROOT'];
      delete process.env['ALUDEL_TEST_REQUIRE'];
    }
  });
});

async function queryPostgresql(url: string, options: pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, ...options });
  client.on('error', () => {
    /* The query says it. */
  });
  try {
    await client.connect();
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
