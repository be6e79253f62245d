import type { Connection } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { LifecycleEvent } from '../state/object-store.ts';
import type { FlushContext } from './flush-session.ts';
import type { OrmExecuteState } from './orm-execute-state.ts';

/**
 * What a Session tells its listeners, by SQLAlchemy's names. `S` is the session, `T` its transaction. A promise that a
 * listener returns is waited for, except at the creation and the end of a transaction.
 *
 * @example
 * event.listen(session, 'afterCommit', (session) => console.log('committed'));
 */
export type SessionEvents<S, T> = {
  afterBegin: (session: S, transaction: T, connection: Connection) => void | Promise<void>;
  beforeCommit: (session: S) => void | Promise<void>;
  afterCommit: (session: S) => void | Promise<void>;
  afterRollback: (session: S) => void | Promise<void>;
  afterSoftRollback: (session: S, previousTransaction: T) => void | Promise<void>;
  afterTransactionCreate: (session: S, transaction: T) => void;
  afterTransactionEnd: (session: S, transaction: T) => void;
  /** Before a flush finds out what to send: objects can be added, changed and deleted. */
  beforeFlush: (session: S, flushContext: FlushContext, instances: null) => void | Promise<void>;
  /** All is sent, and `new`, `dirty` and `deleted` still show what was. */
  afterFlush: (session: S, flushContext: FlushContext) => void | Promise<void>;
  afterFlushPostexec: (session: S, flushContext: FlushContext) => void | Promise<void>;
  afterBulkUpdate: (context: BulkContext<S>) => void | Promise<void>;
  afterBulkDelete: (context: BulkContext<S>) => void | Promise<void>;
  /** Before a statement is executed; the listener may give a result of its own by `state.invokeStatement(…)`. */
  doOrmExecute: (state: OrmExecuteState<S>) => unknown;
} & { readonly [Name in LifecycleEvent]: (session: S, instance: object) => void };

/** An UPDATE or DELETE of many objects that was executed. */
export interface BulkContext<S> {
  readonly session: S;
  readonly statement: unknown;
  readonly params: ExecuteParams | null;
  /** Its `rowcount` says how many rows it matched. Rows that a listener reads are lost to the caller. */
  readonly result: CursorResult;
}

export const sessionEventNames: readonly (keyof SessionEvents<unknown, unknown>)[] = [
  'afterBegin',
  'beforeCommit',
  'afterCommit',
  'afterRollback',
  'afterSoftRollback',
  'afterTransactionCreate',
  'afterTransactionEnd',
  'beforeFlush',
  'afterFlush',
  'afterFlushPostexec',
  'beforeAttach',
  'afterAttach',
  'transientToPending',
  'pendingToTransient',
  'persistentToTransient',
  'pendingToPersistent',
  'detachedToPersistent',
  'loadedAsPersistent',
  'persistentToDeleted',
  'deletedToPersistent',
  'deletedToDetached',
  'persistentToDetached',
  'afterBulkUpdate',
  'afterBulkDelete',
  'doOrmExecute',
];
