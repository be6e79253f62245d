import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';

/** What a URL and `connectArgs` ask of a SQLite connection, checked. */
export interface ConnectionSettings {
  /** The file as it was written; null for a database in memory. */
  readonly file: string | null;
  readonly readonly: boolean;
  /** Whether a missing file is an error; otherwise it is created. */
  readonly fileMustExist: boolean;
  /** How long to wait for a lock, in milliseconds. */
  readonly busyTimeoutMs: number;
  /** Set once on each new connection, in order. */
  readonly pragmas: readonly Pragma[];
  /** What was given of the options that only one driver has. */
  readonly ownArgs: Readonly<Record<string, unknown>>;
}

/** `PRAGMA name = value`. */
export interface Pragma {
  readonly name: string;
  readonly value: PragmaValue;
}

export type PragmaValue = string | number | boolean;

type OwnChecks = Readonly<Record<string, (value: unknown) => void>>;

const urlKeys = ['mode', 'readonly', 'timeout'] as const;
const connectArgKeys = ['readonly', 'fileMustExist', 'timeout', 'pragmas'] as const;
const defaultTimeoutSeconds = 5;
const longestTimeoutSeconds = 3600;

/**
 * Reads the settings out of a target; `connectArgs` win over the URL. Time-outs are in seconds in both.
 * Throws ArgumentError for a key or a value that means nothing.
 *
 * @param ownChecks by name, what checks the options that only one driver has
 * @example
 * connectionSettings({ ...target, database: 'app.db', query: { mode: 'ro', timeout: '0.5' } })
 * // { file: 'app.db', readonly: true, fileMustExist: true, busyTimeoutMs: 500, … }
 */
export function connectionSettings(target: ConnectTarget, ownChecks: OwnChecks = {}): ConnectionSettings {
  refuseServerParts(target);
  refuseUnknownKeys(target.query, urlKeys, 'The query of a SQLite URL');
  refuseUnknownKeys(target.connectArgs, [...connectArgKeys, ...Object.keys(ownChecks)], 'connectArgs of SQLite', connectArgHints);
  const file = databaseFile(target.database);
  const { mode, ...query } = target.query;
  const access = accessOf(mode);
  const { connectArgs } = target;
  const settings: ConnectionSettings = {
    file,
    readonly: booleanOption('readonly', connectArgs['readonly'] ?? query['readonly']) ?? access.readonly,
    fileMustExist: booleanOption('fileMustExist', connectArgs['fileMustExist']) ?? access.fileMustExist,
    busyTimeoutMs: timeoutMs(connectArgs['timeout'] ?? query['timeout'] ?? defaultTimeoutSeconds),
    pragmas: pragmaList(connectArgs['pragmas']),
    ownArgs: ownArgsOf(connectArgs, ownChecks),
  };
  if (settings.readonly && file === null) {
    throw new ArgumentError(
      'A SQLite database in memory cannot be opened read-only: it would stay empty. Leave out "readonly" and "mode=ro".',
    );
  }
  return settings;
}

function refuseServerParts(target: ConnectTarget): void {
  if (target.host === null && target.port === null && target.username === null && target.password === null) return;
  throw new ArgumentError(
    'A SQLite URL has no user, host or port. Write three slashes for a relative file (sqlite:///app.db), four for an absolute one (sqlite:////var/app.db).',
  );
}

const connectArgHints: Readonly<Record<string, string>> = {
  verbose: ' To see the statements, use createEngine(url, { echo: true }).',
};

function refuseUnknownKeys(
  values: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
  where: string,
  hints: Readonly<Record<string, string>> = {},
): void {
  for (const key of Object.keys(values)) {
    if (allowed.includes(key)) continue;
    throw new ArgumentError(
      `${where} may hold ${allowed.join(', ')}, but not "${key}".${Object.hasOwn(hints, key) ? hints[key] : ''}`,
    );
  }
}

/** The file that a URL names; null for a database in memory. */
export function databaseFile(database: string | null): string | null {
  if (database === null || database === '' || database === ':memory:') return null;
  if (database.startsWith('file:')) {
    throw new ArgumentError('SQLite "file:" URIs are not supported. Write the plain path, and "?mode=ro" to open it read-only.');
  }
  if (database.includes('\0') || database !== database.trim()) {
    throw new ArgumentError(
      'The path of a SQLite database holds U+0000, or space at its beginning or end, which would name another file. Correct the path.',
    );
  }
  return database;
}

/** SQLite's own words for it. https://sqlite.org/uri.html */
function accessOf(mode: unknown): { readonly readonly: boolean; readonly fileMustExist: boolean } {
  switch (mode) {
    case undefined:
    case 'rwc':
      return { readonly: false, fileMustExist: false };
    case 'rw':
      return { readonly: false, fileMustExist: true };
    case 'ro':
      return { readonly: true, fileMustExist: true };
  }
  throw new ArgumentError(`"mode" of a SQLite URL may be ro, rw or rwc, but not ${JSON.stringify(mode)}.`);
}

function booleanOption(name: string, value: unknown): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  throw new ArgumentError(`"${name}" must be true or false.`);
}

function timeoutMs(value: unknown): number {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= longestTimeoutSeconds) return Math.round(seconds * 1000);
  throw new ArgumentError(
    `"timeout" of SQLite is in seconds, from 0 to ${longestTimeoutSeconds}: how long to wait for a lock. The default is ${defaultTimeoutSeconds}.`,
  );
}

function pragmaList(value: unknown): readonly Pragma[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ArgumentError('"pragmas" must be an object of names and values: { journal_mode: "WAL" }.');
  }
  return Object.entries(value).map(([name, setting]) => checkedPragma(name, setting));
}

function checkedPragma(name: string, value: unknown): Pragma {
  if (!/^[a-z_]+$/i.test(name))
    throw new ArgumentError(`${JSON.stringify(name)} is not the name of a pragma. Write it as in { foreign_keys: true }.`);
  if (name.toLowerCase() === 'busy_timeout') {
    throw new ArgumentError('Set "timeout" (in seconds) instead of the pragma busy_timeout, which would block the event loop.');
  }
  if (typeof value === 'boolean' || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
    return { name, value };
  throw new ArgumentError(`The pragma "${name}" must be set to a string, a number or a boolean.`);
}

function ownArgsOf(connectArgs: Readonly<Record<string, unknown>>, checks: OwnChecks): Readonly<Record<string, unknown>> {
  const given = Object.entries(connectArgs).filter(([name, value]) => Object.hasOwn(checks, name) && value !== undefined);
  for (const [name, value] of given) checks[name]?.(value);
  return Object.fromEntries(given);
}
