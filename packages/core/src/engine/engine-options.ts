import type { ConnectableDialect } from '../dialect/dialect.ts';
import { isConnectable } from '../dialect/is-connectable.ts';
import type { IsolationLevel } from '../dialect/capabilities.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { checkOptionNames } from '../util/check-options.ts';
import type { ExecutionOptions } from './execution-options.ts';
import type { Logger } from './logger.ts';
import type { PoolClass } from './pool-class.ts';

/** The options of `createEngine`. */
export interface EngineOptions {
  /** Log every statement: `true`, or `'debug'` for the rows as well. Default false. */
  readonly echo?: boolean | 'debug';
  /** Log what the pool does. Default false. */
  readonly echoPool?: boolean | 'debug';
  /** Where the log goes; default standard output. */
  readonly logger?: Logger;
  /** Put in brackets in front of every log record. */
  readonly loggingToken?: string;
  /** Show no parameter values in logs and errors. Default false. */
  readonly hideParameters?: boolean;
  /** How many connections the pool keeps; 0 is no limit. Default 5. */
  readonly poolSize?: number;
  /** How many more it opens under pressure; -1 is no limit. Default 10. */
  readonly maxOverflow?: number;
  /** How long to wait for a free connection, in seconds. Default 30. */
  readonly poolTimeout?: number;
  /** Replace connections older than this, in seconds; -1 never. Default -1. */
  readonly poolRecycle?: number;
  /** Ask a connection for a sign of life before handing it out. Default false. */
  readonly poolPrePing?: boolean;
  /** Hand out the connection that was returned last, so that the others can go idle. Default false. */
  readonly poolUseLifo?: boolean;
  /** What to do with an open transaction when a connection is returned; `null` leaves it. Default `'rollback'`. */
  readonly poolResetOnReturn?: 'rollback' | 'commit' | null;
  /** Remember where each connection was checked out, for the time-out message and to report those never returned. Costs some µs each. Default false. */
  readonly poolTraceCheckouts?: boolean;
  /** Another kind of pool than the dialect would choose: `QueuePool`, `StaticPool`, `NullPool`. */
  readonly poolClass?: PoolClass;
  /** The isolation level of all transactions; `'AUTOCOMMIT'` for none. Default: the server's. */
  readonly isolationLevel?: IsolationLevel;
  readonly executionOptions?: ExecutionOptions;
  /** Passed to the driver as they are. */
  readonly connectArgs?: Readonly<Record<string, unknown>>;
  /** Warn of statements whose FROM clauses nothing connects, so that each row of the one meets each of the other. Default true. */
  readonly enableFromLinting?: boolean;
  /** How many compiled statements to keep; 0 keeps none. Default 500. */
  readonly queryCacheSize?: number;
  /** Whether statements may be prepared on the server; `'auto'`: unless a pooler stands in between. Default `'auto'`. */
  readonly preparedStatements?: boolean | 'auto';
  /** The dialect itself, instead of the one found by the URL. */
  readonly dialect?: ConnectableDialect;
}

const names: readonly (keyof EngineOptions)[] = [
  'echo',
  'echoPool',
  'logger',
  'loggingToken',
  'hideParameters',
  'poolSize',
  'maxOverflow',
  'poolTimeout',
  'poolRecycle',
  'poolPrePing',
  'poolUseLifo',
  'poolResetOnReturn',
  'poolTraceCheckouts',
  'poolClass',
  'isolationLevel',
  'executionOptions',
  'connectArgs',
  'enableFromLinting',
  'queryCacheSize',
  'preparedStatements',
  'dialect',
];

/** Checks names and ranges before anything is made. */
export function checkEngineOptions(options: EngineOptions): void {
  checkOptionNames(options, names, 'createEngine');
  checkNumber('poolSize', options.poolSize, 0);
  checkNumber('maxOverflow', options.maxOverflow, -1);
  checkNumber('queryCacheSize', options.queryCacheSize, 0);
  checkSeconds('poolTimeout', options.poolTimeout, 0);
  checkSeconds('poolRecycle', options.poolRecycle, -1);
  checkKinds(options);
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isEcho = (value: unknown): boolean => isFlag(value) || value === 'debug';

/** What each option must be where TypeScript does not see to it: `'false'` out of an environment variable is true. */
const kinds: { readonly [Name in keyof EngineOptions]?: readonly [is: (value: unknown) => boolean, what: string] } = {
  echo: [isEcho, "true, false or 'debug'"],
  echoPool: [isEcho, "true, false or 'debug'"],
  logger: [isLogger, 'an object with the methods debug, info and warn'],
  enableFromLinting: [isFlag, 'true or false'],
  hideParameters: [isFlag, 'true or false'],
  poolPrePing: [isFlag, 'true or false'],
  poolUseLifo: [isFlag, 'true or false'],
  poolTraceCheckouts: [isFlag, 'true or false'],
  poolClass: [(value) => typeof value === 'function', 'QueuePool, StaticPool or NullPool'],
  connectArgs: [isObject, 'an object'],
  preparedStatements: [(value) => isFlag(value) || value === 'auto', "true, false or 'auto'"],
  dialect: [isConnectable, 'a dialect joined to its driver, such as the one that @aludel/sqlite exports'],
};

function checkKinds(options: EngineOptions): void {
  for (const [name, [is, what]] of Object.entries(kinds)) {
    const value = options[name as keyof EngineOptions];
    if (value !== undefined && !is(value)) throw new ArgumentError(`"${name}" is ${what}; it is ${kindOfValue(value)}.`);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLogger(value: unknown): boolean {
  const { debug, info, warn } = (value ?? {}) as Partial<Logger>;
  return [debug, info, warn].every((method) => typeof method === 'function');
}

function checkNumber(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new ArgumentError(`"${name}" is a whole number, ${least} or more; it is ${String(value)}.`);
}

function checkSeconds(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (typeof value === 'number' && value >= least)) return;
  throw new ArgumentError(`"${name}" is a number of seconds, ${least} or more; it is ${String(value)}.`);
}
