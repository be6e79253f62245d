import type { ColumnOf, ColumnsOf, KeyOf, NamesOf } from './column-types.ts';
import { Fetchable } from './fetchable.ts';
import { type FrozenResult, frozenResult } from './frozen-result.ts';
import { MappingResult } from './mapping-result.ts';
import { type ResultShape, resultShape } from './result-shape.ts';
import { type BaseRow, type Row, valuesOf } from './row.ts';
import { RowCursor } from './row-cursor.ts';
import { rowForm } from './row-form.ts';
import { ScalarResult } from './scalar-result.ts';
import type { UniqueFilter } from './unique-filter.ts';

const noColumns = resultShape([]);

/**
 * The rows that a statement returned. They are in memory; a value is decoded when its row is read. Whatever is derived
 * from a result (`scalars()`, `mappings()`, `columns()`) reads from the same cursor: a row is handed out once.
 *
 * `T` are the columns' types by position, `N` by name.
 *
 * @example
 * for (const { x, y } of result) console.log(x, y);
 */
export class Result<T extends readonly unknown[] = readonly unknown[], N = Record<string, unknown>> extends Fetchable<
  Row<T, N>,
  Row<T, N>
> {
  /** @internal `rows` are taken over; `shape` is null for a statement that returns no rows. */
  constructor(shape: ResultShape | null, rows: unknown[][] | RowCursor) {
    super(Array.isArray(rows) ? new RowCursor(rows, shape !== null) : rows, shape ?? noColumns, rowForm);
  }

  /** Whether the statement returns rows, be it none this time. */
  get returnsRows(): boolean {
    return this.cursor.returnsRows;
  }

  /** The names of the columns. */
  keys(): readonly string[] {
    this.cursor.requireRows();
    return this.shape.names;
  }

  /** The next row, or null at the end. */
  fetchone(): Row<T, N> | null {
    return this.takeOne();
  }

  /** The first column of the first row, or null where there is no row; closes the result. */
  scalar(): T[0] | null {
    const values = this.cursor.takeFirst();
    return values === undefined ? null : this.shape.readValue(values, 0);
  }

  /** The first column of the only row; throws as {@link one} does. */
  scalarOne(): T[0] {
    return firstValue(this.one());
  }

  /** The first column of the only row, or null where there is no row; throws as {@link oneOrNone} does. */
  scalarOneOrNone(): T[0] | null {
    const row = this.oneOrNone();
    return row === null ? null : firstValue(row);
  }

  /** The values of one column, by default the first. */
  scalars(): ScalarResult<T[0]>;
  scalars<const K extends KeyOf<N>>(column: K): ScalarResult<ColumnOf<T, N, K>>;
  scalars(column: number | string = 0): ScalarResult {
    this.cursor.requireRows();
    return new ScalarResult(this.cursor, this.shape.select([column]), this.uniqueness?.forOtherColumns() ?? null);
  }

  /** The rows as plain objects. */
  mappings(): MappingResult<N> {
    return new MappingResult<N>(this.cursor, this.shape, this.uniqueness);
  }

  /** Some of the columns, in the order given. */
  columns<const K extends readonly KeyOf<N>[]>(...keys: K): Result<ColumnsOf<T, N, K>, NamesOf<N, K>> {
    this.cursor.requireRows();
    const selection = new Result<ColumnsOf<T, N, K>, NamesOf<N, K>>(this.shape.select(keys), this.cursor);
    return selection.#uniqueBy(this.uniqueness?.forOtherColumns() ?? null);
  }

  /** The same result: a row is a tuple already. */
  tuples(): this {
    return this;
  }

  /** Reads all rows into an object that makes results of them, for a cache. Uniqueness asked for before is applied. */
  freeze(): FrozenResult<Result<T, N>> {
    const shape = this.shape.verbatim;
    return frozenResult(this.#readAll(), (rows) => new Result<T, N>(shape, rows));
  }

  /** The rows of this result and then those of the others, which must have the same columns. Reads all of them. */
  merge(...others: readonly Result<T, N>[]): Result<T, N> {
    const rows = [this, ...others].flatMap((result) => result.#drain());
    return new Result<T, N>(this.shape.verbatim, rows).#uniqueBy(this.uniqueness);
  }

  #readAll(): unknown[][] {
    return this.all().map((row) => valuesOf(row as unknown as BaseRow) as unknown[]);
  }

  #drain(): unknown[][] {
    return this.cursor.takeAll().map((values) => this.shape.read(values));
  }

  #uniqueBy(uniqueness: UniqueFilter | null): this {
    this.uniqueness = uniqueness;
    return this;
  }
}

function firstValue<T extends readonly unknown[], N>(row: Row<T, N>): T[0] {
  return valuesOf(row as unknown as BaseRow)[0];
}
