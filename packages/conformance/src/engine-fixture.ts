import { createEngine, type Engine, type EngineOptions } from '@aludel/core';
import type { ConnectableDialect, DriverConnection } from '@aludel/core/dialect';
import { afterAll, afterEach, expect } from '@jest/globals';
import { changedConnections } from './changed-connections.ts';

/** Makes engines that are disposed of after each test, which fails if it kept a connection. */
export class EngineFixture {
  readonly #dialect: ConnectableDialect;
  readonly #open: Engine[] = [];
  #kept: Engine | null = null;
  readonly #connections = new Set<DriverConnection>();

  constructor(dialect: ConnectableDialect) {
    const driver = changedConnections(dialect.driver, (connection) => {
      this.#connections.add(connection);
      return connection;
    });
    this.#dialect = { ...dialect, driver };
    afterEach(() => this.#end());
    afterAll(() => this.#kept?.dispose());
  }

  create(url: string, options: EngineOptions): Engine {
    const engine = createEngine(url, { dialect: this.#dialect, ...options });
    this.#open.push(engine);
    return engine;
  }

  /** One that stays for all tests of a suite, for what is done around each: connecting takes longer than most tests. */
  kept(url: string): Engine {
    this.#kept ??= createEngine(url, { dialect: this.#dialect, poolSize: 1 });
    return this.#kept;
  }

  async #end(): Promise<void> {
    const engines = this.#open.splice(0);
    const kept = engines.map(connectionsInUse);
    await Promise.all(engines.map((engine) => engine.dispose()));
    // What a test that failed has kept may hold locks, for which all that follow would wait.
    for (const connection of this.#connections) if (connection.isAlive) connection.destroy();
    this.#connections.clear();
    // What this counts was taken from the pool during the test and never given back.
    expect({ connectionsInUse: kept }).toEqual({ connectionsInUse: kept.map(() => 0) });
  }
}

function connectionsInUse(engine: Engine): number {
  const pool = engine.pool as { checkedout?: () => number };
  return pool.checkedout?.() ?? 0;
}
