import { ConnectionFailure } from './connection-failure.ts';
import { affectedRows } from '../wire/affected-rows.ts';
import { RowShape, type WireField } from '../wire/row-shape.ts';
import type { PgClient, PgExchange, PgWire } from './load-pg.ts';

/** What an exchange must know of its connection. */
export interface ExchangeOwner {
  readonly isAlive: boolean;
}

/** What is to be sent. */
export interface ExchangeOptions {
  readonly request: Buffer;
  readonly owner: ExchangeOwner;
  /** That of the same statement the last time, if there was one. */
  readonly shape: RowShape | null;
  /** Whether the request asks for the columns; if not, they are those of `shape`. */
  readonly isDescribed: boolean;
}

/**
 * One request, ended by a Sync, and everything the server answers to it. It settles when the server is ready again,
 * also after an error: only then does the transaction status hold, and may the next request be sent.
 */
export class Exchange implements PgExchange {
  /** Null where the statement returns no rows. */
  shape: RowShape | null;
  readonly rows: unknown[][] = [];
  /** What the server says it did: `INSERT 0 1`. */
  tag = '';
  /** The sum of the rows matched; -1 where no statement told. */
  affected = -1;
  /** Whether a portal has more rows. */
  isSuspended = false;
  readonly #request: Buffer;
  readonly #owner: ExchangeOwner;
  readonly #previousShape: RowShape | null;
  #failure: { readonly error: unknown } | null = null;
  #resolve!: (exchange: Exchange) => void;
  #reject!: (error: unknown) => void;

  constructor({ request, owner, shape, isDescribed }: ExchangeOptions) {
    this.#request = request;
    this.#owner = owner;
    this.#previousShape = shape;
    this.shape = isDescribed ? null : shape;
  }

  /** Sends the request and waits for the end of the answer. */
  run(client: PgClient): Promise<Exchange> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      client.query(this);
    });
  }

  submit(wire: PgWire): void {
    wire.stream.write(this.#request);
  }

  handleRowDescription({ fields }: { readonly fields: readonly WireField[] }): void {
    this.shape = this.#previousShape?.fits(fields) ? this.#previousShape : new RowShape(fields);
  }

  handleDataRow({ fields }: { readonly fields: unknown[] }): void {
    if (this.#failure !== null) return;
    try {
      this.rows.push((this.shape as RowShape).decode(fields));
    } catch (error) {
      // Thrown from here it would end the process: we are called by the socket.
      this.fail(error);
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.tag = text;
    const affected = affectedRows(text);
    if (affected >= 0) this.affected = affected + Math.max(this.affected, 0);
  }

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {
    this.isSuspended = true;
  }

  handleCopyInResponse(wire: PgWire): void {
    wire.sendCopyFail(NO_COPY);
    // The server has ignored our Sync, taking it for one that ends the copied data.
    wire.stream.write(SYNC);
  }

  handleCopyData(): void {
    this.fail(
      new ConnectionFailure(
        'The data of COPY TO STDOUT has nowhere to go. Select the rows instead, with stream() if they are many.',
        '0A000',
      ),
    );
  }

  handleError(error: unknown, wire: PgWire): void {
    this.fail(error);
    if (!this.#owner.isAlive) return this.#settle();
    const settle = (): void => {
      wire.off('readyForQuery', settle);
      wire.off('end', settle);
      this.#settle();
    };
    wire.on('readyForQuery', settle);
    wire.on('end', settle);
  }

  handleReadyForQuery(): void {
    this.#settle();
  }

  /** Remembers what went wrong on our side; the exchange rejects with it when it is over. */
  protected fail(error: unknown): void {
    this.#failure ??= { error };
  }

  #settle(): void {
    if (this.#failure !== null) this.#reject(this.#failure.error);
    else this.#resolve(this);
  }
}

/** Why data cannot be copied in. */
export const NO_COPY = 'COPY FROM STDIN has nothing to read from here. Use executeMany';
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
