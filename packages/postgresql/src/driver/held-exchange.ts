import { Exchange, NO_COPY } from './exchange.ts';
import type { PgWire } from './load-pg.ts';

/** An exchange without a Sync, which pauses after each batch of rows and ends when it is told to, or with the last row. */
export class HeldExchange extends Exchange {
  #wire: PgWire | null = null;
  #paused = Promise.withResolvers<void>();
  #end: Promise<unknown> = Promise.resolve();

  /** `end`: settles when the exchange is over. */
  begin(end: Promise<unknown>): void {
    this.#end = end;
    end.catch(() => undefined);
  }

  /** Resolves when there are more rows to ask for, or no more at all; rejects if the statement failed. */
  async untilPaused(): Promise<void> {
    await Promise.race([this.#paused.promise, this.#end]);
  }

  /** Waits for the end, whatever it is: an error was reported by {@link untilPaused}. */
  async untilOver(): Promise<void> {
    await this.#end.catch(() => undefined);
  }

  /** Asks for more rows. */
  fetch(rowLimit: number): void {
    this.isSuspended = false;
    this.#paused = Promise.withResolvers();
    const request = Buffer.from(EXECUTE_AND_FLUSH);
    request.writeInt32BE(rowLimit, 6);
    this.#wire?.stream.write(request);
  }

  /** Ends it, together with the portal. */
  finish(): void {
    this.isSuspended = false;
    this.#wire?.stream.write(SYNC);
  }

  override submit(wire: PgWire): void {
    this.#wire = wire;
    super.submit(wire);
  }

  override handlePortalSuspended(): void {
    super.handlePortalSuspended();
    this.#paused.resolve();
  }

  override handleCommandComplete(message: { readonly text: string }): void {
    super.handleCommandComplete(message);
    this.finish();
  }

  override handleEmptyQuery(): void {
    this.finish();
  }

  /** Without the Sync of other exchanges: it follows when the server has reported the failure. */
  override handleCopyInResponse(wire: PgWire): void {
    wire.sendCopyFail(NO_COPY);
  }

  override handleError(error: unknown, wire: PgWire): void {
    super.handleError(error, wire);
    this.finish();
  }
}

/** Execute of the unnamed portal, with room for the number of rows, then Flush. */
const EXECUTE_AND_FLUSH = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x48, 0, 0, 0, 4]);
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
