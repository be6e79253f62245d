import { SqliteDriverError, closedError, type SqliteDriverErrorCode } from './sqlite-driver-error.ts';

/**
 * Gives the errors of better-sqlite3's binding a code. They are plain TypeErrors and RangeErrors without one, so their
 * message is all there is to go by; whatever else is thrown (by SQLite, by a function of the user) stays as it is.
 */
export function withCode(error: unknown): unknown {
  // By name, not by class: errors of the native addon may belong to another realm.
  if (typeof error !== 'object' || error === null || 'code' in error) return error;
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if ((name !== 'TypeError' && name !== 'RangeError') || typeof message !== 'string') return error;
  if (message === 'The database connection is not open') return closedError();
  const known = Object.hasOwn(knownErrors, message) ? knownErrors[message] : undefined;
  return known === undefined ? error : new SqliteDriverError(known.code, known.message, error);
}

interface KnownError {
  readonly code: SqliteDriverErrorCode;
  readonly message: string;
}

const knownErrors: Readonly<Record<string, KnownError | undefined>> = {
  'Too few parameter values were provided': {
    code: 'ALUDEL_PARAMETER_COUNT',
    message: 'The statement has more placeholders than there are parameters. Give one value for each "?".',
  },
  'Too many parameter values were provided': {
    code: 'ALUDEL_PARAMETER_COUNT',
    message:
      'The statement has fewer "?" placeholders than there are parameters (names and numbers such as ":a" and "?1" do not count). Give one value for each "?".',
  },
  'Missing named parameters': {
    code: 'ALUDEL_PARAMETER_COUNT',
    message:
      'The statement has named or numbered placeholders, which the driver does not bind. Write "?" for each value, or use text() with :names.',
  },
  'The supplied SQL string contains no statements': {
    code: 'ALUDEL_NO_STATEMENT',
    message: 'The SQL holds no statement, only space or comments. Write one.',
  },
  'The supplied SQL string contains more than one statement': {
    code: 'ALUDEL_SEVERAL_STATEMENTS',
    message: 'The SQL holds more than one statement. Execute them one by one.',
  },
  'The bound string, buffer, or bigint is too big': {
    code: 'ALUDEL_VALUE_TOO_BIG',
    message: 'A parameter is too big for SQLite (512 MB).',
  },
  'This database connection is busy executing a query': {
    code: 'ALUDEL_MISUSE',
    message: 'The connection is executing a statement already. A function called by SQL cannot use the connection that runs it.',
  },
  'This statement is busy executing a query': {
    code: 'ALUDEL_MISUSE',
    message: 'The statement is running already. A function called by SQL cannot run the statement that called it.',
  },
};
