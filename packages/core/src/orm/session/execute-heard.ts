import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import { mergeExecutionOptions, noExecutionOptions } from '../../engine/execution-options.ts';
import { Statement as BuiltStatement } from '../../sql/statement.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { OrmExecution } from './orm-execute-state.ts';
import type { SessionState } from './session-state.ts';
import type { SessionStatementOptions } from './session-statement-options.ts';

/** A statement of a session, about to be executed. */
export interface HeardStatement {
  readonly statement: unknown;
  readonly params: ExecuteParams | null | undefined;
  readonly options: SessionStatementOptions | undefined;
  /** What it loads of objects that are there; null: it was asked for by itself. */
  readonly load: 'column' | 'relationship' | null;
}

/** Executes it as listeners want it. */
export type RunHeard<R> = (
  statement: unknown,
  params: ExecuteParams | null | undefined,
  options: SessionStatementOptions | undefined,
) => MaybePromise<R>;

/** Listeners may put another statement in its place, or execute it themselves. */
export async function executeHeard<R = CursorResult>(state: SessionState, heard: HeardStatement, run: RunHeard<R>): Promise<R> {
  const execution = new HeardExecution(state.store.session, heard, run);
  await state.notifyListenersOf('doOrmExecute', execution);
  return execution.finish();
}

class HeardExecution<R> implements OrmExecution<object> {
  readonly session: object;
  statement: unknown;
  readonly params: ExecuteParams | null;
  readonly isSelect: boolean;
  readonly isInsert: boolean;
  readonly isUpdate: boolean;
  readonly isDelete: boolean;
  readonly isOrmStatement: boolean;
  readonly isColumnLoad: boolean;
  readonly isRelationshipLoad: boolean;
  #options: SessionStatementOptions | undefined;
  readonly #run: RunHeard<R>;
  #answer: { readonly result: R } | null = null;

  constructor(session: object, { statement, params, options, load }: HeardStatement, run: RunHeard<R>) {
    const { kind, entity } = (statement ?? {}) as { readonly kind?: string; readonly entity?: unknown };
    this.session = session;
    this.statement = statement;
    this.params = params ?? null;
    this.isSelect = kind === 'select' || kind === 'compound';
    this.isInsert = kind === 'insert';
    this.isUpdate = kind === 'update';
    this.isDelete = kind === 'delete';
    this.isOrmStatement = entity !== undefined && entity !== null;
    this.isColumnLoad = load === 'column';
    this.isRelationshipLoad = load === 'relationship';
    this.#options = options;
    this.#run = run;
  }

  get executionOptions() {
    const own = this.statement instanceof BuiltStatement ? this.statement.statementOptions : undefined;
    return { ...own, ...this.#options?.executionOptions };
  }

  get bindArguments() {
    return this.#options?.bindArguments ?? {};
  }

  updateExecutionOptions(options: OrmExecution<object>['executionOptions']): void {
    const before = this.#options?.executionOptions ?? noExecutionOptions;
    this.#options = { ...this.#options, executionOptions: mergeExecutionOptions(before, options) };
  }

  async invokeStatement(statement: unknown = this.statement, params: ExecuteParams | null = this.params): Promise<CursorResult> {
    const result = await this.#run(statement, params, this.#options);
    this.#answer = { result };
    return result as unknown as CursorResult;
  }

  useResult(result: unknown): void {
    this.#answer = { result: result as R };
  }

  finish(): MaybePromise<R> {
    return this.#answer === null ? this.#run(this.statement, this.params, this.#options) : this.#answer.result;
  }
}
