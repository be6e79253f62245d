import { ResourceClosedError } from '../errors/invalid-request-errors.ts';

/** The rows of one result, and how far they have been read; a result and all that is derived from it share one. */
export class RowCursor {
  /** Whether the statement returns rows at all. */
  readonly returnsRows: boolean;
  /** How many rows are fetched at a time by default; null for all. */
  rowsPerFetch: number | null = null;
  #rows: unknown[][];
  #position = 0;
  #isExhausted = false;
  #isClosed = false;

  /** Takes the arrays over. */
  constructor(rows: unknown[][], returnsRows: boolean) {
    this.#rows = rows;
    this.returnsRows = returnsRows;
  }

  /** Whether it was closed, by `close()` or by a method that reads one row only; not because all rows were read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  takeAll(): unknown[][] {
    this.#requireOpen();
    const rows = this.#position === 0 ? this.#rows : this.#rows.slice(this.#position);
    this.#exhaust();
    return rows;
  }

  /** At most `count` rows; an empty array at the end. */
  takeMany(count: number): unknown[][] {
    this.#requireOpen();
    const rows = this.#rows.slice(this.#position, this.#position + count);
    this.#position += rows.length;
    if (rows.length === 0) this.#exhaust();
    return rows;
  }

  takeNext(): unknown[] | undefined {
    this.#requireOpen();
    const row = this.#rows[this.#position];
    if (row === undefined) this.#exhaust();
    else this.#position += 1;
    return row;
  }

  /** The next row, and no other any more. */
  takeFirst(): unknown[] | undefined {
    this.#requireOpen();
    const row = this.#rows[this.#position];
    this.#closeUnlessExhausted();
    return row;
  }

  /** All rows that are left, and none any more. */
  takeRest(): unknown[][] {
    this.#requireOpen();
    const rows = this.#rows.slice(this.#position);
    this.#closeUnlessExhausted();
    return rows;
  }

  close(): void {
    this.#isClosed = true;
    this.#exhaust();
  }

  requireRows(): void {
    if (this.returnsRows) return;
    throw new ResourceClosedError('This result object does not return rows. It has been closed automatically.');
  }

  #requireOpen(): void {
    this.requireRows();
    if (this.#isClosed) throw new ResourceClosedError('This result object is closed.');
  }

  /** As in SQLAlchemy, a result whose rows were all read before goes on answering that there are none. */
  #closeUnlessExhausted(): void {
    if (!this.#isExhausted) this.close();
  }

  #exhaust(): void {
    this.#isExhausted = true;
    this.#rows = [];
    this.#position = 0;
  }
}
