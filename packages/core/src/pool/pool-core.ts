import { Dispatcher } from '../event/dispatcher.ts';
import { ConnectionOpener } from './connection-opener.ts';
import type { ConnectionRecord } from './connection-record.ts';
import { poolEventNames, type PoolEvents } from './pool-events.ts';
import { PoolLog } from './pool-log.ts';
import type { ResolvedPoolOptions } from './pool-options.ts';
import type { ResourceLifecycle } from './resource-lifecycle.ts';

/** What the parts of one pool share. */
export class PoolCore<R extends object> {
  readonly lifecycle: ResourceLifecycle<R>;
  readonly options: ResolvedPoolOptions<R>;
  readonly events: Dispatcher<PoolEvents<R>>;
  readonly log: PoolLog<R>;
  readonly opener: ConnectionOpener<R>;
  /** How often all connections were invalidated. */
  generation = 0;

  /** `events`: listeners that are there already, of an engine or another pool. */
  constructor(lifecycle: ResourceLifecycle<R>, options: ResolvedPoolOptions<R>, events?: Dispatcher<PoolEvents<R>>) {
    this.lifecycle = lifecycle;
    this.options = options;
    this.events = events ?? new Dispatcher<PoolEvents<R>>(poolEventNames);
    this.log = new PoolLog(options.logger, options.describe);
    this.opener = new ConnectionOpener(lifecycle, this.events, this.log);
  }

  /** Invalidates all connections, unless that happened since `generation`. */
  invalidateAll(generation: number): void {
    if (generation === this.generation) this.generation++;
  }

  /** Whether the connection was opened after the last time. */
  isCurrent(record: ConnectionRecord<R>): boolean {
    return record.generation === this.generation;
  }
}
