import type { Dispatcher } from '../event/dispatcher.ts';
import { chain, recover, type MaybePromise } from '../util/maybe-promise.ts';
import { ConnectionRecord } from './connection-record.ts';
import { OnceUnlessFailed } from './once-unless-failed.ts';
import type { PoolEvents } from './pool-events.ts';
import type { PoolLog } from './pool-log.ts';
import type { ResourceLifecycle } from './resource-lifecycle.ts';

/** Opens and closes connections, with the events and log lines that belong to it, and knows which are open. */
export class ConnectionOpener<R extends object> {
  readonly #lifecycle: ResourceLifecycle<R>;
  readonly #events: Dispatcher<PoolEvents<R>>;
  readonly #log: PoolLog<R>;
  readonly #open = new Set<ConnectionRecord<R>>();
  readonly #firstConnect = new OnceUnlessFailed();
  #lastSerial = 0;

  constructor(lifecycle: ResourceLifecycle<R>, events: Dispatcher<PoolEvents<R>>, log: PoolLog<R>) {
    this.#lifecycle = lifecycle;
    this.#events = events;
    this.#log = log;
  }

  /** The connections that are open now, the oldest first. */
  get records(): ReadonlySet<ConnectionRecord<R>> {
    return this.#open;
  }

  /** Opens one. When a listener fails it is closed again, and the error thrown. */
  open(generation: number): MaybePromise<ConnectionRecord<R>> {
    const openedAt = Date.now();
    return chain(this.#create(), (resource) => this.#introduce(this.#enter(resource, generation, openedAt)));
  }

  /** Takes leave of one. Never throws. */
  close(record: ConnectionRecord<R>): MaybePromise<void> {
    if (!this.#leave(record)) return undefined;
    this.#log.closing(record);
    return this.closeResource(record, record.resource);
  }

  /** Cuts one. Never throws. */
  destroy(record: ConnectionRecord<R>): void {
    if (!this.#leave(record)) return;
    this.#log.hardClosing(record);
    this.destroyResource(record, record.resource);
  }

  /** Forgets one that somebody else takes care of from now on. */
  forget(record: ConnectionRecord<R>): void {
    record.isOpen = false;
    this.#open.delete(record);
  }

  /** Takes leave of what belongs to a record: the connection, or a view of it. Never throws. */
  closeResource(record: ConnectionRecord<R>, resource: R): MaybePromise<void> {
    return recover(
      () => this.#lifecycle.close(resource),
      (error) => {
        this.#log.closeFailed(record, error);
        this.destroyResource(record, resource);
      },
    );
  }

  /** Cuts what belongs to a record: the connection, or a view of it. Never throws. */
  destroyResource(record: ConnectionRecord<R>, resource: R): void {
    try {
      this.#lifecycle.destroy(resource);
    } catch (error) {
      this.#log.closeFailed(record, error);
    }
  }

  #create(): MaybePromise<R> {
    return recover(
      () => this.#lifecycle.create(),
      (error) => {
        this.#log.notCreated(error);
        throw error;
      },
    );
  }

  #enter(resource: R, generation: number, openedAt: number): ConnectionRecord<R> {
    const record = new ConnectionRecord(resource, ++this.#lastSerial, generation, openedAt);
    this.#open.add(record);
    this.#log.created(record);
    return record;
  }

  #introduce(record: ConnectionRecord<R>): MaybePromise<ConnectionRecord<R>> {
    return recover(
      () =>
        chain(
          chain(this.#announceFirst(record), () => this.#events.emitInTurn('connect', record.resource, record)),
          () => record,
        ),
      (error) => {
        this.destroy(record);
        throw error;
      },
    );
  }

  #announceFirst(record: ConnectionRecord<R>): MaybePromise<void> {
    if (!this.#events.has('firstConnect')) return undefined;
    return this.#firstConnect.run(() => this.#events.emitInTurn('firstConnect', record.resource, record));
  }

  #leave(record: ConnectionRecord<R>): boolean {
    if (!record.isOpen) return false;
    this.forget(record);
    try {
      this.#events.emit('close', record.resource, record);
    } catch (error) {
      this.#log.listenerFailed('close', error);
    }
    return true;
  }
}
