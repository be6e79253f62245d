import { ArgumentError } from '../errors/argument-errors.ts';
import type { FromElement, TextFragment } from './clause-element.ts';
import { compoundNode } from './compound-node.ts';
import { queryNode } from './cte.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import type { CompoundNode } from './nodes/statement-nodes.ts';
import { Query } from './query.ts';
import {
  type FetchOptions,
  fetched,
  type ForUpdateOptions,
  locking,
  type OrderArgument,
  ordered,
  type RowCount,
  rowCount,
  sliced,
  withCtes,
  withParams,
} from './select-clauses.ts';

/** A query, or a text that was told its columns, with rows of which the values are `T`. */
export type Combinable<T extends readonly unknown[]> = Query<unknown, T> | (TextFragment & { readonly _valuesType?: T });

/** Values of which each may be null: what rows are compared with. */
export type NullableValues<T extends readonly unknown[]> = Extract<{ readonly [I in keyof T]: T[I] | null }, readonly unknown[]>;

/** Queries whose rows come together: `… UNION …`. Its columns have the names of the first one's. */
export class CompoundSelect<N, T extends readonly unknown[]> extends Query<N, T> {
  readonly node: CompoundNode;

  constructor(node: CompoundNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.node = node;
  }

  /** A null alone takes the order away. */
  orderBy(...clauses: readonly OrderArgument[] | readonly [null]): CompoundSelect<N, T> {
    return this.#with({ orderBy: ordered(this.node.orderBy, clauses, 'orderBy()') });
  }

  groupBy(...clauses: readonly OrderArgument[] | readonly [null]): CompoundSelect<N, T> {
    return this.#with({ groupBy: ordered(this.node.groupBy, clauses, 'groupBy()') });
  }

  /** At most so many rows; null for no limit. */
  limit(rowLimit: RowCount): CompoundSelect<N, T> {
    return this.#with({ limit: rowCount(rowLimit, 'limit()'), fetch: null });
  }

  /** Leaves out so many rows first. */
  offset(rowOffset: RowCount): CompoundSelect<N, T> {
    return this.#with({ offset: rowCount(rowOffset, 'offset()') });
  }

  /** `FETCH FIRST n ROWS`, where the database has it. */
  fetch(count: RowCount, options: FetchOptions = {}): CompoundSelect<N, T> {
    return this.#with(fetched(count, options));
  }

  /** The rows from `start` up to, but not including, `stop`. */
  slice(start: number, stop: number): CompoundSelect<N, T> {
    return this.#with(sliced(start, stop));
  }

  withForUpdate(options: ForUpdateOptions | false = {}): CompoundSelect<N, T> {
    return this.#with({ forUpdate: locking(options) });
  }

  /** Common table expressions that it is to have although it does not name them. */
  addCte(
    ctes: FromElement | readonly FromElement[],
    { nestHere = false }: { readonly nestHere?: boolean } = {},
  ): CompoundSelect<N, T> {
    return new CompoundSelect(withCtes(this.node, [ctes].flat() as readonly FromElement[], nestHere), this.statementOptions);
  }

  /** Gives values to parameters that were made by `bindparam()`. */
  params(values: Readonly<Record<string, unknown>>): CompoundSelect<N, T> {
    return new CompoundSelect(withParams(this.node, values), this.statementOptions);
  }

  executionOptions(options: StatementOptions): CompoundSelect<N, T> {
    return new CompoundSelect(this.node, Object.freeze({ ...this.statementOptions, ...options }));
  }

  #with(changes: Partial<CompoundNode>): CompoundSelect<N, T> {
    return new CompoundSelect({ ...this.node, ...changes }, this.statementOptions);
  }
}

/** The rows of all queries, each once. */
export function union<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NoInfer<T>>[]
): CompoundSelect<N, T> {
  return compound('UNION', first, others);
}

/** The rows of all queries, duplicates too. */
export function unionAll<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NoInfer<T>>[]
): CompoundSelect<N, T> {
  return compound('UNION ALL', first, others);
}

/** The rows that all queries give. */
export function intersect<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): CompoundSelect<N, T> {
  return compound('INTERSECT', first, others);
}

export function intersectAll<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): CompoundSelect<N, T> {
  return compound('INTERSECT ALL', first, others);
}

/** The rows of the first query that no other one gives. */
export function except<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): CompoundSelect<N, T> {
  return compound('EXCEPT', first, others);
}

export function exceptAll<N, T extends readonly unknown[]>(
  first: Query<N, T>,
  ...others: readonly Combinable<NullableValues<NoInfer<T>>>[]
): CompoundSelect<N, T> {
  return compound('EXCEPT ALL', first, others);
}

/** The method of a query that combines it with others. */
export function compound<N, T extends readonly unknown[]>(
  keyword: CompoundNode['keyword'],
  first: Query<N, T>,
  others: readonly unknown[],
): CompoundSelect<N, T> {
  if (others.length === 0) throw new ArgumentError(`${keyword} takes two queries or more.`);
  const nodes = [first, ...others].map((query) => queryNode(asQuery(query), keyword));
  return new CompoundSelect<N, T>(compoundNode(keyword, nodes));
}

/** A text that was told its columns is a query. */
function asQuery(value: unknown): unknown {
  const { asQuery } = value as { readonly asQuery?: () => unknown };
  return typeof asQuery === 'function' ? asQuery.call(value) : value;
}
