import type { DriverConnection, ServerFacts } from '@aludel/core/dialect';
import { readIsolationLevel } from './transactions.ts';

/** Asks the server which product and version it is; `mysql://` may well have reached a MariaDB. */
export async function initialize(connection: DriverConnection): Promise<ServerFacts> {
  const { rows } = await connection.execute('SELECT VERSION(), @@auto_increment_increment', [], { prepare: false });
  const version = String(rows[0]?.[0]);
  return {
    serverVersion: versionNumbers(version),
    product: /mariadb/i.test(version) ? 'MariaDB' : 'MySQL',
    defaultIsolationLevel: await readIsolationLevel(connection),
    preparedStatements: true,
    autoIncrementStep: Number(rows[0]?.[1] ?? 1),
  };
}

/** `10.11.6-MariaDB-1+deb12u1` is `[10, 11, 6]`. */
function versionNumbers(version: string): readonly number[] {
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '';
  return numbers.split('.').map(Number);
}
