/** A pool as a hand writes it: a fixed number of connections, and a queue of those who wait for one. */
export class FifoPool<C> {
  readonly #idle: C[];
  readonly #waiting: ((connection: C) => void)[] = [];

  constructor(connections: readonly C[]) {
    this.#idle = [...connections];
  }

  /** Lends a connection for the time of `work`. */
  async use<T>(work: (connection: C) => Promise<T>): Promise<T> {
    const connection = this.#idle.shift() ?? (await new Promise<C>((resolve) => void this.#waiting.push(resolve)));
    try {
      return await work(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(connection);
      else next(connection);
    }
  }
}
