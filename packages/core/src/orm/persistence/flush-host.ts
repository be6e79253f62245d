import type { CursorResult } from '../../result/cursor-result.ts';
import type { ClauseElement } from '../../sql/clause-element.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { Mapper } from '../mapping/mapper.ts';

/** Rows to write: one, or many at once. */
export type FlushParams = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

/** The session as a flush sees it. */
export interface FlushHost {
  /** Executes a statement of tables on the connection that the session's transaction has for a class. */
  execute(statement: ClauseElement, params: FlushParams | null, mapper: Mapper): MaybePromise<CursorResult>;
}
