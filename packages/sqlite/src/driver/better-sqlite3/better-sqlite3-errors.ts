import { closedError, SqliteDriverError } from '../sqlite-driver-error.ts';
import { parameterCountError, severalStatementsError, valueTooBigError } from '../statement-errors.ts';

/**
 * Gives the errors of better-sqlite3's binding a code. They are plain TypeErrors and RangeErrors without one, so their
 * message is all there is to go by; whatever else is thrown (by SQLite, by a function of the user) stays as it is.
 */
export function withCode(error: unknown): unknown {
  // By name, not by class: errors of the native addon may belong to another realm.
  if (typeof error !== 'object' || error === null || 'code' in error) return error;
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if ((name !== 'TypeError' && name !== 'RangeError') || typeof message !== 'string') return error;
  const known = Object.hasOwn(knownErrors, message) ? knownErrors[message] : undefined;
  return known === undefined ? error : known(error);
}

const knownErrors: Readonly<Record<string, ((cause: unknown) => SqliteDriverError) | undefined>> = {
  'The database connection is not open': closedError,
  'Too few parameter values were provided': (cause) => parameterCountError('tooFew', cause),
  'Too many parameter values were provided': (cause) => parameterCountError('tooMany', cause),
  'Missing named parameters': (cause) => parameterCountError('named', cause),
  'The supplied SQL string contains more than one statement': severalStatementsError,
  'The bound string, buffer, or bigint is too big': valueTooBigError,
  'This database connection is busy executing a query': (cause) =>
    new SqliteDriverError(
      'ALUDEL_MISUSE',
      'The connection is executing a statement already. A function called by SQL cannot use the connection that runs it.',
      cause,
    ),
  'This statement is busy executing a query': (cause) =>
    new SqliteDriverError(
      'ALUDEL_MISUSE',
      'The statement is running already. A function called by SQL cannot run the statement that called it.',
      cause,
    ),
};
