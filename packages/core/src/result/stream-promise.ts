import type { MaybePromise } from '../util/maybe-promise.ts';
import { awaitsAtOnce, CarryingPromise, carried } from './carrying-promise.ts';
import type { ColumnOf, ColumnsOf, KeyOf, NamesOf } from './column-types.ts';
import type { Row } from './row.ts';
import type { StreamingMappingResult, StreamingResult, StreamingScalarResult } from './streaming-result.ts';
import type { Streamable } from './streamable.ts';

/** A promise of a stream with the methods that all streams have: `R` is the stream, `I` what it hands out. */
abstract class StreamablePromise<R extends Streamable<I, C>, I, C>
  extends CarryingPromise<R>
  implements AsyncIterable<I>, AsyncDisposable
{
  all(): Promise<I[]> {
    return this.read((stream) => stream.all());
  }

  fetchall(): Promise<I[]> {
    return this.read((stream) => stream.fetchall());
  }

  fetchmany(count?: number): Promise<I[]> {
    return this.read((stream) => stream.fetchmany(count));
  }

  first(): Promise<I | null> {
    return this.read((stream) => stream.first());
  }

  one(): Promise<I> {
    return this.read((stream) => stream.one());
  }

  oneOrNone(): Promise<I | null> {
    return this.read((stream) => stream.oneOrNone());
  }

  /** `for await (const rows of promise.partitions(100))` */
  async *partitions(size?: number): AsyncGenerator<I[], undefined, undefined> {
    yield* (await this).partitions(size);
  }

  unique(keyOf?: (candidate: C) => unknown): this {
    return this.again((stream) => stream.unique(keyOf));
  }

  yieldPer(count: number): this {
    return this.again((stream) => stream.yieldPer(count));
  }

  close(): Promise<void> {
    return this.read((stream) => stream.close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<I, undefined> {
    let rows: AsyncIterableIterator<I, undefined> | null = null;
    const iterator = (stream: R) => {
      rows ??= stream[Symbol.asyncIterator]();
      return rows;
    };
    return {
      next: () => rows?.next() ?? this.read((stream) => iterator(stream).next()),
      return: () => this.read((stream) => iterator(stream).return?.() ?? { done: true, value: undefined }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** @internal A promise of the same class, of what a method of the stream gives. */
  protected abstract again(method: (stream: R) => R): this;
}

/** A promise of a stream that is a stream itself: `for await (const row of connection.stream(statement))`. */
export class StreamPromise<
  T extends readonly unknown[] = readonly unknown[],
  N = Record<string, unknown>,
> extends StreamablePromise<StreamingResult<T, N>, Row<T, N>, Row<T, N>> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that opens a stream, at once or later, or throws. */
  static from<T extends readonly unknown[], N>(action: () => MaybePromise<StreamingResult<T, N>>): StreamPromise<T, N> {
    return carried(StreamPromise<T, N>, action);
  }

  keys(): Promise<readonly string[]> {
    return this.read((stream) => stream.keys());
  }

  fetchone(): Promise<Row<T, N> | null> {
    return this.read((stream) => stream.fetchone());
  }

  scalar(): Promise<T[0] | null> {
    return this.read((stream) => stream.scalar());
  }

  scalarOne(): Promise<T[0]> {
    return this.read((stream) => stream.scalarOne());
  }

  scalarOneOrNone(): Promise<T[0] | null> {
    return this.read((stream) => stream.scalarOneOrNone());
  }

  scalars(): ScalarStreamPromise<T[0]>;
  scalars<const K extends KeyOf<N>>(column: K): ScalarStreamPromise<ColumnOf<T, N, K>>;
  scalars(column: number | string = 0): ScalarStreamPromise<unknown> {
    return ScalarStreamPromise.from(() => this.reach((stream) => stream.scalars(column as KeyOf<N>)));
  }

  mappings(): MappingStreamPromise<N> {
    return MappingStreamPromise.from(() => this.reach((stream) => stream.mappings()));
  }

  columns<const K extends readonly KeyOf<N>[]>(...keys: K): StreamPromise<ColumnsOf<T, N, K>, NamesOf<N, K>> {
    return StreamPromise.from(() => this.reach((stream) => stream.columns(...keys)));
  }

  /** @internal */
  protected override again(method: (stream: StreamingResult<T, N>) => StreamingResult<T, N>): this {
    return StreamPromise.from(() => this.reach(method)) as this;
  }
}

/** A promise of a stream of one column's values that is a stream itself. */
export class ScalarStreamPromise<V> extends StreamablePromise<StreamingScalarResult<V>, V, V> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that opens a stream, at once or later, or throws. */
  static from<V>(action: () => MaybePromise<StreamingScalarResult<V>>): ScalarStreamPromise<V> {
    return carried(ScalarStreamPromise<V>, action);
  }

  /** @internal */
  protected override again(method: (stream: StreamingScalarResult<V>) => StreamingScalarResult<V>): this {
    return ScalarStreamPromise.from(() => this.reach(method)) as this;
  }
}

/** A promise of a stream of plain objects that is a stream itself. */
export class MappingStreamPromise<N> extends StreamablePromise<StreamingMappingResult<N>, N, Row<readonly unknown[], N>> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that opens a stream, at once or later, or throws. */
  static from<N>(action: () => MaybePromise<StreamingMappingResult<N>>): MappingStreamPromise<N> {
    return carried(MappingStreamPromise<N>, action);
  }

  keys(): Promise<readonly string[]> {
    return this.read((stream) => stream.keys());
  }

  fetchone(): Promise<N | null> {
    return this.read((stream) => stream.fetchone());
  }

  columns<const K extends readonly KeyOf<N>[]>(...keys: K): MappingStreamPromise<NamesOf<N, K>> {
    return MappingStreamPromise.from(() => this.reach((stream) => stream.columns(...keys)));
  }

  /** @internal */
  protected override again(method: (stream: StreamingMappingResult<N>) => StreamingMappingResult<N>): this {
    return MappingStreamPromise.from(() => this.reach(method)) as this;
  }
}
