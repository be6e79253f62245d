import { ArgumentError } from '../errors/argument-errors.ts';
import { boolean } from '../types/boolean.ts';
import { ClauseElement, FromElement, type TextFragment } from './clause-element.ts';
import { clauseNode, conditionNode, literalBind } from './coerce.ts';
import type { ColumnElement, Condition } from './column-element.ts';
import { noStatementOptions, type StatementOptions } from './executable.ts';
import type { FromNode, SqlNode } from './nodes/sql-node.ts';
import type { PendingJoinNode, SelectNode } from './nodes/statement-nodes.ts';
import { Query } from './query.ts';
import type { NamesOfSelected, SelectArgument, ValuesOfSelected } from './select-types.ts';

/**
 * `SELECT …`: expressions, and FROM clauses for all their columns. FROM follows from what is selected and compared.
 *
 * @example select(user.c.id, user.c.name).where(user.c.name.eq('sandy'))
 */
export function select<const A extends readonly SelectArgument[]>(...columns: A): Select<A> {
  return new Select<A>({ ...emptySelect, columns: columns.map((column) => clauseNode(column, 'select()')) });
}

/** How a join is written. */
export interface JoinOptions {
  readonly isouter?: boolean;
  readonly full?: boolean;
}

/** What ORDER BY and GROUP BY take; a string is the name of a label of this statement. */
export type OrderArgument = ColumnElement<unknown, string> | TextFragment | string;

/** A SELECT. `A` is what it selects, `O` the clauses that outer joins may leave without a row. Immutable. */
export class Select<A extends readonly unknown[], O extends string = never> extends Query<
  NamesOfSelected<A, O>,
  ValuesOfSelected<A, O>
> {
  readonly node: SelectNode;

  constructor(node: SelectNode, options: StatementOptions = noStatementOptions) {
    super(options);
    this.node = node;
  }

  /** Conditions that all must hold, in addition to those it has. */
  where(...conditions: readonly Condition[]): Select<A, O> {
    return this.#with({ where: appended(this.node.where, conditions, (one) => conditionNode(one, 'where()')) });
  }

  /** Joins a table; the condition follows from the foreign keys unless it is given. */
  join<S extends string>(
    target: FromElement<unknown, S>,
    on?: Condition | null,
    options?: { readonly isouter?: false; readonly full?: false },
  ): Select<A, O>;
  join<S extends string>(
    target: FromElement<unknown, S>,
    on: Condition | null | undefined,
    options: { readonly isouter: true; readonly full?: false },
  ): Select<A, O | S>;
  join(target: FromElement<unknown, string>, on: Condition | null | undefined, options: JoinOptions): Select<A, string>;
  join(target: FromElement<unknown, string>, on?: Condition | null, options: JoinOptions = {}): unknown {
    return this.#joined(null, target, on, options);
  }

  /** `LEFT OUTER JOIN`: the columns of the table may be null in the rows. */
  outerjoin<S extends string>(target: FromElement<unknown, S>, on?: Condition | null): Select<A, O | S> {
    return this.#joined(null, target, on, { isouter: true }) as unknown as Select<A, O | S>;
  }

  /** Joins a table to the one named first. */
  joinFrom<S extends string>(
    from: FromElement<unknown, string>,
    target: FromElement<unknown, S>,
    on?: Condition | null,
    options?: { readonly isouter?: false; readonly full?: false },
  ): Select<A, O>;
  joinFrom<S extends string>(
    from: FromElement<unknown, string>,
    target: FromElement<unknown, S>,
    on: Condition | null | undefined,
    options: { readonly isouter: true; readonly full?: false },
  ): Select<A, O | S>;
  joinFrom(
    from: FromElement<unknown, string>,
    target: FromElement<unknown, string>,
    on: Condition | null | undefined,
    options: JoinOptions,
  ): Select<A, string>;
  joinFrom(
    from: FromElement<unknown, string>,
    target: FromElement<unknown, string>,
    on?: Condition | null,
    options: JoinOptions = {},
  ): unknown {
    return this.#joined(from, target, on, options);
  }

  /** Says what FROM begins with, where it does not follow from the columns. */
  selectFrom(...froms: readonly (FromElement | TextFragment)[]): Select<A, O> {
    return this.#with({ froms: appended(this.node.froms, froms, (one) => clauseNode(one, 'selectFrom()') as FromNode) });
  }

  groupBy(...clauses: readonly OrderArgument[]): Select<A, O> {
    return this.#with({ groupBy: appended(this.node.groupBy, clauses, (one) => labelOrClause(one, 'groupBy()')) });
  }

  having(...conditions: readonly Condition[]): Select<A, O> {
    return this.#with({ having: appended(this.node.having, conditions, (one) => conditionNode(one, 'having()')) });
  }

  /** A null alone takes the order away. */
  orderBy(...clauses: readonly OrderArgument[] | readonly [null]): Select<A, O> {
    if (clauses.length === 1 && clauses[0] === null) return this.#with({ orderBy: [] });
    return this.#with({ orderBy: appended(this.node.orderBy, clauses, (one) => labelOrClause(one, 'orderBy()')) });
  }

  /** `SELECT DISTINCT`, or `DISTINCT ON (…)` where the database has it. */
  distinct(...on: readonly ColumnElement<unknown, string>[]): Select<A, O> {
    return this.#with({
      isDistinct: true,
      distinctOn: appended(this.node.distinctOn, on, (one) => clauseNode(one, 'distinct()')),
    });
  }

  /** At most so many rows; null for no limit. */
  limit(rowLimit: number | bigint | ColumnElement<number, string> | null): Select<A, O> {
    return this.#with({ limit: rowCount(rowLimit, 'limit()'), fetch: null });
  }

  /** Leaves out so many rows first. */
  offset(rowOffset: number | bigint | ColumnElement<number, string> | null): Select<A, O> {
    return this.#with({ offset: rowCount(rowOffset, 'offset()') });
  }

  /** Options of each execution; they do not change what it compiles to. */
  executionOptions(options: StatementOptions): Select<A, O> {
    return new Select<A, O>(this.node, Object.freeze({ ...this.statementOptions, ...options }));
  }

  #joined(
    from: FromElement | null,
    target: FromElement,
    on: Condition | null | undefined,
    { isouter, full }: JoinOptions,
  ): Select<A, O> {
    const join: PendingJoinNode = {
      kind: 'pendingJoin',
      left: from === null ? null : from.node,
      right: fromNode(target, 'join()'),
      on: on === undefined || on === null ? null : conditionNode(on, 'join()'),
      joinType: full === true ? 'full' : isouter === true ? 'left' : 'inner',
    };
    return this.#with({ joins: [...this.node.joins, join] });
  }

  #with(changes: Partial<SelectNode>): Select<A, O> {
    return new Select<A, O>({ ...this.node, ...changes }, this.statementOptions);
  }
}

const none: readonly never[] = Object.freeze([]);

const emptySelect: SelectNode = Object.freeze({
  kind: 'select',
  ctes: none,
  columns: none,
  froms: none,
  joins: none,
  where: none,
  groupBy: none,
  having: none,
  orderBy: none,
  isDistinct: false,
  distinctOn: none,
  limit: null,
  offset: null,
  fetch: null,
  forUpdate: null,
  correlation: 'auto',
  correlated: none,
  prefixes: none,
  suffixes: none,
  hints: none,
});

function appended<V, Node>(nodes: readonly Node[], values: readonly V[], toNode: (value: V) => Node): readonly Node[] {
  if (values.length === 0) return nodes;
  const all = nodes.slice();
  for (const value of values) all.push(toNode(value));
  return all;
}

function labelOrClause(value: OrderArgument | null, where: string): SqlNode {
  if (typeof value === 'string') return { kind: 'labelReference', name: value, type: boolean } as SqlNode;
  return clauseNode(value, where);
}

function fromNode(value: unknown, where: string): FromNode {
  if (value instanceof FromElement) return value.node;
  throw new ArgumentError(
    `${where} takes a table, an alias or a subquery${ClauseElement.is(value) ? `; write query.subquery() for a query` : ''}.`,
  );
}

function rowCount(value: number | bigint | ColumnElement<number, string> | null, where: string): SqlNode | null {
  if (value === null) return null;
  if (ClauseElement.is(value)) return value.node;
  if ((typeof value === 'number' && Number.isSafeInteger(value)) || typeof value === 'bigint') {
    if (value >= 0) return literalBind(value);
  }
  throw new ArgumentError(`${where} takes a number of rows, 0 or more; it got ${String(value)}.`);
}
