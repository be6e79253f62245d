import { createEngine, type Engine, type EngineOptions } from '@aludel/core';
import type { ConnectableDialect } from '@aludel/core/dialect';
import { afterEach, expect } from '@jest/globals';

/** Makes engines that are disposed of after each test, which fails if it kept a connection. */
export class EngineFixture {
  readonly #dialect: ConnectableDialect;
  readonly #open: Engine[] = [];

  constructor(dialect: ConnectableDialect) {
    this.#dialect = dialect;
    afterEach(() => this.#end());
  }

  create(url: string, options: EngineOptions): Engine {
    const engine = createEngine(url, { dialect: this.#dialect, ...options });
    this.#open.push(engine);
    return engine;
  }

  async #end(): Promise<void> {
    const engines = this.#open.splice(0);
    const kept = engines.map(connectionsInUse);
    await Promise.all(engines.map((engine) => engine.dispose()));
    // What this counts was taken from the pool during the test and never given back.
    expect({ connectionsInUse: kept }).toEqual({ connectionsInUse: kept.map(() => 0) });
  }
}

function connectionsInUse(engine: Engine): number {
  const pool = engine.pool as { checkedout?: () => number };
  return pool.checkedout?.() ?? 0;
}
