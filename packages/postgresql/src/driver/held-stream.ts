import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { HeldExchange } from './held-exchange.ts';
import type { PgChannel } from './pg-channel.ts';
import type { StreamedStatement } from './portal-stream.ts';

/**
 * A result read outside of a transaction. There a portal ends with its exchange; so the exchange is held open, and
 * nothing else can be sent on the connection until the stream is closed.
 */
export class HeldStream implements DriverStream {
  readonly #exchange: HeldExchange;

  private constructor(exchange: HeldExchange) {
    this.#exchange = exchange;
  }

  /** Sends the statement and reads its first rows. */
  static async open(channel: PgChannel, { sql, params, batchSize }: StreamedStatement): Promise<HeldStream> {
    const exchange = channel.hold((writer) =>
      writer.parse('', sql).bind('', '', params).describePortal('').execute('', batchSize),
    );
    await exchange.untilPaused();
    return new HeldStream(exchange);
  }

  get columns(): readonly DriverColumn[] {
    return this.#exchange.shape?.columns ?? [];
  }

  async read(count: number): Promise<unknown[][]> {
    const exchange = this.#exchange;
    if (exchange.rows.length === 0 && exchange.isSuspended) exchange.fetch(count);
    await exchange.untilPaused();
    return exchange.rows.splice(0, count);
  }

  async close(): Promise<void> {
    if (this.#exchange.isSuspended) this.#exchange.finish();
    await this.#exchange.untilOver();
  }
}
