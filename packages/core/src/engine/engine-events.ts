import type { CursorResult } from '../result/cursor-result.ts';
import type { ExecuteParams } from './execute-params.ts';

/**
 * What an engine tells its listeners, by SQLAlchemy's names. `C` is the connection.
 *
 * @example
 * event.listen(engine, 'afterCursorExecute', (connection, sql) => console.log(sql));
 */
export type EngineEvents<C> = {
  engineConnect: (connection: C) => void;
  /** With `retval: true` it returns `[statement, params]`, which take the place of the caller's. */
  beforeExecute: (
    connection: C,
    statement: unknown,
    params: ExecuteParams | undefined,
  ) => void | readonly [unknown, ExecuteParams | undefined];
  /** The result has not been read yet: a listener that reads it leaves nothing for the caller. */
  afterExecute: (connection: C, statement: unknown, params: ExecuteParams | undefined, result: CursorResult) => void;
  /** With `retval: true` it returns `[sql, params]`, which are sent instead. */
  beforeCursorExecute: (
    connection: C,
    sql: string,
    params: readonly unknown[],
    isMany: boolean,
  ) => void | readonly [string, readonly unknown[]];
  afterCursorExecute: (connection: C, sql: string, params: readonly unknown[], isMany: boolean) => void;
  handleError: (context: ExceptionContext<C>) => void;
  begin: (connection: C) => void;
  commit: (connection: C) => void;
  rollback: (connection: C) => void;
  savepoint: (connection: C, name: string) => void;
  releaseSavepoint: (connection: C, name: string) => void;
  rollbackSavepoint: (connection: C, name: string) => void;
  beginTwophase: (connection: C, xid: string) => void;
  prepareTwophase: (connection: C, xid: string) => void;
  commitTwophase: (connection: C, xid: string, isPrepared: boolean) => void;
  rollbackTwophase: (connection: C, xid: string, isPrepared: boolean) => void;
  engineDisposed: () => void;
};

/** An error on its way to the caller. A listener may throw another one instead. */
export interface ExceptionContext<C> {
  readonly connection: C | null;
  readonly originalException: unknown;
  readonly aludelException: unknown;
  readonly statement: string | undefined;
  readonly isDisconnect: boolean;
}
