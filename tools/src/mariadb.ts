import { makeCertificate } from './certificate-authority.ts';
import { DatabaseNotInstalledError, localUrl, noVariables, type DatabaseServer } from './database-server.ts';
import { findProgram } from './find-program.ts';
import { accountsSql, scratchSettings, tlsSettings } from './mysql-family.ts';
import { runProgram, startServer } from './server-process.ts';
import { serverUser } from './server-user.ts';
import { inWorkDirectory } from './work-directory.ts';

/** Starts the MariaDB that is installed on this machine, on data of its own. */
export async function startMariadb(port: number): Promise<DatabaseServer> {
  const [installer, program] = [findProgram('mariadb-install-db', 'mysql_install_db'), findProgram('mariadbd')];
  if (installer === null || program === null) {
    throw new DatabaseNotInstalledError(
      'There is no mariadbd on this machine.',
      'tools/install-databases.sh (Debian, Ubuntu), or brew install mariadb, or docker compose up',
    );
  }
  const user = serverUser('mysql');
  return inWorkDirectory('mariadb', user, async (directory) => {
    const data = directory.join('data');
    const [certificate] = await Promise.all([
      makeCertificate(directory, user),
      runProgram({
        program: installer,
        args: [
          '--no-defaults',
          `--datadir=${data}`,
          '--auth-root-authentication-method=normal',
          '--skip-test-db',
          '--skip-name-resolve',
        ],
        user,
        cwd: directory.path,
      }),
    ]);
    const server = await startServer({
      program,
      args: [
        '--no-defaults',
        `--datadir=${data}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        `--socket=${directory.join('s')}`,
        `--pid-file=${directory.join('pid')}`,
        `--init-file=${directory.write('accounts.sql', accountsSql)}`,
        ...scratchSettings,
        ...tlsSettings(certificate),
      ],
      user,
      cwd: directory.path,
      readyWhen: /ready for connections/,
    });
    return {
      url: localUrl('mariadb', port),
      env: certificate === null ? noVariables : { ALUDEL_TEST_MARIADB_CA: certificate.caFile },
      stop: () => server.stop().finally(() => directory.remove()),
    };
  });
}
