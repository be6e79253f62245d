import { ResourceClosedError } from '../errors/invalid-request-errors.ts';
import { chain, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { OperationQueue } from '../util/operation-queue.ts';
import type { ResultShape } from './result-shape.ts';

/** Where the rows of a stream come from. */
export interface RowSource {
  readonly shape: ResultShape;
  /** What makes objects of its rows; absent or null: nothing does. */
  readonly plan?: unknown;
  /** The next rows, at most `count`; an empty array at the end. */
  read(count: number): MaybePromise<unknown[][]>;
  /** Frees what the stream holds. Called once: at the end, before it, or after an error. */
  finish(): MaybePromise<void>;
}

/** Unless a size is given the first batch is small, so that the first row comes soon, and each is four times the last. */
const firstBatch = 50;
const largestBatch = 1000;
const batchGrowth = 4;

/**
 * One batch of the rows of a stream, and how far it has been read; a stream and all that is derived from it share one.
 * Operations that overlap are carried out one after the other.
 */
export class StreamCursor {
  readonly source: RowSource;
  readonly #queue = new OperationQueue();
  #batchSize: number | null;
  #nextBatch = firstBatch;
  #batch: unknown[][] = [];
  #position = 0;
  #isFinished = false;
  #isClosed = false;

  /** @param batchSize how many rows to ask the source for at a time; null to let it grow */
  constructor(source: RowSource, batchSize: number | null) {
    this.source = source;
    this.#batchSize = batchSize;
  }

  /** Whether it was closed; not because all rows were read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** How many rows are asked for at a time; the most, if that grows. */
  get batchSize(): number {
    return this.#batchSize ?? largestBatch;
  }

  set batchSize(count: number) {
    this.#batchSize = count;
  }

  takeNext(): MaybePromise<unknown[] | undefined> {
    const isReady = this.#position < this.#batch.length && !this.#queue.isBusy;
    return isReady ? this.#batch[this.#position++] : this.#queue.run(() => this.#next());
  }

  takeMany(count: number): MaybePromise<unknown[][]> {
    return this.#queue.run(async () => {
      const rows: unknown[][] = [];
      while (rows.length < count && (await this.#fill())) {
        for (const values of this.#takeBuffered(count - rows.length)) rows.push(values);
      }
      return rows;
    });
  }

  takeAll(): MaybePromise<unknown[][]> {
    return this.takeMany(Infinity);
  }

  /** The next row, and no other any more. */
  takeFirst(): MaybePromise<unknown[] | undefined> {
    return this.#queue.run(() => {
      const wasFinished = this.#isFinished;
      return chain(this.#next(), (values) => chain(this.#closeUnless(wasFinished), () => values));
    });
  }

  /** The next rows for as long as `wants` says so, and none any more. */
  takeWhile(wants: (values: unknown[]) => boolean): MaybePromise<void> {
    return this.#queue.run(async () => {
      const wasFinished = this.#isFinished;
      for (let values = await this.#next(); values !== undefined; values = await this.#next()) if (!wants(values)) break;
      await this.#closeUnless(wasFinished);
    });
  }

  close(): MaybePromise<void> {
    return this.#queue.run(() => this.#close());
  }

  /** For a loop that is left: a stream whose rows were all read goes on answering that there are none. */
  closeUnlessFinished(): MaybePromise<void> {
    return this.#queue.run(() => this.#closeUnless(this.#isFinished));
  }

  /** Closes after an error, and throws it: it says more than what may go wrong now. */
  fail(error: unknown): MaybePromise<never> {
    return chain(
      recover(
        () => this.close(),
        () => undefined,
      ),
      () => {
        throw error;
      },
    );
  }

  #next(): MaybePromise<unknown[] | undefined> {
    return chain(this.#fill(), () => this.#batch[this.#position++]);
  }

  /** Whether there is a row, after a look at the source if need be. */
  #fill(): MaybePromise<boolean> {
    if (this.#isClosed) throw new ResourceClosedError('This result object is closed.');
    if (this.#position < this.#batch.length) return true;
    if (this.#isFinished) return false;
    return chain(this.source.read(this.#batchSize ?? this.#grownBatch()), (rows) => this.#accept(rows));
  }

  #accept(rows: unknown[][]): MaybePromise<boolean> {
    this.#batch = rows;
    this.#position = 0;
    return rows.length > 0 ? true : chain(this.#finish(), () => false);
  }

  #takeBuffered(count: number): unknown[][] {
    const rows = this.#batch.slice(this.#position, this.#position + count);
    this.#position += rows.length;
    return rows;
  }

  #grownBatch(): number {
    const count = this.#nextBatch;
    this.#nextBatch = Math.min(count * batchGrowth, largestBatch);
    return count;
  }

  /** As in SQLAlchemy, a result whose rows were all read before goes on answering that there are none. */
  #closeUnless(wasFinished: boolean): MaybePromise<void> {
    return wasFinished ? undefined : this.#close();
  }

  #close(): MaybePromise<void> {
    this.#isClosed = true;
    return this.#finish();
  }

  #finish(): MaybePromise<void> {
    this.#batch = [];
    this.#position = 0;
    if (this.#isFinished) return;
    this.#isFinished = true;
    return this.source.finish();
  }
}
