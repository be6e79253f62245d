/** What can go wrong outside SQLite's own code: in better-sqlite3's binding, or in what this driver adds to it. */
export type SqliteDriverErrorCode =
  | 'SQLITE_BUSY'
  | 'SQLITE_CANTOPEN'
  | 'SQLITE_ERROR'
  | 'SQLITE_READONLY'
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

/** An error with a code like SQLite's own, so that it is classified in the same way. */
export class SqliteDriverError extends Error {
  readonly code: SqliteDriverErrorCode;
  /** Package and class, as the engine's message shows them. */
  readonly driverTag = 'better-sqlite3.SqliteError';

  constructor(code: SqliteDriverErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.defineProperty(this, 'name', { value: 'SqliteDriverError', configurable: true, writable: true });
    Object.defineProperty(this, 'driverTag', { enumerable: false });
  }
}

/** The caller lost patience. */
export function canceledError(): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_CANCELED', 'interrupted');
}

/** The connection, or the database behind it, was closed. */
export function closedError(): SqliteDriverError {
  return new SqliteDriverError(
    'ALUDEL_CONNECTION_CLOSED',
    'The connection to the SQLite database is closed. Take a new one from the engine.',
  );
}
