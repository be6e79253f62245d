import type { ConnectTarget, Driver, DriverConnection } from '@aludel/core/dialect';
import { checkTarget, readConnectOptions } from './connect-options.ts';
import { loadMysql2 } from './load-mysql2.ts';
import { MysqlConnection } from './mysql-connection.ts';
import { openConnection } from './open-connection.ts';

/** Speaks to MySQL and MariaDB through mysql2. */
export const mysql2Driver: Driver = Object.freeze({ name: 'mysql2', checkTarget, connect });

async function connect(target: ConnectTarget): Promise<DriverConnection> {
  const options = await readConnectOptions(target);
  const mysql2 = await loadMysql2();
  const reopen = () => openConnection(mysql2, options);
  const connection = new MysqlConnection(await reopen(), mysql2.TypedParameter, reopen);
  await connection.setUp(options.initCommand);
  return connection;
}
