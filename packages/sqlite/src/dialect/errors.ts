import type { ErrorClassification, ErrorKind } from '@aludel/core/dialect';
import { constraintDetails } from './constraint-details.ts';

/**
 * Reads SQLite's extended result code, which drivers put by name into `code`. Null for errors without one: they
 * are not the database's. https://sqlite.org/rescode.html
 */
export function classifyError(error: unknown): ErrorClassification | null {
  // Not by class: errors of the native addon may belong to another realm.
  if (typeof error !== 'object' || error === null) return null;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  const kind = kindOf(code);
  if (kind === null) return null;
  return {
    kind,
    driverTag: 'sqlite.Error',
    message,
    ...messageWithoutValues(code, message),
    ...constraintDetails(code, message),
    isDisconnect: kind === 'disconnect' || isDamaged(code),
  };
}

function kindOf(code: string): ErrorKind | null {
  if (Object.hasOwn(kinds, code)) return kinds[code] ?? null;
  if (!code.startsWith('SQLITE_') && !code.startsWith('UNKNOWN_SQLITE_ERROR_')) return null;
  const primary = primaryCode(code);
  return Object.hasOwn(kinds, primary) ? (kinds[primary] ?? null) : 'database';
}

/** The file is no database any more: trying again does not help, and the connection is of no use. */
function isDamaged(code: string): boolean {
  const primary = primaryCode(code);
  return primary === 'SQLITE_CORRUPT' || primary === 'SQLITE_NOTADB';
}

/** `SQLITE_IOERR_WRITE` is a case of `SQLITE_IOERR`. */
function primaryCode(code: string): string {
  return code.split('_', 2).join('_');
}

/** Extended codes where they differ from their primary code; then primary codes; then what our driver raises itself. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  SQLITE_CONSTRAINT_ROWID: 'unique',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'foreign-key',
  SQLITE_CONSTRAINT_NOTNULL: 'not-null',
  SQLITE_CONSTRAINT_CHECK: 'check',
  SQLITE_CONSTRAINT_DATATYPE: 'data',
  SQLITE_BUSY_SNAPSHOT: 'serialization',
  SQLITE_READONLY_DBMOVED: 'disconnect',

  SQLITE_CONSTRAINT: 'integrity',
  SQLITE_MISMATCH: 'data',
  SQLITE_TOOBIG: 'data',
  SQLITE_ERROR: 'programming',
  SQLITE_RANGE: 'programming',
  SQLITE_AUTH: 'programming',
  SQLITE_BUSY: 'lock-timeout',
  SQLITE_LOCKED: 'lock-timeout',
  SQLITE_INTERRUPT: 'canceled',
  SQLITE_CORRUPT: 'database',
  SQLITE_NOTADB: 'database',
  SQLITE_FULL: 'operational',
  SQLITE_IOERR: 'operational',
  SQLITE_CANTOPEN: 'operational',
  SQLITE_NOMEM: 'operational',
  SQLITE_READONLY: 'operational',
  SQLITE_PERM: 'operational',
  SQLITE_ABORT: 'operational',
  SQLITE_PROTOCOL: 'operational',
  SQLITE_SCHEMA: 'operational',
  SQLITE_NOLFS: 'not-supported',
  SQLITE_MISUSE: 'interface',
  SQLITE_INTERNAL: 'internal',
  SQLITE_NOTFOUND: 'internal',

  ALUDEL_PARAMETER_COUNT: 'programming',
  ALUDEL_NO_STATEMENT: 'programming',
  ALUDEL_SEVERAL_STATEMENTS: 'programming',
  ALUDEL_NUL_IN_STATEMENT: 'programming',
  ALUDEL_VALUE_TOO_BIG: 'data',
  ALUDEL_MISUSE: 'interface',
  ALUDEL_CANCELED: 'canceled',
  ALUDEL_DEADLOCK: 'deadlock',
  ALUDEL_TRANSACTION_LOST: 'internal',
  ALUDEL_CONNECTION_CLOSED: 'disconnect',
};

/** Triggers write their own messages, and run-time errors quote the value they could not read. */
function messageWithoutValues(code: string, message: string): Pick<ErrorClassification, 'messageWithoutValues'> {
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') return { messageWithoutValues: 'a trigger refused the change' };
  if (code !== 'SQLITE_ERROR') return {};
  const hidden = message.replaceAll(/'[^']*'|"[^"]*"/g, '(hidden)');
  return hidden === message ? {} : { messageWithoutValues: hidden };
}
