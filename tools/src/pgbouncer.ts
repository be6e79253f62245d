import { DatabaseNotInstalledError, type DatabaseServer } from './database-server.ts';
import { findProgram } from './find-program.ts';
import { startServer } from './server-process.ts';
import { serverUser } from './server-user.ts';
import { inWorkDirectory } from './work-directory.ts';

/** Starts pgbouncer in transaction mode, as hosted PostgreSQL does, in front of the server of `postgresqlUrl`. */
export async function startPgbouncer(port: number, postgresqlUrl: string): Promise<DatabaseServer> {
  const program = findProgram('pgbouncer');
  if (program === null) {
    throw new DatabaseNotInstalledError(
      'There is no pgbouncer on this machine.',
      'tools/install-databases.sh (Debian, Ubuntu), or brew install pgbouncer',
    );
  }
  const target = new URL(postgresqlUrl);
  const user = serverUser('postgres');
  return inWorkDirectory('pgbouncer', user, async (directory) => {
    const users = directory.write(
      'users.txt',
      `${quoted(decodeURIComponent(target.username))} ${quoted(decodeURIComponent(target.password))}\n`,
    );
    const server = await startServer({
      program,
      args: [directory.write('pgbouncer.ini', configuration(port, target, users))],
      user,
      cwd: directory.path,
      readyWhen: /process up/,
      // SIGTERM waits for the clients since pgbouncer 1.23.
      stopSignal: 'SIGQUIT',
    });
    return { url: pooledUrl(target, port), env: {}, stop: () => server.stop().finally(() => directory.remove()) };
  });
}

function configuration(port: number, target: URL, users: string): string {
  return [
    '[databases]',
    `* = host=${target.hostname} port=${target.port || 5432}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    'pool_mode = transaction',
    'default_pool_size = 5',
    'max_client_conn = 200',
    '',
  ].join('\n');
}

function pooledUrl(target: URL, port: number): string {
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  url.search = '';
  return url.href;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
