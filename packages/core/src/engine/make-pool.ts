import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { ConnectTarget } from '../driver/connect-target.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { Dispatcher } from '../event/dispatcher.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { NullPool } from '../pool/null-pool.ts';
import type { Pool } from '../pool/pool.ts';
import type { PoolEvents } from '../pool/pool-events.ts';
import type { PoolLogger } from '../pool/pool-log.ts';
import type { QueuePoolOptions } from '../pool/pool-options.ts';
import { QueuePool } from '../pool/queue-pool.ts';
import type { ResourceLifecycle } from '../pool/resource-lifecycle.ts';
import { StaticPool } from '../pool/static-pool.ts';
import type { EngineOptions } from './engine-options.ts';
import { type Logger, stdoutLogger } from './logger.ts';

const poolClasses = { queue: QueuePool, static: StaticPool, null: NullPool } as const;

/** Makes the pool of an engine: the one asked for, else the one that suits the database. */
export function makePool(
  lifecycle: ResourceLifecycle<DriverConnection>,
  options: EngineOptions,
  dialect: ConnectableDialect,
  target: ConnectTarget,
  events: Dispatcher<PoolEvents<DriverConnection>>,
): Pool<DriverConnection> {
  refuseIdleOptions(options);
  const PoolKind = options.poolClass ?? poolClasses[dialect.poolFor?.(target) ?? 'queue'];
  return new PoolKind<DriverConnection>(lifecycle, poolOptions(options), events);
}

const queueOptions = ['poolSize', 'maxOverflow', 'poolTimeout', 'poolUseLifo'] as const;

/** Where somebody chose a pool without a queue, options of the queue are a misunderstanding. */
function refuseIdleOptions(options: EngineOptions): void {
  const { poolClass } = options;
  if (poolClass !== NullPool && poolClass !== StaticPool) return;
  const idle = queueOptions.filter((name) => options[name] !== undefined);
  if (idle.length === 0) return;
  throw new ArgumentError(
    `${idle.join(', ')} would have no effect: a ${poolClass.name} has no queue. Leave it out, or use QueuePool.`,
  );
}

function poolOptions(options: EngineOptions): QueuePoolOptions<DriverConnection> {
  return {
    poolSize: options.poolSize,
    maxOverflow: options.maxOverflow,
    timeout: options.poolTimeout,
    recycle: options.poolRecycle,
    useLifo: options.poolUseLifo,
    prePing: options.poolPrePing,
    resetOnReturn: options.poolResetOnReturn,
    traceCheckouts: options.poolTraceCheckouts,
    logger: poolLogger(options),
  };
}

function poolLogger(options: EngineOptions): PoolLogger | null {
  if (!options.echoPool) return null;
  const logger = options.logger ?? stdoutLogger('aludel.pool');
  return options.echoPool === 'debug' ? logger : withoutDebug(logger);
}

function withoutDebug(logger: Logger): PoolLogger {
  return { info: (message) => logger.info(message), warn: (message) => logger.warn(message) };
}
