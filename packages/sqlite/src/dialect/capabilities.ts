import type { Capabilities } from '@aludel/core/dialect';

/** What SQLite 3.53, as better-sqlite3 builds it, can do. */
export const capabilities: Capabilities = {
  returning: true,
  cancel: false,
  cancelBetweenRows: true,
  statementsWhileStreaming: true,
  transactionalDdl: true,
  errorAbortsTransaction: false,
  concurrentWriters: false,
  rowcount: true,
  multiRowcount: true,
  lastrowid: true,
  nativeBoolean: false,
  isolationLevels: ['SERIALIZABLE', 'READ UNCOMMITTED', 'AUTOCOMMIT'],
  // SQLITE_MAX_VARIABLE_NUMBER. https://sqlite.org/limits.html
  maxParameters: 32_766,
};
