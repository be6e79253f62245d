import { ResourceClosedError } from '../errors/invalid-request-errors.ts';

/** The rows of one result, and how far they have been read; a result and all that is derived from it share one. */
export class RowCursor {
  /** Whether the statement returns rows at all. */
  readonly returnsRows: boolean;
  /** How many rows are fetched at a time by default; null for all. */
  rowsPerFetch: number | null = null;
  #rows: unknown[][];
  /** The values of the only column, until rows are asked for. */
  #values: unknown[] | null = null;
  #position = 0;
  #isExhausted = false;
  #isClosed = false;

  /** Takes the arrays over. */
  constructor(rows: unknown[][], returnsRows: boolean) {
    this.#rows = rows;
    this.returnsRows = returnsRows;
  }

  /** For rows of one value each, taken over without arrays around them. */
  static ofValues(values: unknown[]): RowCursor {
    const cursor = new RowCursor([], true);
    cursor.#values = values;
    return cursor;
  }

  /** All values of the only column; null: there are more columns, or rows were asked for before. */
  takeValues(): unknown[] | null {
    this.#requireOpen();
    const values = this.#values;
    if (values !== null) this.#exhaust();
    return values;
  }

  /** Whether it was closed, by `close()` or by a method that reads one row only; not because all rows were read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  takeAll(): unknown[][] {
    const all = this.#open();
    const rows = this.#position === 0 ? all : all.slice(this.#position);
    this.#exhaust();
    return rows;
  }

  /** At most `count` rows; an empty array at the end. */
  takeMany(count: number): unknown[][] {
    const rows = this.#open().slice(this.#position, this.#position + count);
    this.#position += rows.length;
    if (rows.length === 0) this.#exhaust();
    return rows;
  }

  takeNext(): unknown[] | undefined {
    const row = this.#open()[this.#position];
    if (row === undefined) this.#exhaust();
    else this.#position += 1;
    return row;
  }

  /** The next row, and no other any more. */
  takeFirst(): unknown[] | undefined {
    const row = this.#open()[this.#position];
    this.#closeUnlessExhausted();
    return row;
  }

  /** All rows that are left, and none any more. */
  takeRest(): unknown[][] {
    const rows = this.#open().slice(this.#position);
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

  #open(): unknown[][] {
    this.#requireOpen();
    if (this.#values !== null) this.#rows = this.#values.map((value) => [value]);
    this.#values = null;
    return this.#rows;
  }

  /** As in SQLAlchemy, a result whose rows were all read before goes on answering that there are none. */
  #closeUnlessExhausted(): void {
    if (!this.#isExhausted) this.close();
  }

  #exhaust(): void {
    this.#isExhausted = true;
    this.#rows = [];
    this.#values = null;
    this.#position = 0;
  }
}
