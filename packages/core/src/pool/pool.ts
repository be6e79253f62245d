import type { Dispatcher } from '../event/dispatcher.ts';
import { dispatch, type EventTarget } from '../event/event-target.ts';
import { isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { abandonable } from './abandonable.ts';
import type { PoolCore } from './pool-core.ts';
import type { PoolEvents } from './pool-events.ts';
import type { PooledConnection } from './pooled-connection.ts';

/**
 * Lends connections to one borrower at a time, or opens them for it. How many there are and who waits for whom differs:
 * see `QueuePool`, `StaticPool` and `NullPool`.
 */
export abstract class Pool<R extends object> implements EventTarget<PoolEvents<R>> {
  // Private: printing a pool must not print the password that its lifecycle or its connections hold.
  readonly #core: PoolCore<R>;

  /** @internal */
  constructor(core: PoolCore<R>) {
    this.#core = core;
  }

  /** Closes the connections that are not in use; the others are closed when they come back. */
  abstract dispose(): MaybePromise<void>;
  /** A new pool of the same kind, with the same options and listeners and no connection. */
  abstract recreate(): Pool<R>;
  /** The state of the pool in one line. */
  abstract status(): string;
  /** How many checkouts have not come back. */
  abstract checkedout(): number;

  /**
   * Checks a connection out; there at once if one is idle and nothing has to be waited for. `signal` ends the waiting
   * with its reason; a connection that arrives later goes back to the pool.
   */
  connect(signal?: AbortSignal): MaybePromise<PooledConnection<R>> {
    signal?.throwIfAborted();
    const loan = this.borrow(signal);
    return signal === undefined || !isPromise(loan) ? loan : abandonable(loan, signal, (late) => late.release());
  }

  /** How often all connections were invalidated. */
  get generation(): number {
    return this.#core.generation;
  }

  /**
   * Declares all connections lost that were opened before now: idle ones are replaced at their next checkout, the others
   * closed when they come back. With the `generation` of a connection that failed, it does so only if that was not done
   * since it was opened: ten connections that notice one restart of the server invalidate the pool once.
   *
   * @example
   * pooled.invalidate(error);
   * pool.invalidateAll(pooled.generation);
   */
  invalidateAll(generation: number = this.#core.generation): void {
    this.#core.invalidateAll(generation);
  }

  get [dispatch](): Dispatcher<PoolEvents<R>> {
    return this.#core.events;
  }

  /** Finds a connection; `signal` need only be watched while waiting for others. */
  protected abstract borrow(signal: AbortSignal | undefined): MaybePromise<PooledConnection<R>>;
}
