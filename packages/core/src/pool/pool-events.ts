import type { EventName } from '../event/dispatcher.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { PooledConnection } from './pooled-connection.ts';

/** What is known when a connection is reset. */
export interface PoolResetState {
  /** The borrower has already ended its transaction. */
  readonly transactionWasReset: boolean;
  /** The connection is going to be closed, not pooled again. */
  readonly terminateOnly: boolean;
}

/**
 * The events of a pool, by SQLAlchemy's names. Where it says so, a listener may return a promise, which is waited for.
 */
export interface PoolEvents<R extends object> {
  /** A connection was opened. May return a promise. An error closes the connection and goes to who asked for it. */
  connect(resource: R, record: ConnectionRecord<R>): unknown;
  /**
   * The first connection of this pool was opened; before `connect`. May return a promise, for which all other new
   * connections wait. After an error it happens again with the next one.
   */
  firstConnect(resource: R, record: ConnectionRecord<R>): unknown;
  /**
   * A connection is about to be handed out. May return a promise. A `DisconnectionError` replaces the connection, twice
   * at most; any other error gives it back and goes to who asked for it.
   */
  checkout(resource: R, record: ConnectionRecord<R>, pooled: PooledConnection<R>): unknown;
  /** A connection came back, or null if it was closed or invalidated. May return a promise. */
  checkin(resource: R | null, record: ConnectionRecord<R>): unknown;
  /** A connection is about to be reset, because it came back or is detached and released. May return a promise. */
  reset(resource: R, record: ConnectionRecord<R>, state: PoolResetState): unknown;
  /** A connection is about to be closed because it cannot be trusted. */
  invalidate(resource: R, record: ConnectionRecord<R>, error: unknown): void;
  /** A connection is to be replaced after it comes back. */
  softInvalidate(resource: R, record: ConnectionRecord<R>, error: unknown): void;
  /** A connection is about to be closed. */
  close(resource: R, record: ConnectionRecord<R>): void;
  /** A connection has left the pool. */
  detach(resource: R, record: ConnectionRecord<R>): void;
  /** A connection that had left the pool is about to be closed. */
  closeDetached(resource: R): void;
}

/** The names, for the dispatcher. */
export const poolEventNames = Object.freeze([
  'connect',
  'firstConnect',
  'checkout',
  'checkin',
  'reset',
  'invalidate',
  'softInvalidate',
  'close',
  'detach',
  'closeDetached',
] as const satisfies readonly EventName<PoolEvents<object>>[]);
