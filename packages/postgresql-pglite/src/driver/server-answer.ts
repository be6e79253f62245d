import { affectedRows, RowShape, type WireField } from '@aludel/postgresql/dialect';
import { PgliteError } from './pglite-error.ts';

/** What is known of the columns of a result before it comes. */
export interface ExpectedRows {
  /** Those of the same statement the last time. */
  readonly shape: RowShape | null;
  /** Whether the request asks for them again. */
  readonly isDescribed: boolean;
}

export const UNKNOWN_ROWS: ExpectedRows = Object.freeze({ shape: null, isDescribed: true });

/** Whether the session is idle, in a transaction, or in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** What the server answered to one request; {@link MessageReader} fills it. */
export class ServerAnswer {
  /** Null where the statement returns no rows. */
  shape: RowShape | null;
  readonly rows: unknown[][] = [];
  /** What the server says it did: `INSERT 0 1`. */
  tag = '';
  /** The sum of the rows matched; -1 where no statement told. */
  affected = -1;
  /** Whether a portal has more rows. */
  isSuspended = false;
  /** Null as long as the server is not ready for the next request. */
  status: TransactionStatus | null = null;
  #failure: { readonly error: unknown } | null = null;
  readonly #previousShape: RowShape | null;

  constructor({ shape, isDescribed }: ExpectedRows) {
    this.#previousShape = shape;
    this.shape = isDescribed ? null : shape;
  }

  described(fields: readonly WireField[]): void {
    this.shape = this.#previousShape?.fits(fields) ? this.#previousShape : new RowShape(fields);
  }

  row(texts: unknown[]): void {
    if (this.#failure !== null) return;
    try {
      this.rows.push((this.shape as RowShape).decode(texts));
    } catch (error) {
      this.#failure = { error };
    }
  }

  completed(tag: string): void {
    this.tag = tag;
    const affected = affectedRows(tag);
    if (affected >= 0) this.affected = affected + Math.max(this.affected, 0);
  }

  failed(error: unknown): void {
    this.#failure ??= { error };
  }

  copiedOut(): void {
    this.failed(new PgliteError('0A000', NO_COPY_OUT));
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Throws what went wrong, if something did. */
  check(): this {
    if (this.#failure !== null) throw this.#failure.error;
    return this;
  }
}

const NO_COPY_OUT = 'The data of COPY TO STDOUT has nowhere to go. Select the rows instead, with stream() if they are many.';
