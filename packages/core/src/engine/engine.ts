import { inspect } from 'node:util';
import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { Dispatcher } from '../event/dispatcher.ts';
import { checkCallback } from '../errors/check-callback.ts';
import { dispatch } from '../event/event-target.ts';
import type { Pool } from '../pool/pool.ts';
import type { PoolEvents } from '../pool/pool-events.ts';
import type { PooledConnection } from '../pool/pooled-connection.ts';
import { runSchemaTask, type SchemaBind, type SchemaTask } from '../schema/schema-bind.ts';
import { type ReflectionBind, type ReflectionTask, runReflection } from '../schema/reflection-bind.ts';
import type { SchemaTable } from '../schema/schema-table.ts';
import { chain, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { settle } from '../util/settle.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { Connection } from './connection.ts';
import { ConnectionCore } from './connection-core.ts';
import type { EngineEvents } from './engine-events.ts';
import type { EngineFace } from './engine-face.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import { type ExecutionOptions, mergeExecutionOptions } from './execution-options.ts';
import { checkIsolationLevel } from './isolation-levels.ts';
import type { URL } from './url.ts';
import { wrapError } from './wrap-error.ts';

/**
 * A database, reached through a pool of connections: make one per database and process, with {@link createEngine}. It
 * connects when it is first used.
 *
 * @example
 * const engine = createEngine('sqlite:///:memory:');
 * await engine.begin(async (connection) => {
 *   await connection.execute(text('CREATE TABLE point (x int, y int)'));
 * });
 */
export class Engine implements EngineFace<Connection>, AsyncDisposable, ReflectionBind, SchemaBind {
  readonly #runtime: EngineRuntime;
  readonly #options: ExecutionOptions;

  /** @internal Called by createEngine. */
  constructor(runtime: EngineRuntime, options: ExecutionOptions) {
    this.#runtime = runtime;
    this.#options = options;
  }

  get url(): URL {
    return this.#runtime.url;
  }

  get dialect(): ConnectableDialect {
    return this.#runtime.dialect;
  }

  get name(): string {
    return this.#runtime.dialect.name;
  }

  get driver(): string {
    return this.#runtime.dialect.driver.name;
  }

  /** The pool; after `dispose()` it is another one. */
  get pool(): Pool<DriverConnection> {
    return this.#runtime.pool;
  }

  /** Where `event.listen(engine, …)` adds its listeners, those of its pool included. */
  get [dispatch](): Dispatcher<EngineEvents<Connection> & PoolEvents<DriverConnection>> {
    return this.#runtime.events as Dispatcher<EngineEvents<Connection> & PoolEvents<DriverConnection>>;
  }

  /**
   * Takes a connection from the pool, waiting up to `poolTimeout` seconds for one.
   *
   * @param options `signal` ends the waiting
   * @throws TimeoutError if none became free; OperationalError if the database cannot be reached
   */
  connect(options: { readonly signal?: AbortSignal } = {}): Promise<Connection> {
    return settle(() =>
      chain(this.#checkOut(checkOptionNames(options, ['signal'], 'engine.connect()').signal), (pooled) => this.#open(pooled)),
    );
  }

  /** Gives the callback a connection inside a transaction: commits when it resolves, rolls back when it rejects. */
  async begin<T>(callback: (connection: Connection) => T | Promise<T>): Promise<T> {
    checkCallback(callback, 'engine.begin()');
    const connection = await this.connect();
    try {
      return await connection.begin(callback);
    } finally {
      await connection.close();
    }
  }

  /** The pooled connection of the driver, for what Aludel has no word for. Release it. */
  rawConnection(): Promise<PooledConnection<DriverConnection>> {
    return settle(() => this.#checkOut());
  }

  /** The same engine, pool and cache, with other options: `engine.executionOptions({ isolationLevel: 'AUTOCOMMIT' })`. */
  executionOptions(options: ExecutionOptions): Engine {
    const merged = mergeExecutionOptions(this.#options, options);
    checkIsolationLevel(this.#runtime.dialect, options);
    return new Engine(this.#runtime, merged);
  }

  getExecutionOptions(): ExecutionOptions {
    return this.#options;
  }

  /**
   * Closes all idle connections and starts a new pool; connections in use are closed when they are returned. The
   * engine can be used afterwards.
   *
   * @param options `close: false` leaves the idle connections alone, for a forked process
   */
  async dispose(options: { readonly close?: boolean } = {}): Promise<void> {
    await this.#runtime.dispose(checkOptionNames(options, ['close'], 'engine.dispose()').close ?? true);
    if (this.#runtime.events.has('engineDisposed')) this.#runtime.events.emit('engineDisposed');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Forgets all compiled statements. */
  clearCompiledCache(): void {
    this.#runtime.cache.clear();
  }

  toString(): string {
    return `Engine(${this.url.renderAsString()})`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }

  /** For `metadata.createAll()` and the like. */
  async [runSchemaTask](task: SchemaTask): Promise<void> {
    await this.begin((connection) => connection[runSchemaTask](task));
  }

  /** For `Table.reflect()` and `metadata.reflect()`. */
  async [runReflection](task: ReflectionTask): Promise<readonly SchemaTable[]> {
    const connection = await this.connect();
    try {
      return await connection[runReflection](task);
    } finally {
      await connection.close();
    }
  }

  #checkOut(signal?: AbortSignal) {
    const { dialect, options } = this.#runtime;
    return recover(
      () => this.#runtime.pool.connect(signal),
      (thrown): never => {
        const { error, isDisconnect } = wrapError(thrown, { dialect, hideParameters: options.hideParameters ?? false });
        const { events } = this.#runtime;
        const context = {
          connection: null,
          originalException: thrown,
          aludelException: error,
          statement: undefined,
          isDisconnect,
        };
        if (events.has('handleError')) events.emit('handleError', context);
        throw error;
      },
    ) as ReturnType<Pool<DriverConnection>['connect']>;
  }

  #open(pooled: PooledConnection<DriverConnection>): MaybePromise<Connection> {
    const connection = new Connection(this, new ConnectionCore(this.#runtime, pooled, this.#options));
    const { events } = this.#runtime;
    if (!events.has('engineConnect')) return connection;
    return recover(
      () => {
        events.emit('engineConnect', connection);
        return connection;
      },
      // Nobody will have the connection, so nobody would close it.
      (error) =>
        connection.close().then((): never => {
          throw error;
        }),
    );
  }
}
