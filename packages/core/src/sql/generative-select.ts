import { checkOptionNames } from '../util/check-options.ts';
import type { FromElement } from './clause-element.ts';
import { type StatementOptions, withOptions } from './executable.ts';
import type { CompoundNode, SelectNode } from './nodes/statement-nodes.ts';
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

/**
 * What SELECT and unions have in common: order, groups and limits. Immutable; each method gives a statement of the same
 * type, so that a function may take any of them and give it back.
 *
 * @example
 * function paginate<S extends GenerativeSelect>(stmt: S, page: number): S {
 *   return stmt.limit(20).offset(20 * page);
 * }
 */
export abstract class GenerativeSelect<N = unknown, T extends readonly unknown[] = readonly unknown[], C = N> extends Query<
  N,
  T,
  C
> {
  abstract override readonly node: SelectNode | CompoundNode;

  /** @internal The same statement with another node, or other options. */
  protected abstract copy(node: SelectNode | CompoundNode, options: StatementOptions): this;

  /** A null alone takes the groups away. */
  groupBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with({ groupBy: ordered(this.node.groupBy, clauses, 'groupBy()') });
  }

  /** A null alone takes the order away. */
  orderBy(...clauses: readonly OrderArgument[] | readonly [null]): this {
    return this.#with({ orderBy: ordered(this.node.orderBy, clauses, 'orderBy()') });
  }

  /** At most so many rows; null for no limit. */
  limit(rowLimit: RowCount): this {
    return this.#with({ limit: rowCount(rowLimit, 'limit()'), fetch: null });
  }

  /** Leaves out so many rows first. */
  offset(rowOffset: RowCount): this {
    return this.#with({ offset: rowCount(rowOffset, 'offset()') });
  }

  /** `FETCH FIRST n ROWS`, where the database has it. */
  fetch(count: RowCount, options: FetchOptions = {}): this {
    return this.#with(fetched(count, options));
  }

  /** The rows from `start` up to, but not including, `stop`. */
  slice(start: number, stop: number): this {
    return this.#with(sliced(start, stop));
  }

  /** Locks the rows that it gives; no effect on databases that lock otherwise. */
  withForUpdate(options: ForUpdateOptions | false = {}): this {
    return this.#with({ forUpdate: locking(options) });
  }

  /** Common table expressions that it is to have although it does not name them. */
  addCte(ctes: FromElement | readonly FromElement[], options: { readonly nestHere?: boolean } = {}): this {
    const { nestHere = false } = checkOptionNames(options, ['nestHere'], 'addCte()');
    return this.copy(withCtes(this.node, [ctes].flat() as readonly FromElement[], nestHere), this.statementOptions);
  }

  /** Gives values to parameters that were made by `bindparam()`. */
  params(values: Readonly<Record<string, unknown>>): this {
    return this.copy(withParams(this.node, values), this.statementOptions);
  }

  /** Options of each execution; they do not change what it compiles to. */
  executionOptions(options: StatementOptions): this {
    return this.copy(this.node, withOptions(this.statementOptions, options));
  }

  #with(changes: Partial<Pick<SelectNode, SharedClause>>): this {
    return this.copy({ ...this.node, ...changes }, this.statementOptions);
  }
}

type SharedClause = 'groupBy' | 'orderBy' | 'limit' | 'offset' | 'fetch' | 'forUpdate';
