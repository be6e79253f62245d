import type { Capabilities } from '@aludel/core/dialect';

/** What a test can ask of the capabilities that a dialect declares. */
export type DeclaredRequirement =
  | 'insertReturning'
  | 'updateReturning'
  | 'deleteReturning'
  | 'upsert'
  | 'upsertOfNamedKey'
  | 'lastrowid'
  | 'cancel'
  | 'cancelBetweenRows'
  | 'statementsWhileStreaming'
  | 'transactionalDdl'
  | 'errorAbortsTransaction'
  | 'savepoints'
  | 'twoPhase'
  | 'concurrentTransactions'
  | 'concurrentWriters'
  | 'rowcount'
  | 'multiRowcount'
  | 'nativeBoolean';

/** Each of them in one sentence. */
export const declaredSentences: Readonly<Record<DeclaredRequirement, string>> = Object.freeze({
  insertReturning: 'INSERT can return rows.',
  updateReturning: 'UPDATE can return rows.',
  deleteReturning: 'DELETE can return rows.',
  upsert: 'An INSERT can turn into an UPDATE where a row is there already.',
  upsertOfNamedKey: 'An INSERT turns into an UPDATE only where the row has the key that the statement names.',
  lastrowid: 'The driver tells the key that the database generated for the last row.',
  cancel: 'A running statement can be stopped on the server from another connection.',
  cancelBetweenRows: 'A statement runs inside this process and can be stopped between two of its rows.',
  statementsWhileStreaming: 'Other statements can be executed while a result is being streamed on the same connection.',
  transactionalDdl: 'DDL can be rolled back.',
  errorAbortsTransaction: 'An error inside a transaction aborts it, and only a rollback helps.',
  savepoints: 'A part of a transaction can be rolled back, to a savepoint.',
  twoPhase: 'Transactions can be prepared, and committed later.',
  concurrentTransactions: 'Several connections can be in transactions at the same time.',
  concurrentWriters: 'Several connections can write at the same time.',
  rowcount: 'The number of matched rows of a statement is known.',
  multiRowcount: 'The number of matched rows of many executions is known.',
  nativeBoolean: 'BOOLEAN is a type of its own and gives true and false.',
});

/** Which of them hold. */
export function declaredRequirements(declared: Capabilities): Readonly<Record<DeclaredRequirement, boolean>> {
  return {
    insertReturning: declared.insertReturning,
    updateReturning: declared.updateReturning,
    deleteReturning: declared.deleteReturning,
    upsert: declared.upsert !== 'none',
    upsertOfNamedKey: declared.upsert === 'namedKey',
    lastrowid: declared.lastrowid,
    cancel: declared.cancel === 'running',
    cancelBetweenRows: declared.cancel === 'betweenRows',
    statementsWhileStreaming: declared.statementsWhileStreaming,
    transactionalDdl: declared.ddl === 'transactional',
    errorAbortsTransaction: declared.errorAbortsTransaction,
    savepoints: declared.savepoints !== false,
    twoPhase: declared.twoPhase,
    concurrentTransactions: declared.connections !== 'oneTransaction',
    concurrentWriters: declared.connections === 'concurrent',
    rowcount: declared.rowcount,
    multiRowcount: declared.multiRowcount,
    nativeBoolean: declared.nativeBoolean,
  };
}
