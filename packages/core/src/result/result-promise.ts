import type { MaybePromise } from '../util/maybe-promise.ts';
import { awaitsAtOnce, CarryingPromise, carried } from './carrying-promise.ts';
import type { ColumnOf, ColumnsOf, KeyOf, NamesOf } from './column-types.ts';
import type { Fetchable } from './fetchable.ts';
import type { FrozenResult } from './frozen-result.ts';
import type { MappingResult } from './mapping-result.ts';
import type { Result } from './result.ts';
import type { Row } from './row.ts';
import type { ScalarResult } from './scalar-result.ts';

/** A promise of a result with the methods that all results have: `R` is the result, `I` what it hands out. */
abstract class FetchablePromise<R, I, C> extends CarryingPromise<R> {
  all(): Promise<I[]> {
    return this.fetch((result) => result.all());
  }

  fetchall(): Promise<I[]> {
    return this.fetch((result) => result.fetchall());
  }

  fetchmany(count?: number): Promise<I[]> {
    return this.fetch((result) => result.fetchmany(count));
  }

  first(): Promise<I | null> {
    return this.fetch((result) => result.first());
  }

  one(): Promise<I> {
    return this.fetch((result) => result.one());
  }

  oneOrNone(): Promise<I | null> {
    return this.fetch((result) => result.oneOrNone());
  }

  /** `for (const rows of await promise.partitions(100))` */
  partitions(size?: number): Promise<Generator<I[], undefined, undefined>> {
    return this.fetch((result) => result.partitions(size));
  }

  unique(keyOf?: (candidate: C) => unknown): this {
    return this.again((result) => result.unique(keyOf));
  }

  yieldPer(count: number): this {
    return this.again((result) => result.yieldPer(count));
  }

  /** @internal */
  protected fetch<U>(method: (result: Fetchable<I, C>) => U): Promise<U> {
    return this.read((result) => method(result as unknown as Fetchable<I, C>));
  }

  /** @internal A promise of the same class, of what a method of the result gives. */
  protected abstract again(method: (result: Fetchable<I, C>) => unknown): this;
}

/**
 * A promise of a result that has the result's methods: `await connection.execute(statement).all()`.
 *
 * @example
 * const names = await connection.execute(statement).scalars('name').all();
 */
export class ResultPromise<R> extends FetchablePromise<R, RowOf<R>, RowOf<R>> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that gives a result, at once or later, or throws. */
  static from<R>(action: () => MaybePromise<R>): ResultPromise<R> {
    return carried(ResultPromise<R>, action);
  }

  keys(): Promise<readonly string[]> {
    return this.#read((result) => result.keys());
  }

  fetchone(): Promise<RowOf<R> | null> {
    return this.#read((result) => result.fetchone() as RowOf<R> | null);
  }

  scalar(): Promise<FirstOf<R> | null> {
    return this.#read((result) => result.scalar() as FirstOf<R> | null);
  }

  scalarOne(): Promise<FirstOf<R>> {
    return this.#read((result) => result.scalarOne() as FirstOf<R>);
  }

  scalarOneOrNone(): Promise<FirstOf<R> | null> {
    return this.#read((result) => result.scalarOneOrNone() as FirstOf<R> | null);
  }

  freeze(): Promise<FrozenOf<R>> {
    return this.#read((result) => result.freeze() as FrozenOf<R>);
  }

  scalars(): ScalarResultPromise<FirstOf<R>>;
  scalars<const K extends KeyOf<MappingOf<R>>>(column: K): ScalarResultPromise<ScalarOf<R, K>>;
  scalars(column: number | string = 0): ScalarResultPromise<unknown> {
    return ScalarResultPromise.from(() => this.#reach((result) => result.scalars(column)));
  }

  mappings(): MappingResultPromise<MappingOf<R>> {
    return MappingResultPromise.from(() => this.#reach((result) => result.mappings() as unknown as MappingResult<MappingOf<R>>));
  }

  columns<const K extends readonly KeyOf<MappingOf<R>>[]>(...keys: K): ResultPromise<SelectionOf<R, K>> {
    return ResultPromise.from(() => this.#reach((result) => result.columns(...keys) as unknown as SelectionOf<R, K>));
  }

  tuples(): this {
    return this;
  }

  /** @internal */
  protected override again(method: (result: Fetchable<RowOf<R>, RowOf<R>>) => unknown): this {
    return ResultPromise.from(() => this.reach((result) => method(result as never) as R)) as this;
  }

  #reach<U>(method: (result: Result) => U): MaybePromise<U> {
    return this.reach((result) => method(result as unknown as Result));
  }

  #read<U>(method: (result: Result) => U): Promise<U> {
    return this.read((result) => method(result as unknown as Result));
  }
}

/** A promise of a column's values that has their methods: `await session.scalars(statement).all()`. */
export class ScalarResultPromise<V> extends FetchablePromise<ScalarResult<V>, V, V> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that gives a result, at once or later, or throws. */
  static from<V>(action: () => MaybePromise<ScalarResult<V>>): ScalarResultPromise<V> {
    return carried(ScalarResultPromise<V>, action);
  }

  /** @internal */
  protected override again(method: (result: ScalarResult<V>) => unknown): this {
    return ScalarResultPromise.from(() => this.reach((result) => method(result) as ScalarResult<V>)) as this;
  }
}

/** A promise of rows as plain objects that has their methods: `await connection.execute(statement).mappings().all()`. */
export class MappingResultPromise<N> extends FetchablePromise<MappingResult<N>, N, Row<readonly unknown[], N>> {
  static {
    awaitsAtOnce(this);
  }

  /** @internal Runs an action that gives a result, at once or later, or throws. */
  static from<N>(action: () => MaybePromise<MappingResult<N>>): MappingResultPromise<N> {
    return carried(MappingResultPromise<N>, action);
  }

  keys(): Promise<readonly string[]> {
    return this.read((result) => result.keys());
  }

  fetchone(): Promise<N | null> {
    return this.read((result) => result.fetchone());
  }

  columns<const K extends readonly KeyOf<N>[]>(...keys: K): MappingResultPromise<NamesOf<N, K>> {
    return MappingResultPromise.from(() => this.reach((result) => result.columns(...keys)));
  }

  /** @internal */
  protected override again(method: (result: MappingResult<N>) => unknown): this {
    return MappingResultPromise.from(() => this.reach((result) => method(result) as MappingResult<N>)) as this;
  }
}

// What a result hands out, read from its methods: its type parameters cannot be asked for while it is a parameter itself.
type RowOf<R> = R extends { all(): readonly (infer I)[] } ? I : never;
type FirstOf<R> = R extends { scalarOne(): infer V } ? V : never;
type MappingOf<R> = R extends { mappings(): MappingResult<infer N> } ? N : never;
type FrozenOf<R> = R extends { freeze(): infer F extends FrozenResult<unknown> } ? F : never;
type ScalarOf<R, K> = R extends Result<infer T, infer N> ? ColumnOf<T, N, K> : never;
type SelectionOf<R, K extends readonly unknown[]> =
  R extends Result<infer T, infer N> ? Result<ColumnsOf<T, N, K>, NamesOf<N, K>> : never;
