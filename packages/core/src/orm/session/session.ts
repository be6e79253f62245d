import { type Connection, executeAtOnce } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { LiteralSql, StatementOptions, Statement, UntypedRow, ValuesOf } from '../../engine/statement-source.ts';
import { checkBlock, runBlock } from '../../engine/transaction-block.ts';
import type { Dispatcher } from '../../event/dispatcher.ts';
import { dispatch } from '../../event/event-target.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import { ResultPromise, type ScalarResultPromise } from '../../result/result-promise.ts';
import { StreamPromise } from '../../result/stream-promise.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { settle } from '../../util/settle.ts';
import { type BindArguments, resolveBind } from './bind-arguments.ts';
import type { SessionEvents } from './session-events.ts';
import { eventsOfClass } from './class-events.ts';
import { sessionArguments } from './session-arguments.ts';
import type { SessionOptions } from './session-options.ts';
import { SessionState } from './session-state.ts';
import type { Bind, SessionTransaction } from './session-transaction.ts';

/** Options of one execution by a Session. */
export interface SessionStatementOptions extends StatementOptions {
  readonly bindArguments?: BindArguments;
}

/**
 * A conversation with the database: it takes a connection from its engine with the first statement, keeps it for the
 * transaction, and gives it back with `commit()`, `rollback()` or `close()`.
 *
 * Operations are carried out one after the other, in the order they were asked for, so that `Promise.all` is safe.
 *
 * @example
 * await using session = new Session(engine);
 * await session.execute(text('UPDATE point SET y = :y WHERE x = :x'), [{ x: 9, y: 11 }, { x: 13, y: 15 }]);
 * await session.commit();
 */
export class Session implements AsyncDisposable {
  readonly #options: SessionOptions;
  readonly #state: SessionState;
  /** Anything of the application's. */
  readonly info: Record<string, unknown>;

  constructor(bind?: Bind, options?: SessionOptions);
  constructor(options?: SessionOptions);
  constructor(bindOrOptions: Bind | SessionOptions = {}, more: SessionOptions = {}) {
    const options = sessionArguments(bindOrOptions, more, 'Session');
    this.#options = options;
    this.info = { ...options.info };
    this.#state = new SessionState(this, options);
  }

  /** Where `event.listen(Session, …)` and `event.listen(SessionLocal, …)` add listeners to all sessions of a class. */
  static get [dispatch](): Dispatcher<SessionEvents<Session, SessionTransaction>> {
    return eventsOfClass(this.prototype) as Dispatcher<SessionEvents<Session, SessionTransaction>>;
  }

  /** The engine or connection it was made with. */
  get bind(): Bind | null {
    return this.#options.bind ?? null;
  }

  get autoflush(): boolean {
    return this.#options.autoflush ?? true;
  }

  get expireOnCommit(): boolean {
    return this.#options.expireOnCommit ?? true;
  }

  /** Where `event.listen(session, …)` adds its listeners. */
  get [dispatch](): Dispatcher<SessionEvents<Session, SessionTransaction>> {
    return this.#state.events as Dispatcher<SessionEvents<Session, SessionTransaction>>;
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
    return StreamPromise.from(() =>
      this.#run(async () => {
        const connection = await this.#connectionFor(options);
        return connection.stream(statement as Statement<UntypedRow, ValuesOf<UntypedRow>>, params, statementOptions(options));
      }),
    );
  }

  /** The connection that the session's transaction works on, for the engine that `bindArguments` leads to. */
  connection(
    options: { readonly bindArguments?: BindArguments; readonly executionOptions?: ExecutionOptions } = {},
  ): Promise<Connection> {
    return settle(() =>
      this.#run(() => this.#connectionFor({ bindArguments: options.bindArguments ?? {} }, options.executionOptions)),
    );
  }

  /** The engine or connection that a statement would go to. @throws UnboundExecutionError if there is none */
  getBind(bindArguments: BindArguments = {}): Bind {
    return resolveBind(this.#options, bindArguments);
  }

  // Transactions -------------------------------------------------------------------------------------------------

  /**
   * Begins a transaction. With a callback: commits when it resolves, rolls back and rethrows when it rejects.
   *
   * @throws InvalidRequestError if one has begun already, also by a statement ("autobegin")
   */
  begin(): Promise<SessionTransaction>;
  begin<T>(callback: (session: this) => T | Promise<T>): Promise<T>;
  begin<T>(callback?: (session: this) => T | Promise<T>): Promise<SessionTransaction | T> {
    const begun = settle(() => this.#run(() => this.#state.begin()));
    return callback === undefined ? begun : begun.then((transaction) => runBlock(this.#state, transaction, () => callback(this)));
  }

  /** Begins a savepoint, on every connection that is used in it; begins the transaction around it if there is none. */
  beginNested(): Promise<SessionTransaction>;
  beginNested<T>(callback: (session: this) => T | Promise<T>): Promise<T>;
  beginNested<T>(callback?: (session: this) => T | Promise<T>): Promise<SessionTransaction | T> {
    const begun = settle(() => this.#run(() => this.#state.beginNested()));
    return callback === undefined ? begun : begun.then((transaction) => runBlock(this.#state, transaction, () => callback(this)));
  }

  /** Commits the whole transaction, savepoints included. */
  commit(): Promise<void> {
    return settle(() => this.#run(() => this.#state.current().commitNow(true)));
  }

  /** Rolls the whole transaction back, savepoints included; does nothing if there is none. */
  rollback(): Promise<void> {
    return settle(() => this.#run(() => this.#state.transaction?.rollbackNow(true)));
  }

  /** Rolls back what was not committed and gives the connections back. The session can be used again, unless `closeResetsOnly` is false. */
  close(): Promise<void> {
    return settle(() =>
      this.#run(() => this.#state.end({ isFinal: this.#options.closeResetsOnly === false, invalidate: false })),
    );
  }

  /** Like `close()`, but the session can be used again in any case. */
  reset(): Promise<void> {
    return settle(() => this.#run(() => this.#state.end({ isFinal: false, invalidate: false })));
  }

  /** Closes the session and throws its connections away. */
  invalidate(): Promise<void> {
    return settle(() => this.#run(() => this.#state.end({ isFinal: this.#options.closeResetsOnly === false, invalidate: true })));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  inTransaction(): boolean {
    return this.#state.transaction !== null;
  }

  inNestedTransaction(): boolean {
    return this.#state.nestedTransaction !== null;
  }

  /** The outermost transaction in progress. */
  getTransaction(): SessionTransaction | null {
    let transaction = this.#state.transaction;
    while (transaction !== null && transaction.parent !== null) transaction = transaction.parent;
    return transaction;
  }

  /** The innermost savepoint in progress. */
  getNestedTransaction(): SessionTransaction | null {
    return this.#state.nestedTransaction;
  }

  /** Whether statements can be sent: false only while a failed transaction waits for its rollback. */
  get isActive(): boolean {
    return this.#state.transaction?.isActive ?? true;
  }

  #execute(statement: unknown, params: ExecuteParams | null | undefined, options: SessionStatementOptions | undefined) {
    return ResultPromise.from(() =>
      this.#run(() =>
        chain(this.#connectionFor(options), (connection) =>
          connection[executeAtOnce](statement, params, statementOptions(options)),
        ),
      ),
    );
  }

  #connectionFor(options: SessionStatementOptions | undefined, executionOptions?: ExecutionOptions): MaybePromise<Connection> {
    checkBlock(this.#state);
    const transaction = this.#state.current();
    transaction.checkActive();
    return transaction.connectionFor(resolveBind(this.#options, options?.bindArguments ?? {}), executionOptions, options?.signal);
  }

  #run<T>(operation: () => MaybePromise<T>): MaybePromise<T> {
    return this.#state.currentQueue().run(operation);
  }
}

function statementOptions(options: SessionStatementOptions | undefined): StatementOptions | undefined {
  if (options === undefined || !('bindArguments' in options)) return options;
  const { bindArguments: _, ...own } = options;
  return own;
}
