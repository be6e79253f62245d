import type { Capabilities } from '@aludel/core/dialect';

/**
 * What the database can do. Everything here is the least there is: the suite tells where it can do more, and what to
 * declare then. The documentation of each member says in one sentence what it means.
 */
export const capabilities: Capabilities = {
  // INSERT, UPDATE, DELETE … RETURNING; or else the driver tells the key that the database made: `lastInsertId`.
  insertReturning: false,
  updateReturning: false,
  deleteReturning: false,
  lastrowid: false,
  // `namedKey`: ON CONFLICT (column) DO UPDATE; `anyKey`: ON DUPLICATE KEY UPDATE.
  upsert: 'none',

  // `execute()` tells how many rows a statement matched, and `executeMany()` the sum; else both give -1.
  rowcount: false,
  multiRowcount: false,

  isolationLevels: ['SERIALIZABLE', 'AUTOCOMMIT'],
  connections: 'oneTransaction',
  ddl: 'commits',
  errorAbortsTransaction: false,
  twoPhase: false,

  // `running` needs cancel() of the connection; `betweenRows` a driver that looks at `mode.interrupt`.
  cancel: 'none',
  statementsWhileStreaming: false,

  nativeBoolean: false,
  // From the manual. A statement with more is split, or refused before it is sent.
  maxParameters: 999,
};
