import type { FromClause } from './from-clause.ts';
import type { Query } from './query.ts';
import type { SqlNode } from './nodes/sql-node.ts';
import type { Subquery } from './subquery.ts';

/** `element AS name`; a name is made up where none is given. */
export function alias<R, S extends string, const A extends string = `${S}_1`>(
  element: FromClause<R, S>,
  name?: A,
): FromClause<R, A> {
  return element.alias(name);
}

/** `(SELECT …) AS name` */
export function subquery<N, const S extends string = 'anon'>(query: Query<N, readonly unknown[]>, name?: S): Subquery<N, S> {
  return query.subquery(name);
}

/** `LATERAL (SELECT …) AS name`: it may refer to what stands in front of it in FROM. */
export function lateral<N, const S extends string = 'anon'>(query: Query<N, readonly unknown[]>, name?: S): Subquery<N, S> {
  return query.lateral(name);
}

/** Some rows of a table: `TABLESAMPLE method(…)`. */
export function tablesample<R, S extends string, const A extends string = `${S}_1`>(
  element: FromClause<R, S>,
  sampling: { readonly node: SqlNode } | number,
  options: { readonly name?: A; readonly seed?: { readonly node: SqlNode } } = {},
): FromClause<R, A> {
  return element.tablesample(sampling, options);
}
