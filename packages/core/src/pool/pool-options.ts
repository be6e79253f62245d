import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { PoolLogger } from './pool-log.ts';
import type { ResetStyle } from './resource-lifecycle.ts';

/** The options of every pool. */
export interface PoolOptions<R extends object> {
  /** Age in seconds at which a connection is replaced at its next checkout; -1 (the default): never. */
  readonly recycle?: number | undefined;
  /** Ask each connection for a sign of life before it is handed out, unless it was just opened. Default: false. */
  readonly prePing?: boolean | undefined;
  /** What happens to work left open when a connection comes back; null: nothing. Default: `'rollback'`. */
  readonly resetOnReturn?: ResetStyle | null | undefined;
  /** Receives the log lines; null (the default): only warnings are shown, as warnings of the process. */
  readonly logger?: PoolLogger | null | undefined;
  /** The name of a connection in the log. Default: its class and a number. It must not show secrets. */
  readonly describe?: ((resource: R) => string) | undefined;
  /**
   * Remember for every checkout where in the program it happened, and report those that are never returned. Default:
   * false, which does so for some of them, once the pool is nearly exhausted.
   */
  readonly traceCheckouts?: boolean | undefined;
}

/** The options of a `QueuePool`. */
export interface QueuePoolOptions<R extends object> extends PoolOptions<R> {
  /** How many connections are kept open; 0: no limit. Default: 5. */
  readonly poolSize?: number | undefined;
  /** How many more may be opened when all those are busy; they are closed when returned; -1: no limit. Default: 10. */
  readonly maxOverflow?: number | undefined;
  /** How long to wait for a connection, in seconds; `Infinity`: for ever. Default: 30. */
  readonly timeout?: number | undefined;
  /** Hand out the connection that was returned last, so that those in excess grow idle. Default: false. */
  readonly useLifo?: boolean | undefined;
}

/** Those of a queue among them, which an engine passes on to any pool. */
const names: readonly (keyof QueuePoolOptions<object>)[] = [
  'poolSize',
  'maxOverflow',
  'timeout',
  'useLifo',
  'recycle',
  'prePing',
  'resetOnReturn',
  'logger',
  'describe',
  'traceCheckouts',
];

/** {@link PoolOptions} with nothing missing. */
export type ResolvedPoolOptions<R extends object> = {
  readonly [Name in Exclude<keyof PoolOptions<R>, 'describe'>]-?: Exclude<PoolOptions<R>[Name], undefined>;
} & Pick<PoolOptions<R>, 'describe'>;

/** {@link QueuePoolOptions} with nothing missing. */
export type ResolvedQueuePoolOptions<R extends object> = ResolvedPoolOptions<R> & {
  readonly [Name in 'poolSize' | 'maxOverflow' | 'timeout' | 'useLifo']: Exclude<QueuePoolOptions<R>[Name], undefined>;
};

/** Fills in the defaults. Throws {@link ArgumentError} for a value that makes no sense. */
export function resolvePoolOptions<R extends object>(options: PoolOptions<R>): ResolvedPoolOptions<R> {
  checkOptionNames<QueuePoolOptions<R>>(options, names, 'The pool');
  const { recycle = -1, prePing = false, resetOnReturn = 'rollback', logger = null, describe, traceCheckouts = false } = options;
  if (!(recycle >= 0 || recycle === -1)) throw refusal('recycle', recycle, 'a number of seconds, or -1 for never');
  if (resetOnReturn !== null && resetOnReturn !== 'rollback' && resetOnReturn !== 'commit') {
    throw refusal('resetOnReturn', resetOnReturn, "'rollback', 'commit' or null");
  }
  return Object.freeze({ recycle, prePing, resetOnReturn, logger, describe, traceCheckouts });
}

/** Fills in the defaults. Throws {@link ArgumentError} for a value that makes no sense. */
export function resolveQueuePoolOptions<R extends object>(options: QueuePoolOptions<R>): ResolvedQueuePoolOptions<R> {
  const resolved = resolvePoolOptions(options);
  const { poolSize = 5, maxOverflow = 10, timeout = 30, useLifo = false } = options;
  if (!(Number.isSafeInteger(poolSize) && poolSize >= 0))
    throw refusal('poolSize', poolSize, 'a whole number, or 0 for no limit');
  if (!(Number.isSafeInteger(maxOverflow) && maxOverflow >= -1)) {
    throw refusal('maxOverflow', maxOverflow, 'a whole number, or -1 for no limit');
  }
  if (!(timeout >= 0)) throw refusal('timeout', timeout, 'a number of seconds');
  return Object.freeze({ ...resolved, poolSize, maxOverflow, timeout, useLifo });
}

function refusal(name: string, value: unknown, expected: string): ArgumentError {
  return new ArgumentError(`The pool option "${name}" is ${String(value)}. Give ${expected}.`);
}
