import type { ColumnOf, ColumnsOf, KeyOf, NamesOf } from './column-types.ts';
import { chain } from '../util/maybe-promise.ts';
import { checkFetchSize } from './fetch-size.ts';
import type { ResultShape } from './result-shape.ts';
import { type BaseRow, type Row, valuesOf } from './row.ts';
import { mappingForm, rowForm, scalarForm } from './row-form.ts';
import { type RowSource, StreamCursor } from './stream-cursor.ts';
import { Streamable } from './streamable.ts';
import type { UniqueFilter } from './unique-filter.ts';

/** Where a Session finds the rows of a stream, to make objects of them. */
export const sourceOf: unique symbol = Symbol('sourceOf');

/**
 * The rows of a statement, read batch by batch from a cursor in the database: one batch is in memory at a time. Whatever
 * is derived from a stream (`scalars()`, `mappings()`, `columns()`) reads from the same cursor.
 *
 * @example
 * for await (const row of await connection.stream(statement)) console.log(row.x);
 */
export class StreamingResult<T extends readonly unknown[] = readonly unknown[], N = Record<string, unknown>> extends Streamable<
  Row<T, N>,
  Row<T, N>
> {
  /** @internal @param batchSize how many rows to ask for at a time; by default 50 at first, then more, 1,000 at most */
  constructor(source: RowSource, batchSize?: number);
  /** @internal for what is derived */
  constructor(source: StreamCursor, shape: ResultShape);
  constructor(source: RowSource | StreamCursor, sizeOrShape?: number | ResultShape) {
    if (source instanceof StreamCursor) super(source, sizeOrShape as ResultShape, rowForm);
    else
      super(
        new StreamCursor(source, sizeOrShape === undefined ? null : checkFetchSize(sizeOrShape as number)),
        source.shape,
        rowForm,
      );
  }

  /** @internal */
  [sourceOf](): { readonly source: RowSource; readonly batchSize: number } {
    return { source: this.cursor.source, batchSize: this.cursor.batchSize };
  }

  /** The names of the columns. */
  keys(): readonly string[] {
    return this.shape.names;
  }

  /** The next row, or null at the end. */
  fetchone(): Promise<Row<T, N> | null> {
    return this.takeOne();
  }

  /** The first column of the first row, or null where there is no row; closes the stream. */
  scalar(): Promise<T[0] | null> {
    return this.attempt(() =>
      chain(this.cursor.takeFirst(), (values) => (values === undefined ? null : this.shape.readValue(values, 0))),
    );
  }

  /** The first column of the only row; rejects as {@link one} does. */
  async scalarOne(): Promise<T[0]> {
    return firstValue(await this.one());
  }

  /** The first column of the only row, or null where there is no row; rejects as {@link oneOrNone} does. */
  async scalarOneOrNone(): Promise<T[0] | null> {
    const row = await this.oneOrNone();
    return row === null ? null : firstValue(row);
  }

  /** The values of one column, by default the first. */
  scalars(): StreamingScalarResult<T[0]>;
  scalars<const K extends KeyOf<N>>(column: K): StreamingScalarResult<ColumnOf<T, N, K>>;
  scalars(column: number | string = 0): StreamingScalarResult {
    return new StreamingScalarResult(this.cursor, this.shape.select([column]), this.uniqueness?.forOtherColumns() ?? null);
  }

  /** The rows as plain objects. */
  mappings(): StreamingMappingResult<N> {
    return new StreamingMappingResult(this.cursor, this.shape, this.uniqueness);
  }

  /** Some of the columns, in the order given. */
  columns<const K extends readonly KeyOf<N>[]>(...keys: K): StreamingResult<ColumnsOf<T, N, K>, NamesOf<N, K>> {
    const selection = new StreamingResult<ColumnsOf<T, N, K>, NamesOf<N, K>>(this.cursor, this.shape.select(keys));
    selection.uniqueness = this.uniqueness?.forOtherColumns() ?? null;
    return selection;
  }
}

/** The values of one column of a stream, whose cursor it shares. */
export class StreamingScalarResult<V = unknown> extends Streamable<V, V> {
  /** @internal */
  constructor(cursor: StreamCursor, shape: ResultShape, uniqueness: UniqueFilter | null) {
    super(cursor, shape, scalarForm);
    this.uniqueness = uniqueness;
  }
}

/** The rows of a stream as plain objects; it shares the cursor of the stream. */
export class StreamingMappingResult<N = Record<string, unknown>> extends Streamable<N, Row<readonly unknown[], N>> {
  /** @internal */
  constructor(cursor: StreamCursor, shape: ResultShape, uniqueness: UniqueFilter | null) {
    super(cursor, shape, mappingForm);
    this.uniqueness = uniqueness;
  }

  /** The names of the columns. */
  keys(): readonly string[] {
    return this.shape.names;
  }

  /** The next one, or null at the end. */
  fetchone(): Promise<N | null> {
    return this.takeOne();
  }

  /** Some of the columns only. */
  columns<const K extends readonly KeyOf<N>[]>(...keys: K): StreamingMappingResult<NamesOf<N, K>> {
    return new StreamingMappingResult(this.cursor, this.shape.select(keys), this.uniqueness?.forOtherColumns() ?? null);
  }
}

function firstValue<T extends readonly unknown[], N>(row: Row<T, N>): T[0] {
  return valuesOf(row as unknown as BaseRow)[0];
}
