import { checkFetchSize } from './fetch-size.ts';
import { noRowFound, severalRowsFound } from './only-row.ts';
import type { ResultShape } from './result-shape.ts';
import type { RowCursor } from './row-cursor.ts';
import type { RowForm } from './row-form.ts';
import { UniqueFilter } from './unique-filter.ts';

const noRow: unique symbol = Symbol('no row');

/** Where a Session says that the rows of a result repeat objects. */
export const requireUnique: unique symbol = Symbol('requireUnique');

/**
 * What all results have in common: reading what is left of a shared cursor, in one form. `R` is what is handed out,
 * `C` what uniqueness compares.
 *
 * Reading the last row leaves a result open, with no rows; a method that is about one row (`first`, `one`, `scalar`, …)
 * closes it, and to fetch again is a {@link ResourceClosedError}.
 */
export abstract class Fetchable<R, C> implements Iterable<R> {
  /** @internal */
  protected readonly cursor: RowCursor;
  /** @internal */
  protected readonly shape: ResultShape;
  /** @internal */
  protected uniqueness: UniqueFilter | null = null;
  readonly #form: RowForm<R>;

  /** @internal */
  protected constructor(cursor: RowCursor, shape: ResultShape, form: RowForm<unknown>) {
    this.cursor = cursor;
    this.shape = shape;
    this.#form = form as RowForm<R>;
  }

  /** All that is left; an empty array when called again. */
  all(): R[] {
    return this.#present(this.cursor.takeAll());
  }

  /** The same as {@link all}. */
  fetchall(): R[] {
    return this.all();
  }

  /** The next ones, at most `count`, by default what `yieldPer` says or all; an empty array at the end. */
  fetchmany(count: number | null = this.cursor.rowsPerFetch): R[] {
    if (count === null) return this.all();
    return this.uniqueness === null
      ? this.#present(this.cursor.takeMany(checkFetchSize(count)))
      : this.#manyUnique(checkFetchSize(count));
  }

  /** Arrays of `size` each, the last one maybe smaller. */
  *partitions(size?: number): Generator<R[], undefined, undefined> {
    for (;;) {
      const partition = this.fetchmany(size ?? this.cursor.rowsPerFetch);
      if (partition.length === 0) return;
      yield partition;
    }
  }

  /** The first one, or null; closes the result. */
  first(): R | null {
    const values = this.cursor.takeFirst();
    return values === undefined ? null : this.#presentOne(values);
  }

  /** The only one; throws {@link NoResultFound} or {@link MultipleResultsFound}. Closes the result. */
  one(): R {
    const candidate = this.#onlyCandidate('exactly one');
    if (candidate === noRow) throw noRowFound();
    return this.#form.finish(candidate);
  }

  /** The only one, or null where there is none; throws {@link MultipleResultsFound}. Closes the result. */
  oneOrNone(): R | null {
    const candidate = this.#onlyCandidate('one or none');
    return candidate === noRow ? null : this.#form.finish(candidate);
  }

  /**
   * From now on leaves out what came before: the same values in a row, or the same answer of `keyOf`, whose arrays
   * count as tuples.
   */
  unique(keyOf?: (candidate: C) => unknown): this {
    this.uniqueness = new UniqueFilter((keyOf as ((candidate: unknown) => unknown) | undefined) ?? null);
    return this;
  }

  /** @internal To fetch rows is an error until {@link unique} is called. */
  [requireUnique](refusal: () => Error): void {
    this.uniqueness = new UniqueFilter(() => {
      throw refusal();
    }, true);
  }

  /** How many rows {@link fetchmany} and {@link partitions} take at a time unless they say so. */
  yieldPer(count: number): this {
    this.cursor.rowsPerFetch = checkFetchSize(count);
    return this;
  }

  /** Frees the rows; to fetch any is a {@link ResourceClosedError} from now on. */
  close(): void {
    this.cursor.close();
  }

  /** Whether it was closed by `close()` or by a method that is about one row. */
  get closed(): boolean {
    return this.cursor.isClosed;
  }

  *[Symbol.iterator](): Generator<R, undefined, undefined> {
    for (;;) {
      const candidate = this.#nextCandidate();
      if (candidate === noRow) return;
      yield this.#form.finish(candidate);
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** @internal The next one, or null at the end. */
  protected takeOne(): R | null {
    const candidate = this.#nextCandidate();
    return candidate === noRow ? null : this.#form.finish(candidate);
  }

  #present(rows: unknown[][]): R[] {
    return this.uniqueness === null ? this.#form.all(this.shape, rows) : this.#allUnique(rows, this.uniqueness);
  }

  #presentOne(values: unknown[]): R {
    return this.#form.finish(this.#form.candidate(this.shape, values));
  }

  #allUnique(rows: unknown[][], uniqueness: UniqueFilter): R[] {
    const candidates = rows.map((values) => this.#form.candidate(this.shape, values));
    return candidates.filter((candidate) => uniqueness.accepts(candidate)).map((candidate) => this.#form.finish(candidate));
  }

  #manyUnique(count: number): R[] {
    const found: R[] = [];
    while (found.length < count) {
      const candidate = this.#nextCandidate();
      if (candidate === noRow) break;
      found.push(this.#form.finish(candidate));
    }
    return found;
  }

  #nextCandidate(): unknown {
    for (;;) {
      const values = this.cursor.takeNext();
      if (values === undefined) return noRow;
      const candidate = this.#form.candidate(this.shape, values);
      if (this.uniqueness === null || this.uniqueness.accepts(candidate)) return candidate;
    }
  }

  #onlyCandidate(required: 'exactly one' | 'one or none'): unknown {
    const [first, ...others] = this.cursor.takeRest();
    if (first === undefined) return noRow;
    const candidate = this.#form.candidate(this.shape, first);
    if (others.some((values) => !this.#isSame(candidate, values))) throw severalRowsFound(required);
    return candidate;
  }

  #isSame(candidate: unknown, values: unknown[]): boolean {
    if (this.uniqueness === null) return false;
    const other = this.#form.candidate(this.shape, values);
    return this.uniqueness.identity(candidate) === this.uniqueness.identity(other);
  }
}
