import { ConnectionFailure } from './connection-failure.ts';
import { Exchange, NO_COPY, type ExchangeOptions } from './exchange.ts';
import type { PgWire } from './load-pg.ts';
import type { RequestWriter } from '../wire/request-writer.ts';
import type { RowShape } from '../wire/row-shape.ts';

/** A statement to send many times. */
export interface PipelinedStatement {
  /** Its name on the server; '' for the one that the opening request parses. */
  readonly name: string;
  /** Its columns the last time. */
  readonly shape: RowShape | null;
  /** Whether its columns are to be asked for. */
  readonly isDescribed: boolean;
}

/**
 * Sends one statement many times without waiting for the answers, all in one exchange. At most {@link WINDOW}
 * statements are under way, so that neither side has to keep a million of them in memory. After an error the server
 * skips the rest; so only inside a transaction does it mean the same as sending one after the other.
 */
export class Pipeline extends Exchange {
  readonly #writer: RequestWriter;
  readonly #name: string;
  readonly #isDescribed: boolean;
  readonly #paramSets: readonly (readonly unknown[])[];
  #wire: PgWire | null = null;
  #sent = 0;
  #answered = 0;
  #isEnded = false;

  /** The request opens the pipeline: it parses the statement, where it must be. */
  constructor(options: ExchangeOptions & PipelinedStatement, writer: RequestWriter, paramSets: readonly (readonly unknown[])[]) {
    super(options);
    this.#writer = writer;
    this.#name = options.name;
    this.#isDescribed = options.isDescribed;
    this.#paramSets = paramSets;
  }

  override submit(wire: PgWire): void {
    this.#wire = wire;
    super.submit(wire);
    this.#sendMore();
  }

  override handleCommandComplete(message: { readonly text: string }): void {
    super.handleCommandComplete(message);
    this.#answered++;
    if (!this.#isEnded && this.#sent - this.#answered <= WINDOW / 2) this.#sendMore();
  }

  override handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** The statements on their way would be taken for data to copy, and which Sync the server saw could not be told. */
  override handleCopyInResponse(wire: PgWire): void {
    wire.stream.destroy(new ConnectionFailure(`${NO_COPY} with INSERT.`, '0A000'));
  }

  override handleError(error: unknown, wire: PgWire): void {
    super.handleError(error, wire);
    this.#end();
  }

  #sendMore(): void {
    try {
      this.#fillWindow();
    } catch (error) {
      // The sets were checked, but somebody may have changed one since.
      this.fail(error);
      this.#end();
    }
  }

  #fillWindow(): void {
    const writer = this.#writer;
    while (this.#sent < this.#paramSets.length && this.#sent - this.#answered < WINDOW) {
      writer.bind('', this.#name, this.#paramSets[this.#sent] as readonly unknown[]);
      if (this.#sent === 0 && this.#isDescribed) writer.describePortal('');
      writer.execute('', 0);
      this.#sent++;
      if (writer.length > CHUNK_BYTES) this.#write();
    }
    if (this.#sent === this.#paramSets.length) return this.#end();
    // Without it the server would keep its answers until its buffer is full, and we would wait for them.
    writer.flush();
    this.#write();
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#writer.sync();
    this.#write();
  }

  #write(): void {
    this.#wire?.stream.write(this.#writer.take());
  }
}

const WINDOW = 1024;
const CHUNK_BYTES = 1 << 16;
