import { boolean } from '../types/boolean.ts';
import { scalarSubqueryNode } from './coerce.ts';
import { ColumnElement, type NamedColumn } from './column-element.ts';
import { type Cte, type CteOptions, cteOf } from './cte.ts';
import { unaryNode } from './nodes/make-nodes.ts';
import { Statement } from './statement.ts';
import { type Subquery, subqueryOf } from './subquery.ts';

/** A statement that selects rows: SELECT, a union, a text with columns. `C` are the rows of a subquery of it, by name. */
export abstract class Query<N, T extends readonly unknown[], C = N> extends Statement<N, T> {
  /** `(SELECT …) AS name`, to select from. */
  subquery<const S extends string = 'anon'>(name?: S): Subquery<C, S> {
    return subqueryOf<C, S>(this.node, name);
  }

  /** A subquery that may refer to what stands in front of it in FROM. */
  lateral<const S extends string = 'anon'>(name?: S): Subquery<C, S> {
    return subqueryOf<C, S>(this.node, name, true);
  }

  /** A common table expression: `WITH name AS (SELECT …)`. */
  cte<const S extends string = 'anon'>(name?: S, options: CteOptions = {}): Cte<C, S> {
    return cteOf<C, S>(this.node, name, options);
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
