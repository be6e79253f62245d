import type { ClauseElement } from './clause-element.ts';
import type { FromClause } from './from-clause.ts';
import type { Query } from './query.ts';
import type { Subquery } from './subquery.ts';

/**
 * `element AS name`; a name is made up where none is given.
 *
 * @example const boss = alias(user, 'boss');
 */
export function alias<R, S extends string, const A extends string = `${S}_1`>(
  element: FromClause<R, S>,
  name?: A,
): FromClause<R, A> {
  return element.alias(name);
}

/**
 * `(SELECT …) AS name`
 *
 * @example const counted = subquery(select(address.c.userId, func.count().label('n')).groupBy(address.c.userId), 'counted');
 */
export function subquery<C, const S extends string = 'anon'>(
  query: Query<unknown, readonly unknown[], C>,
  name?: S,
): Subquery<C, S> {
  return query.subquery(name);
}

/**
 * `LATERAL (SELECT …) AS name`: it may refer to what stands in front of it in FROM.
 *
 * @example const latest = lateral(select(address.c.id).where(address.c.userId.eq(user.c.id)).limit(1), 'latest');
 */
export function lateral<C, const S extends string = 'anon'>(
  query: Query<unknown, readonly unknown[], C>,
  name?: S,
): Subquery<C, S> {
  return query.lateral(name);
}

/**
 * Some rows of a table: `TABLESAMPLE method(…)`.
 *
 * @example select(func.count()).selectFrom(tablesample(user, func('bernoulli', 1)))
 */
export function tablesample<R, S extends string, const A extends string = `${S}_1`>(
  element: FromClause<R, S>,
  sampling: ClauseElement | number,
  options: { readonly name?: A; readonly seed?: ClauseElement } = {},
): FromClause<R, A> {
  return element.tablesample(sampling, options);
}
