import type { ErrorClassification, ErrorKind } from '@aludel/core/dialect';

/**
 * Reads what went wrong out of a driver's error, by its codes, never by its message. Null: it is none of the driver's, and
 * the caller gets it as it is.
 */
export function classifyError(error: unknown): ErrorClassification | null {
  // Not by instanceof: errors of Node and of native add-ons may come from another realm.
  if (typeof error !== 'object' || error === null) return null;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  const kind = kindOf(code);
  if (kind === null) return null;
  return {
    kind,
    // Package and class, as the messages of errors show them.
    driverTag: 'my-wire.Error',
    message,
    isDisconnect: kind === 'disconnect',
    // Where the error has them: constraint, table, columns; and messageWithoutValues where the message quotes data.
  };
}

/** Null for a code that is not the database's. Any other code that is none of the table is at least a `database` error. */
function kindOf(code: string): ErrorKind | null {
  return Object.hasOwn(kinds, code) ? (kinds[code] ?? null) : null;
}

/**
 * Each code of the database and of the driver, with its kind. These are the classes of the SQL standard, as an example:
 * unique, foreign-key, not-null, check and programming are what programs ask for most.
 */
const kinds: Readonly<Record<string, ErrorKind>> = {
  // The driver's own: see src/driver/driver-error.ts.
  MY_DB_CLOSED: 'disconnect',
  ECONNREFUSED: 'operational',
  ECONNRESET: 'disconnect',
  EPIPE: 'disconnect',
};
