import type { IsolationLevel } from '../dialect/capabilities.ts';
import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { ExplainOptions } from '../dialect/explain.ts';
import type { ServerFacts } from '../dialect/server-facts.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import type { PooledConnection } from '../pool/pooled-connection.ts';
import type { CursorResult } from '../result/cursor-result.ts';
import { ResultPromise, type ScalarResultPromise } from '../result/result-promise.ts';
import { StreamPromise } from '../result/stream-promise.ts';
import { runSchemaTask, type SchemaBind, type SchemaTask } from '../schema/schema-bind.ts';
import { type ReflectionBind, type ReflectionTask, runReflection } from '../schema/reflection-bind.ts';
import type { SchemaTable } from '../schema/schema-table.ts';
import { chain, type MaybePromise } from '../util/maybe-promise.ts';
import { settle } from '../util/settle.ts';
import { catalogOf } from './catalog.ts';
import type { ConnectionCore } from './connection-core.ts';
import type { EngineFace } from './engine-face.ts';
import { execute, executeDriverSql } from './execute.ts';
import type { ExecuteParams } from './execute-params.ts';
import type { ExecutionOptions } from './execution-options.ts';
import { explain } from './explain.ts';
import { Inspector } from './inspector.ts';
import { readIsolationLevel } from './isolation-level.ts';
import { reflectTables } from './reflect-tables.ts';
import { carryOutSchemaTask } from './run-schema-task.ts';
import type { LiteralSql, StatementOptions, Statement, UntypedRow, ValuesOf } from './statement-source.ts';
import { openStream } from './stream.ts';
import { NestedTransaction, RootTransaction, TwoPhaseTransaction } from './transaction.ts';
import { runBlock } from './transaction-block.ts';
import { checkXid, TwoPhaseBranch, twoPhaseOf } from './two-phase-branch.ts';

/** Where a Session executes its statements. */
export const executeAtOnce: unique symbol = Symbol('executeAtOnce');

/**
 * A connection to the database, taken from the pool of an engine.
 *
 * The first statement begins a transaction; `commit()` ends it, the next statement begins another ("commit as you go").
 * Closing rolls back what was not committed. Calls are carried out one after the other, in the order they were made.
 *
 * @example
 * await using connection = await engine.connect();
 * await connection.execute(text('INSERT INTO point (x, y) VALUES (:x, :y)'), [{ x: 1, y: 1 }, { x: 2, y: 4 }]);
 * await connection.commit();
 */
export class Connection implements AsyncDisposable, ReflectionBind, SchemaBind {
  readonly engine: EngineFace<Connection>;
  readonly #core: ConnectionCore;

  /** @internal Called by the engine: use `engine.connect()`. */
  constructor(engine: EngineFace<Connection>, core: ConnectionCore) {
    this.engine = engine;
    this.#core = core;
    core.owner = this;
  }

  get dialect(): ConnectableDialect {
    return this.engine.dialect;
  }

  get closed(): boolean {
    return this.#core.closed;
  }

  /** Whether the connection was lost; the next statement gets another one, once the transaction is rolled back. */
  get invalidated(): boolean {
    return this.#core.invalidated;
  }

  /** Kept with the underlying connection for as long as it lives, also while it waits in the pool. */
  get info(): Record<PropertyKey, unknown> {
    return this.#pooled().info;
  }

  // Statements ---------------------------------------------------------------------------------------------------

  /**
   * Executes a statement: once, or once for each set of a list of parameters.
   *
   * @param params `{ y: 2 }`, or `[{ y: 2 }, { y: 3 }]`; null is SQL NULL, undefined is an error
   * @returns a promise of the result that has the result's methods as well: `await connection.execute(…).all()`
   * @throws StatementError before anything is sent if a parameter is missing; DBAPIError for what the database refuses.
   * The transaction stays open after an error.
   */
  execute<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): ResultPromise<CursorResult<T, N>>;
  execute<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>>;
  execute(
    statement: unknown,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>> {
    return this.#execute(statement, params, options);
  }

  /** Executes and gives the first column of the first row; null without a row. */
  scalar<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): Promise<T[0] | null>;
  scalar<const S extends string>(sql: LiteralSql<S>, params?: ExecuteParams | null, options?: StatementOptions): Promise<unknown>;
  scalar(statement: unknown, params?: ExecuteParams | null, options?: StatementOptions): Promise<unknown> {
    return this.#execute(statement, params, options).scalar();
  }

  /** Executes and gives the first column of every row. */
  scalars<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): ScalarResultPromise<T[0]>;
  scalars<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): ScalarResultPromise<unknown>;
  scalars(statement: unknown, params?: ExecuteParams | null, options?: StatementOptions): ScalarResultPromise<unknown> {
    return this.#execute(statement, params, options).scalars();
  }

  /**
   * Executes and reads the rows piece by piece, from a cursor on the server: memory stays bounded however many there are.
   * The stream ends with the transaction at the latest. `signal` holds for the whole stream, `timeout` for each batch.
   *
   * @example
   * for await (const row of connection.stream(text('SELECT * FROM measurement'))) console.log(row.value);
   */
  stream<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>(
    statement: Statement<N, T>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): StreamPromise<T, N>;
  stream<const S extends string>(
    sql: LiteralSql<S>,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): StreamPromise<ValuesOf<UntypedRow>, UntypedRow>;
  stream(
    statement: unknown,
    params?: ExecuteParams | null,
    options?: StatementOptions,
  ): StreamPromise<ValuesOf<UntypedRow>, UntypedRow> {
    return StreamPromise.from(() => this.#core.queue.run(() => openStream(this.#core, statement, params, options)));
  }

  /**
   * The database's plan for a statement, as the rows in which the database shows it: a column of lines, or a table. With
   * `analyze` the statement is executed as well, in the transaction at hand.
   *
   * @throws UnsupportedCompilationError for what the database cannot tell
   * @example for (const row of await connection.explain(select(user).where(user.c.id.eq(5)))) console.log(String(row));
   */
  explain(
    statement: Statement<unknown, readonly unknown[]>,
    params?: ExecuteParams | null,
    options?: ExplainOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>> {
    return ResultPromise.from(() => this.#core.queue.run(() => explain(this.#core, statement, params, options)));
  }

  /**
   * Hands a string to the driver as it is, with the driver's own placeholders (`?`, `$1`): nothing is compiled.
   *
   * @param params `[2]`, or `[[2], [3]]` to execute it once for each
   */
  execDriverSql(
    sql: string,
    params?: readonly unknown[],
    options?: StatementOptions,
  ): ResultPromise<CursorResult<ValuesOf<UntypedRow>, UntypedRow>> {
    return ResultPromise.from(() => this.#core.queue.run(() => executeDriverSql(this.#core, sql, params, options)));
  }

  // Transactions -------------------------------------------------------------------------------------------------

  /**
   * Begins a transaction. With a callback: commits when it resolves, rolls back and rethrows when it rejects.
   *
   * @throws InvalidRequestError if one has begun already, also by a statement ("autobegin")
   */
  begin(): Promise<RootTransaction>;
  begin<T>(callback: (connection: this) => T | Promise<T>): Promise<T>;
  begin<T>(callback?: (connection: this) => T | Promise<T>): Promise<RootTransaction | T> {
    const begun = settle(() => this.#core.queue.run(() => this.#begin()));
    return callback === undefined ? begun : begun.then((transaction) => runBlock(this.#core, transaction, () => callback(this)));
  }

  /** Sets a savepoint; begins the transaction around it, if there is none, and leaves that one open. */
  beginNested(): Promise<NestedTransaction>;
  beginNested<T>(callback: (connection: this) => T | Promise<T>): Promise<T>;
  beginNested<T>(callback?: (connection: this) => T | Promise<T>): Promise<NestedTransaction | T> {
    const begun = settle(() => this.#core.queue.run(() => NestedTransaction.begin(this.#core)));
    return callback === undefined ? begun : begun.then((transaction) => runBlock(this.#core, transaction, () => callback(this)));
  }

  /**
   * Begins a transaction that is committed in two phases, together with those of other databases: when all have been
   * prepared, all are committed. Not in SQLite.
   *
   * @param xid what the database calls it; default: a name that nothing else has
   */
  beginTwophase(xid?: string): Promise<TwoPhaseTransaction> {
    return settle(() =>
      this.#core.queue.run(() => {
        const branch = new TwoPhaseBranch(this.dialect, xid);
        if (this.#core.isAutocommit)
          throw new InvalidRequestError('There are no two-phase transactions in AUTOCOMMIT: choose another isolationLevel.');
        return this.#begin(() => new TwoPhaseTransaction(this.#core, branch));
      }),
    );
  }

  /** The names of the transactions that were prepared and wait to be ended, whoever began them. */
  recoverTwophase(): Promise<readonly string[]> {
    const { recover, xidOf } = twoPhaseOf(this.dialect);
    return settle(() => this.#core.queue.run(() => chain(this.#core.readOutside(recover), (rows) => rows.map(xidOf))));
  }

  /** Commits a transaction that was prepared, on this connection or on one that was lost. Not inside a transaction. */
  commitPrepared(xid: string): Promise<void> {
    return this.#endPrepared(xid, 'commit');
  }

  rollbackPrepared(xid: string): Promise<void> {
    return this.#endPrepared(xid, 'rollback');
  }

  /** Commits the transaction; does nothing if there is none. */
  commit(): Promise<void> {
    return settle(() => this.#core.queue.run(() => this.#core.root?.commitNow()));
  }

  /** Rolls the transaction back; does nothing if there is none. */
  rollback(): Promise<void> {
    return settle(() => this.#core.queue.run(() => this.#core.root?.rollbackNow()));
  }

  inTransaction(): boolean {
    return this.#core.root?.isActive ?? false;
  }

  inNestedTransaction(): boolean {
    return this.#core.nested?.isActive ?? false;
  }

  getTransaction(): RootTransaction | null {
    return this.#core.root;
  }

  getNestedTransaction(): NestedTransaction | null {
    return this.#core.nested;
  }

  /** Sets options for the statements and transactions to come, on this connection. */
  executionOptions(options: ExecutionOptions): this {
    this.#core.checkOpen();
    this.#core.changeOptions(options);
    return this;
  }

  getExecutionOptions(): ExecutionOptions {
    return this.#core.options;
  }

  /** The isolation level that statements have now, as the database says. */
  getIsolationLevel(): Promise<IsolationLevel> {
    return settle(() => this.#core.queue.run(() => readIsolationLevel(this.#core)));
  }

  /** The isolation level that the database gave the first connection of the engine. */
  get defaultIsolationLevel(): IsolationLevel | null {
    return this.#core.runtime.facts?.defaultIsolationLevel ?? null;
  }

  /** What the server said of itself when the engine first met it: its product and version. */
  get serverFacts(): ServerFacts | null {
    return this.#core.runtime.facts ?? null;
  }

  // The connection itself ----------------------------------------------------------------------------------------

  /** Rolls back what was not committed and gives the connection back to the pool. */
  close(): Promise<void> {
    return settle(() => this.#core.queue.run(() => this.#core.close()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Throws the connection away; the next statement gets another one, once the transaction is rolled back. */
  invalidate(error?: unknown): void {
    this.#core.checkOpen();
    this.#core.invalidate(error);
  }

  /** Takes the connection out of the pool: it is closed for good when this is closed. */
  detach(): void {
    this.#core.checkOpen();
    this.#core.detach();
  }

  #execute(statement: unknown, params: ExecuteParams | null | undefined, options: StatementOptions | undefined) {
    return ResultPromise.from(() => this[executeAtOnce](statement, params, options));
  }

  /** @internal For a Session, which makes the promise itself: the result is there at once where the database answers at once. */
  [executeAtOnce](
    statement: unknown,
    params: ExecuteParams | null | undefined,
    options: StatementOptions | undefined,
  ): MaybePromise<CursorResult> {
    return this.#core.queue.run(() => execute(this.#core, statement, params, options));
  }

  /** For `metadata.createAll()` and the like. */
  [runSchemaTask](task: SchemaTask): Promise<void> {
    return carryOutSchemaTask(
      {
        dialect: this.dialect,
        schemaTranslateMap: this.#core.options.schemaTranslateMap ?? {},
        query: (sql, params) => this.execDriverSql(sql, params).all(),
        execute: async (element) => void (await this.execute(element)),
      },
      task,
    );
  }

  /** For `Table.reflect()` and `metadata.reflect()`. */
  [runReflection](task: ReflectionTask): Promise<readonly SchemaTable[]> {
    return reflectTables(new Inspector(this.dialect, (read) => read(catalogOf(this))), task);
  }

  #endPrepared(xid: string, how: 'commit' | 'rollback'): Promise<void> {
    const statements = twoPhaseOf(this.dialect)[how](checkXid(xid), true) ?? [];
    return settle(() => this.#core.queue.run(() => this.#core.sendOutside(statements)));
  }

  #begin<T extends RootTransaction = RootTransaction>(make: () => T = () => new RootTransaction(this.#core) as T) {
    const core = this.#core;
    core.checkOpen();
    if (core.root !== null) {
      throw new InvalidRequestError(
        "This connection has already initialized a transaction via begin() or autobegin; can't call begin() here unless rollback() or commit() is called first.",
      );
    }
    return chain(core.connected(), make);
  }

  #pooled(): PooledConnection<DriverConnection> {
    this.#core.checkOpen();
    if (this.#core.pooled === null)
      throw new InvalidRequestError('This connection was lost: the next statement gets another one.');
    return this.#core.pooled;
  }
}
