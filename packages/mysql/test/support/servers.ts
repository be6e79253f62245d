import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ConnectTarget, DriverConnection, DriverResult } from '@aludel/core/dialect';
import { mysql } from '../../src/index.ts';

/** A server to test against, and one connection to it that lives as long as the describe block. */
export interface TestServer {
  readonly product: 'MariaDB' | 'MySQL';
  readonly target: ConnectTarget;
  /** The connection of the block. */
  readonly connection: DriverConnection;
  /** Opens a further connection; it is closed at the end at the latest. */
  connect(overrides?: Partial<ConnectTarget>): Promise<DriverConnection>;
  /** Executes on the connection of the block. */
  execute(sql: string, params?: readonly unknown[]): Promise<DriverResult>;
  /** A table name that no other run uses; the table is dropped at the end. */
  table(name: string): string;
}

/** Runs a suite once per server: MariaDB and MySQL. */
export function describeOnServers(title: string, suite: (server: TestServer) => void): void {
  describeOn('MariaDB', 'ALUDEL_TEST_MARIADB_URL', title, suite);
  describeOn('MySQL', 'ALUDEL_TEST_MYSQL_URL', title, suite);
}

function describeOn(product: TestServer['product'], variable: string, title: string, suite: (server: TestServer) => void): void {
  const url = process.env[variable];
  if (url === undefined) {
    const isRequired = (process.env['ALUDEL_TEST_REQUIRE'] ?? '').split(',').includes(product.toLowerCase());
    if (isRequired) return test(`${product}: ${title}`, () => expect(`${variable} is set`).toBe(`${variable} is not set`));
    console.warn(`>>> ${product} is not tested: ${title}. Set ${variable}=mysql://user:password@host:port/database`);
    return describe.skip(`${product}: ${title}`, () => suite({ product, target: targetOf('mysql://localhost') } as TestServer));
  }
  describe(`${product}: ${title}`, () => suite(testServer(product, targetOf(url))));
}

function testServer(product: TestServer['product'], target: ConnectTarget): TestServer {
  const tables = new Set<string>();
  let connection: DriverConnection | undefined;
  const opened: DriverConnection[] = [];
  const connect = async (overrides: Partial<ConnectTarget> = {}) => {
    const further = await mysql.driver.connect({ ...target, ...overrides });
    opened.push(further);
    return further;
  };
  const execute = async (sql: string, params: readonly unknown[] = []) =>
    (connection as DriverConnection).execute(sql, params, { prepare: true });
  beforeAll(async () => {
    connection = await connect();
  });
  afterAll(async () => {
    for (const table of tables) await execute(`DROP TABLE IF EXISTS ${table}`);
    for (const each of opened) await each.close();
  });
  return {
    product,
    target,
    get connection() {
      return connection as DriverConnection;
    },
    connect,
    execute,
    table(name) {
      const table = `${name}_${process.pid}`;
      tables.add(table);
      return table;
    },
  };
}

/** The parts of a plain URL. */
export function targetOf(url: string): ConnectTarget {
  const { username, password, hostname, port, pathname } = new URL(url);
  return {
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    host: hostname,
    port: port === '' ? null : Number(port),
    database: pathname.slice(1) || null,
    query: {},
    connectArgs: {},
  };
}

export const prepared = { prepare: true } as const;
export const notPrepared = { prepare: false } as const;
