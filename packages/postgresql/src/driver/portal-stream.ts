import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { Exchange } from './exchange.ts';
import type { PgChannel } from './pg-channel.ts';

/** What to stream. */
export interface StreamedStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** How many rows come with the first round trip. */
  readonly batchSize: number;
}

/**
 * A result read from a named portal of a transaction. A portal keeps its place between exchanges, so other statements
 * can be sent in between; it ends with the transaction.
 */
export class PortalStream implements DriverStream {
  readonly columns: readonly DriverColumn[];
  readonly #channel: PgChannel;
  readonly #portal: string;
  #exchange: Exchange;
  #rows: unknown[][];

  private constructor(channel: PgChannel, portal: string, first: Exchange) {
    this.#channel = channel;
    this.#portal = portal;
    this.#exchange = first;
    this.#rows = first.rows;
    this.columns = first.shape?.columns ?? [];
  }

  /** Opens the portal, under a name that the transaction does not use yet, and reads its first rows in the same round trip. */
  static async open(channel: PgChannel, portal: string, { sql, params, batchSize }: StreamedStatement): Promise<PortalStream> {
    const first = await channel.exchange((writer) => {
      writer.parse('', sql).bind(portal, '', params).describePortal(portal).execute(portal, batchSize);
    });
    return new PortalStream(channel, portal, first);
  }

  async read(count: number): Promise<unknown[][]> {
    if (this.#rows.length === 0 && this.#exchange.isSuspended) await this.#fetch(count);
    const rows = this.#rows;
    this.#rows = rows.length > count ? rows.splice(count) : [];
    return rows;
  }

  async close(): Promise<void> {
    const isOpen = this.#exchange.isSuspended;
    this.#rows = [];
    if (!isOpen || !this.#channel.isAlive || !this.#channel.inTransaction) return;
    await this.#channel.exchange((writer) => writer.closePortal(this.#portal));
  }

  async #fetch(count: number): Promise<void> {
    const { shape } = this.#exchange;
    this.#exchange = await this.#channel.exchange((writer) => writer.execute(this.#portal, count), { shape, isDescribed: false });
    this.#rows = this.#exchange.rows;
  }
}
