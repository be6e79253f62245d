import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { Result } from '../../result/result.ts';
import type { BindArguments } from './bind-arguments.ts';

/**
 * What a listener to `doOrmExecute` is given.
 *
 * @example
 * event.listen(SessionLocal, 'doOrmExecute', (state) => {
 *   if (!state.isSelect || state.isColumnLoad || state.isRelationshipLoad) return;
 *   const select = state.statement as Select<readonly unknown[]>;
 *   state.statement = select.options(withLoaderCriteria(Document, Document.c.isArchived.eq(false)));
 * });
 */
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
  /** Whether it reads columns of objects that are there: `refresh()`, `load()` of a deferred column. */
  readonly isColumnLoad: boolean;
  /** Whether it loads a relationship: `load()`, or what `selectinload()` and the like ask for beside a query. */
  readonly isRelationshipLoad: boolean;
  readonly executionOptions: ExecutionOptions;
  readonly bindArguments: BindArguments;
  /** Adds to its execution options. */
  updateExecutionOptions(options: ExecutionOptions): void;
  /** Executes it, or another one, at once; its result is that of the execution. */
  invokeStatement(statement?: unknown, params?: ExecuteParams | null): Promise<CursorResult>;
  /** Answers with a result that is there, from a cache for instance; nothing is executed. */
  useResult<T extends readonly unknown[], N>(result: Result<T, N>): void;
}
