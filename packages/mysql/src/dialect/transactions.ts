import { ArgumentError, type DriverConnection, type IsolationLevel, type TransactionOptions } from '@aludel/core/dialect';

/**
 * Starts a transaction. The isolation level is set for the next transaction only (`SET TRANSACTION` without SESSION), so
 * nothing of it is left on the connection. https://dev.mysql.com/doc/refman/9.0/en/set-transaction.html
 *
 * @example beginStatements({ isolationLevel: 'SERIALIZABLE' })
 * // ['SET TRANSACTION ISOLATION LEVEL SERIALIZABLE', 'START TRANSACTION']
 */
export function beginStatements(options: TransactionOptions): readonly string[] {
  if (options.deferrable) throw new ArgumentError('MySQL and MariaDB have no DEFERRABLE transactions. Leave "deferrable" out.');
  if (options.isolationLevel === 'SNAPSHOT') {
    throw new ArgumentError('MySQL and MariaDB have no isolation level SNAPSHOT. REPEATABLE READ reads from a snapshot there.');
  }
  const start = startStatement(options.readOnly);
  return options.isolationLevel === undefined ? [start] : [`SET TRANSACTION ISOLATION LEVEL ${options.isolationLevel}`, start];
}

/**
 * The isolation level that the transaction was begun with, or that of the session. The server does not show the level that
 * `SET TRANSACTION` gave to the one transaction that is running.
 */
export async function readIsolationLevel(connection: DriverConnection, begun: TransactionOptions = {}): Promise<IsolationLevel> {
  if (begun.isolationLevel !== undefined) return begun.isolationLevel;
  // MySQL 8 dropped tx_isolation, MariaDB 11.1 brought transaction_isolation; this asks for whichever there is.
  const { rows } = await connection.execute(
    "SHOW SESSION VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')",
    [],
    { prepare: false },
  );
  return String(rows[0]?.[1]).replace('-', ' ') as IsolationLevel;
}

function startStatement(readOnly: boolean | undefined): string {
  if (readOnly === undefined) return 'START TRANSACTION';
  return readOnly ? 'START TRANSACTION READ ONLY' : 'START TRANSACTION READ WRITE';
}
