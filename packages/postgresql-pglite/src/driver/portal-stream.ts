import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { StreamedStatement } from './held-portal.ts';
import { refuseCopy } from './refused-copy.ts';
import type { ServerAnswer } from './server-answer.ts';
import type { Session } from './session.ts';

/**
 * A result read from a named portal of a transaction, which keeps its place while other statements are executed and ends
 * with the transaction.
 */
export class PortalStream implements DriverStream {
  readonly columns: readonly DriverColumn[];
  readonly #session: Session;
  readonly #portal: string;
  #answer: ServerAnswer;
  #rows: unknown[][];

  /** Opens the portal, under a name that the transaction does not use yet, and reads its first rows. */
  constructor(session: Session, portal: string, { sql, params, batchSize, begin }: StreamedStatement) {
    this.#session = session;
    this.#portal = portal;
    this.#answer = session.exchange((writer) => {
      for (const statement of begin) writer.parse('', statement).bind('', '', []).execute('', 0);
      writer.parse('', sql).bind(portal, '', params).describePortal(portal).execute(portal, batchSize);
      refuseCopy(writer, sql);
    });
    this.#rows = this.#answer.rows;
    this.columns = this.#answer.shape?.columns ?? [];
  }

  read(count: number): unknown[][] {
    if (this.#rows.length === 0 && this.#answer.isSuspended) this.#fetch(count);
    const rows = this.#rows;
    this.#rows = rows.length > count ? rows.splice(count) : [];
    return rows;
  }

  close(): void {
    const isOpen = this.#answer.isSuspended;
    this.#rows = [];
    if (!isOpen || !this.#session.isAlive || !this.#session.inTransaction) return;
    this.#session.exchange((writer) => writer.closePortal(this.#portal));
  }

  #fetch(count: number): void {
    const { shape } = this.#answer;
    this.#answer = this.#session.exchange((writer) => writer.execute(this.#portal, count), { shape, isDescribed: false });
    this.#rows = this.#answer.rows;
  }
}
