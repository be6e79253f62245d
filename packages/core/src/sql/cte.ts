import { nameOrNull } from './checked-name.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { ClauseElement, type QueryElement } from './clause-element.ts';
import { compoundNode } from './compound-node.ts';
import { exportedColumns } from './exported-columns.ts';
import type { CteNode } from './nodes/from-nodes.ts';
import type { StatementNode } from './nodes/sql-node.ts';
import type { CompoundNode } from './nodes/statement-nodes.ts';
import { Subquery } from './subquery.ts';

/** How a common table expression is written. */
export interface CteOptions {
  readonly recursive?: boolean;
  /** Written in the statement that uses it rather than at the top. */
  readonly nesting?: boolean;
  /** `MATERIALIZED` or, if false, `NOT MATERIALIZED`, where the database has it. */
  readonly materialized?: boolean;
}

/** A query with a name that a statement can use like a table: `WITH name AS (…)`. */
export class Cte<R, S extends string = string> extends Subquery<R, S> {
  declare readonly node: CteNode;

  /**
   * The same, continued by queries that may refer to it: its rows are those of all of them, without duplicates.
   *
   * @example
   * const numbers = select(literal(1).label('n')).cte('numbers', { recursive: true });
   * numbers.unionAll(select(numbers.c.n.add(1)).where(numbers.c.n.lt(10)))
   */
  union(...queries: readonly QueryElement<unknown>[]): Cte<R, S> {
    return this.#continued('UNION', queries);
  }

  /** The same with all rows, duplicates too. */
  unionAll(...queries: readonly QueryElement<unknown>[]): Cte<R, S> {
    return this.#continued('UNION ALL', queries);
  }

  #continued(keyword: CompoundNode['keyword'], queries: readonly QueryElement<unknown>[]): Cte<R, S> {
    const { node: restates } = this;
    const query = compoundNode(keyword, [restates.query, ...queries.map((one) => queryNode(one, 'union()'))]);
    return new Cte<R, S>(
      (identity) => ({ ...restates, identity, query, restates }),
      () => exportedColumns(query),
    );
  }
}

/**
 * A statement as a common table expression: a query, or an INSERT, UPDATE or DELETE, whose rows are those of its RETURNING.
 *
 * @example cte(insert(user).values({ name: 'sandy' }).returning(user.c.id), 'added')
 */
export function cte<N, const S extends string = 'anon'>(
  statement: QueryElement<unknown> & { readonly _rowType?: N },
  name?: S,
  options: CteOptions = {},
): Cte<N, S> {
  return cteOf<N, S>(queryNode(statement, 'cte()'), name, options);
}

/** `WITH name AS (query)` */
export function cteOf<R, S extends string>(query: StatementNode, name: S | undefined, options: CteOptions): Cte<R, S> {
  checkOptionNames(options, ['recursive', 'nesting', 'materialized'], 'cte()');
  const { recursive: isRecursive = false, nesting: isNesting = false, materialized = null } = options;
  return new Cte<R, S>(
    (identity) => ({ kind: 'cte', identity, query, name: nameOrNull(name, 'cte()'), isRecursive, isNesting, materialized }),
    () => exportedColumns(query),
  );
}

/** The node of a query. */
export function queryNode(value: unknown, where: string): StatementNode {
  if (ClauseElement.is(value) && statements.has(value.node.kind)) return value.node as StatementNode;
  throw new ArgumentError(`${where} takes queries, such as select(…).`);
}

const statements: ReadonlySet<string> = new Set(['select', 'compound', 'textualSelect', 'insert', 'update', 'delete']);
