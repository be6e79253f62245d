import { InvalidRequestError } from '@aludel/core';
import { CONNECTION_LOST, withCode } from './connection-failure.ts';
import { Exchange } from './exchange.ts';
import { HeldExchange } from './held-exchange.ts';
import type { PgClient } from './load-pg.ts';
import { Pipeline, type PipelinedStatement } from './pipeline.ts';
import { RequestWriter } from '../wire/request-writer.ts';
import type { RowShape } from '../wire/row-shape.ts';

/** What is known of the columns of a result before it comes. */
export interface ExpectedRows {
  /** Those of the same statement the last time. */
  readonly shape: RowShape | null;
  /** Whether the request asks for them again. */
  readonly isDescribed: boolean;
}

/**
 * The conversation with one server process: one exchange at a time, each settled only when the server is ready for the
 * next one. Knows whether the other side is still there, and in a transaction.
 */
export class PgChannel {
  readonly #client: PgClient;
  readonly #writer = new RequestWriter();
  #isDead = false;
  #isHeld = false;
  #closing: Promise<void> | null = null;

  constructor(client: PgClient) {
    this.#client = client;
    const die = (): void => {
      this.#isDead = true;
    };
    // Without a listener, an error of an idle connection would end the process.
    client.on('error', die);
    client.on('end', die);
  }

  get isAlive(): boolean {
    return !this.#isDead && this.#closing === null && !this.#client.connection.stream.destroyed;
  }

  get inTransaction(): boolean {
    const status = this.#client.getTransactionStatus();
    return status === 'T' || status === 'E';
  }

  /** Lets the server forget a prepared statement with the next request; whether it knows the name does not matter. */
  abandon(name: string): void {
    this.#writer.abandon(name);
  }

  /** Sends what `write` writes, and a Sync. Nothing is sent if `write` throws. */
  async exchange(write: (writer: RequestWriter) => void, expected: ExpectedRows = UNKNOWN_ROWS): Promise<Exchange> {
    const request = this.#request(write, (writer) => writer.sync());
    return this.#run(new Exchange({ request, owner: this, ...expected }));
  }

  /** Sends a statement once for each parameter set, after what `open` writes. The sets must have been checked. */
  async pipeline(
    open: (writer: RequestWriter) => void,
    statement: PipelinedStatement,
    paramSets: readonly (readonly unknown[])[],
  ): Promise<Exchange> {
    const request = this.#request(open, () => undefined);
    try {
      return await this.#run(new Pipeline({ request, owner: this, ...statement }, this.#writer, paramSets));
    } finally {
      this.#writer.discard();
    }
  }

  /** Begins an exchange that stays open until it is told to end; until then nothing else can be sent. */
  hold(write: (writer: RequestWriter) => void): HeldExchange {
    const request = this.#request(write, (writer) => writer.flush());
    const exchange = new HeldExchange({ request, owner: this, ...UNKNOWN_ROWS });
    this.#isHeld = true;
    exchange.begin(
      this.#run(exchange).finally(() => {
        this.#isHeld = false;
      }),
    );
    return exchange;
  }

  /** Takes leave of the server and waits until it has closed the connection, but not for long. */
  close(): Promise<void> {
    this.#closing ??= this.#takeLeave();
    return this.#closing;
  }

  destroy(): void {
    this.#isDead = true;
    this.#client.connection.stream.destroy();
  }

  unref(): void {
    this.#client.connection.stream.unref();
  }

  ref(): void {
    this.#client.connection.stream.ref();
  }

  async #run(exchange: Exchange): Promise<Exchange> {
    try {
      return await exchange.run(this.#client);
    } catch (error) {
      throw this.isAlive ? error : withCode(error, CONNECTION_LOST);
    }
  }

  #request(write: (writer: RequestWriter) => void, end: (writer: RequestWriter) => void): Buffer {
    if (this.#isHeld) throw new InvalidRequestError(HELD);
    return this.#writer.request(write, end);
  }

  async #takeLeave(): Promise<void> {
    const { stream } = this.#client.connection;
    const timer = setTimeout(() => stream.destroy(), FAREWELL_MILLIS);
    // A dead socket has nobody to say goodbye to, and that is no error.
    await this.#client.end().catch(() => undefined);
    clearTimeout(timer);
  }
}

const UNKNOWN_ROWS: ExpectedRows = Object.freeze({ shape: null, isDescribed: true });
const FAREWELL_MILLIS = 5000;
const HELD =
  'A result is being streamed from this connection outside of a transaction, where PostgreSQL runs one statement at a time. Close the stream first, or stream inside a transaction.';
