import type { Capabilities } from '@aludel/core/dialect';

/** What MySQL 8 and 9 can do. */
export const mysqlCapabilities: Capabilities = Object.freeze({
  insertReturning: false,
  updateReturning: false,
  deleteReturning: false,
  upsert: 'anyKey',
  cancel: 'running',
  // A connection carries one answer at a time, and a streamed one occupies it until its end.
  statementsWhileStreaming: false,
  // DDL commits the open transaction. https://dev.mysql.com/doc/refman/9.0/en/implicit-commit.html
  ddl: 'commits',
  errorAbortsTransaction: false,
  twoPhase: true,
  connections: 'concurrent',
  rowcount: true,
  multiRowcount: true,
  lastrowid: true,
  nativeBoolean: false,
  isolationLevels: Object.freeze([
    'SERIALIZABLE',
    'REPEATABLE READ',
    'READ COMMITTED',
    'READ UNCOMMITTED',
    'AUTOCOMMIT',
  ] as const),
  // The count travels in two bytes (ER_PS_MANY_PARAM, 1390).
  maxParameters: 65_535,
  setWiseUpdate: 'numericKeys',
  setWiseDelete: true,
});

/** What MariaDB 10.5 and later can do: the same, and RETURNING behind INSERT, REPLACE and DELETE. */
export const mariadbCapabilities: Capabilities = Object.freeze({
  ...mysqlCapabilities,
  insertReturning: true,
  deleteReturning: true,
  // InnoDB numbers the rows of one INSERT … VALUES in their order, in every innodb_autoinc_lock_mode.
  insertOrder: 'autoincrement',
});
