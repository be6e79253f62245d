import { SqliteDriverError } from './sqlite-driver-error.ts';

/** The SQL is empty, or holds only space and comments. */
export function noStatementError(): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_NO_STATEMENT', 'The SQL holds no statement, only space or comments. Write one.');
}

/** The SQL goes on after its first statement. */
export function severalStatementsError(cause?: unknown): SqliteDriverError {
  return new SqliteDriverError(
    'ALUDEL_SEVERAL_STATEMENTS',
    'The SQL holds more than one statement. Execute them one by one.',
    cause,
  );
}

/** A value that does not fit: into SQLite, or back into JavaScript. */
export function valueTooBigError(cause?: unknown): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_VALUE_TOO_BIG', 'A value is too big: a text may have about 512 MB.', cause);
}

/** There are not as many values as `?` in the statement. */
export function parameterCountError(what: 'tooFew' | 'tooMany' | 'named', cause?: unknown): SqliteDriverError {
  return new SqliteDriverError('ALUDEL_PARAMETER_COUNT', countMessages[what], cause);
}

const countMessages = {
  tooFew: 'The statement has more placeholders than there are parameters. Give one value for each "?".',
  tooMany:
    'The statement has fewer "?" placeholders than there are parameters (names and numbers such as ":a" and "?1" do not count). Give one value for each "?".',
  named:
    'The statement has named or numbered placeholders, which the driver does not bind. Write "?" for each value, or use text() with :names.',
} as const;
