import { ResourceClosedError } from '../errors/invalid-request-errors.ts';
import type { MaybePromise } from '../util/maybe-promise.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** How a connection is given back. */
export interface ReleaseOptions {
  /** The borrower has already ended its transaction: the pool need not reset the connection again. */
  readonly transactionWasReset?: boolean | undefined;
}

/** How a connection is given up. */
export interface InvalidateOptions {
  /** Let the borrower go on using it; it is replaced after it was returned. */
  readonly soft?: boolean | undefined;
}

/** The side of a pool that its borrowers talk to. */
export interface Lender<R extends object> {
  takeBack(loan: PooledConnection<R>, resource: R, transactionWasReset: boolean): MaybePromise<void>;
  takeBackTwice(loan: PooledConnection<R>): void;
  invalidate(loan: PooledConnection<R>, resource: R, error: unknown): void;
  invalidateSoftly(loan: PooledConnection<R>, resource: R, error: unknown): void;
  invalidateClosed(): void;
  detach(loan: PooledConnection<R>, resource: R): void;
  closeDetached(loan: PooledConnection<R>, resource: R, transactionWasReset: boolean): MaybePromise<void>;
  destroyDetached(loan: PooledConnection<R>, resource: R): void;
}

/**
 * A connection that is checked out, for one borrower and one checkout. Afterwards it is good for nothing, even if the
 * pool has handed the same connection to somebody else.
 *
 * @example
 * await using pooled = await pool.connect();
 * pooled.resource.execute('SELECT 1', [], { prepare: false });
 */
export class PooledConnection<R extends object> {
  /** The pool's notes on the connection. */
  readonly record: ConnectionRecord<R>;
  readonly #lender: Lender<R>;
  #resource: R | null;
  #isDetached = false;
  #wasInvalidated = false;
  #ownInfo: Record<PropertyKey, unknown> | null = null;

  /** @internal Only for pools. `resource` is the connection of the record, or a view of it. */
  constructor(lender: Lender<R>, record: ConnectionRecord<R>, resource: R) {
    this.#lender = lender;
    this.record = record;
    this.#resource = resource;
  }

  /** The connection itself. Throws {@link ResourceClosedError} once it was returned or invalidated. */
  get resource(): R {
    if (this.#resource === null) throw new ResourceClosedError('This connection is closed. Check out another one.');
    return this.#resource;
  }

  /** Whether it is still in the borrower's hands. */
  get isValid(): boolean {
    return this.#resource !== null;
  }

  /** Whether it left the pool for good; see {@link detach}. */
  get isDetached(): boolean {
    return this.#isDetached;
  }

  /** Kept with the connection for its life, across checkouts. */
  get info(): Record<PropertyKey, unknown> {
    return this.#ownInfo ?? this.record.info;
  }

  /** To be given to `pool.invalidateAll`, so that the failures of connections of one age count once. */
  get generation(): number {
    return this.record.generation;
  }

  /**
   * Gives it back. There at once if nothing has to be waited for; never throws: a connection that cannot be reset is
   * closed instead. A second call only warns.
   */
  release(options?: ReleaseOptions): MaybePromise<void> {
    const resource = this.#resource;
    if (resource === null) return this.#wasInvalidated ? undefined : this.#lender.takeBackTwice(this);
    this.#resource = null;
    const transactionWasReset = options?.transactionWasReset ?? false;
    if (this.#isDetached) return this.#lender.closeDetached(this, resource, transactionWasReset);
    return this.#lender.takeBack(this, resource, transactionWasReset);
  }

  /** Closes it at once, without taking leave, because it cannot be trusted; its place in the pool becomes free. */
  invalidate(error?: unknown, options?: InvalidateOptions): void {
    const resource = this.#resource;
    if (resource === null) return this.#lender.invalidateClosed();
    if (options?.soft === true) return this.#isDetached ? undefined : this.#lender.invalidateSoftly(this, resource, error);
    this.#resource = null;
    this.#wasInvalidated = true;
    if (this.#isDetached) return this.#lender.destroyDetached(this, resource);
    this.#lender.invalidate(this, resource, error);
  }

  /**
   * Takes it out of the pool: its place becomes free, and {@link release} closes it. The number of open connections may
   * then exceed the limits of the pool.
   */
  detach(): void {
    if (this.#isDetached) return;
    const resource = this.resource;
    this.#lender.detach(this, resource);
    this.#isDetached = true;
    this.#ownInfo = { ...this.record.info };
  }

  /** @internal For pools: takes the connection away from a borrower who has not got it yet. */
  revoke(): R {
    const { resource } = this;
    this.#resource = null;
    this.#wasInvalidated = true;
    return resource;
  }

  /** {@link release}, for `await using`; does nothing if it was returned already. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#resource !== null) await this.release();
  }
}
