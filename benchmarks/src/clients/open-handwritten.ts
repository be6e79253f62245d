import { makeUrl } from '@aludel/core';
import BetterSqlite3 from 'better-sqlite3';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { Database } from '../harness/database.ts';
import type { OpenHandwritten } from './handwritten.ts';

/** Connects the driver of a database, without Aludel. */
export function openHandwritten(database: Database): Promise<OpenHandwritten> {
  switch (database.name) {
    case 'sqlite':
      return openSqlite(database);
    case 'postgresql':
      return openPostgresql(database);
    default:
      return openMysql(database);
  }
}

async function openSqlite({ url }: Database): Promise<OpenHandwritten> {
  const client = new BetterSqlite3(makeUrl(url).database ?? ':memory:');
  return { client, run: async (sql) => void client.prepare(sql).run(), close: async () => void client.close() };
}

async function openPostgresql(database: Database): Promise<OpenHandwritten> {
  const config = login(database);
  const client = new pg.Client(config);
  await client.connect();
  return { client: { client, config }, run: async (sql) => void (await client.query(sql)), close: () => client.end() };
}

async function openMysql(database: Database): Promise<OpenHandwritten> {
  const config = login(database);
  const connection = await mysql.createConnection(config);
  return {
    client: { connection, config },
    run: async (sql) => void (await connection.query(sql)),
    close: () => connection.end(),
  };
}

/** The parts of a URL by the names that both pg and mysql2 have for them. */
function login({ url }: Database) {
  const { host, port, username, password, database } = makeUrl(url);
  return {
    host: host ?? '127.0.0.1',
    ...(port === null ? {} : { port }),
    ...(username === null ? {} : { user: username }),
    ...(password === null ? {} : { password }),
    ...(database === null ? {} : { database }),
  };
}
