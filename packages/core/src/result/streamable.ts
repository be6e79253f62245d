import { chain, isPromise, type MaybePromise, recover } from '../util/maybe-promise.ts';
import { settle } from '../util/settle.ts';
import { checkFetchSize } from './fetch-size.ts';
import { noRowFound, severalRowsFound } from './only-row.ts';
import type { ResultShape } from './result-shape.ts';
import type { RowForm } from './row-form.ts';
import type { StreamCursor } from './stream-cursor.ts';
import { UniqueFilter } from './unique-filter.ts';

const noRow: unique symbol = Symbol('no row');
const repeatedRow: unique symbol = Symbol('repeated row');

/**
 * What all streams have in common: reading what is left of a shared cursor, in one form. `R` is what is handed out, `C`
 * what uniqueness compares. The source is freed at the end, when a loop is left, by a method that is about one row, and
 * after an error.
 */
export abstract class Streamable<R, C> implements AsyncIterable<R>, AsyncDisposable {
  /** @internal */
  protected readonly cursor: StreamCursor;
  /** @internal */
  protected readonly shape: ResultShape;
  /** @internal */
  protected uniqueness: UniqueFilter | null = null;
  readonly #form: RowForm<R>;

  /** @internal */
  protected constructor(cursor: StreamCursor, shape: ResultShape, form: RowForm<unknown>) {
    this.cursor = cursor;
    this.shape = shape;
    this.#form = form as RowForm<R>;
  }

  /** All that is left, in memory; an empty array when called again. */
  all(): Promise<R[]> {
    return this.attempt(() => chain(this.cursor.takeAll(), (rows) => this.#present(rows)));
  }

  /** The same as {@link all}. */
  fetchall(): Promise<R[]> {
    return this.all();
  }

  /** The next ones, at most `count`, by default a batch; an empty array at the end. */
  async fetchmany(count: number = this.cursor.batchSize): Promise<R[]> {
    const size = checkFetchSize(count);
    if (this.uniqueness !== null) return this.attempt(() => this.#manyUnique(size));
    return this.attempt(() => chain(this.cursor.takeMany(size), (rows) => this.#present(rows)));
  }

  /** Arrays of `size` each, the last one maybe smaller. */
  async *partitions(size?: number): AsyncGenerator<R[], undefined, undefined> {
    try {
      for (;;) {
        const partition = await this.fetchmany(size ?? this.cursor.batchSize);
        if (partition.length === 0) return;
        yield partition;
      }
    } finally {
      // At the end the source is freed already; this is for a loop that is left before.
      await this.#closeUnfinished();
    }
  }

  /** The first one, or null; closes the stream. */
  first(): Promise<R | null> {
    return this.attempt(() =>
      chain(this.cursor.takeFirst(), (values) => (values === undefined ? null : this.#presentOne(values))),
    );
  }

  /** The only one; rejects with {@link NoResultFound} or {@link MultipleResultsFound}. Closes the stream. */
  one(): Promise<R> {
    return this.attempt(async () => {
      const candidate = await this.#onlyCandidate('exactly one');
      if (candidate === noRow) throw noRowFound();
      return this.#form.finish(candidate);
    });
  }

  /** The only one, or null where there is none; rejects with {@link MultipleResultsFound}. Closes the stream. */
  oneOrNone(): Promise<R | null> {
    return this.attempt(async () => {
      const candidate = await this.#onlyCandidate('one or none');
      return candidate === noRow ? null : this.#form.finish(candidate);
    });
  }

  /** From now on leaves out what came before; all that was seen is remembered. */
  unique(keyOf?: (candidate: C) => unknown): this {
    this.uniqueness = new UniqueFilter((keyOf as ((candidate: unknown) => unknown) | undefined) ?? null);
    return this;
  }

  /** How many rows are asked for at a time, and what {@link fetchmany} and {@link partitions} give by default. */
  yieldPer(count: number): this {
    this.cursor.batchSize = checkFetchSize(count);
    return this;
  }

  /** Frees what the stream holds; to fetch anything is a {@link ResourceClosedError} from now on. */
  close(): Promise<void> {
    return settle(() => this.cursor.close());
  }

  /** Whether it was closed; not because all rows were read. */
  get closed(): boolean {
    return this.cursor.isClosed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<R, undefined> {
    return {
      next: () => this.#nextStep(),
      return: () => this.#closeUnfinished().then(() => ({ done: true, value: undefined })),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** @internal The next one, or null at the end. */
  protected takeOne(): Promise<R | null> {
    return this.attempt(() =>
      chain(this.#nextCandidate(), (candidate) => (candidate === noRow ? null : this.#form.finish(candidate))),
    );
  }

  /** @internal Runs one step; the source is freed if it fails. */
  protected attempt<U>(step: () => MaybePromise<U>): Promise<U> {
    return settle(() => recover(step, (error) => this.cursor.fail(error)));
  }

  #closeUnfinished(): Promise<void> {
    return settle(() => this.cursor.closeUnlessFinished());
  }

  /** As `attempt` would do it, without its closures: this runs for every row. */
  #nextStep(): Promise<IteratorResult<R, undefined>> {
    try {
      const candidate = this.#nextCandidate();
      if (!isPromise(candidate)) return Promise.resolve(this.#step(candidate));
      return candidate.then((later) => this.#step(later)).catch((error) => this.cursor.fail(error));
    } catch (error) {
      return settle(() => this.cursor.fail(error));
    }
  }

  #step(candidate: unknown): IteratorResult<R, undefined> {
    return candidate === noRow ? { done: true, value: undefined } : { done: false, value: this.#form.finish(candidate) };
  }

  #present(rows: unknown[][]): R[] {
    const { uniqueness } = this;
    if (uniqueness === null) return this.#form.all(this.shape, rows);
    const candidates = rows.map((values) => this.#form.candidate(this.shape, values));
    return candidates.filter((candidate) => uniqueness.accepts(candidate)).map((candidate) => this.#form.finish(candidate));
  }

  #presentOne(values: unknown[]): R {
    return this.#form.finish(this.#form.candidate(this.shape, values));
  }

  async #manyUnique(count: number): Promise<R[]> {
    const found: R[] = [];
    while (found.length < count) {
      const candidate = await this.#nextCandidate();
      if (candidate === noRow) break;
      found.push(this.#form.finish(candidate));
    }
    return found;
  }

  #nextCandidate(): MaybePromise<unknown> {
    for (;;) {
      const values = this.cursor.takeNext();
      if (isPromise(values)) return values.then((later) => this.#orNext(this.#newCandidate(later)));
      const candidate = this.#newCandidate(values);
      if (candidate !== repeatedRow) return candidate;
    }
  }

  #orNext(candidate: unknown): MaybePromise<unknown> {
    return candidate === repeatedRow ? this.#nextCandidate() : candidate;
  }

  #newCandidate(values: unknown[] | undefined): unknown {
    if (values === undefined) return noRow;
    const candidate = this.#form.candidate(this.shape, values);
    return this.uniqueness === null || this.uniqueness.accepts(candidate) ? candidate : repeatedRow;
  }

  async #onlyCandidate(required: 'exactly one' | 'one or none'): Promise<unknown> {
    let only: unknown = noRow;
    let isOnly = true;
    await this.cursor.takeWhile((values) => {
      const candidate = this.#form.candidate(this.shape, values);
      if (only === noRow) only = candidate;
      else isOnly = this.uniqueness !== null && this.uniqueness.identity(only) === this.uniqueness.identity(candidate);
      return isOnly;
    });
    if (!isOnly) throw severalRowsFound(required);
    return only;
  }
}
