import { Connection } from '../../engine/connection.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecutionOptions } from '../../engine/execution-options.ts';
import { type Transaction, TwoPhaseTransaction } from '../../engine/transaction.ts';
import type { BlockSubject, BlockTransaction } from '../../engine/transaction-block.ts';
import { QueryCanceledError } from '../../errors/database-errors.ts';
import { InvalidRequestError, PendingRollbackError, ResourceClosedError } from '../../errors/invalid-request-errors.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { OperationQueue } from '../../util/operation-queue.ts';
import { settle } from '../../util/settle.ts';
import { warn } from '../../util/warn.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { TransactionSnapshot } from '../state/object-store-snapshot.ts';
import { type JoinTransactionMode, joinTransaction } from './join-transaction.ts';

/** What a Session works on. */
export type Bind = Engine | Connection;

/** How a transaction of a Session came to be. */
export type SessionTransactionOrigin = 'autobegin' | 'begin' | 'beginNested';

/** The Session as its transactions see it. */
export interface SessionHost extends BlockSubject {
  readonly joinTransactionMode: JoinTransactionMode;
  readonly executionOptions: ExecutionOptions;
  readonly expireOnCommit: boolean;
  readonly twophase: boolean;
  readonly store: ObjectStore;
  /** Sends what is pending, until listeners add nothing more. */
  flushUntilClean(): Promise<void>;
  transaction: SessionTransaction | null;
  nestedTransaction: SessionTransaction | null;
  notify(name: 'afterTransactionCreate' | 'afterTransactionEnd', transaction: SessionTransaction): void;
  /** Tells listeners who may use the session themselves; resolves when they are done. */
  notifyInTurn(name: SlowEvent, transaction?: SessionTransaction, connection?: Connection): Promise<void>;
  currentQueue(): OperationQueue;
}

/** The events whose listeners are waited for. */
export type SlowEvent = 'afterBegin' | 'beforeCommit' | 'afterCommit' | 'afterRollback' | 'afterSoftRollback';

type Next = 'outer' | 'session' | null;

type State = 'active' | 'prepared' | 'committed' | 'inactive' | 'closed';

interface Failure {
  readonly error: unknown;
}

/** One connection's part in a transaction of a Session. */
interface Participant {
  readonly connection: Connection;
  readonly transaction: Transaction;
  readonly shouldCommit: boolean;
  /** Whether the Session opened the connection, and so has to close it. */
  readonly isOwn: boolean;
}

/**
 * A transaction of a Session: over all connections that it used, or a savepoint on each of them (`nested`).
 * A connection takes part from its first statement on.
 */
export class SessionTransaction implements BlockTransaction, AsyncDisposable {
  readonly origin: SessionTransactionOrigin;
  readonly parent: SessionTransaction | null;
  readonly #host: SessionHost;
  readonly #previousNested: SessionTransaction | null;
  readonly #participants = new Map<unknown, Participant>();
  readonly #snapshot: TransactionSnapshot;
  #state: State = 'active';
  #failure: Failure | null = null;

  /** @internal */
  constructor(host: SessionHost, origin: SessionTransactionOrigin, parent: SessionTransaction | null) {
    this.#host = host;
    this.origin = origin;
    this.parent = parent;
    this.#previousNested = host.nestedTransaction;
    this.#snapshot = host.store.enter();
    host.transaction = this;
    if (this.nested) host.nestedTransaction = this;
    host.notify('afterTransactionCreate', this);
  }

  /** Whether it is a savepoint. */
  get nested(): boolean {
    return this.origin === 'beginNested';
  }

  get isActive(): boolean {
    return this.#state === 'active';
  }

  get isPending(): boolean {
    return this.#state !== 'closed';
  }

  /** Commits it; for a savepoint, releases it. @throws ResourceClosedError if it has ended */
  commit(): Promise<void> {
    return settle(() => this.#host.currentQueue().run(() => this.commitNow(false)));
  }

  /**
   * The first phase of a commit: what is pending is sent, and every database promises that it can commit.
   *
   * @throws InvalidRequestError without the option `twophase`, and for a savepoint
   */
  prepare(): Promise<void> {
    return settle(() => this.#host.currentQueue().run(() => this.prepareNow()));
  }

  /** Rolls it back; for a savepoint, back to it. @throws ResourceClosedError if it has ended */
  rollback(): Promise<void> {
    return settle(() => this.#host.currentQueue().run(() => this.rollbackNow(false)));
  }

  /** Ends it; what was not committed is rolled back. */
  close(): Promise<void> {
    return settle(() => this.#host.currentQueue().run(() => this.#closeWithInner()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @internal Refuses what only a transaction in progress can do. */
  checkActive(): void {
    if (this.#state !== 'active') this.#refuse();
  }

  // For the Session, which already holds its queue -------------------------------------------------------------------

  /** @internal The connection for `bind` inside this transaction; the first call makes it take part. */
  connectionFor(bind: Bind, options?: ExecutionOptions, signal?: AbortSignal): MaybePromise<Connection> {
    this.checkActive();
    const known = this.#participants.get(bind);
    if (known === undefined) return this.#join(bind, options, signal);
    if (options !== undefined) warn('Connection is already established for the given bind; executionOptions ignored');
    return known.connection;
  }

  /** @internal */
  async prepareNow(): Promise<void> {
    if (this.parent !== null || !this.#host.twophase)
      throw new InvalidRequestError("'twophase' mode not enabled, or not root transaction; can't prepare.");
    await this.#prepare();
  }

  /** @internal */
  async commitNow(toRoot: boolean): Promise<void> {
    if (this.#state !== 'prepared') await this.#prepare();
    for (const { transaction, shouldCommit } of this.#distinct()) {
      if (shouldCommit) await transaction.commit();
    }
    this.#state = 'committed';
    // What is committed is so, whatever a listener says.
    try {
      await this.#host.notifyInTurn('afterCommit');
    } finally {
      try {
        this.#host.store.committed(this.#snapshot, this.#host.expireOnCommit);
      } finally {
        await this.closeNow(false);
      }
    }
    if (toRoot) await this.parent?.commitNow(true);
  }

  /** @internal */
  async rollbackNow(toRoot: boolean): Promise<void> {
    if (this.#state === 'committed' || this.#state === 'closed') this.#refuse();
    await this.#closeInner();
    const failure = this.#state === 'inactive' ? this.#discardLater() : await this.#rollBackParticipants(toRoot);
    await this.closeNow(false);
    if (failure === undefined) await this.#host.notifyInTurn('afterSoftRollback', this);
    if (toRoot) await this.parent?.rollbackNow(true);
    if (failure !== undefined) throw failure.error;
  }

  /** @internal A flush failed: it is rolled back at once, and refuses everything but its rollback. */
  async failNow(error: unknown): Promise<void> {
    if (this.#state !== 'active' && this.#state !== 'prepared') return;
    await this.#closeInner();
    const failure = await this.#rollBackParticipants();
    this.#failure = { error };
    for (let block = this.#host.block; block !== null; block = block.outer) if (block.transaction === this) block.failure = error;
    if (failure === undefined) await this.#host.notifyInTurn('afterSoftRollback', this);
  }

  /** @internal @param next what is closed next: nothing else, the transactions around it, or the whole session, objects and all */
  async closeNow(invalidate: boolean, next: Next = null): Promise<void> {
    if (this.#state === 'closed') return;
    const { store } = this.#host;
    const isUndone = (this.#state === 'active' || this.#state === 'prepared') && next !== 'session';
    this.#state = 'closed';
    try {
      if (isUndone) store.rolledBack(this.#snapshot);
    } finally {
      await this.#leave(invalidate, next);
    }
  }

  async #leave(invalidate: boolean, next: Next): Promise<void> {
    const { store } = this.#host;
    store.snapshot = this.#snapshot.parent;
    if (this.nested) this.#host.nestedTransaction = this.#previousNested;
    this.#host.transaction = this.parent;
    const participants = this.#distinct();
    this.#participants.clear();
    try {
      await endAll(participants, { isRoot: this.parent === null, invalidate, next });
    } finally {
      this.#host.notify('afterTransactionEnd', this);
    }
  }

  // Joining --------------------------------------------------------------------------------------------------------

  async #join(bind: Bind, options: ExecutionOptions | undefined, signal: AbortSignal | undefined): Promise<Connection> {
    const inherited = await this.parent?.connectionFor(bind, options, signal);
    const connection = inherited ?? (await this.#open(bind, signal));
    const isOpened = inherited === undefined && !(bind instanceof Connection);
    try {
      const merged = { ...this.#host.executionOptions, ...options };
      if (inherited === undefined && Object.keys(merged).length > 0) connection.executionOptions(merged);
      const joined = this.nested
        ? { transaction: await connection.beginNested(), shouldCommit: true }
        : await joinTransaction(connection, this.#host.joinTransactionMode, this.#host.twophase);
      await this.#take(bind, { ...joined, connection, isOwn: !(bind instanceof Connection) });
      return connection;
    } catch (error) {
      if (isOpened) await connection.close();
      throw error;
    }
  }

  // If a listener fails, the connection takes no part: what the listener was to set up would be missing.
  async #take(bind: Bind, participant: Participant): Promise<void> {
    const { connection, transaction, shouldCommit } = participant;
    const keys = [bind, connection, connection.engine];
    for (const key of keys) this.#participants.set(key, participant);
    try {
      await this.#host.notifyInTurn('afterBegin', this, connection);
    } catch (error) {
      for (const key of keys) this.#participants.delete(key);
      if (shouldCommit) await transaction.close();
      throw error;
    }
  }

  async #open(bind: Bind, signal: AbortSignal | undefined): Promise<Connection> {
    if (!(bind instanceof Connection)) return signal === undefined ? bind.connect() : connectUnlessAborted(bind, signal);
    if (!this.#participants.has(bind.engine)) return bind;
    throw new InvalidRequestError("Session already has a Connection associated for the given Connection's Engine");
  }

  // Ending ---------------------------------------------------------------------------------------------------------

  async #prepare(): Promise<void> {
    this.checkActive();
    await this.#host.notifyInTurn('beforeCommit');
    for (const inner of this.#inner()) await inner.commitNow(false);
    await this.#host.flushUntilClean();
    if (this.parent === null && this.#host.twophase) await this.#prepareParticipants();
    this.#state = 'prepared';
  }

  // Unless all of them promise, none commits.
  async #prepareParticipants(): Promise<void> {
    try {
      for (const { transaction } of this.#distinct()) if (transaction instanceof TwoPhaseTransaction) await transaction.prepare();
    } catch (error) {
      await this.rollbackNow(false).catch(() => undefined);
      throw error;
    }
  }

  // The transactions inside this one, innermost first.
  #inner(): readonly SessionTransaction[] {
    const inner: SessionTransaction[] = [];
    for (let current = this.#host.transaction; current !== null && current !== this; current = current.parent)
      inner.push(current);
    return inner;
  }

  async #closeWithInner(): Promise<void> {
    if (this.#state === 'closed') return;
    await this.#closeInner();
    const failure = this.#state === 'inactive' ? this.#discardLater() : undefined;
    await this.closeNow(false);
    if (failure !== undefined) throw failure.error;
  }

  async #closeInner(): Promise<void> {
    for (const inner of this.#inner()) await inner.closeNow(false, 'outer');
  }

  // What was done after the failed flush has no transaction to be a part of.
  #discardLater(): Failure | undefined {
    if (this.#host.store.isClean) return;
    warn("Session's state has been changed on a non-active transaction - this state will be discarded.");
    return this.#undo();
  }

  #undo(): Failure | undefined {
    try {
      this.#host.store.rolledBack(this.#snapshot);
    } catch (error) {
      return { error };
    }
  }

  /** @param toRoot whether the transactions around it are rolled back next, so that a savepoint that cannot be is of no account */
  async #rollBackParticipants(toRoot = false): Promise<Failure | undefined> {
    let failure: Failure | undefined;
    for (const { transaction } of this.#distinct()) {
      try {
        await transaction.rollback();
      } catch (error) {
        if (!toRoot || this.parent === null) failure ??= { error };
      }
    }
    this.#state = 'inactive';
    try {
      if (failure === undefined) await this.#host.notifyInTurn('afterRollback');
    } catch (error) {
      failure = { error };
    }
    const undone = this.#undo();
    return failure ?? undone;
  }

  #distinct(): readonly Participant[] {
    return [...new Set(this.#participants.values())];
  }

  #refuse(): never {
    if (this.#state === 'closed') throw new ResourceClosedError('This transaction is closed');
    if (this.#state !== 'inactive') {
      throw new InvalidRequestError(
        `This session is in '${this.#state}' state; no further SQL can be emitted within this transaction.`,
      );
    }
    if (this.#failure !== null) throw pendingRollback(this.#failure.error);
    throw new InvalidRequestError(
      "This session is in 'inactive' state, due to the SQL transaction being rolled back; no further SQL can be emitted within this transaction.",
    );
  }
}

function pendingRollback(error: unknown): PendingRollbackError {
  const original = error instanceof Error ? error.message : String(error);
  return new PendingRollbackError(
    `This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: ${original}`,
    { code: '7s2a', cause: error },
  );
}

// All are ended, whatever one of them says; the first error is the one that is told.
async function endAll(participants: readonly Participant[], how: Ending): Promise<void> {
  let failure: Failure | undefined;
  for (const participant of participants) {
    try {
      await end(participant, how);
    } catch (error) {
      // Where the connection itself is closed next, or rolled back, a savepoint that cannot be is of no account.
      if (how.next === null || (how.next === 'session' && !participant.isOwn)) failure ??= { error };
    }
  }
  if (failure !== undefined) throw failure.error;
}

interface Ending {
  readonly isRoot: boolean;
  readonly invalidate: boolean;
  readonly next: Next;
}

async function end({ connection, transaction, shouldCommit, isOwn }: Participant, { isRoot, invalidate }: Ending): Promise<void> {
  if (invalidate && isRoot) connection.invalidate();
  // A connection that is closed rolls back by itself; if that fails it is thrown away, which is as good.
  if (isOwn && isRoot) return connection.close();
  if (shouldCommit && (transaction.isActive || transaction.isPending)) await transaction.close();
}

async function connectUnlessAborted(engine: Engine, signal: AbortSignal): Promise<Connection> {
  try {
    return await engine.connect({ signal });
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    throw new QueryCanceledError('The statement was canceled: it was aborted while it waited for a connection.', {
      cause: error,
    });
  }
}
