import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';
import type { Extensions } from '@electric-sql/pglite';

/** What a URL and `connectArgs` ask for, checked. */
export interface ConnectionSettings {
  /** The folder of the database as it was written; null for a database in memory. */
  readonly folder: string | null;
  /** How long to wait while another connection has the session, in milliseconds. */
  readonly timeoutMs: number;
  /** Extensions of PGlite, by name; `CREATE EXTENSION` then finds them. */
  readonly extensions: Extensions;
}

// `prepared_statements` is read by the dialect.
const urlKeys = ['timeout', 'prepared_statements'] as const;
const connectArgKeys = ['timeout', 'extensions'] as const;
const defaultTimeoutSeconds = 5;
const longestTimeoutSeconds = 3600;

/**
 * Reads the settings out of a target; `connectArgs` win over the URL. Throws ArgumentError for what means nothing.
 *
 * @example
 * connectionSettings({ ...target, database: './data', query: { timeout: '0.5' } })
 * // { folder: './data', timeoutMs: 500, extensions: {} }
 */
export function connectionSettings({ database, query, connectArgs, ...server }: ConnectTarget): ConnectionSettings {
  if (Object.values(server).some((part) => part !== null)) throw new ArgumentError(NO_SERVER);
  refuseUnknownKeys(query, urlKeys, 'The query part of a PGlite URL');
  refuseUnknownKeys(connectArgs, connectArgKeys, 'connectArgs of PGlite');
  return {
    folder: folderOf(database),
    timeoutMs: timeoutMs(connectArgs['timeout'] ?? query['timeout'] ?? defaultTimeoutSeconds),
    extensions: extensionsOf(connectArgs['extensions']),
  };
}

/** The folder that the path of a URL means; null for a database in memory. */
export function folderOf(database: string | null): string | null {
  if (database === null || database === '' || database === ':memory:') return null;
  if (!/\0|^\s|\s$|^\w{2,}:\/\//.test(database)) return database;
  throw new ArgumentError(
    `The path ${JSON.stringify(database)} of a PGlite URL names no folder: it holds U+0000, space at an end, or a scheme. Write the plain path.`,
  );
}

const NO_SERVER =
  'A PGlite URL has no user, password, host or port: the database runs in this process. Write three slashes for a relative folder (postgresql+pglite:///./data), four for an absolute one (postgresql+pglite:////var/data); for a server, postgresql:// without "+pglite".';

function refuseUnknownKeys(values: Readonly<Record<string, unknown>>, known: readonly string[], where: string): void {
  const unknown = Object.keys(values).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new ArgumentError(`${where} may hold ${known.join(', ')}, but not "${unknown}".`);
}

function timeoutMs(value: unknown): number {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= longestTimeoutSeconds) return Math.round(seconds * 1000);
  throw new ArgumentError(
    `"timeout" of PGlite is in seconds, from 0 to ${longestTimeoutSeconds}: how long to wait while another connection has the session. The default is ${defaultTimeoutSeconds}.`,
  );
}

function extensionsOf(value: unknown): Extensions {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Extensions;
  throw new ArgumentError('"extensions" must be an object of PGlite\'s extensions by their names: { vector }.');
}
