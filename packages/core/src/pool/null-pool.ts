import type { Dispatcher } from '../event/dispatcher.ts';
import type { MaybePromise } from '../util/maybe-promise.ts';
import { Checkin } from './checkin.ts';
import { Checkout } from './checkout.ts';
import type { Places } from './places.ts';
import { PoolCore } from './pool-core.ts';
import type { PoolEvents } from './pool-events.ts';
import { resolvePoolOptions, type PoolOptions } from './pool-options.ts';
import { Pool } from './pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import type { ResourceLifecycle } from './resource-lifecycle.ts';

/** Keeps nothing: each checkout opens a connection, each release closes it. There is no limit. */
export class NullPool<R extends object> extends Pool<R> {
  readonly #core: PoolCore<R>;
  readonly #checkin: Checkin<R>;
  readonly #checkout: Checkout<R>;
  #checkedOut = 0;

  /** `events`: listeners to be shared with an engine or another pool. Throws `ArgumentError` for a bad option. */
  constructor(lifecycle: ResourceLifecycle<R>, options: PoolOptions<R> = {}, events?: Dispatcher<PoolEvents<R>>) {
    const core = new PoolCore(lifecycle, resolvePoolOptions(options), events);
    super(core);
    this.#core = core;
    const places = this.#makePlaces();
    this.#checkin = new Checkin(core, places);
    this.#checkout = new Checkout(core, places, this.#checkin);
  }

  override checkedout(): number {
    return this.#checkedOut;
  }

  override status(): string {
    return 'NullPool';
  }

  /** Nothing is idle, so there is nothing to do. */
  override dispose(): void {
    this.#core.log.disposed(this.status());
  }

  override recreate(): NullPool<R> {
    this.#core.log.recreating();
    return new NullPool(this.#core.lifecycle, this.#core.options, this.#core.events);
  }

  protected override borrow(): MaybePromise<PooledConnection<R>> {
    this.#checkedOut++;
    return this.#checkout.lend(null, this.#checkin.leaks.trace(false, this.connect));
  }

  #makePlaces(): Places<R> {
    const { opener } = this.#core;
    const vacate = (): void => void this.#checkedOut--;
    return {
      open: () => opener.open(this.#core.generation),
      view: (record) => record.resource,
      scrap: (record) => opener.destroy(record),
      restore: (record) => {
        vacate();
        return opener.close(record);
      },
      vacate,
      surrender: (record) => {
        opener.forget(record);
        vacate();
      },
    };
  }
}
