import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';
import { checkTlsSettings, tlsPolicy, tlsPolicyOf, type TlsPolicy } from './tls-options.ts';

/** Everything that opening a connection needs. Holds the password, so it is never printed. */
export interface ConnectionOptions {
  /** Tried in this order until one answers. */
  readonly addresses: readonly ServerAddress[];
  readonly tls: TlsPolicy;
  readonly channelBinding: ChannelBinding;
  /** For each address; 0 waits as long as the operating system does. */
  readonly connectTimeoutMillis: number;
  /** How long a connection may be silent before the operating system probes it; null: it never does. */
  readonly keepAliveMillis: number | null;
  /** The rest, for the Client of `pg`. */
  readonly client: Readonly<Record<string, unknown>>;
}

/** A TCP port, or a Unix socket where `host` is a directory. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** Whether authentication is tied to the TLS connection, so that nobody in between can use it. */
export type ChannelBinding = 'disable' | 'prefer' | 'require';

/** Throws ArgumentError for a URL or `connectArgs` that cannot be meant; reads no file and connects to nothing. */
export function checkTarget(target: ConnectTarget): void {
  const settings = readSettings(target);
  const connectArgs = checkedConnectArgs(target.connectArgs);
  if (!('ssl' in connectArgs)) checkTlsSettings(settings);
  basicOptions(target, settings, connectArgs);
  if (channelBindingOf(settings) === 'require' && settings.sslmode === 'disable') refuseBindingWithoutTls();
}

/** Reads a URL with libpq's meanings, then `connectArgs`. Throws ArgumentError for what cannot be meant. */
export async function connectionOptions(target: ConnectTarget): Promise<ConnectionOptions> {
  const settings = readSettings(target);
  const connectArgs = checkedConnectArgs(target.connectArgs);
  const channelBinding = channelBindingOf(settings);
  const tls = 'ssl' in connectArgs ? tlsPolicyOf(connectArgs['ssl']) : await tlsPolicy(settings);
  return {
    ...basicOptions(target, settings, connectArgs),
    tls: channelBinding === 'require' ? tlsOnly(tls) : tls,
    channelBinding,
  };
}

function channelBindingOf(settings: Settings): ChannelBinding {
  return choice('channel_binding', settings.channel_binding ?? 'prefer', ['disable', 'prefer', 'require']);
}

function basicOptions(target: ConnectTarget, settings: Settings, connectArgs: Readonly<Record<string, unknown>>) {
  return {
    addresses: serverAddresses(target, settings, connectArgs),
    connectTimeoutMillis: 1000 * wholeNumber('connect_timeout', settings.connect_timeout ?? '0'),
    keepAliveMillis: settings.keepalives === '0' ? null : 1000 * wholeNumber('keepalives_idle', settings.keepalives_idle ?? '0'),
    client: clientConfig(target, settings, connectArgs),
  };
}

/** What channel binding binds to is the TLS connection, so there is no use in trying without. */
function tlsOnly(policy: TlsPolicy): TlsPolicy {
  if (policy.attempts.some((attempt) => attempt !== 'plain')) return { ...policy, attempts: ['tls'] };
  return refuseBindingWithoutTls();
}

function refuseBindingWithoutTls(): never {
  throw new ArgumentError('channel_binding=require needs TLS, which sslmode=disable forbids. Use sslmode=require or stronger.');
}

/** The keys of the URL's query part, and the environment variables that stand in for them as in libpq. */
const SETTINGS = {
  application_name: null, // `pg` itself reads PGAPPNAME, PGOPTIONS, PGUSER, PGPASSWORD and PGDATABASE
  channel_binding: 'PGCHANNELBINDING',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  host: 'PGHOST',
  keepalives: null,
  keepalives_idle: null,
  options: null,
  port: 'PGPORT',
  prepared_statements: null, // ours; the dialect reads it
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslmode: 'PGSSLMODE',
  sslpassword: null,
  sslrootcert: 'PGSSLROOTCERT',
} as const satisfies Record<string, string | null>;

type Settings = { readonly [K in keyof typeof SETTINGS]?: string | undefined };

/** `host` and `port` may stand there several times, or hold a comma-separated list; any other setting stands once. */
function readSettings(target: ConnectTarget): Settings {
  const settings: Record<string, string | undefined> = {};
  for (const [key, variable] of Object.entries(SETTINGS)) {
    if (variable !== null) settings[key] = process.env[variable] || undefined;
  }
  for (const [key, value] of Object.entries(target.query)) settings[key] = settingValue(key, value);
  return settings;
}

function settingValue(key: string, value: string | readonly string[]): string {
  if (!Object.hasOwn(SETTINGS, key)) {
    throw new ArgumentError(
      `"${key}" in the query part of a PostgreSQL URL is unknown. Known are ${Object.keys(SETTINGS).join(', ')}.`,
    );
  }
  if (typeof value === 'string') return value;
  if (key === 'host' || key === 'port') return value.join(',');
  throw new ArgumentError(`"${key}" stands ${value.length} times in the URL. Give it once.`);
}

function serverAddresses(
  target: ConnectTarget,
  settings: Settings,
  connectArgs: Readonly<Record<string, unknown>>,
): ServerAddress[] {
  const hosts = list(
    connectArgs['host'] ?? (target.query['host'] === undefined ? target.host : null) ?? settings.host ?? 'localhost',
  );
  const ports = list(connectArgs['port'] ?? (target.query['port'] === undefined ? target.port : null) ?? settings.port ?? '5432');
  if (ports.length !== 1 && ports.length !== hosts.length) {
    throw new ArgumentError(
      `The URL names ${hosts.length} hosts and ${ports.length} ports. Give one port for all, or one for each.`,
    );
  }
  return hosts.map((host, index) => serverAddress(host, ports[index] ?? ports[0] ?? '5432'));
}

function list(value: unknown): string[] {
  return String(value).split(',');
}

/** `db1:5433` and `[::1]:5433` bring their own port, `db1` takes the common one. */
function serverAddress(text: string, commonPort: string): ServerAddress {
  const own = /^(?:\[(?<ipv6>[^\]]*)\]|(?<name>[^:/]*))(?::(?<port>\d+))?$/.exec(text)?.groups;
  const host = own?.['ipv6'] ?? own?.['name'] ?? text;
  return { host: host === '' ? 'localhost' : host, port: wholeNumber('port', own?.['port'] ?? commonPort) };
}

/** Options of `pg` that would undo what this driver guarantees, and what to use instead. */
const REFUSED_CONNECT_ARGS: Readonly<Record<string, string>> = {
  connectionString: 'Put it into the URL of the engine.',
  connection: 'The driver opens the socket itself.',
  stream: 'The driver opens the socket itself.',
  enableChannelBinding: 'Use channel_binding=require in the URL.',
  sslnegotiation: 'The driver negotiates TLS itself.',
  connectionTimeoutMillis: 'Use connect_timeout in the URL.',
  query_timeout: 'It leaves the statement running. Use statement_timeout, or the execution option "timeout".',
  pipeline: 'executeMany pipelines by itself.',
  binary: 'The driver reads text, so that nothing is rounded.',
  types: 'Give columns a type instead.',
  Promise: 'Native promises are used.',
};

function checkedConnectArgs(connectArgs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const key of Object.keys(connectArgs)) {
    const advice = Object.hasOwn(REFUSED_CONNECT_ARGS, key) ? REFUSED_CONNECT_ARGS[key] : undefined;
    if (advice !== undefined) throw new ArgumentError(`"${key}" cannot be given in connectArgs. ${advice}`);
  }
  return connectArgs;
}

function clientConfig(
  target: ConnectTarget,
  settings: Settings,
  connectArgs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const config = {
    user: target.username ?? undefined,
    password: target.password ?? undefined,
    database: target.database ?? undefined,
    application_name: settings.application_name,
    options: settings.options,
    ...connectArgs,
  };
  for (const [key, value] of Object.entries(config)) {
    // These travel as strings that end with U+0000: what follows it would be taken for another setting.
    if (typeof value === 'string' && value.includes('\0'))
      throw new ArgumentError(`"${key}" of the connection holds the character U+0000.`);
  }
  return config;
}

function choice<T extends string>(key: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((candidate) => candidate === value);
  if (chosen === undefined) throw new ArgumentError(`${key}=${value} in the URL is unknown. Use one of ${choices.join(', ')}.`);
  return chosen;
}

function wholeNumber(key: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ArgumentError(`${key}=${text} in the URL is not a whole number.`);
  return Number(text);
}
