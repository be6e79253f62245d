import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { warn } from '../../util/warn.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { inTurn } from './in-turn.ts';
import { limitedForEach } from './limit-for-each.ts';
import { keyIn, queryByKey, queryByParent, type RelatedQuery } from './related-query.ts';
import type { RelatedRequest } from './related-request.ts';
import { setLoaded } from './set-loaded.ts';

/** Up to so many parents are asked for at once. */
const parentsAtOnce = 500;

/** Loads a relationship of many objects by `SELECT … WHERE key IN (…)`. SQLAlchemy's `SelectInLoader`. */
export function selectRelated(request: RelatedRequest): MaybePromise<void> {
  const { property } = request.load;
  const { getKey } = property.condition;
  const states = [...new Set(request.states)];
  const lookups = getKey === null ? null : states.map((state) => foreignKeyOf(state, getKey));
  if (lookups === null || lookups.includes(null)) return selectByParent(request, states);
  return selectByKey(request, states, lookups as readonly (readonly unknown[])[]);
}

/** The values of a foreign key; null where they are not known. */
export function foreignKeyOf(state: InstanceState, columns: NonNullable<RelationshipProperty<Mapper>['condition']['getKey']>) {
  const values = columns.map((column) => state.values[state.mapper.requireColumn(column).slot]);
  return values.includes(undefined) ? null : values;
}

function selectByKey(
  request: RelatedRequest,
  states: readonly InstanceState[],
  lookups: readonly (readonly unknown[])[],
): MaybePromise<void> {
  const { load, loading } = request;
  const { property } = load;
  const byKey = new Map<unknown, { readonly values: readonly unknown[]; readonly states: InstanceState[] }>();
  states.forEach((state, index) => {
    const values = lookups[index] as readonly unknown[];
    const key = property.target.keyOf(values);
    if (values.includes(null)) setLoaded(state, property, []);
    else if (byKey.has(key)) byKey.get(key)?.states.push(state);
    else byKey.set(key, { values, states: [state] });
  });
  if (byKey.size === 0) return;
  const query = queryByKey(request);
  return inTurn(pagesOf([...byKey]), (page) => {
    const where = keyIn(
      query.keys,
      page.map(([, { values }]) => values),
    );
    return chain(loading.run(withCondition(query, where)), (rows) => {
      const found = grouped(rows, query, property.target);
      for (const [key, { states: parents }] of page)
        for (const state of parents) setLoaded(state, property, found.get(key) ?? []);
    });
  });
}

function selectByParent(request: RelatedRequest, states: readonly InstanceState[]): MaybePromise<void> {
  const { load, loading, hints } = request;
  const { property } = load;
  const { limit } = hints.step(load.decisive)?.options ?? {};
  const query = queryByParent(request);
  return inTurn(pagesOf(states), (page) => {
    const node = withCondition(
      query,
      keyIn(
        query.keys,
        page.map((state) => state.identity as readonly unknown[]),
      ),
    );
    return chain(loading.run(limit === undefined ? node : limitedForEach(query, node, limit)), (rows) => {
      give(page, rows, query, property);
    });
  });
}

/** Gives each parent the objects of its rows. */
export function give(
  states: readonly InstanceState[],
  rows: readonly (readonly unknown[])[],
  query: RelatedQuery,
  property: RelationshipProperty<Mapper>,
): void {
  const found = grouped(rows, query, property.parent);
  for (const state of states) {
    const objects = found.get(state.key) ?? [];
    if (!property.isCollection && objects.length > 1)
      warn(`Multiple rows returned with a relationship to one for eagerly-loaded attribute '${property.name}'.`);
    setLoaded(state, property, objects);
  }
}

function grouped(rows: readonly (readonly unknown[])[], { keys }: RelatedQuery, mapper: Mapper): Map<unknown, object[]> {
  const found = new Map<unknown, object[]>();
  const width = keys.length;
  let lastKey: unknown;
  let last: object[] | undefined;
  for (const row of rows) {
    const key = width === 1 && typeof row[0] === 'number' ? row[0] : mapper.keyOf(row.slice(0, width));
    if (key !== lastKey || last === undefined) {
      lastKey = key;
      last = found.get(key);
      if (last === undefined) {
        last = [];
        found.set(key, last);
      }
    }
    const object = row[width] as object | null;
    if (object !== null) last.push(object);
  }
  return found;
}

function withCondition({ node }: RelatedQuery, condition: SqlNode): RelatedQuery['node'] {
  return { ...node, where: [condition, ...node.where] };
}

function pagesOf<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length <= parentsAtOnce) return [things];
  return Array.from({ length: Math.ceil(things.length / parentsAtOnce) }, (_, page) =>
    things.slice(page * parentsAtOnce, (page + 1) * parentsAtOnce),
  );
}
