import { ArgumentError } from '../errors/argument-errors.ts';
import type { TextFragment } from './clause-element.ts';
import { compoundNode } from './compound-node.ts';
import { queryNode } from './cte.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import { GenerativeSelect } from './generative-select.ts';
import { type LoaderOption, optionNode } from './loader-option.ts';
import type { CompoundNode } from './nodes/statement-nodes.ts';
import type { Query } from './query.ts';

/** A query, or a text that was told its columns, with rows of which the values are `T`. */
export type Combinable<T extends readonly unknown[]> = Query<unknown, T> | (TextFragment & { readonly _valuesType?: T });

/** Values of which each may be null: what rows are compared with. */
export type NullableValues<T extends readonly unknown[]> = Extract<{ readonly [I in keyof T]: T[I] | null }, readonly unknown[]>;

/** Queries whose rows come together: `… UNION …`. Its columns have the names of the first one's. */
export class CompoundSelect<N, T extends readonly unknown[], C = N> extends GenerativeSelect<N, T, C> {
  readonly node: CompoundNode;

  /** @internal */
  constructor(node: CompoundNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.node = node;
  }

  /** Criteria for all of its queries: `withLoaderCriteria()`. What loads relationships has nothing to do here: rows are no objects. */
  options(...options: readonly LoaderOption[]): this {
    const added = options.map((option) => optionNode(option));
    return this.copy({ ...this.node, options: [...(this.node.options ?? []), ...added] }, this.statementOptions);
  }

  /** @internal */
  protected copy(node: CompoundNode, options: StatementOptions): this {
    return new CompoundSelect<N, T, C>(node, options) as this;
  }
}

/**
 * What combining queries gives: rows of columns, also where the queries alone give objects. For objects:
 * `select(User).fromStatement(union(…))`, or `aliased(User, union(…).subquery())`.
 */
export type Combined<N, T extends readonly unknown[], C> = [N, C] extends [C, N]
  ? CompoundSelect<N, T, C>
  : CompoundSelect<C, readonly unknown[]>;

/**
 * The rows of all queries, each once.
 *
 * @example union(select(user.c.name), select(address.c.emailAddress)).orderBy('name')
 */
export function union<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NoInfer<T>>[]
): Combined<N, T, C> {
  return compound('UNION', first, others);
}

/**
 * The rows of all queries, duplicates too.
 *
 * @example unionAll(select(user.c.id), select(address.c.userId))
 */
export function unionAll<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NoInfer<T>>[]
): Combined<N, T, C> {
  return compound('UNION ALL', first, others);
}

/**
 * The rows that all queries give.
 *
 * @example intersect(select(user.c.id), select(address.c.userId))
 */
export function intersect<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): Combined<N, T, C> {
  return compound('INTERSECT', first, others);
}

/**
 * The rows that all queries give, each as often as all of them have it.
 *
 * @example intersectAll(select(address.c.userId), select(user.c.id))
 */
export function intersectAll<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): Combined<N, T, C> {
  return compound('INTERSECT ALL', first, others);
}

/**
 * The rows of the first query that no other one gives.
 *
 * @example except(select(user.c.id), select(address.c.userId))
 */
export function except<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): Combined<N, T, C> {
  return compound('EXCEPT', first, others);
}

/**
 * The rows of the first query, each as often as there are more of it than in the others.
 *
 * @example exceptAll(select(address.c.userId), select(user.c.id))
 */
export function exceptAll<N, T extends readonly unknown[], C>(
  first: Query<N, T, C>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): Combined<N, T, C> {
  return compound('EXCEPT ALL', first, others);
}

/** The method of a query that combines it with others. */
export function compound<N, T extends readonly unknown[], C>(
  keyword: CompoundNode['keyword'],
  first: Query<N, T, C>,
  others: readonly unknown[],
): Combined<N, T, C> {
  if (others.length === 0) throw new ArgumentError(`${keyword} takes two queries or more.`);
  const nodes = [first, ...others].map((query) => queryNode(asQuery(query), keyword));
  return new CompoundSelect<N, T, C>(compoundNode(keyword, nodes)) as unknown as Combined<N, T, C>;
}

/** A text that was told its columns is a query. */
function asQuery(value: unknown): unknown {
  const { asQuery } = value as { readonly asQuery?: () => unknown };
  return typeof asQuery === 'function' ? asQuery.call(value) : value;
}
