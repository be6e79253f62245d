import { describe } from '@jest/globals';
import type { ConnectTarget, DriverConnection } from '@aludel/core/dialect';
import { pgDriver } from '../../src/driver/pg-driver.ts';
import type { PgConnection } from '../../src/driver/pg-connection.ts';

/** Runs a suite against the server of an environment variable; without it, says loudly how to get one. */
export function describeServer(variable: string, title: string, suite: (url: string) => void): void {
  const url = process.env[variable];
  if (url !== undefined) return describe(title, () => suite(url));
  const name = variable.replace(/^ALUDEL_TEST_|_URL$/g, '').toLowerCase();
  if ((process.env['ALUDEL_TEST_REQUIRE'] ?? '').split(',').includes(name)) {
    throw new Error(`${variable} is not set, but ALUDEL_TEST_REQUIRE names ${name}.`);
  }
  console.warn(`SKIPPED: ${title}. Set ${variable} to the URL of a server that these tests may write to.`);
  describe.skip(title, () => suite('postgresql://nobody@localhost/nothing'));
}

/** A target as the engine's URL parser would make it. */
export function targetOf(text: string, changes: Partial<ConnectTarget> = {}): ConnectTarget {
  const url = new URL(text);
  const query: Record<string, string | string[]> = Object.create(null);
  for (const key of url.searchParams.keys()) {
    const values = url.searchParams.getAll(key);
    query[key] = values.length === 1 ? (values[0] as string) : values;
  }
  return {
    username: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    host: url.hostname === '' ? null : url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? null : Number(url.port),
    database: url.pathname.slice(1) || null,
    query,
    connectArgs: {},
    ...changes,
  };
}

/** Opens a connection for the time of `work`. */
export async function withConnection<T>(
  target: string | ConnectTarget,
  work: (connection: PgConnection) => Promise<T>,
): Promise<T> {
  const connection = (await pgDriver.connect(typeof target === 'string' ? targetOf(target) : target)) as PgConnection;
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Sends a statement that is not to be prepared. */
export async function run(connection: DriverConnection, sql: string, ...params: unknown[]): Promise<unknown[][]> {
  return (await connection.execute(sql, params, { prepare: false })).rows;
}

/** The error that a promise rejects with. */
export async function failureOf(promise: Promise<unknown> | unknown): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('It was to fail and did not.');
}
