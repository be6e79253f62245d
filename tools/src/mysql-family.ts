import type { ServerCertificate } from './certificate-authority.ts';
import { credentials } from './database-server.ts';

/** Run by MariaDB and MySQL before the first client may connect; nobody but the tests' user can log in afterwards. */
export const accountsSql = [
  `CREATE DATABASE ${credentials.database} CHARACTER SET utf8mb4;`,
  `CREATE USER '${credentials.user}'@'%' IDENTIFIED BY '${credentials.password}';`,
  `GRANT ALL PRIVILEGES ON *.* TO '${credentials.user}'@'%' WITH GRANT OPTION;`,
  `ALTER USER 'root'@'localhost' IDENTIFIED BY '${credentials.password}';`,
  '',
].join('\n');

/** Settings for data that nobody needs after the tests: nothing is flushed, nothing is kept for replication. */
export const scratchSettings = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-buffer-pool-size=64M',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--max-connections=200',
] as const;

/** Makes TLS possible on the same port, never compulsory. */
export function tlsSettings(certificate: ServerCertificate | null): string[] {
  if (certificate === null) return [];
  return [`--ssl-ca=${certificate.caFile}`, `--ssl-cert=${certificate.certificateFile}`, `--ssl-key=${certificate.keyFile}`];
}
