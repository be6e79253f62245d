import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { warn } from '../../util/warn.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { FoundObjects } from './materialize.ts';
import { emptyList } from './empty-list.ts';
import { inTurn } from './in-turn.ts';
import { limitedForEach } from './limit-for-each.ts';
import { keyIn, queryByKey, queryByParent, type RelatedQuery } from './related-query.ts';
import type { RelatedRequest } from './related-request.ts';
import { foreignKeyOf, presentObject } from './present-object.ts';
import { needsLoad, setLoaded } from './set-loaded.ts';

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

function selectByKey(
  request: RelatedRequest,
  states: readonly InstanceState[],
  lookups: readonly (readonly unknown[])[],
): MaybePromise<void> {
  const { load, loading } = request;
  const { property } = load;
  const byKey = new Map<unknown, ParentsOfOne>();
  states.forEach((state, index) => {
    const values = lookups[index] as readonly unknown[];
    const key = property.target.keyOf(values);
    if (values.includes(null)) take(request, state, []);
    else if (byKey.has(key)) byKey.get(key)?.states.push(state);
    else byKey.set(key, { values, states: [state] });
  });
  if (takesPresent(request)) takePresent(request, byKey);
  if (byKey.size === 0) return;
  const query = queryByKey(request);
  return inTurn(pagesOf([...byKey]), (page) => {
    const where = keyIn(
      query.keys,
      page.map(([, { values }]) => values),
    );
    return chain(loading.run(withCondition(query, where)), (rows) => {
      const found = grouped(rows, query, property.target);
      for (const [key, { states: parents }] of page) for (const state of parents) take(request, state, found.get(key) ?? []);
    });
  });
}

/** Whether an object that the session has is as good as its row: nothing more is to be loaded with it. */
function takesPresent({ load, hints, loading }: RelatedRequest): boolean {
  return !loading.options.populateExisting && !hints.goesOn(load) && !hints.restricts(load);
}

function takePresent(request: RelatedRequest, byKey: Map<unknown, ParentsOfOne>): void {
  for (const [key, { values, states }] of byKey) {
    const present = presentObject(request, values);
    if (present === null) continue;
    for (const state of states) take(request, state, [present]);
    byKey.delete(key);
  }
}

interface ParentsOfOne {
  readonly values: readonly unknown[];
  readonly states: InstanceState[];
}

function selectByParent(request: RelatedRequest, states: readonly InstanceState[]): MaybePromise<void> {
  const { load, loading, hints } = request;
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
      give(request, page, rows, query);
    });
  });
}

/** Gives each parent the objects of its rows. */
export function give(request: RelatedRequest, states: readonly InstanceState[], rows: FoundObjects, query: RelatedQuery): void {
  const { property } = request.load;
  // A table between may have a pair of rows twice.
  const repeats = rows.repeats || !property.condition.isSimpleOneToMany;
  const found = grouped({ ...rows, repeats }, query, property.parent);
  for (const state of states) {
    const objects = found.get(state.key) ?? [];
    if (!property.isCollection && objects.length > 1)
      warn(`Multiple rows returned with a relationship to one for eagerly-loaded attribute '${property.name}'.`);
    take(request, state, objects);
  }
}

/** Unless the attribute was loaded before: only what is behind it was wanted then. */
function take({ load: { property }, loading }: RelatedRequest, state: InstanceState, objects: readonly object[]): void {
  if (needsLoad(state, property.slot, loading.options.populateExisting)) setLoaded(state, property, objects);
}

function grouped({ objects, keys, repeats }: FoundObjects, { keys: { length: width } }: RelatedQuery, mapper: Mapper) {
  const found = new Map<unknown, object[]>();
  let lastKey: unknown;
  let last: object[] | undefined;
  for (let i = 0; i < objects.length; i++) {
    const value = keys[i];
    const key = typeof value === 'number' ? value : mapper.keyOf(width === 1 ? [value] : (value as readonly unknown[]));
    if (key !== lastKey || last === undefined) {
      lastKey = key;
      last = found.get(key);
      if (last === undefined) {
        last = emptyList();
        found.set(key, last);
      }
    }
    const object = objects[i] ?? null;
    if (object !== null) last.push(object);
  }
  if (repeats) for (const [key, all] of found) found.set(key, [...new Set(all)]);
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
