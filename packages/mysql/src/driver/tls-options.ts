import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { ArgumentError, type ConnectTarget } from '@aludel/core/dialect';

/** How a connection is encrypted: not; if the server offers it; always, with these options of mysql2. */
export type Tls =
  | { readonly kind: 'off' }
  | { readonly kind: 'if-offered'; readonly ssl: object }
  | { readonly kind: 'always'; readonly ssl: object };

type Mode = 'disabled' | 'preferred' | 'required' | 'verify_ca' | 'verify_identity';

/** Throws ArgumentError for keys of the URL that cannot be meant together; reads no file. */
export function checkTlsKeys(target: ConnectTarget, queryValue: (key: string) => string | undefined): void {
  plan(target, queryValue);
}

/**
 * Reads `ssl-mode` and its files by the meaning that MySQL's own clients give them, and builds the `ssl` object of mysql2,
 * which would ignore the mode and send everything in plain text.
 * https://dev.mysql.com/doc/refman/9.0/en/connection-options.html#option_general_ssl-mode
 */
export async function readTls(target: ConnectTarget, queryValue: (key: string) => string | undefined): Promise<Tls> {
  const { mode, files, argument } = plan(target, queryValue);
  if (argument !== undefined) return argument;
  if (mode === 'disabled') return { kind: 'off' };
  return { kind: mode === 'preferred' ? 'if-offered' : 'always', ssl: await sslOptions(mode, files) };
}

function plan(target: ConnectTarget, queryValue: (key: string) => string | undefined) {
  const files = { ca: queryValue('ssl_ca'), cert: queryValue('ssl_cert'), key: queryValue('ssl_key') };
  const given = readMode(queryValue);
  const mode = given ?? impliedMode(files);
  if (target.connectArgs['ssl'] !== undefined)
    return { mode, files, argument: readSslArgument(target.connectArgs['ssl'], given, files) };
  checkFiles(mode, files);
  if (mode === 'verify_identity') checkHost(target.host);
  return { mode, files, argument: undefined };
}

interface Files {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

const modeKeys = ['ssl-mode', 'ssl_mode', 'sslmode'];

function readMode(queryValue: (key: string) => string | undefined): Mode | undefined {
  const values = modeKeys.map(queryValue).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const mode = modes.get((values[0] as string).toLowerCase().replaceAll('-', '_'));
  if (mode !== undefined && values.length === 1) return mode;
  throw new ArgumentError(
    `ssl-mode=${values.join(', ')} in the URL is not one of: disabled, preferred, required, verify_ca, verify_identity.`,
  );
}

// PostgreSQL's words for the same, too, where they leave no doubt.
const modes: ReadonlyMap<string, Mode> = new Map<string, Mode>([
  ['disabled', 'disabled'],
  ['disable', 'disabled'],
  ['preferred', 'preferred'],
  ['prefer', 'preferred'],
  ['required', 'required'],
  ['require', 'required'],
  ['verify_ca', 'verify_ca'],
  ['verify_identity', 'verify_identity'],
  ['verify_full', 'verify_identity'],
]);

/** Who names an authority wants the server checked; who has a certificate to show wants TLS. */
function impliedMode(files: Files): Mode {
  if (files.ca !== undefined) return 'verify_identity';
  return files.cert !== undefined || files.key !== undefined ? 'required' : 'disabled';
}

function checkFiles(mode: Mode, files: Files): void {
  if (files.ca !== undefined && mode !== 'verify_ca' && mode !== 'verify_identity') {
    throw new ArgumentError(
      `ssl_ca says whom to trust, but ssl-mode=${mode} trusts everyone. Give ssl-mode=verify_identity, or leave ssl_ca out.`,
    );
  }
  if ((files.cert === undefined) !== (files.key === undefined)) {
    throw new ArgumentError('ssl_cert and ssl_key belong together. Give both, or neither.');
  }
  if (files.cert !== undefined && mode === 'disabled') {
    throw new ArgumentError('ssl_cert is of no use with ssl-mode=disabled. Give ssl-mode=required, or leave ssl_cert out.');
  }
}

// mysql2 hands no name to TLS for an address, and Node would then check the certificate for "localhost".
function checkHost(host: string | null): void {
  if (host === null || isIP(host) === 0) return;
  throw new ArgumentError(
    `ssl-mode=verify_identity checks the name in the certificate, but the URL has the address ${host}. Give the host's name, or ssl-mode=verify_ca.`,
  );
}

async function sslOptions(mode: Mode, files: Files): Promise<object> {
  const ssl: Record<string, unknown> = {
    rejectUnauthorized: mode === 'verify_ca' || mode === 'verify_identity',
    verifyIdentity: mode === 'verify_identity',
  };
  if (files.ca !== undefined) ssl['ca'] = await readPem('ssl_ca', files.ca);
  if (files.cert !== undefined) ssl['cert'] = await readPem('ssl_cert', files.cert);
  if (files.key !== undefined) ssl['key'] = await readPem('ssl_key', files.key);
  return ssl;
}

async function readPem(key: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ArgumentError(`The file that ${key} names cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** The `ssl` of `connectArgs` is mysql2's own, and goes to it as it is. */
function readSslArgument(ssl: unknown, mode: Mode | undefined, files: Files): Tls {
  if (mode !== undefined || Object.values(files).some((file) => file !== undefined)) {
    throw new ArgumentError('TLS is described twice: in the URL and by connectArgs.ssl. Give one of them.');
  }
  if (typeof ssl !== 'object' || ssl === null) {
    throw new ArgumentError("connectArgs.ssl is no object. Give mysql2's TLS options, or ssl-mode=required in the URL.");
  }
  // A copy, since mysql2 writes into it.
  return { kind: 'always', ssl: { ...ssl } };
}
