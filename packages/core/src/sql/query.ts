import { boolean } from '../types/boolean.ts';
import { scalarSubqueryNode } from './coerce.ts';
import { ColumnElement, type NamedColumn } from './column-element.ts';
import { exportedColumns } from './exported-columns.ts';
import { unaryNode } from './nodes/make-nodes.ts';
import { Statement } from './statement.ts';
import { Subquery } from './subquery.ts';

/** How a common table expression is written. */
export interface CteOptions {
  readonly recursive?: boolean;
  /** Written in the statement that uses it rather than at the top. */
  readonly nesting?: boolean;
  /** `MATERIALIZED` or, if false, `NOT MATERIALIZED`, where the database has it. */
  readonly materialized?: boolean;
}

/** A statement that selects rows: SELECT, a union, a text with columns. */
export abstract class Query<N, T extends readonly unknown[]> extends Statement<N, T> {
  /** `(SELECT …) AS name`, to select from. */
  subquery<const S extends string = 'anon'>(name?: S): Subquery<N, S> {
    const { node: query } = this;
    return new Subquery<N, S>(
      (identity) => ({ kind: 'subquery', identity, query, name: name ?? null, isLateral: false }),
      () => exportedColumns(query),
    );
  }

  /** A subquery that may refer to what stands in front of it in FROM. */
  lateral<const S extends string = 'anon'>(name?: S): Subquery<N, S> {
    const { node: query } = this;
    return new Subquery<N, S>(
      (identity) => ({ kind: 'subquery', identity, query, name: name ?? null, isLateral: true }),
      () => exportedColumns(query),
    );
  }

  /** A common table expression: `WITH name AS (SELECT …)`. */
  cte<const S extends string = 'anon'>(name?: S, options: CteOptions = {}): Subquery<N, S> {
    const { node: query } = this;
    const { recursive: isRecursive = false, nesting: isNesting = false, materialized = null } = options;
    return new Subquery<N, S>(
      (identity) => ({ kind: 'cte', identity, query, name: name ?? null, isRecursive, isNesting, materialized }),
      () => exportedColumns(query),
    );
  }

  /** The query as one value: that of the first column of its only row, NULL where there is none. */
  scalarSubquery(): ColumnElement<T[0] | null> {
    return new ColumnElement(scalarSubqueryNode(this.node));
  }

  /** The query as one value with a name. */
  label<const K extends string>(name: K): NamedColumn<K, T[0] | null> {
    return this.scalarSubquery().label(name);
  }

  /** Whether the query gives any row. */
  exists(): ColumnElement<boolean> {
    return new ColumnElement(unaryNode('exists', scalarSubqueryNode(this.node), boolean));
  }
}
