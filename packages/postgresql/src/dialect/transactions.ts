import { ArgumentError, type DriverConnection, type IsolationLevel, type TransactionOptions } from '@aludel/core/dialect';

const LEVELS: ReadonlySet<string> = new Set(['SERIALIZABLE', 'REPEATABLE READ', 'READ COMMITTED', 'READ UNCOMMITTED']);

/**
 * One BEGIN that says everything. It leaves no state in the session, so it is safe where a pooler hands the session to
 * somebody else after the transaction.
 */
export function beginStatements(options: TransactionOptions): readonly string[] {
  const { isolationLevel, readOnly, deferrable } = options;
  const modes: string[] = [];
  if (isolationLevel !== undefined) modes.push(`ISOLATION LEVEL ${known(isolationLevel)}`);
  if (readOnly !== undefined) modes.push(readOnly ? 'READ ONLY' : 'READ WRITE');
  if (deferrable !== undefined) modes.push(deferrable ? 'DEFERRABLE' : 'NOT DEFERRABLE');
  return [['BEGIN', ...modes].join(' ')];
}

/** Asks the server for the level of the current transaction; outside of one, of the next. */
export async function readIsolationLevel(connection: DriverConnection): Promise<IsolationLevel> {
  const { rows } = await connection.execute('SHOW transaction_isolation', [], { prepare: false });
  return levelNamed(String(rows[0]?.[0]));
}

/** `read committed`, as the server writes it, to `READ COMMITTED`. */
export function levelNamed(setting: string): IsolationLevel {
  return known(setting.toUpperCase()) as IsolationLevel;
}

function known(level: string): string {
  if (LEVELS.has(level)) return level;
  throw new ArgumentError(`PostgreSQL has no isolation level "${level}". Use one of ${[...LEVELS, 'AUTOCOMMIT'].join(', ')}.`);
}
