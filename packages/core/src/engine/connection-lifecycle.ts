import type { ConnectableDialect } from '../dialect/dialect.ts';
import type { ServerFacts } from '../dialect/server-facts.ts';
import type { ConnectTarget } from '../driver/connect-target.ts';
import type { DriverConnection } from '../driver/driver-connection.ts';
import type { ResourceLifecycle } from '../pool/resource-lifecycle.ts';
import { chain, type MaybePromise, recover, isPromise } from '../util/maybe-promise.ts';

/** Makes and ends the connections of one engine; asks the first one what the server is. */
export class ConnectionLifecycle implements ResourceLifecycle<DriverConnection> {
  readonly #dialect: ConnectableDialect;
  readonly #target: ConnectTarget;
  #facts: ServerFacts | null = null;
  #asking: Promise<ServerFacts> | null = null;

  constructor(dialect: ConnectableDialect, target: ConnectTarget) {
    this.#dialect = dialect;
    this.#target = target;
  }

  /** What the server said of itself; null before the first connection. */
  get facts(): ServerFacts | null {
    return this.#facts;
  }

  create(): MaybePromise<DriverConnection> {
    return chain(this.#dialect.driver.connect(this.#target), (connection) => this.#initialize(connection));
  }

  reset(connection: DriverConnection, how: 'rollback' | 'commit'): MaybePromise<void> {
    if (!connection.inTransaction) return;
    return how === 'commit' ? connection.commit() : connection.rollback();
  }

  isAlive(connection: DriverConnection): boolean {
    return connection.isAlive;
  }

  ping(connection: DriverConnection): MaybePromise<void> {
    return connection.ping();
  }

  close(connection: DriverConnection): MaybePromise<void> {
    return connection.close();
  }

  destroy(connection: DriverConnection): void {
    connection.destroy();
  }

  unref(connection: DriverConnection): void {
    connection.unref?.();
  }

  ref(connection: DriverConnection): void {
    connection.ref?.();
  }

  share(connection: DriverConnection): DriverConnection {
    return connection.share?.() ?? connection;
  }

  #initialize(connection: DriverConnection): MaybePromise<DriverConnection> {
    if (this.#facts !== null || this.#dialect.initialize === undefined) return connection;
    const failed = (error: unknown): never => {
      connection.destroy();
      throw error;
    };
    return recover(() => chain(this.#askOnce(connection), () => connection), failed);
  }

  // Connections that are opened at the same time wait for the answer to the first; if it fails the next one asks again.
  #askOnce(connection: DriverConnection): MaybePromise<ServerFacts> {
    if (this.#asking !== null) return this.#asking;
    const answer = chain(this.#dialect.initialize?.(connection) as MaybePromise<ServerFacts>, (facts) => {
      this.#facts = facts;
      return facts;
    });
    if (!isPromise(answer)) return answer;
    this.#asking = answer.finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }
}
