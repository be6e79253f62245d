import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';
import { checkTlsKeys, readTls, type Tls } from './tls-options.ts';
import { textTypeCast } from './text-values.ts';

/** All that is needed to open a connection. Holds the password, so it is never printed. */
export interface ConnectOptions {
  /** What mysql2 takes, TLS apart. */
  readonly mysql2: Readonly<Record<string, unknown>>;
  readonly tls: Tls;
  /** A statement to run on each new connection. */
  readonly initCommand: string | undefined;
}

/** Throws ArgumentError for a URL or `connectArgs` that cannot be meant; reads no file and connects to nothing. */
export function checkTarget(target: ConnectTarget): void {
  checkKeys(target);
  checkTlsKeys(target, (key) => queryValue(target, key));
  mysql2Options(target);
}

/** Reads a target: the parts of its URL, the keys of its query, its `connectArgs`. Reads the files that the URL names. */
export async function readConnectOptions(target: ConnectTarget): Promise<ConnectOptions> {
  checkKeys(target);
  const tls = await readTls(target, (key) => queryValue(target, key));
  return { mysql2: mysql2Options(target), tls, initCommand: queryValue(target, 'init_command') };
}

/** The keys that a URL may have; each is explained in the README. */
const queryKeys: ReadonlySet<string> = new Set([
  'ssl-mode',
  'ssl_mode',
  'sslmode',
  'ssl_ca',
  'ssl_cert',
  'ssl_key',
  'charset',
  'connect_timeout',
  'unix_socket',
  'init_command',
  'prepared_statements',
]);

/** What `connectArgs` may hold: mysql2's own options, as far as they change how to connect and not what comes back. */
const connectArgKeys: ReadonlySet<string> = new Set([
  'ssl',
  'authPlugins',
  'authSwitchHandler',
  'compress',
  'connectAttributes',
  'connectTimeout',
  'enableCleartextPlugin',
  'enableKeepAlive',
  'infileStreamFactory',
  'insecureAuth',
  'keepAliveInitialDelay',
  'localAddress',
  'password2',
  'password3',
  'passwordSha1',
  'stream',
]);

function checkKeys(target: ConnectTarget): void {
  for (const key of Object.keys(target.query)) {
    if (!queryKeys.has(key)) {
      throw new ArgumentError(`The URL has an unknown option "${key}". MySQL and MariaDB know: ${[...queryKeys].join(', ')}.`);
    }
  }
  for (const key of Object.keys(target.connectArgs)) {
    if (!connectArgKeys.has(key)) {
      throw new ArgumentError(
        `connectArgs has "${key}", which the driver mysql2 does not take from here. It takes: ${[...connectArgKeys].join(', ')}.`,
      );
    }
  }
}

function mysql2Options(target: ConnectTarget): Record<string, unknown> {
  const options: Record<string, unknown> = {
    ...fixedOptions,
    host: target.host ?? 'localhost',
    port: target.port ?? 3306,
    user: target.username ?? undefined,
    password: target.password ?? undefined,
    database: target.database ?? undefined,
    charset: readCharset(queryValue(target, 'charset')),
    connectTimeout: readTimeout(queryValue(target, 'connect_timeout')),
    socketPath: queryValue(target, 'unix_socket'),
    ...target.connectArgs,
  };
  delete options['ssl'];
  return options;
}

/** What makes mysql2 lossless and safe; not for anyone to change. */
const fixedOptions: Readonly<Record<string, unknown>> = Object.freeze({
  rowsAsArray: true,
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: true,
  jsonStrings: true,
  timezone: 'Z',
  // Code generated from column names cannot have all of them: an alias `__proto__` would kill the connection.
  disableEval: true,
  typeCast: textTypeCast,
  multipleStatements: false,
  namedPlaceholders: false,
  // Our own cache decides what is kept; this one must never close a statement behind its back.
  maxPreparedStatements: 16_000,
  // FOUND_ROWS stays on: the number of rows is that of the rows matched.
  flags: Object.freeze(['-IGNORE_SPACE']),
});

/** The value of a key that stands in the URL at most once. */
function queryValue(target: ConnectTarget, key: string): string | undefined {
  const value = target.query[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new ArgumentError(`The URL has the option "${key}" more than once. Give it once.`);
}

function readCharset(charset: string | undefined): string {
  if (charset === undefined) return 'utf8mb4';
  if (/^utf8mb4(?:_[a-z0-9_]+)?$/i.test(charset)) return charset;
  throw new ArgumentError(`The character set "${charset}" cannot hold every text. Leave "charset" out, or give utf8mb4.`);
}

/** Seconds in the URL, as everywhere in the world of MySQL; milliseconds for mysql2. */
function readTimeout(seconds: string | undefined): number {
  if (seconds === undefined) return 10_000;
  const value = Number(seconds);
  if (seconds.trim() !== '' && Number.isFinite(value) && value > 0) return Math.round(value * 1000);
  throw new ArgumentError(`connect_timeout=${seconds} is no number of seconds. Give one above 0.`);
}
