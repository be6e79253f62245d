import { existsSync } from 'node:fs';
import { URL } from '@aludel/core';

/**
 * The URL of the hosted PostgreSQL whose login stands in the environment or in `.env`: db_username, db_password, db_host
 * (with `:port` if it is not 5432) and db_name. Null if there is none. Encrypted, and bound to that encryption.
 */
export function hostedDatabaseUrl(file = '.env'): string | null {
  if (existsSync(file)) process.loadEnvFile(file);
  const { db_username: username, db_password: password, db_host: address, db_name: database } = process.env;
  if (!username || !password || !address || !database) return null;
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

function splitPort(address: string): readonly [string, number | null] {
  const match = /^(.*):(\d+)$/.exec(address);
  return match === null ? [address, null] : [match[1] as string, Number(match[2])];
}
