import { TimeoutError } from '../errors/timeout-error.ts';
import type { Dispatcher } from '../event/dispatcher.ts';
import { chain, isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { Checkin } from './checkin.ts';
import { Checkout } from './checkout.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { Places } from './places.ts';
import { PoolCore } from './pool-core.ts';
import type { PoolEvents } from './pool-events.ts';
import { resolveQueuePoolOptions, type QueuePoolOptions, type ResolvedQueuePoolOptions } from './pool-options.ts';
import { Pool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import type { ResourceLifecycle } from './resource-lifecycle.ts';
import { timeoutMessage } from './timeout-message.ts';
import { WaiterQueue, type Waiter } from './waiter-queue.ts';

/**
 * Keeps `poolSize` connections open and opens `maxOverflow` more when those are busy; beyond that one waits, first come,
 * first served, and is handed the next connection that comes back. Opens nothing before the first checkout.
 *
 * @example
 * const pool = new QueuePool(lifecycle, { poolSize: 5, maxOverflow: 10, timeout: 30 });
 * await using pooled = await pool.connect();
 */
export class QueuePool<R extends object> extends Pool<R> {
  readonly #core: PoolCore<R>;
  readonly #options: ResolvedQueuePoolOptions<R>;
  readonly #checkin: Checkin<R>;
  readonly #checkout: Checkout<R>;
  readonly #limit: number;
  readonly #idle: ConnectionRecord<R>[] = [];
  readonly #waiters: WaiterQueue<PooledConnection<R>>;
  /** The connections that are open, being opened or being closed. */
  #taken = 0;
  #isDisposed = false;
  #isServing = false;

  /** `events`: listeners to be shared with an engine or another pool. Throws `ArgumentError` for a bad option. */
  constructor(lifecycle: ResourceLifecycle<R>, options: QueuePoolOptions<R> = {}, events?: Dispatcher<PoolEvents<R>>) {
    const resolved = resolveQueuePoolOptions(options);
    const core = new PoolCore(lifecycle, resolved, events);
    super(core);
    this.#core = core;
    this.#options = resolved;
    const places = this.#makePlaces();
    this.#checkin = new Checkin(core, places);
    this.#checkout = new Checkout(core, places, this.#checkin);
    this.#limit = resolved.poolSize === 0 || resolved.maxOverflow === -1 ? Infinity : resolved.poolSize + resolved.maxOverflow;
    this.#waiters = new WaiterQueue(resolved.timeout * 1000, () => this.#timeoutError());
  }

  /** How many connections are kept open at most; 0: no limit. */
  size(): number {
    return this.#options.poolSize;
  }

  /** How many connections are idle. */
  checkedin(): number {
    return this.#idle.length;
  }

  /** How many connections are open beyond `poolSize`; negative while there are fewer. */
  overflow(): number {
    return this.size() === 0 ? 0 : this.#taken - this.size();
  }

  override checkedout(): number {
    return this.#taken - this.#idle.length;
  }

  /** How many callers wait for a connection. */
  waiting(): number {
    return this.#waiters.length;
  }

  /** `Pool size: 5  Connections in pool: 1 Current Overflow: -3 Current Checked out connections: 1` */
  override status(): string {
    return (
      `Pool size: ${this.size()}  Connections in pool: ${this.checkedin()} ` +
      `Current Overflow: ${this.overflow()} Current Checked out connections: ${this.checkedout()}`
    );
  }

  /**
   * Closes the idle connections; those in use are closed when they come back, unless somebody waits for one. The pool
   * still serves who waits and who asks, within its limits, but keeps nothing open any more. Resolves when the idle
   * ones are closed.
   */
  override dispose(): MaybePromise<void> {
    this.#isDisposed = true;
    const closings = this.#idle.splice(0).map((record) => this.#close(this.#wake(record)));
    const closed = closings.some(isPromise) ? Promise.all(closings) : undefined;
    return chain(closed, () => this.#core.log.disposed(this.status()));
  }

  override recreate(): QueuePool<R> {
    this.#core.log.recreating();
    return new QueuePool(this.#core.lifecycle, this.#options, this.#core.events);
  }

  protected override borrow(signal: AbortSignal | undefined): MaybePromise<PooledConnection<R>> {
    const idle = this.#takeIdle();
    if (idle === null && !this.#takePlace()) return this.#wait(signal);
    return this.#checkout.lend(idle, this.#trace(this.#isNearlyExhausted()));
  }

  #takeIdle(): ConnectionRecord<R> | null {
    const record = this.#options.useLifo ? this.#idle.pop() : this.#idle.shift();
    return record === undefined ? null : this.#wake(record);
  }

  // A process that forgets to dispose of its pool ends all the same; one that waits for an answer does not.
  #wake(record: ConnectionRecord<R>): ConnectionRecord<R> {
    this.#core.lifecycle.ref?.(record.resource);
    return record;
  }

  #takePlace(): boolean {
    if (this.#taken >= this.#limit) return false;
    this.#taken++;
    return true;
  }

  #wait(signal: AbortSignal | undefined): Promise<PooledConnection<R>> {
    if (this.#options.timeout === 0) return Promise.reject(this.#timeoutError());
    return this.#waiters.wait(signal, this.#trace(true));
  }

  /** Where the caller stands, if this is the time to know. */
  #trace(isUnderPressure: boolean): string | null {
    return this.#checkin.leaks.trace(isUnderPressure, this.connect);
  }

  #isNearlyExhausted(): boolean {
    const { poolSize } = this.#options;
    return poolSize > 0 && this.checkedout() >= Math.max(poolSize, 2);
  }

  #makePlaces(): Places<R> {
    return {
      open: () => this.#core.opener.open(this.#core.generation),
      view: (record) => record.resource,
      scrap: (record) => this.#core.opener.destroy(record),
      restore: (record) => this.#restore(record),
      vacate: () => this.#vacate(),
      surrender: (record) => {
        this.#core.opener.forget(record);
        this.#vacate();
      },
    };
  }

  #restore(record: ConnectionRecord<R>): MaybePromise<void> {
    if (!this.#isWanted(record)) return this.#close(record);
    this.#idle.push(record);
    this.#core.lifecycle.unref?.(record.resource);
    this.#serveWaiters();
  }

  #isWanted(record: ConnectionRecord<R>): boolean {
    if (this.#waiters.length > 0) return true;
    if (this.#isDisposed || record.isSoftInvalidated) return false;
    return this.#idle.length < (this.size() || Infinity);
  }

  #close(record: ConnectionRecord<R>): MaybePromise<void> {
    return chain(this.#core.opener.close(record), () => this.#vacate());
  }

  #vacate(): void {
    this.#taken--;
    this.#serveWaiters();
  }

  /** A loop even where serving one makes room for the next: a thousand who fail in turn must not fill the stack. */
  #serveWaiters(): void {
    if (this.#isServing) return;
    this.#isServing = true;
    while (this.#waiters.length > 0) {
      const idle = this.#takeIdle();
      if (idle === null && !this.#takePlace()) break;
      this.#serve(this.#waiters.shift() as Waiter<PooledConnection<R>>, idle);
    }
    this.#isServing = false;
  }

  #serve(waiter: Waiter<PooledConnection<R>>, record: ConnectionRecord<R> | null): void {
    try {
      waiter.resolve(this.#checkout.lend(record, waiter.trace));
    } catch (error) {
      waiter.reject(error);
    }
  }

  #timeoutError(): TimeoutError {
    const shortage = {
      poolSize: this.size(),
      overflow: this.overflow(),
      timeout: this.#options.timeout,
      checkedOut: this.checkedout(),
    };
    return new TimeoutError(timeoutMessage(shortage, this.#core.opener.records));
  }
}
