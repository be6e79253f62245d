import type { TransactionOptions } from '../dialect/dialect.ts';
import { savepointsOf } from '../dialect/savepoints.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { DriverResult } from '../driver/driver-result.ts';
import { InvalidRequestError, PendingRollbackError, ResourceClosedError } from '../errors/invalid-request-errors.ts';
import type { Pool } from '../pool/pool.ts';
import type { PooledConnection } from '../pool/pooled-connection.ts';
import { chain, isPromise, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { OperationQueue } from '../util/operation-queue.ts';
import { type Echo, noKeyStats } from './echo.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import { type ExecutionOptions, mergeExecutionOptions } from './execution-options.ts';
import { checkIsolationLevel } from './isolation-levels.ts';
import { type NestedTransaction, RootTransaction, type TransactionHost } from './transaction.ts';
import { checkBlock, type TransactionBlock } from './transaction-block.ts';
import type { TwoPhaseBranch } from './two-phase-branch.ts';
import { WireTransaction } from './wire-transaction.ts';
import { type ErrorContext, wrapError } from './wrap-error.ts';

/** A stream that must end before its transaction or connection does. */
export interface OpenStream {
  close(): MaybePromise<void>;
}

/**
 * The state of a Connection: the pooled connection it holds, its transaction, and whether BEGIN has been sent yet.
 * Its methods answer at once where the driver does; the caller holds the queue.
 */
export class ConnectionCore implements TransactionHost {
  readonly runtime: EngineRuntime;
  readonly queue = new OperationQueue();
  readonly streams = new Set<OpenStream>();
  /** The public connection, for listeners. */
  owner: unknown = null;
  root: RootTransaction | null = null;
  nested: NestedTransaction | null = null;
  block: TransactionBlock | null = null;
  #pooled: PooledConnection<DriverConnection> | null;
  /** Where it came from: after `dispose()` the engine has another one, whose connections it says nothing about. */
  #pool: Pool<DriverConnection>;
  #options: ExecutionOptions;
  #echo: Echo | null;
  #closed = false;
  /** What of the transaction has reached the database. */
  readonly #wire = new WireTransaction();
  #savepoints = 0;
  #branch: TwoPhaseBranch | null = null;

  constructor(runtime: EngineRuntime, pooled: PooledConnection<DriverConnection>, options: ExecutionOptions) {
    this.runtime = runtime;
    this.#pooled = pooled;
    this.#pool = runtime.pool;
    this.#options = options;
    this.#echo = runtime.echo?.withToken(options.loggingToken ?? runtime.options.loggingToken) ?? null;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether the connection was lost; the next statement gets another one, once the transaction is rolled back. */
  get invalidated(): boolean {
    return this.#pooled === null && !this.#closed;
  }

  get pooled(): PooledConnection<DriverConnection> | null {
    return this.#pooled;
  }

  get echo(): Echo | null {
    return this.#echo;
  }

  get options(): ExecutionOptions {
    return this.#options;
  }

  get hideParameters(): boolean {
    return this.runtime.options.hideParameters ?? false;
  }

  get isAutocommit(): boolean {
    return this.#options.isolationLevel === 'AUTOCOMMIT';
  }

  changeOptions(changes: ExecutionOptions): void {
    const merged = mergeExecutionOptions(this.#options, changes);
    if (changes.isolationLevel !== undefined && this.root !== null) {
      throw new InvalidRequestError(
        'This connection has already initialized a transaction via begin() or autobegin; isolationLevel may not be altered unless rollback() or commit() is called first.',
      );
    }
    checkIsolationLevel(this.runtime.dialect, changes);
    this.#options = merged;
    if (changes.loggingToken !== undefined) this.#echo = this.#echo?.withToken(changes.loggingToken) ?? null;
  }

  checkOpen(): void {
    if (this.#closed) throw new ResourceClosedError('This Connection is closed');
  }

  /** The driver's connection inside a transaction, ready for a statement: reconnected, begun, BEGIN sent. */
  ready(): MaybePromise<DriverConnection> {
    this.checkOpen();
    const pooled = this.#pooled;
    if (pooled === null) return chain(this.reconnect(), () => this.ready());
    if (this.root === null) this.autobegin();
    else if (this.#wire.isLost || !this.root.isActive || this.nested?.isActive === false) this.refuseInvalidTransaction();
    checkBlock(this);
    this.#branch?.checkNotPrepared();
    return this.#begun(pooled.resource);
  }

  /** The driver's connection as it is: reconnected if it was lost, no transaction begun. */
  connected(): MaybePromise<DriverConnection> {
    this.checkOpen();
    const pooled = this.#pooled;
    return pooled === null ? chain(this.reconnect(), () => this.connected()) : pooled.resource;
  }

  /** Begins a transaction because a statement needs one. */
  autobegin(): void {
    new RootTransaction(this);
  }

  /** Gets another connection in place of the one that was lost. */
  reconnect(): MaybePromise<void> {
    if (this.root !== null) this.refuseInvalidTransaction();
    const { pool } = this.runtime;
    return this.guard({}, () =>
      chain(pool.connect(), (pooled) => {
        this.#pooled = pooled;
        this.#pool = pool;
      }),
    );
  }

  refuseInvalidTransaction(): never {
    const kind = this.nested === null ? '' : 'savepoint ';
    throw new PendingRollbackError(
      `Can't reconnect until invalid ${kind}transaction is rolled back.  Please rollback() fully before proceeding`,
      {
        code: '8s2b',
      },
    );
  }

  // TransactionHost -----------------------------------------------------------------------------------------------

  begin(branch: TwoPhaseBranch | null = null): void {
    this.checkOpen();
    this.#branch = branch;
    if (branch === null) this.emit('begin');
    else this.#emitTwophase('beginTwophase', branch);
    this.#wire.begin(!this.isAutocommit);
    if (branch !== null) return this.#echo?.line('BEGIN TWOPHASE (implicit)');
    this.#echo?.line(this.isAutocommit ? 'BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)' : 'BEGIN (implicit)');
  }

  /** Sends what prepares a two-phase transaction. */
  prepare(branch: TwoPhaseBranch): MaybePromise<void> {
    this.#emitTwophase('prepareTwophase', branch);
    return chain(this.closeStreams(), () =>
      chain(this.ready(), (connection) =>
        chain(this.#controlAll(connection, branch.rules.prepare(branch.xid)), () => {
          branch.isPrepared = true;
        }),
      ),
    );
  }

  commit(): MaybePromise<void> {
    if (this.invalidated || this.#wire.isLost) this.refuseInvalidTransaction();
    if (this.#branch === null) this.emit('commit');
    else this.#emitTwophase('commitTwophase', this.#branch);
    this.#echo?.line(
      this.isAutocommit ? 'COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode' : 'COMMIT',
    );
    return chain(this.closeStreams(), () => this.#sendCommit());
  }

  rollback(): MaybePromise<void> {
    if (this.invalidated || this.#closed) {
      this.#wire.end();
      return;
    }
    const announce = (): void => {
      if (this.#branch === null) this.emit('rollback');
      else this.#emitTwophase('rollbackTwophase', this.#branch);
      this.#echo?.line(
        this.isAutocommit ? 'ROLLBACK using DBAPI connection.rollback(); has no effect due to autocommit mode' : 'ROLLBACK',
      );
    };
    // Whatever fails here, the next statement must not land in the transaction that its caller believes rolled back.
    return recover(
      () => {
        announce();
        return chain(this.closeStreams(), () => this.#sendRollback());
      },
      (error): never => {
        this.invalidate(error);
        throw error;
      },
    );
  }

  savepoint(): MaybePromise<string> {
    const { set } = savepointsOf(this.runtime.dialect);
    const name = `sa_savepoint_${++this.#savepoints}`;
    this.emit('savepoint', name);
    return chain(this.ready(), (connection) => chain(this.#controlAll(connection, set(name)), () => name));
  }

  /** Reads what has nothing to do with a transaction, and begins none. */
  readOutside(sql: string): MaybePromise<readonly (readonly unknown[])[]> {
    return chain(this.connected(), (connection) => chain(this.#control(connection, sql), ({ rows }) => rows));
  }

  /** Sends what cannot be a part of a transaction. */
  sendOutside(statements: readonly string[]): MaybePromise<void> {
    if (this.root !== null)
      throw new InvalidRequestError('A transaction is open on this connection: commit it or roll it back first.');
    return chain(this.connected(), (connection) => this.#controlAll(connection, statements));
  }

  releaseSavepoint(name: string): MaybePromise<void> {
    if (this.invalidated) this.refuseInvalidTransaction();
    this.emit('releaseSavepoint', name);
    return chain(this.ready(), (connection) => this.#controlAll(connection, savepointsOf(this.runtime.dialect).release(name)));
  }

  rollbackToSavepoint(name: string): MaybePromise<void> {
    if (this.#pooled === null || this.#wire.isLost) return;
    const connection = this.#pooled.resource;
    this.emit('rollbackSavepoint', name);
    return chain(this.closeStreams(), () => this.#controlAll(connection, savepointsOf(this.runtime.dialect).rollback(name)));
  }

  // The end ------------------------------------------------------------------------------------------------------

  /** Rolls back what was not committed and gives the connection back to the pool. Runs once. */
  close(): MaybePromise<void> {
    if (this.#closed) return;
    const hadTransaction = this.root !== null;
    const ended = recover(
      () => chain(this.closeStreams(), () => this.root?.closeNow()),
      (error) => this.#abandon(error),
    );
    return chain(ended, () => this.#release(hadTransaction));
  }

  closeStreams(): MaybePromise<void> {
    for (const stream of this.streams) {
      this.streams.delete(stream);
      const closed = stream.close();
      if (isPromise(closed)) return closed.then(() => this.closeStreams());
    }
  }

  /** Gives up the connection because it cannot be used any more. */
  invalidate(error?: unknown): void {
    const pooled = this.#pooled;
    if (pooled === null) return;
    this.#pooled = null;
    this.#wire.end();
    pooled.invalidate(error);
  }

  /** Takes the connection out of the pool: it is closed for good with this Connection. */
  detach(): void {
    if (this.#pooled === null) throw new InvalidRequestError("Can't detach an invalidated Connection");
    this.#pooled.detach();
  }

  // Errors -------------------------------------------------------------------------------------------------------

  /** Runs what talks to the driver; an error reaches the caller as one of ours, and a lost connection is given up. */
  guard<T>(context: Omit<ErrorContext, 'dialect' | 'hideParameters'>, action: () => MaybePromise<T>): MaybePromise<T> {
    return recover(action, (thrown) => this.fail(thrown, context)) as MaybePromise<T>;
  }

  fail(thrown: unknown, context: Omit<ErrorContext, 'dialect' | 'hideParameters'>): never {
    const { dialect } = this.runtime;
    const wrapped = wrapError(thrown, { ...context, dialect, hideParameters: this.hideParameters });
    const pooled = this.#pooled;
    const isLost = wrapped.isDisconnect || (pooled !== null && !pooled.resource.isAlive);
    if (pooled !== null) this.#wire.noteError(pooled.resource);
    try {
      this.tellListeners(thrown, wrapped.error, context.statement, isLost);
    } finally {
      if (isLost && pooled !== null) {
        this.#pool.invalidateAll(pooled.generation);
        this.invalidate(thrown);
      }
    }
    throw wrapped.error;
  }

  emit(name: 'begin' | 'commit' | 'rollback'): void;
  emit(name: 'savepoint' | 'releaseSavepoint' | 'rollbackSavepoint', savepoint: string): void;
  emit(name: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'releaseSavepoint' | 'rollbackSavepoint', savepoint?: string): void {
    const { events } = this.runtime;
    if (!events.has(name)) return;
    if (savepoint === undefined) events.emit(name as 'begin', this.owner);
    else events.emit(name as 'savepoint', this.owner, savepoint);
  }

  /** Shows an error to the listeners of `handleError`; one of them may throw another in its place. */
  tellListeners(
    originalException: unknown,
    aludelException: unknown,
    statement: string | undefined,
    isDisconnect: boolean,
  ): void {
    const { events } = this.runtime;
    if (!events.has('handleError')) return;
    events.emit('handleError', { connection: this.owner, originalException, aludelException, statement, isDisconnect });
  }

  // The wire -----------------------------------------------------------------------------------------------------

  #begun(connection: DriverConnection): MaybePromise<DriverConnection> {
    return this.#wire.isBeginDue(connection) ? this.#sendBegin(connection) : connection;
  }

  #sendBegin(connection: DriverConnection): MaybePromise<DriverConnection> {
    const plain = this.runtime.dialect.beginStatements(this.transactionOptions());
    const branch = this.#branch;
    const statements = branch === null ? plain : branch.rules.begin(branch.xid, plain);
    return this.guard({ statement: statements.join('; ') }, () =>
      chain(connection.begin({ statements }), () => {
        this.#wire.noteBegun();
        return connection;
      }),
    );
  }

  transactionOptions(): TransactionOptions {
    const { isolationLevel, readOnly, deferrable } = this.#options;
    return { isolationLevel: isolationLevel === 'AUTOCOMMIT' ? undefined : isolationLevel, readOnly, deferrable };
  }

  // What never began on the wire need not end there.
  #sendCommit(): MaybePromise<void> {
    const connection = this.#pooled?.resource;
    if (connection === undefined || !this.#wire.hasBegun) return this.#wire.end();
    const ending = this.#branch?.ending('commit');
    if (ending != null) return chain(this.#controlAll(connection, ending), () => this.#wire.end());
    // What is known to be dead before COMMIT is sent has not committed.
    return chain(
      this.guard({ isCommit: connection.isAlive }, () => connection.commit()),
      () => this.#wire.end(),
    );
  }

  #sendRollback(): MaybePromise<void> {
    const connection = this.#wire.hasBegun ? this.#pooled?.resource : undefined;
    const ending = this.#branch?.ending('rollback');
    this.#wire.end();
    if (connection !== undefined && ending != null) return this.#controlAll(connection, ending, true);
    if (connection?.inTransaction === true) return this.guard({}, () => connection.rollback());
  }

  #control(connection: DriverConnection, sql: string): MaybePromise<DriverResult> {
    const startedAt = performance.now();
    this.#echo?.statement(sql, noKeyStats((performance.now() - startedAt) / 1000), [], false);
    return this.guard({ statement: sql }, () => connection.execute(sql, [], { prepare: false }));
  }

  // What fails on the way to a rollback is of no account if the rollback itself does not.
  async #controlAll(connection: DriverConnection, statements: readonly string[], isRollback = false): Promise<void> {
    for (const statement of statements) {
      try {
        await this.#control(connection, statement);
      } catch (error) {
        if (!isRollback || statement === statements.at(-1)) throw error;
      }
    }
  }

  #emitTwophase(name: `${'begin' | 'prepare' | 'commit' | 'rollback'}Twophase`, { xid, isPrepared }: TwoPhaseBranch): void {
    this.runtime.events.emit(name as 'commitTwophase', this.owner, xid, isPrepared);
  }

  // A connection whose rollback failed is in an unknown state: no other borrower may have it.
  #abandon(error: unknown): void {
    this.invalidate(error);
    this.root = null;
    this.nested = null;
  }

  #release(transactionWasReset: boolean): MaybePromise<void> {
    const pooled = this.#pooled;
    this.#closed = true;
    this.#pooled = null;
    if (pooled === null) return;
    // In autocommit mode, and after a BEGIN sent as a text, there may be a transaction that was not ours to end.
    return pooled.release({ transactionWasReset: transactionWasReset && !pooled.resource.inTransaction });
  }
}
