import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';

/** What a listener to `doOrmExecute` is given. */
export interface OrmExecuteState<S> {
  readonly session: S;
  /** The statement; a listener may put another one in its place. */
  statement: unknown;
  readonly params: ExecuteParams | null;
  readonly isSelect: boolean;
  readonly isInsert: boolean;
  readonly isUpdate: boolean;
  readonly isDelete: boolean;
  /** Whether it names mapped classes. */
  readonly isOrmStatement: boolean;
  /** Executes it, or another one, at once; its result is that of the execution. */
  invokeStatement(statement?: unknown, params?: ExecuteParams | null): Promise<CursorResult>;
}
