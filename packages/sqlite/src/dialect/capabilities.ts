import type { Capabilities } from '@aludel/core/dialect';

/** What SQLite 3.53, as better-sqlite3 builds it, can do. */
export const capabilities: Capabilities = {
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  // Rows of one INSERT are numbered in their order: each gets the greatest number so far, plus one.
  insertOrder: 'autoincrement',
  upsert: 'namedKey',
  cancel: 'betweenRows',
  statementsWhileStreaming: true,
  ddl: 'transactional',
  errorAbortsTransaction: false,
  twoPhase: false,
  connections: 'oneWriter',
  rowcount: true,
  multiRowcount: true,
  lastrowid: true,
  nativeBoolean: false,
  isolationLevels: ['SERIALIZABLE', 'READ UNCOMMITTED', 'AUTOCOMMIT'],
  // SQLITE_MAX_VARIABLE_NUMBER. https://sqlite.org/limits.html
  maxParameters: 32_766,
  rowsPerInsert: 128,
  setWiseUpdate: 'anyKeys',
  setWiseDelete: true,
};
