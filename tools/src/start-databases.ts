import { DatabaseNotInstalledError, databaseNames, type DatabaseName, type DatabaseServer } from './database-server.ts';
import { freePorts } from './free-port.ts';
import { startMariadb } from './mariadb.ts';
import { startMysql } from './mysql.ts';
import { startPgbouncer } from './pgbouncer.ts';
import { startPostgresql } from './postgresql.ts';
import { requiredDatabases } from './required-databases.ts';

/** Which databases, and where to say what is missing. */
export interface StartDatabasesOptions {
  /** Default: all of them. */
  readonly only?: readonly DatabaseName[] | undefined;
  /** Where the loud line about a missing database goes; default standard error. */
  readonly warn?: ((line: string) => void) | undefined;
}

/** The databases that run. */
export interface RunningDatabases {
  readonly urls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** The variables that tests look for: `ALUDEL_TEST_POSTGRESQL_URL` and so on. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends those that we started. */
  stop(): Promise<void>;
}

/**
 * Brings up the databases that the tests need, all at the same time: the server that `ALUDEL_TEST_<NAME>_URL` names,
 * else one that is started here and ends with this process. One that cannot run is reported loudly and left out;
 * if `ALUDEL_TEST_REQUIRE` names it, this throws instead.
 *
 * @example
 * const databases = await startDatabases({ only: ['postgresql'] });
 * try { await work(databases.urls.postgresql); } finally { await databases.stop(); }
 */
export async function startDatabases(options: StartDatabasesOptions = {}): Promise<RunningDatabases> {
  const warn = options.warn ?? ((line) => process.stderr.write(`${line}\n`));
  const required = requiredDatabases();
  const names = databaseNames.filter((name) => options.only?.includes(name) ?? true);
  const attempts = new Map<DatabaseName, Promise<DatabaseServer>>();
  const ports = await freePorts(names.length);
  names.forEach((name, index) => attempts.set(name, bringUp(name, ports[index] as number, attempts)));
  const outcomes = await Promise.all(names.map(async (name) => ({ name, outcome: await settled(attempts.get(name)) })));

  const started = outcomes.flatMap(({ name, outcome }) => (outcome instanceof Error ? [] : [{ name, server: outcome }]));
  const stop = async () => void (await Promise.all(started.map(({ server }) => server.stop())));
  const missing = outcomes.flatMap(({ name, outcome }) => (outcome instanceof Error ? [{ name, error: outcome }] : []));
  for (const { name, error } of missing) warn(missingLine(name, error));
  const refused = missing.filter(({ name }) => required.has(name));
  if (refused.length > 0) {
    await stop();
    throw new Error(
      `ALUDEL_TEST_REQUIRE asks for ${refused.map(({ name }) => name).join(', ')}, which cannot run here: ${refused[0]?.error.message}`,
    );
  }
  return {
    urls: Object.fromEntries(started.map(({ name, server }) => [name, server.url])),
    env: Object.assign({}, ...started.map(({ name, server }) => ({ [urlVariable(name)]: server.url, ...server.env }))) as Record<
      string,
      string
    >,
    stop,
  };
}

/** `ALUDEL_TEST_POSTGRESQL_URL` */
export function urlVariable(name: DatabaseName): string {
  return `ALUDEL_TEST_${name.toUpperCase()}_URL`;
}

async function bringUp(
  name: DatabaseName,
  port: number,
  attempts: ReadonlyMap<DatabaseName, Promise<DatabaseServer>>,
): Promise<DatabaseServer> {
  const given = process.env[urlVariable(name)];
  if (given)
    return {
      url: given,
      env: {},
      stop: async () => {
        /* Not ours. */
      },
    };
  switch (name) {
    case 'postgresql':
      return startPostgresql(port);
    case 'mariadb':
      return startMariadb(port);
    case 'mysql':
      return startMysql(port);
    case 'pgbouncer':
      return startPgbouncer(port, await urlBehindPgbouncer(attempts));
  }
}

/** pgbouncer comes last in the list of names, so that PostgreSQL, if it is wanted, is on its way already. */
async function urlBehindPgbouncer(attempts: ReadonlyMap<DatabaseName, Promise<DatabaseServer>>): Promise<string> {
  const url = process.env[urlVariable('postgresql')] ?? (await attempts.get('postgresql'))?.url;
  if (url) return url;
  throw new Error('pgbouncer needs a PostgreSQL behind it: ask for postgresql as well, or set ALUDEL_TEST_POSTGRESQL_URL.');
}

async function settled(attempt: Promise<DatabaseServer> | undefined): Promise<DatabaseServer | Error> {
  try {
    return await (attempt as Promise<DatabaseServer>);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function missingLine(name: DatabaseName, error: Error): string {
  const install = error instanceof DatabaseNotInstalledError ? ` Get it with: ${error.install}.` : '';
  return `>>> NO ${name.toUpperCase()}: its tests are skipped. ${error.message}${install} Or set ${urlVariable(name)}.`;
}
