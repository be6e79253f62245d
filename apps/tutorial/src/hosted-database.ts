import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { URL } from '@aludel/core';

/**
 * The URL of the hosted PostgreSQL whose login stands in the environment or in `.env`: db_username, db_password, db_host
 * (with `:port` if it is not 5432) and db_name. Null if there is none. Encrypted, and bound to that encryption.
 */
export function hostedDatabaseUrl(file = '.env'): string | null {
  const settings = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
  const { db_username: username, db_password: password, db_host: address, db_name: database } = settings;
  if (!username || !password || !address || !database) return refuseHalf({ username, password, address, database });
  const [host, port] = splitPort(address);
  const url = URL.create({
    drivername: 'postgresql',
    username,
    password,
    host,
    port,
    database,
    query: { sslmode: 'require', channel_binding: 'require' },
  });
  return url.renderAsString({ hidePassword: false });
}

function refuseHalf(given: Readonly<Record<string, string | undefined>>): null {
  const isSet = Object.values(given).some((value) => value);
  if (!isSet) return null;
  throw new Error(
    'The login of the hosted database is incomplete: .env or the environment must have db_username, db_password, db_host and db_name.',
  );
}

function splitPort(address: string): readonly [string, number | null] {
  const match = /^(.*):(\d+)$/.exec(address);
  return match === null ? [address, null] : [match[1] as string, Number(match[2])];
}
