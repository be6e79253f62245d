import type { DriverColumn, DriverStream } from '@aludel/core/dialect';
import type { StreamedStatement } from './held-portal.ts';
import { PgliteError } from './pglite-error.ts';
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
  readonly #transaction: number;
  #answer: ServerAnswer;
  #rows: unknown[][];

  /** Opens the portal, under a name that the transaction does not use yet, and reads its first rows. */
  constructor(session: Session, portal: string, { sql, params, batchSize, begin }: StreamedStatement) {
    this.#session = session;
    this.#portal = portal;
    this.#answer = session.exchange((writer) => {
      begin.writeBefore(writer, () => {
        writer.parse('', sql).bind(portal, '', params).describePortal(portal).execute(portal, batchSize);
      });
      refuseCopy(writer, sql);
    });
    this.#rows = this.#answer.rows;
    this.columns = this.#answer.shape?.columns ?? [];
    this.#transaction = session.transaction;
  }

  /** As long as there are more rows, that of a query. */
  get tag(): string {
    return this.#answer.tag || 'SELECT';
  }

  /** Afterwards the session may be another connection's, in whose transaction the name may mean another portal. */
  get #isOfPast(): boolean {
    return this.#session.transaction !== this.#transaction;
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
    if (!isOpen || !this.#session.isAlive || this.#isOfPast) return;
    this.#session.exchange((writer) => writer.closePortal(this.#portal));
  }

  #fetch(count: number): void {
    if (this.#isOfPast) throw new PgliteError('34000', OVER);
    const { shape } = this.#answer;
    this.#answer = this.#session.exchange((writer) => writer.execute(this.#portal, count), { shape, isDescribed: false });
    this.#rows = this.#answer.rows;
  }
}

const OVER =
  'The transaction in which this result was read has ended, and the result with it. Read all of it before you commit or roll back.';
