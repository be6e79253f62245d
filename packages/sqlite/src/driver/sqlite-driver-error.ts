/** SQLite's own codes by name, and what can go wrong outside its code: in a binding, or in what the driver adds to it. */
export type SqliteErrorCode =
  | `SQLITE_${string}`
  | 'ALUDEL_PARAMETER_COUNT'
  | 'ALUDEL_NO_STATEMENT'
  | 'ALUDEL_SEVERAL_STATEMENTS'
  | 'ALUDEL_NUL_IN_STATEMENT'
  | 'ALUDEL_VALUE_TOO_BIG'
  | 'ALUDEL_MISUSE'
  | 'ALUDEL_DEADLOCK'
  | 'ALUDEL_TRANSACTION_LOST'
  | 'ALUDEL_CANCELED'
  | 'ALUDEL_CONNECTION_CLOSED';

/** An error with a code by which the dialect classifies it; `cause` is what the library threw, if it did. */
export class SqliteDriverError extends Error {
  /** SQLite's own, or one of this driver: `ALUDEL_CANCELED`. */
  readonly code: SqliteErrorCode;

  constructor(code: SqliteErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.defineProperty(this, 'name', { value: 'SqliteDriverError', configurable: true, writable: true });
  }
}

/** The caller lost patience. */
export function canceledError(): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_CANCELED', 'interrupted');
}

/** The connection, or the database behind it, was closed. */
export function closedError(cause?: unknown): SqliteDriverError {
  return new SqliteDriverError(
    'ALUDEL_CONNECTION_CLOSED',
    'The connection to the SQLite database is closed. Take a new one from the engine.',
    cause,
  );
}
