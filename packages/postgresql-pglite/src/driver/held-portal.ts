import type { DriverColumn, DriverResult, DriverStream } from '@aludel/core/dialect';
import type { DueBegin } from './due-begin.ts';
import { closedError } from './pglite-error.ts';
import { refuseCopy } from './refused-copy.ts';
import type { ServerAnswer } from './server-answer.ts';
import type { Session } from './session.ts';

/** A statement whose rows are read piece by piece. */
export interface StreamedStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
  /** How many rows to read at once at first. */
  readonly batchSize: number;
  readonly begin: DueBegin;
}

/**
 * A result read from the unnamed portal, with no Sync before its end: so it works outside of transactions as well. Nothing
 * else can be sent until it is over.
 */
export class HeldPortal implements DriverStream {
  readonly #session: Session;
  readonly #onOver: () => void;
  #answer: ServerAnswer;
  #rows: unknown[][];
  #readRows = 0;
  #isOver = false;
  #isCut = false;

  /** Sends the statement and reads its first rows. `onOver` is called once, also if that fails. */
  constructor(session: Session, { sql, params, batchSize, begin }: StreamedStatement, onOver: () => void) {
    this.#session = session;
    this.#onOver = onOver;
    this.#answer = session.hold((writer) => {
      begin.writeBefore(writer, () => {
        writer.parse('', sql).bind('', '', params).describePortal('').execute('', batchSize);
      });
      refuseCopy(writer, sql);
    });
    this.#rows = this.#answer.rows;
    this.#endWithLastRow();
  }

  get columns(): readonly DriverColumn[] {
    return this.#answer.shape?.columns ?? [];
  }

  /** The result without its rows, after the last of them was read. */
  get outcome(): Omit<DriverResult, 'rows'> {
    const { shape, affected } = this.#answer;
    // Of a SELECT the server counts the rows of the last piece.
    return { columns: shape?.columns ?? null, affected: this.tag.startsWith('SELECT') ? this.#readRows : affected };
  }

  /** As long as there are more rows, that of a query. */
  get tag(): string {
    return this.#answer.tag || 'SELECT';
  }

  read(count: number): unknown[][] {
    // An empty answer would look like the end of the result.
    if (this.#isCut) throw closedError();
    if (this.#rows.length === 0 && !this.#isOver) this.#fetch(count);
    const rows = this.#rows;
    this.#rows = rows.length > count ? rows.splice(count) : [];
    this.#readRows += rows.length;
    return rows;
  }

  /** Ends it, be it before its last row. */
  close(): void {
    this.#rows = [];
    this.#end((sync) => sync());
  }

  /** Ends it because its connection is closed; who reads on gets an error. */
  cut(): void {
    this.#isCut = !this.#isOver;
    this.close();
  }

  /** Ends it as the server does when asked to cancel: what the statement did is undone, and its transaction fails. */
  abort(): void {
    this.#rows = [];
    this.#end((sync) => {
      try {
        sync(NO_PORTAL);
      } catch {
        // The server has complained that there is no such portal; that was the purpose.
      }
    });
  }

  #fetch(count: number): void {
    const { shape } = this.#answer;
    this.#answer = this.#session.hold((writer) => writer.execute('', count), { shape, isDescribed: false });
    this.#rows = this.#answer.rows;
    this.#endWithLastRow();
  }

  #endWithLastRow(): void {
    if (this.#answer.isSuspended) return;
    // After an error the server skips everything up to a Sync; it has rolled back then and reports nothing new.
    this.#end((sync) => sync());
    this.#answer.check();
  }

  #end(how: (sync: (portal?: string) => void) => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      if (!this.#session.isAlive) return;
      how((portal) =>
        this.#session.exchange((writer) => {
          if (portal !== undefined) writer.execute(portal, 0);
          else writer.closePortal('');
        }),
      );
    } finally {
      this.#onOver();
    }
  }
}

const NO_PORTAL = 'aludel_cancels';
