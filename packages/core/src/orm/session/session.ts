import { type Connection, executeAtOnce } from '../../engine/connection.ts';
import type { ExecuteParams } from '../../engine/execute-params.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import type { LiteralSql, StatementOptions, Statement, UntypedRow, ValuesOf } from '../../engine/statement-source.ts';
import { checkBlock, runBlock } from '../../engine/transaction-block.ts';
import type { Dispatcher } from '../../event/dispatcher.ts';
import { dispatch } from '../../event/event-target.ts';
import type { MappedTarget } from '../mapping/phantoms.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { requireMapper } from '../mapping/mapper-of.ts';
import { entityOf } from '../mapping/entity.ts';
import { cascaded } from '../state/cascade-walk.ts';
import { findState, stateOf } from '../state/instance-state.ts';
import { ObjectStore } from '../state/object-store.ts';
import { loadResult } from '../loading/load-result.ts';
import '../loading/lower-statement.ts';
import { flush } from '../persistence/flush.ts';
import { select } from '../../sql/select.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import { Statement as BuiltStatement } from '../../sql/statement.ts';
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
  readonly #store = new ObjectStore();
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

  // Objects ------------------------------------------------------------------------------------------------------

  /** Adds an object, and those that it is related to by relationships that cascade save-update. Flushed later. */
  add(object: object): void {
    this.#store.add(object);
  }

  addAll(objects: Iterable<object>): void {
    for (const object of objects) this.#store.add(object);
  }

  /** Marks an object for deletion by the next flush. @throws InvalidRequestError for one that has no row */
  delete(object: object): void {
    this.#store.delete(stateOf(object, 'delete()'));
  }

  /** Whether an object is in the session. */
  has(object: object): boolean {
    const state = findState(object);
    return state !== null && this.#store.has(state);
  }

  /** Takes an object out of the session, and those that it cascades expunge to. */
  expunge(object: object): void {
    for (const state of cascaded(stateOf(object, 'expunge()'), 'expunge')) this.#store.expunge(state);
  }

  expungeAll(): void {
    this.#store.expungeAll();
  }

  /** Sends what was added, changed and deleted to the database, inside the session's transaction. */
  flush(): Promise<void> {
    return settle(() => this.#run(() => this.#flush()));
  }

  /**
   * The object with a primary key: the one that is in the session, else from the database; null: there is none.
   *
   * @param key the value of the primary key, or those of a composite one in order
   */
  get<C extends MappedTarget>(construct: C, key: unknown): Promise<C['prototype'] | null> {
    return settle(() => this.#run(() => this.#get(requireMapper(construct, 'get()'), Array.isArray(key) ? key : [key])));
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
    return settle(() =>
      this.#run(async () => {
        await this.#flush();
        await this.#state.current().commitNow(true);
        if (this.expireOnCommit) this.#store.expireAll();
      }),
    );
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
        statement instanceof BuiltStatement && statement.entity !== null
          ? this.#executeWithObjects(statement, params, options)
          : this.#executePlainly(statement, params, options),
      ),
    );
  }

  #executePlainly(
    statement: unknown,
    params: ExecuteParams | null | undefined,
    options: SessionStatementOptions | undefined,
  ): MaybePromise<CursorResult> {
    return chain(this.#autoflushed(), () =>
      chain(this.#connectionFor(options), (connection) =>
        connection[executeAtOnce](statement, params, statementOptions(options)),
      ),
    );
  }

  #executeWithObjects(
    statement: BuiltStatement<unknown>,
    params: ExecuteParams | null | undefined,
    options: SessionStatementOptions | undefined,
  ): MaybePromise<CursorResult> {
    return chain(this.#executePlainly(statement, params, options), (result) =>
      loadResult(result, this.#store, { populateExisting: false }),
    );
  }

  #autoflushed(): MaybePromise<void> {
    return this.autoflush && !this.#store.isClean ? this.#flush() : undefined;
  }

  async #flush(): Promise<void> {
    if (this.#store.isClean) return;
    await flush(this.#store, {
      execute: (statement, params) =>
        chain(this.#connectionFor(undefined), (connection) => connection[executeAtOnce](statement, params as never, undefined)),
    });
  }

  async #get(mapper: Mapper, key: readonly unknown[]): Promise<object | null> {
    const known = this.#store.identityMap.get(mapper, mapper.keyOf(key));
    if (known !== undefined && !known.isExpired) return known.object;
    const { c } = entityOf(mapper);
    const conditions = mapper.primaryKey.map((property, index) =>
      (c[property.key] as NamedColumn<string, unknown>).eq(key[index]),
    );
    const statement = select(entityOf(mapper) as never).where(...conditions);
    const result = await this.#executeWithObjects(statement as unknown as BuiltStatement<unknown>, null, undefined);
    return (result.scalar() as object | null) ?? null;
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
