import { closedError, resultCodeName, SqliteDriverError } from '@aludel/sqlite/dialect';

/**
 * What node:sqlite threw, with the code by which the dialect knows it. A RangeError, of an integer that no number holds,
 * and whatever a function called by SQL throws, stay as they are.
 */
export function codedError(error: unknown): unknown {
  // Not by class: errors of Node may belong to another realm.
  if (typeof error !== 'object' || error === null) return error;
  const { code, errcode, message } = error as { readonly code?: unknown; readonly errcode?: unknown; readonly message?: unknown };
  if (typeof errcode === 'number') return new SqliteDriverError(resultCodeName(errcode), String(message), error);
  return code === 'ERR_INVALID_STATE' ? closedError(error) : error;
}
