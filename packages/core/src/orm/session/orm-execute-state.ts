import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { Result } from '../../result/result.ts';
import type { CompoundSelect } from '../../sql/compound-select.ts';
import type { Delete } from '../../sql/delete.ts';
import type { Insert } from '../../sql/insert.ts';
import type { Select } from '../../sql/select.ts';
import type { Update } from '../../sql/update.ts';
import type { BindArguments } from './bind-arguments.ts';

/**
 * What a listener to `doOrmExecute` is given. `isSelect` and the like tell the compiler what the statement is.
 *
 * @example
 * event.listen(SessionLocal, 'doOrmExecute', (state) => {
 *   if (!state.isSelect || state.isColumnLoad || state.isRelationshipLoad) return;
 *   state.statement = state.statement.options(withLoaderCriteria(Document, Document.c.isArchived.eq(false)));
 * });
 */
export type OrmExecuteState<S> =
  | ExecutionOf<S, 'isSelect', Select<readonly unknown[]> | CompoundSelect<unknown, readonly unknown[]>>
  | ExecutionOf<S, 'isInsert', Insert<unknown>>
  | ExecutionOf<S, 'isUpdate', Update<unknown>>
  | ExecutionOf<S, 'isDelete', Delete<unknown>>
  | ExecutionOf<S, 'isOther', unknown>;

type Kind = 'isSelect' | 'isInsert' | 'isUpdate' | 'isDelete';

type ExecutionOf<S, K, T> = OrmExecution<S> & { readonly [Q in Kind]: Q extends K ? true : false } & {
  get statement(): T;
  /** A listener may put another one in its place. */
  set statement(statement: unknown);
};

/** What is known of each execution. */
export interface OrmExecution<S> {
  readonly session: S;
  readonly params: ExecuteParams | null;
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
