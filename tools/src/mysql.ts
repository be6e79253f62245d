import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from './certificate-authority.ts';
import { DatabaseNotInstalledError, localUrl, noVariables, type DatabaseServer } from './database-server.ts';
import { findProgram } from './find-program.ts';
import { accountsSql, scratchSettings, tlsSettings } from './mysql-family.ts';
import { runProgram, startServer } from './server-process.ts';
import { serverUser } from './server-user.ts';
import { inWorkDirectory } from './work-directory.ts';

/** Starts MySQL: unpacked by `tools/unpack-mysql.sh`, or installed on this machine. */
export async function startMysql(port: number): Promise<DatabaseServer> {
  const root = unpackedRoot();
  const installed = root === null ? installedMysqld() : null;
  if (root === null && installed === null) {
    throw new DatabaseNotInstalledError(
      'There is no MySQL on this machine (a mysqld of MariaDB does not count).',
      'tools/unpack-mysql.sh (Linux, into .cache/mysql), or brew install mysql, or docker compose up',
    );
  }
  const user = serverUser('mysql');
  return inWorkDirectory('mysql', user, async (directory) => {
    const { program, args } =
      installed === null
        ? unpackedCommand(await directory.reachable(root as string))
        : { program: installed, args: ['--no-defaults'] };
    const common = [...args, `--datadir=${directory.join('data')}`];
    const [certificate] = await Promise.all([
      makeCertificate(directory, user),
      runProgram({
        program,
        args: [...common, '--initialize-insecure', '--innodb-redo-log-capacity=8M', '--skip-log-bin'],
        user,
        cwd: directory.path,
      }),
    ]);
    const server = await startServer({
      program,
      args: [
        ...common,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--mysqlx=OFF',
        `--socket=${directory.join('s')}`,
        '--secure-file-priv=NULL',
        `--pid-file=${directory.join('pid')}`,
        `--init-file=${directory.write('accounts.sql', accountsSql)}`,
        ...scratchSettings,
        ...tlsSettings(certificate),
      ],
      user,
      cwd: directory.path,
      readyWhen: /mysqld.*: ready for connections/,
    });
    return {
      url: localUrl('mysql', port),
      env: certificate === null ? noVariables : { ALUDEL_TEST_MYSQL_CA: certificate.caFile },
      stop: () => server.stop().finally(() => directory.remove()),
    };
  });
}

function unpackedRoot(): string | null {
  const root = process.env['ALUDEL_MYSQL_ROOT'] ?? fileURLToPath(new URL('../../.cache/mysql', import.meta.url));
  return existsSync(join(root, 'usr/sbin/mysqld')) ? root : null;
}

/** Debian's mariadb-server installs a `mysqld` that is MariaDB; only the program itself tells. */
function installedMysqld(): string | null {
  const program = findProgram('mysqld');
  if (program === null) return null;
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).includes('MariaDB') ? null : program;
}

/** The unpacked program comes with libraries, and a loader, newer than this system's. */
function unpackedCommand(root: string): { program: string; args: string[] } {
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
  const loader = process.arch === 'arm64' ? 'usr/lib/ld-linux-aarch64.so.1' : 'usr/lib64/ld-linux-x86-64.so.2';
  const libraries = [join(root, 'usr/lib', triplet), join(root, 'usr/lib/mysql/private')].join(':');
  const folders = [
    `--basedir=${root}/usr`,
    `--lc-messages-dir=${root}/usr/share/mysql`,
    `--character-sets-dir=${root}/usr/share/mysql/charsets`,
    `--plugin-dir=${root}/usr/lib/mysql/plugin`,
  ];
  return {
    program: join(root, loader),
    args: ['--library-path', libraries, join(root, 'usr/sbin/mysqld'), '--no-defaults', ...folders],
  };
}
