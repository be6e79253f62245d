import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import type { Dispatcher } from '../event/dispatcher.ts';
import { chain, isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import { Checkin } from './checkin.ts';
import { Checkout } from './checkout.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { Places } from './places.ts';
import { PoolCore } from './pool-core.ts';
import type { PoolEvents } from './pool-events.ts';
import { resolvePoolOptions, type PoolOptions } from './pool-options.ts';
import { Pool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import type { ResourceLifecycle } from './resource-lifecycle.ts';

/**
 * One connection for everybody, for what lives inside its connection, such as a SQLite database in memory. Each borrower
 * gets a view of its own if the lifecycle has `share`. Without it they get the connection itself, and each return resets
 * it under the hands of the others, as in SQLAlchemy.
 */
export class StaticPool<R extends object> extends Pool<R> {
  readonly #core: PoolCore<R>;
  readonly #checkout: Checkout<R>;
  #current: ConnectionRecord<R> | null = null;
  #opening: Promise<ConnectionRecord<R>> | null = null;
  #checkedOut = 0;

  /** `events`: listeners to be shared with an engine or another pool. Throws `ArgumentError` for a bad option. */
  constructor(lifecycle: ResourceLifecycle<R>, options: PoolOptions<R> = {}, events?: Dispatcher<PoolEvents<R>>) {
    const core = new PoolCore(lifecycle, resolvePoolOptions(options), events);
    super(core);
    this.#core = core;
    const places = this.#makePlaces();
    this.#checkout = new Checkout(core, places, new Checkin(core, places));
  }

  override checkedout(): number {
    return this.#checkedOut;
  }

  override status(): string {
    return 'StaticPool';
  }

  /** Closes the connection, or lets the last of its borrowers close it. A later checkout opens another one. */
  override dispose(): MaybePromise<void> {
    const record = this.#current;
    this.#current = null;
    this.#opening = null;
    const closed = record === null ? undefined : this.#closeIfUnused(record);
    return chain(closed, () => this.#core.log.disposed(this.status()));
  }

  override recreate(): StaticPool<R> {
    this.#core.log.recreating();
    return new StaticPool(this.#core.lifecycle, this.#core.options, this.#core.events);
  }

  protected override borrow(): MaybePromise<PooledConnection<R>> {
    this.#checkedOut++;
    return this.#checkout.lend(this.#current, null);
  }

  #makePlaces(): Places<R> {
    const { lifecycle } = this.#core;
    return {
      open: () => this.#openShared(),
      view: (record) => lifecycle.share?.(record.resource) ?? record.resource,
      scrap: (record, resource) => this.#scrap(record, resource),
      restore: (record, resource) => {
        this.#checkedOut--;
        return chain(this.#closeView(record, resource), () => this.#closeIfUnused(record));
      },
      vacate: () => void this.#checkedOut--,
      surrender: () => {
        throw new InvalidRequestError(
          'A StaticPool has one connection for all, which cannot be detached. Use a NullPool for a connection of your own.',
        );
      },
    };
  }

  /** Those who come while it is being opened wait for the same one. */
  #openShared(): MaybePromise<ConnectionRecord<R>> {
    if (this.#current !== null) return this.#current;
    if (this.#opening !== null) return this.#opening;
    const opened = this.#core.opener.open(this.#core.generation);
    return isPromise(opened) ? this.#awaitShared(opened) : this.#keep(opened);
  }

  #awaitShared(opened: Promise<ConnectionRecord<R>>): Promise<ConnectionRecord<R>> {
    // After dispose() it belongs to those who wait for it, and to nobody who comes later.
    const isOurs = (): boolean => this.#opening === opening;
    const opening: Promise<ConnectionRecord<R>> = opened.then(
      (record) => (isOurs() ? this.#keep(record) : record),
      (error: unknown) => {
        if (isOurs()) this.#opening = null;
        throw error;
      },
    );
    this.#opening = opening;
    return opening;
  }

  #keep(record: ConnectionRecord<R>): ConnectionRecord<R> {
    this.#opening = null;
    this.#current = record;
    return record;
  }

  /** A failed view is ended alone; a failed connection is replaced, and cut when nobody uses it or nobody can. */
  #scrap(record: ConnectionRecord<R>, resource: R): void {
    const { lifecycle, opener } = this.#core;
    const isAlive = lifecycle.isAlive(record.resource);
    if (resource !== record.resource) {
      opener.destroyResource(record, resource);
      if (isAlive && this.#core.isCurrent(record) && record === this.#current) return;
    }
    if (record === this.#current) this.#current = null;
    if (record.borrowers === 0 || !isAlive) opener.destroy(record);
  }

  #closeView(record: ConnectionRecord<R>, resource: R): MaybePromise<void> {
    return resource === record.resource ? undefined : this.#core.opener.closeResource(record, resource);
  }

  #closeIfUnused(record: ConnectionRecord<R>): MaybePromise<void> {
    return record !== this.#current && record.borrowers === 0 ? this.#core.opener.close(record) : undefined;
  }
}
