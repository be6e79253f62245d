import type { Connection } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { LiteralSql, Statement, UntypedRow, ValuesOf } from '../../engine/statement-source.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import { ResultPromise, type ScalarResultPromise } from '../../result/result-promise.ts';
import { StreamPromise } from '../../result/stream-promise.ts';
import { type BindArguments, resolveBind } from './bind-arguments.ts';
import { executeStatement } from './execute-statement.ts';
import { inside } from './inside.ts';
import { perform } from './perform.ts';
import { sessionArguments } from './session-arguments.ts';
import type { SessionOptions } from './session-options.ts';
import { SessionState } from './session-state.ts';
import type { SessionStatementOptions } from './session-statement-options.ts';
import { openStream } from './stream-of-objects.ts';
import type { Bind } from './session-transaction.ts';

/** A Session as far as it executes statements. */
export abstract class StatementSession {
  /** @internal */
  declare readonly [inside]: SessionState;
  /** Anything of the application's. */
  readonly info: Record<string, unknown>;

  constructor(bindOrOptions: Bind | SessionOptions, more: SessionOptions) {
    const options = sessionArguments(bindOrOptions, more, 'Session');
    this.info = { ...options.info };
    // Not enumerable: it shows in no listing of what the application has here.
    Object.defineProperty(this, inside, { value: new SessionState(this, options) });
  }

  /** The engine or connection it was made with. */
  get bind(): Bind | null {
    return this[inside].options.bind ?? null;
  }

  /** Whether a query first sends what is pending: not inside `noAutoflush()`. */
  get autoflush(): boolean {
    return (this[inside].options.autoflush ?? true) && this[inside].withoutAutoflush === 0;
  }

  get expireOnCommit(): boolean {
    return this[inside].expireOnCommit;
  }

  // Statements ---------------------------------------------------------------------------------------------------

  /**
   * Executes a statement inside the session's transaction, which begins now if it has not.
   *
   * @param params `{ y: 2 }`, or `[{ y: 2 }, { y: 3 }]` to execute it once for each
   * @returns a promise of the result that has the result's methods as well: `await session.execute(…).all()`
   */
  execute<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): ResultPromise<CursorResult<T, N>>;
  execute<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>>;
  execute(
    statement: unknown,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>> {
    return this.#execute(statement, params, options);
  }

  /** Executes and gives the first column of the first row; null without a row. */
  scalar<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): Promise<T[0] | null>;
  scalar<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): Promise<unknown>;
  scalar(statement: unknown, params?: ExecuteParams | null, options?: SessionStatementOptions): Promise<unknown> {
    return this.#execute(statement, params, options).scalar();
  }

  /** Executes and gives the first column of every row. */
  scalars<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): ScalarResultPromise<T[0]>;
  scalars<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): ScalarResultPromise<unknown>;
  scalars(statement: unknown, params?: ExecuteParams | null, options?: SessionStatementOptions): ScalarResultPromise<unknown> {
    return this.#execute(statement, params, options).scalars();
  }

  /** Executes and reads the rows piece by piece, from a cursor on the server. */
  stream<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): StreamPromise<T, N>;
  stream<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): StreamPromise<ValuesOf<UntypedRow>, UntypedRow>;
  stream(
    statement: unknown,
    params?: ExecuteParams | null,
    options?: SessionStatementOptions,
  ): StreamPromise<ValuesOf<UntypedRow>, UntypedRow> {
    return StreamPromise.from(() => this[inside].run(() => openStream(this[inside], statement, params, options) as never));
  }

  /** The connection that the session's transaction works on, for the engine that `bindArguments` leads to. */
  connection(
    options: { readonly bindArguments?: BindArguments; readonly executionOptions?: ExecutionOptions } = {},
  ): Promise<Connection> {
    return perform(this, (session) => session.connectionFor(options.bindArguments ?? {}, options.executionOptions));
  }

  /** The engine or connection that a statement would go to. @throws UnboundExecutionError if there is none */
  getBind(bindArguments: BindArguments = {}): Bind {
    return resolveBind(this[inside].options, bindArguments);
  }

  #execute(statement: unknown, params: ExecuteParams | null | undefined, options: SessionStatementOptions | undefined) {
    return ResultPromise.from(() => this[inside].run(() => executeStatement(this[inside], statement, params, options)));
  }
}
