import type { DriverConnection, IsolationLevel, TransactionOptions } from '@aludel/core/dialect';
import { notWrittenYet } from '../not-written-yet.ts';

/** The statements that start a transaction, in order. This is standard SQL; what the database lacks must be an ArgumentError. */
export function beginStatements({ isolationLevel, readOnly }: TransactionOptions): readonly string[] {
  const modes: string[] = [];
  if (isolationLevel !== undefined) modes.push(`ISOLATION LEVEL ${isolationLevel}`);
  if (readOnly !== undefined) modes.push(readOnly ? 'READ ONLY' : 'READ WRITE');
  return [['START TRANSACTION', modes.join(', ')].join(' ').trimEnd()];
}

/** The level that the transaction of this connection has now, as the server says, not as we remember. */
export function readIsolationLevel(_connection: DriverConnection): Promise<IsolationLevel> {
  return notWrittenYet(
    'readIsolationLevel()',
    'src/dialect/transactions.ts',
    'Ask the server, or give the one level there is; then list the levels in capabilities.ts.',
  );
}
