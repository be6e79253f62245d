import type { Capabilities } from '@aludel/core/dialect';

/** What PostgreSQL can do. */
export const capabilities: Capabilities = Object.freeze({
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  insertOrder: 'subquery',
  upsert: 'namedKey',
  cancel: 'running',
  // Inside a transaction, where a named portal outlives the statement. In AUTOCOMMIT the driver refuses the second one.
  statementsWhileStreaming: true,
  ddl: 'transactional',
  errorAbortsTransaction: true,
  twoPhase: true,
  connections: 'concurrent',
  rowcount: true,
  multiRowcount: true,
  lastrowid: false,
  nativeBoolean: true,
  isolationLevels: Object.freeze([
    'SERIALIZABLE',
    'REPEATABLE READ',
    'READ COMMITTED',
    'READ UNCOMMITTED',
    'AUTOCOMMIT',
  ] as const),
  // The wire counts parameters in 16 bits.
  maxParameters: 65_535,
  setWiseUpdate: 'anyKeys',
  setWiseDelete: true,
});
