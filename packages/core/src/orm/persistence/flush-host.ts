import type { Connection } from '../../engine/connection.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { ClauseElement } from '../../sql/clause-element.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';

/** What a flush tells of each object that it writes. */
export type MapperEventName = 'beforeInsert' | 'afterInsert' | 'beforeUpdate' | 'afterUpdate' | 'beforeDelete' | 'afterDelete';

/** The session as a flush sees it. */
export interface FlushHost {
  /** The connection that the session's transaction has for a class. */
  connection(mapper: Mapper): MaybePromise<Connection>;
  /** Executes a statement that names classes, without a flush before it: rows with objects of the session. */
  load(statement: ClauseElement): MaybePromise<CursorResult>;

  // What is remembered for a rollback. Called at the end of a flush that went well, before the objects count as saved.

  /** All statements were sent, and objects do not count as saved yet. */
  executed(): MaybePromise<void>;
  /** A row was inserted for a new object; it is in the identity map. */
  inserted(state: InstanceState): void;
  /** A row was updated; `before` is what attributes were, by slot. */
  updated(state: InstanceState, before: ReadonlyMap<number, unknown>): void;
  /** A row was deleted: takes the object out of the identity map. */
  deleted(state: InstanceState): void;
  /** An object has another primary key; it was in the identity map by the one before. */
  keyChanged(state: InstanceState, oldKey: unknown): void;

  // Events of mappers -------------------------------------------------------------------------------------------

  /** Whether anybody listens, so that flushes without listeners cost nothing. */
  hasListeners(name: MapperEventName, mapper: Mapper): boolean;
  notify(name: MapperEventName, mapper: Mapper, state: InstanceState): MaybePromise<void>;
}
