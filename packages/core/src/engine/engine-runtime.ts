import { CompileCache } from '../compiler/compile-cache.ts';
import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { ServerFacts } from '../dialect/server-facts.ts';
import type { DriverConnection, ExecuteMode } from '../driver/driver-connection.ts';
import { Dispatcher } from '../event/dispatcher.ts';
import type { Pool } from '../pool/pool.ts';
import { type PoolEvents, poolEventNames } from '../pool/pool-events.ts';
import type { CachedStatement } from './cached-statement.ts';
import { ConnectionLifecycle } from './connection-lifecycle.ts';
import { Echo } from './echo.ts';
import type { EngineEvents } from './engine-events.ts';
import type { EngineOptions } from './engine-options.ts';
import { stdoutLogger } from './logger.ts';
import { makePool } from './make-pool.ts';
import type { URL } from './url.ts';

const mayPrepare: ExecuteMode = Object.freeze({ prepare: true });
const neverPrepare: ExecuteMode = Object.freeze({ prepare: false });

/** What the engines made from one URL share with their connections: pool, cache, log and listeners. */
export class EngineRuntime {
  readonly url: URL;
  readonly dialect: ConnectableDialect;
  readonly options: EngineOptions;
  readonly cache: CompileCache<CachedStatement>;
  readonly echo: Echo | null;
  readonly events: Dispatcher<EngineEvents<unknown> & PoolEvents<DriverConnection>>;
  readonly #lifecycle: ConnectionLifecycle;
  readonly #preparedStatements: boolean | 'auto';
  #pool: Pool<DriverConnection>;

  constructor(url: URL, dialect: ConnectableDialect, options: EngineOptions) {
    const target = { ...targetOf(url), connectArgs: options.connectArgs ?? {} };
    dialect.driver.checkTarget?.(target);
    this.url = url;
    this.dialect = dialect;
    this.options = options;
    this.cache = new CompileCache(options.queryCacheSize ?? 500);
    this.echo = makeEcho(options);
    this.events = new Dispatcher([...eventNames, ...poolEventNames], ['beforeExecute', 'beforeCursorExecute']);
    this.#preparedStatements = options.preparedStatements ?? dialect.engineOptions?.(target).preparedStatements ?? 'auto';
    this.#lifecycle = new ConnectionLifecycle(dialect, target);
    this.#pool = makePool(this.#lifecycle, options, dialect, target, this.events);
  }

  get pool(): Pool<DriverConnection> {
    return this.#pool;
  }

  /** What the server said of itself; null before the first connection. */
  get facts(): ServerFacts | null {
    return this.#lifecycle.facts;
  }

  /** How a statement is to be sent: prepared, if it is kept at all, unless the caller or the server says no. */
  executeMode(isKept: boolean): ExecuteMode {
    if (!isKept) return neverPrepare;
    const allowed = this.#preparedStatements === 'auto' ? (this.facts?.preparedStatements ?? false) : this.#preparedStatements;
    return allowed ? mayPrepare : neverPrepare;
  }

  /** Closes the idle connections; those in use are closed when they are returned. The engine goes on with a new pool. */
  async dispose(close: boolean): Promise<void> {
    const old = this.#pool;
    this.#pool = old.recreate();
    if (close) await old.dispose();
  }
}

const eventNames: readonly (keyof EngineEvents<unknown>)[] = [
  'engineConnect',
  'beforeExecute',
  'afterExecute',
  'beforeCursorExecute',
  'afterCursorExecute',
  'handleError',
  'begin',
  'commit',
  'rollback',
  'savepoint',
  'releaseSavepoint',
  'rollbackSavepoint',
  'beginTwophase',
  'prepareTwophase',
  'commitTwophase',
  'rollbackTwophase',
  'engineDisposed',
];

function targetOf(url: URL) {
  const { username, password, host, port, database, query } = url;
  return { username, password, host, port, database, query };
}

function makeEcho(options: EngineOptions): Echo | null {
  if (!options.echo) return null;
  return new Echo({
    logger: options.logger ?? stdoutLogger('aludel.engine'),
    token: options.loggingToken,
    hideParameters: options.hideParameters ?? false,
    isDebug: options.echo === 'debug',
  });
}
