import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { SynchronizeSession } from '../../sql/executable.ts';
import type { Statement } from '../../sql/statement.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { ObjectStore } from '../state/object-store.ts';

/** Sends a statement as it is. */
export type Send = (statement: unknown, params: ExecuteParams | null | undefined) => MaybePromise<CursorResult>;

/** Which statements can return rows. */
export interface ReturningCapabilities {
  readonly updateReturning: boolean;
  readonly deleteReturning: boolean;
}

/** A statement that names classes, about to be executed in a session. */
export interface OrmExecution {
  readonly store: ObjectStore;
  readonly statement: Statement<unknown>;
  readonly params: ExecuteParams | null | undefined;
  readonly populateExisting: boolean;
  readonly synchronizeSession: SynchronizeSession;
  readonly send: Send;
  /** Sends what loads relationships beside it. */
  readonly load: Send;
  /** What the database can return. */
  readonly capabilities: ReturningCapabilities;
}
