import type { BeginMode, MaybePromise } from '@aludel/core/dialect';
import { isBusy, retryWhileBusy } from './busy-retry.ts';
import { SqliteDriverError, closedError } from './sqlite-driver-error.ts';
import type { SqliteHandle } from './sqlite-handle.ts';
import type { StatementKind } from './statement-kind.ts';
import type { WriterTicket } from './writer-queue.ts';

/** How a connection stands towards its database. */
export interface TransactionControlOptions {
  /** Whether other connections use the same handle (a database in memory). */
  readonly isShared: boolean;
  /** How long to wait for the turn to write, and again for a lock of another process. */
  readonly busyTimeoutMs: number;
}

type State =
  /** Each statement is its own transaction. */
  | 'none'
  /** `begin` was called; BEGIN is sent with the first statement, which decides how. */
  | 'pending'
  /** BEGIN was sent; SQLite takes locks as it needs them. */
  | 'reading'
  /** BEGIN IMMEDIATE was sent, or a reader has become a writer: this connection holds the turn of the writer queue. */
  | 'writing'
  /** SQLite ended the transaction on its own; nothing runs until `rollback`. */
  | 'lost'
  | 'closed';

/**
 * Decides when a connection sends BEGIN and how, and that only one connection of this process writes at a time. It
 * never blocks the event loop: SQLite's own busy time-out is 0, and what is BUSY is tried again after a pause.
 *
 * On a shared handle there is only one transaction for all. It belongs to the connection that writes first; the others
 * read without BEGIN, so an open transaction that only read keeps nobody from writing.
 */
export class TransactionControl {
  readonly #handle: SqliteHandle;
  readonly #isShared: boolean;
  readonly #busyTimeoutMs: number;
  #state: State = 'none';
  /** Derived from the state: whether a read needs no preparation. */
  #readsAtOnce = true;
  #isBegun = false;
  #isReadOnly = false;
  /** Whether something was read in state `reading`, so that SQLite holds a snapshot. */
  #hasSnapshot = false;
  #holdsTurn = false;
  #ticket: WriterTicket | null = null;
  #endRetries: ((error: unknown) => void) | null = null;
  #undo: string[] = [];

  constructor(handle: SqliteHandle, { isShared, busyTimeoutMs }: TransactionControlOptions) {
    this.#handle = handle;
    this.#isShared = isShared;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  get isClosed(): boolean {
    return this.#state === 'closed' || !this.#handle.isOpen;
  }

  /** Whether there is something for `commit` or `rollback` to end, be it only a promise to begin. */
  get inTransaction(): boolean {
    return this.#isBegun || this.#state === 'reading' || this.#state === 'writing';
  }

  /**
   * Runs `work`, which executes statements of one kind, with everything they need. It may be called more than once:
   * again after each SQLITE_BUSY.
   */
  perform<T>(kind: StatementKind, work: () => T): MaybePromise<T> {
    try {
      if (kind === 'read' && this.#readsAtOnce) {
        this.#hasSnapshot = true;
        return this.#watch(kind, this.#attempt(kind, work));
      }
      const ready = this.#prepareFor(kind);
      return this.#watch(
        kind,
        ready instanceof Promise ? ready.then(() => this.#attempt(kind, work)) : this.#attempt(kind, work),
      );
    } catch (error) {
      throw this.failed(kind, error);
    }
  }

  begin({ statements }: BeginMode): void {
    if (this.isClosed) throw closedError();
    if (this.#isBegun) throw new SqliteDriverError('SQLITE_ERROR', 'cannot start a transaction within a transaction');
    this.#isBegun = true;
    for (const statement of statements) this.#applySetting(statement);
    if (this.#state === 'none') this.#become('pending');
  }

  commit(): MaybePromise<void> {
    switch (this.#state) {
      case 'reading':
      case 'writing':
        return this.#commitOpen();
      case 'lost':
        throw lostError();
      case 'closed':
        throw closedError();
      default:
        this.#end();
    }
  }

  rollback(): void {
    try {
      if (this.#ownsOpenTransaction) this.#handle.control('ROLLBACK');
    } catch (error) {
      // Nobody knows what would be committed next; closing the database rolls back for certain.
      if (this.#handle.inTransaction) this.#handle.close();
      throw error;
    } finally {
      this.#end();
    }
  }

  /** Rolls back what is open and gives up waiting. Closes the handle through `closeHandle`, if it is to be closed. */
  close(closeHandle: (() => void) | null): void {
    if (this.#state === 'closed') return;
    this.#ticket?.cancel(closedError());
    try {
      if (closeHandle === null) this.rollback();
      else closeHandle();
    } finally {
      this.#end();
      this.#become('closed');
    }
  }

  /** Gives up waiting for the turn to write or for a lock, if it waits; the statement that waits fails with `error`. */
  stopWaiting(error: unknown): void {
    this.#ticket?.cancel(error);
    this.#endRetries?.(error);
  }

  /** Looks, after an error, what became of the transaction; returns the error to throw. */
  failed(kind: StatementKind, error: unknown): unknown {
    if (this.#isUpgrade(kind) && this.#holdsTurn && !String((error as { code?: unknown })?.code).startsWith('SQLITE_BUSY'))
      this.#become('writing');
    this.#settle(false);
    return error;
  }

  #watch<T>(kind: StatementKind, result: MaybePromise<T>): MaybePromise<T> {
    if (result instanceof Promise) {
      return result.then(
        (value) => this.#succeeded(kind, value),
        (error: unknown) => {
          throw this.failed(kind, error);
        },
      );
    }
    return this.#succeeded(kind, result);
  }

  #succeeded<T>(kind: StatementKind, value: T): T {
    if (kind === 'read' || kind === 'outside') return value;
    if (this.#isUpgrade(kind)) this.#become('writing');
    else if (kind !== 'write') this.#settle(true);
    else if (this.#state === 'none') this.#giveTurn();
    return value;
  }

  #attempt<T>(kind: StatementKind, work: () => T): MaybePromise<T> {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || this.#busyTimeoutMs === 0) throw error;
      if (this.#wouldDeadlock(kind)) throw deadlockError(error);
      return this.#retry(work);
    }
  }

  async #retry<T>(work: () => T): Promise<T> {
    let stop: { readonly error: unknown } | null = null;
    this.#endRetries = (error) => {
      stop = { error };
    };
    const check = (): void => {
      this.#requireOpen();
      if (stop !== null) throw stop.error;
    };
    try {
      return await retryWhileBusy(work, { deadline: performance.now() + this.#busyTimeoutMs, check });
    } finally {
      this.#endRetries = null;
    }
  }

  #requireOpen(): void {
    if (this.isClosed) throw closedError();
  }

  #requireWritable(): void {
    if (this.#isReadOnly) throw readOnlyError();
  }

  /** Sends BEGIN and takes the turn to write, as far as the statement needs them. */
  #prepareFor(kind: StatementKind): MaybePromise<void> {
    this.#requireOpen();
    if (this.#state === 'lost') throw lostError();
    switch (kind) {
      case 'read':
        this.#beginReading();
        this.#hasSnapshot = true;
        return;
      case 'savepoint':
        return this.#isShared ? this.#beginWriting() : this.#beginReading();
      case 'write':
        this.#requireWritable();
        return this.#beginWriting();
      case 'begin-write':
      case 'outside-write':
        this.#requireWritable();
        return this.#takeTurn();
      case 'begin':
      case 'end':
        return this.#isShared ? this.#takeTurn() : undefined;
      case 'outside':
        return;
    }
  }

  #beginReading(): void {
    if (this.#state !== 'pending') return;
    this.#handle.control('BEGIN');
    this.#become('reading');
    this.#hasSnapshot = false;
  }

  #beginWriting(): MaybePromise<void> {
    const turn = this.#takeTurn();
    if (this.#state !== 'pending') return turn;
    return turn instanceof Promise ? turn.then(() => this.#beginImmediate()) : this.#beginImmediate();
  }

  #beginImmediate(): MaybePromise<void> {
    const begun = this.#attempt('begin-write', () => this.#handle.control('BEGIN IMMEDIATE'));
    return begun instanceof Promise ? begun.then(() => this.#become('writing')) : this.#become('writing');
  }

  #takeTurn(): MaybePromise<void> {
    if (this.#holdsTurn) return;
    if (this.#handle.writers.tryAcquire()) {
      this.#holdsTurn = true;
      return;
    }
    if (this.#wouldDeadlock('write')) throw deadlockError();
    return this.#waitForTurn();
  }

  async #waitForTurn(): Promise<void> {
    this.#ticket = this.#handle.writers.wait({
      timeoutMs: this.#busyTimeoutMs,
      timeoutError: () => turnTimeoutError(this.#isShared, this.#busyTimeoutMs),
      onGranted: () => {
        this.#ticket = null;
        this.#holdsTurn = true;
      },
    });
    await this.#ticket.granted;
    this.#requireOpen();
  }

  /** Whether a statement makes a writer of a transaction that has begun as a reader. */
  #isUpgrade(kind: StatementKind): boolean {
    return this.#state === 'reading' && (kind === 'write' || kind === 'outside-write');
  }

  /**
   * Without a write-ahead log a writer cannot commit before all readers are gone; a reader that waits for it in order
   * to write itself waits for ever. SQLite answers BUSY at once in that case, whatever its time-out.
   */
  #wouldDeadlock(kind: StatementKind): boolean {
    return this.#isUpgrade(kind) && this.#hasSnapshot && !this.#handle.usesWal;
  }

  #commitOpen(): MaybePromise<void> {
    const fail = (error: unknown): never => {
      throw this.failed('end', error);
    };
    try {
      const committed = this.#attempt('end', () => this.#handle.control('COMMIT'));
      return committed instanceof Promise ? committed.then(() => this.#end(), fail) : this.#end();
    } catch (error) {
      fail(error);
    }
  }

  /** Whether SQLite has a transaction open, and it is this connection's. */
  get #ownsOpenTransaction(): boolean {
    return this.#handle.isOpen && this.#handle.inTransaction && (!this.#isShared || this.#holdsTurn);
  }

  /** Brings the state in line with SQLite's. `isWanted`: what has changed was asked for by a statement. */
  #settle(isWanted: boolean): void {
    if (this.#ownsOpenTransaction) {
      if (this.#state === 'none' || this.#state === 'pending') this.#enterUsersTransaction();
    } else if (this.#state === 'reading' || this.#state === 'writing') {
      this.#become(this.#stateAfterEnd(isWanted));
    }
    if (this.#state !== 'writing') this.#giveTurn();
  }

  /** The user has sent BEGIN or SAVEPOINT as a statement. */
  #enterUsersTransaction(): void {
    this.#become(this.#holdsTurn ? 'writing' : 'reading');
    this.#hasSnapshot = false;
  }

  #stateAfterEnd(isWanted: boolean): State {
    if (!this.#isBegun) return 'none';
    return isWanted ? 'pending' : 'lost';
  }

  #end(): void {
    this.#isBegun = false;
    this.#isReadOnly = false;
    if (this.#state !== 'closed') this.#become('none');
    this.#giveTurn();
    this.#undoSettings();
  }

  #become(state: State): void {
    this.#state = state;
    this.#readsAtOnce = state === 'none' || state === 'reading' || state === 'writing' || (state === 'pending' && this.#isShared);
  }

  #giveTurn(): void {
    if (!this.#holdsTurn) return;
    this.#holdsTurn = false;
    this.#handle.writers.release();
  }

  /**
   * A statement in front of BEGIN: `PRAGMA name = 1`, which lasts until the end of the transaction. query_only is kept
   * here instead of being sent, since on a shared handle it would hit the others.
   */
  #applySetting(statement: string): void {
    const pragma = /^PRAGMA (\w+) = 1$/.exec(statement)?.[1];
    if (pragma === undefined) return;
    if (pragma === 'query_only') {
      this.#isReadOnly = true;
      return;
    }
    this.#handle.pragma(`${pragma} = 1`);
    this.#undo.push(`${pragma} = 0`);
  }

  #undoSettings(): void {
    if (this.#undo.length === 0) return;
    const settings = this.#undo;
    this.#undo = [];
    if (this.#handle.isOpen) for (const setting of settings) this.#handle.pragma(setting);
  }
}

function lostError(): SqliteDriverError {
  return new SqliteDriverError(
    'ALUDEL_TRANSACTION_LOST',
    'SQLite has rolled back the whole transaction because of an earlier error (ON CONFLICT ROLLBACK, RAISE(ROLLBACK), a full disk or the like). Call rollback(), then begin again.',
  );
}

function readOnlyError(): SqliteDriverError {
  return new SqliteDriverError(
    'SQLITE_READONLY',
    'This transaction was begun read-only and cannot write. Begin it without readOnly.',
  );
}

function deadlockError(cause?: unknown): SqliteDriverError {
  return new SqliteDriverError(
    'ALUDEL_DEADLOCK',
    'This transaction has read and now wants to write, while another one writes and cannot commit before this one ends. Roll back and run it again; with the pragma journal_mode = WAL readers and the writer do not wait for each other.',
    cause,
  );
}

function turnTimeoutError(isShared: boolean, timeoutMs: number): SqliteDriverError {
  const holder = isShared
    ? 'another Connection of this in-memory database holds an uncommitted write'
    : 'another Connection of this process has been writing to this file all the time';
  return new SqliteDriverError(
    'SQLITE_BUSY',
    `database is locked: ${holder} (waited ${timeoutMs / 1000} s). Commit or roll it back first, or raise "timeout".`,
  );
}
