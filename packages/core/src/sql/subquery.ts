import { nameOrNull } from './checked-name.ts';
import { exportedColumns } from './exported-columns.ts';
import { type ColumnOutline, FromClause } from './from-clause.ts';
import type { CteNode, SubqueryNode } from './nodes/from-nodes.ts';
import type { StatementNode } from './nodes/sql-node.ts';

/** A query in FROM. */
export class Subquery<R, S extends string = string> extends FromClause<R, S> {
  readonly uid = 0;
  readonly node: SubqueryNode | CteNode;
  readonly #outlines: () => readonly ColumnOutline[];

  /** @internal */
  constructor(make: (identity: Subquery<R, S>) => SubqueryNode | CteNode, outlines: () => readonly ColumnOutline[]) {
    super();
    this.node = make(this);
    this.#outlines = outlines;
  }

  /** @internal */
  protected outlines(): readonly ColumnOutline[] {
    return this.#outlines();
  }
}

/** `(query) AS name` */
export function subqueryOf<R, S extends string>(query: StatementNode, name: S | undefined, isLateral = false): Subquery<R, S> {
  return new Subquery<R, S>(
    (identity) => ({ kind: 'subquery', identity, query, name: nameOrNull(name, 'subquery()'), isLateral }),
    () => exportedColumns(query),
  );
}
