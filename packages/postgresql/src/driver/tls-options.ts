import { ArgumentError } from '@aludel/core/dialect';
import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';

/** How to open a socket. `tls-if-offered` goes on in plain text where the server has no TLS. */
export type Encryption = 'plain' | 'tls' | 'tls-if-offered';

/** What `sslmode` and its companions ask for. */
export interface TlsPolicy {
  /** In this order; the next one is tried where the server refuses the user on the one before. */
  readonly attempts: readonly Encryption[];
  readonly options: ConnectionOptions;
}

/** The settings of libpq, as they stand in a URL. https://www.postgresql.org/docs/current/libpq-ssl.html */
export interface TlsSettings {
  readonly sslmode?: string | undefined;
  readonly sslrootcert?: string | undefined;
  readonly sslcert?: string | undefined;
  readonly sslkey?: string | undefined;
  readonly sslpassword?: string | undefined;
}

/** Throws ArgumentError for a setting that is unsafe or unknown; reads no file. */
export function checkTlsSettings(settings: TlsSettings): void {
  sslMode(settings);
  if ((settings.sslcert === undefined) !== (settings.sslkey === undefined)) {
    throw new ArgumentError('sslcert and sslkey belong together: give both files, or neither.');
  }
}

/** Turns libpq's settings into what they mean, and reads the files they name. Throws ArgumentError for a setting that is unsafe or unknown. */
export async function tlsPolicy(settings: TlsSettings): Promise<TlsPolicy> {
  checkTlsSettings(settings);
  const mode = sslMode(settings);
  if (mode === 'disable') return { attempts: ATTEMPTS.disable, options: {} };
  return { attempts: ATTEMPTS[mode], options: { ...verification(mode, settings), ...(await files(settings)) } };
}

/** What `connectArgs.ssl` asks for, with the meaning it has in `pg`: true verifies chain and host name. */
export function tlsPolicyOf(ssl: unknown): TlsPolicy {
  if (ssl === false) return { attempts: ATTEMPTS.disable, options: {} };
  if (ssl === true) return { attempts: ATTEMPTS['verify-full'], options: {} };
  if (typeof ssl === 'object' && ssl !== null) return { attempts: ATTEMPTS['verify-full'], options: ssl as ConnectionOptions };
  throw new ArgumentError('"ssl" in connectArgs must be true, false, or the options of tls.connect().');
}

const ATTEMPTS = {
  disable: ['plain'],
  allow: ['plain', 'tls'],
  prefer: ['tls-if-offered', 'plain'],
  require: ['tls'],
  'verify-ca': ['tls'],
  'verify-full': ['tls'],
} as const satisfies Record<string, readonly Encryption[]>;

type SslMode = keyof typeof ATTEMPTS;

function sslMode(settings: TlsSettings): SslMode {
  // As in libpq: the public roots vouch for everybody, so they are worth something only if the host name is checked.
  const mode = settings.sslmode ?? (settings.sslrootcert === 'system' ? 'verify-full' : 'prefer');
  if (!Object.hasOwn(ATTEMPTS, mode)) {
    throw new ArgumentError(`sslmode=${mode} in the URL is unknown. Use one of ${Object.keys(ATTEMPTS).join(', ')}.`);
  }
  if (settings.sslrootcert === 'system' && mode !== 'verify-full') {
    throw new ArgumentError(
      `sslrootcert=system trusts every public authority, which sslmode=${mode} makes worthless. Use sslmode=verify-full.`,
    );
  }
  if (mode === 'verify-ca' && settings.sslrootcert === undefined) {
    throw new ArgumentError(
      'sslmode=verify-ca needs sslrootcert=<file>, the authority to trust. Or use sslmode=verify-full, which checks the host name.',
    );
  }
  return mode as SslMode;
}

/** As in libpq, a root certificate is checked whatever the mode; only verify-full looks at the host name. */
function verification(mode: SslMode, settings: TlsSettings): ConnectionOptions {
  if (mode === 'verify-full') return { rejectUnauthorized: true };
  return { rejectUnauthorized: settings.sslrootcert !== undefined, checkServerIdentity: () => undefined };
}

async function files(settings: TlsSettings): Promise<ConnectionOptions> {
  const { sslrootcert, sslcert, sslkey, sslpassword } = settings;
  return {
    ...(sslrootcert !== undefined && sslrootcert !== 'system' && { ca: await readSetting('sslrootcert', sslrootcert) }),
    ...(sslcert !== undefined && { cert: await readSetting('sslcert', sslcert) }),
    ...(sslkey !== undefined && { key: await readSetting('sslkey', sslkey) }),
    ...(sslpassword !== undefined && { passphrase: sslpassword }),
  };
}

async function readSetting(setting: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ArgumentError(`The file of ${setting} cannot be read: ${path}. Check the path and who may read it.`, {
      cause: error,
    });
  }
}
