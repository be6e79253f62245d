import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { DetachedInstanceError, ObjectDeletedError } from '../../errors/orm-errors.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { select } from '../../sql/select.ts';
import { entityOf, plainColumn } from '../mapping/entity.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { checkIsLoaded } from './check-is-loaded.ts';
import { type InstanceState, nameOfState, stateOf } from '../state/instance-state.ts';
import { refusalOf } from '../state/loading-hints.ts';
import { inTurn } from './in-turn.ts';
import { loadLazily } from './load-lazily.ts';
import type { EntityEntry } from './load-plan.ts';
import { nodeOfTree } from './option-node.ts';
import { QueryHints } from './query-hints.ts';
import { keyIn } from './related-query.ts';
import type { Loading, RelatedRequest, RunSelect } from './related-request.ts';
import { foreignKeyOf, presentObject } from './present-object.ts';
import { selectRelated } from './select-related.ts';
import { needsLoad, setLoaded } from './set-loaded.ts';

/** What can load. */
export type ReadyLoading = Loading & { readonly run: RunSelect };

/** The same; `isForced`: whatever strategies refuse. */
type LoadingNow = ReadyLoading & { readonly isForced: boolean };

/**
 * Loads an attribute of objects of a session, as far as they have not loaded it: relationships of several objects by one
 * statement for every 500. Gives what the attribute is of each.
 *
 * @param isForced whether also what strategies refuse is loaded
 * @throws DetachedInstanceError, ObjectDeletedError, and InvalidRequestError where a relationship says `lazy: 'raise'`
 */
export function loadAttribute(
  objects: readonly object[],
  key: string,
  loading: ReadyLoading,
  isForced = false,
): MaybePromise<readonly unknown[]> {
  const states = objects.map((object) => stateOf(object, 'load()'));
  for (const state of states) checkAttached(state, key, loading);
  const loads = inTurn([...byMapper(states, key)], ([mapper, own]) => loadFor(mapper, own, key, { ...loading, isForced }));
  return chain(loads, () => objects.map((object) => (object as Readonly<Record<string, unknown>>)[key]));
}

function checkAttached(state: InstanceState, key: string, { store }: ReadyLoading): void {
  state.mapper.requireProperty(key);
  if (state.owner === store || (state.key === null && state.owner === null)) return;
  const name = nameOfState(state);
  if (state.owner === null)
    throw new DetachedInstanceError(
      `Parent instance ${name} is not bound to a Session; load operation of attribute '${key}' cannot proceed. Add the object to a session first: session.add(object).`,
    );
  throw new InvalidRequestError(`Instance ${name} belongs to another Session. Load '${key}' with that one.`);
}

function byMapper(states: readonly InstanceState[], key: string): Map<Mapper, InstanceState[]> {
  const groups = new Map<Mapper, InstanceState[]>();
  // A new object has no row to load from: it has what it was given.
  for (const state of new Set(states)) {
    if (state.key === null) continue;
    const mapper = mapperWith(state.mapper, key);
    const group = groups.get(mapper);
    if (group === undefined) groups.set(mapper, [state]);
    else group.push(state);
  }
  return groups;
}

/** The class that an attribute was inherited from: objects of all classes below it are loaded together. */
function mapperWith(mapper: Mapper, key: string): Mapper {
  const { inherits, inheritance } = mapper;
  if (inherits === null || inheritance === 'concrete') return mapper;
  const [own, inherited] = [mapper.property(key), inherits.property(key)];
  const isSame = own === inherited || (own?.kind === 'column' && inherited?.kind === 'column' && own.expression === undefined);
  return inherited !== undefined && isSame ? mapperWith(inherits, key) : mapper;
}

function loadFor(mapper: Mapper, all: readonly InstanceState[], key: string, loading: LoadingNow): MaybePromise<void> {
  const property = mapper.requireProperty(key);
  if (property.kind === 'relationship') checkIsLoaded(property);
  const states = all.filter((state) => needsLoad(state, property.slot, false));
  if (states.length === 0) return;
  if (property.kind === 'column') return loadColumn(mapper, property, states, loading);
  if (property.kind === 'relationship') return loadRelationship(mapper, property, states, loading);
  throw new ArgumentError(`"${key}" of ${mapper.name} is neither a column nor a relationship: there is nothing to load.`);
}

// Columns --------------------------------------------------------------------------------------------------------------

function loadColumn(
  mapper: Mapper,
  property: ColumnProperty,
  states: readonly InstanceState[],
  loading: LoadingNow,
): MaybePromise<void> {
  if (!loading.isForced) for (const { hints } of states) refuse(refusalOf(hints, property, mapper.name));
  const { deferredGroup } = property;
  const together = mapper.readable.filter(
    (other) => other === property || (deferredGroup !== null && other.deferredGroup === deferredGroup),
  );
  return loadColumns(mapper, together, states, loading);
}

/** Reads columns of objects again, or for the first time. */
export function loadColumns(
  mapper: Mapper,
  properties: readonly ColumnProperty[],
  states: readonly InstanceState[],
  { run }: ReadyLoading,
): MaybePromise<void> {
  const entity = entityOf(mapper);
  const keys = mapper.primaryKey.map((property) => plainColumn(entity.column(property)));
  const step = {
    kind: 'columns',
    entity,
    action: 'only',
    keys: properties.map(({ key }) => key),
    group: null,
    raises: false,
  } as const;
  const option = nodeOfTree({
    entity: null,
    path: [mapper],
    children: [step, { kind: 'wildcard', strategy: 'select', isGlobal: false }],
  });
  const pages = Array.from({ length: Math.ceil(states.length / 500) }, (_, page) => states.slice(page * 500, page * 500 + 500));
  return inTurn(pages, (page) => {
    const where = [
      keyIn(
        keys,
        page.map((state) => state.identity as readonly unknown[]),
      ),
    ];
    return chain(run({ ...select().node, columns: [entity.node], where, options: [option] }), ({ objects }) => {
      const found = new Set(objects);
      const lost = page.find(({ object }) => !found.has(object));
      if (lost === undefined) return;
      throw new ObjectDeletedError(`Instance '${nameOfState(lost)}' has been deleted, or its row is otherwise not present.`);
    });
  });
}

// Relationships --------------------------------------------------------------------------------------------------------

function loadRelationship(
  mapper: Mapper,
  property: RelationshipProperty<Mapper>,
  states: readonly InstanceState[],
  loading: LoadingNow,
): MaybePromise<void> {
  return inTurn([...byHints(states)], ([hints, own]) => {
    const known = hints?.loadOf(property.slot) ?? null;
    const load = known ?? { property, strategy: 'select', decisive: null, children: [] };
    const request = { load, states: own, hints: hints ?? noHints(mapper), loading, isLazy: true };
    const strategy = loading.isForced ? null : refusalOf(hints, property, mapper.name);
    if (strategy?.endsWith("'raise'") === true) refuse(strategy);
    return chain(renewForeignKeys(request), () => {
      const missing = own.filter((state) => !takePresent(request, state));
      if (missing.length > 0) refuse(strategy);
      const [only] = missing;
      if (only === undefined) return;
      return missing.length === 1 ? loadLazily(request, only) : selectRelated({ ...request, states: missing });
    });
  });
}

function byHints(states: readonly InstanceState[]): Map<QueryHints | null, InstanceState[]> {
  const groups = new Map<QueryHints | null, InstanceState[]>();
  for (const state of states) {
    const hints = state.hints instanceof QueryHints ? state.hints : null;
    groups.set(hints, [...(groups.get(hints) ?? []), state]);
  }
  return groups;
}

/** Foreign keys that may be out of date are read first. */
function renewForeignKeys({ load: { property }, states, loading }: RelatedRequest): MaybePromise<void> {
  const { getKey } = property.condition;
  if (getKey === null) return;
  const mapper = property.parent;
  const properties = getKey.map((column) => mapper.requireColumn(column));
  const stale = states.filter((state) =>
    properties.some(({ slot }) => state.changes?.has(slot) !== true && needsLoad(state, slot, false)),
  );
  if (stale.length === 0) return;
  return loadColumns(
    mapper,
    mapper.readable.filter((column) => !column.deferred || properties.includes(column)),
    stale,
    loading,
  );
}

/** The object that a foreign key refers to, where the session has it. */
function takePresent(request: RelatedRequest, state: InstanceState): boolean {
  const { property } = request.load;
  const { getKey } = property.condition;
  const key = getKey === null ? null : foreignKeyOf(state, getKey);
  if (key === null) return false;
  const object = key.includes(null) ? null : presentObject(request, key);
  if (object === null && !key.includes(null)) return false;
  setLoaded(state, property, object === null ? [] : [object]);
  return true;
}

function refuse(message: string | null): void {
  if (message !== null) throw new InvalidRequestError(message);
}

const hintsOfMappers = new WeakMap<Mapper, QueryHints>();

function noHints(mapper: Mapper): QueryHints {
  const known = hintsOfMappers.get(mapper);
  if (known !== undefined) return known;
  const entry: EntityEntry = {
    kind: 'entity',
    entity: entityOf(mapper),
    properties: [],
    places: [],
    discriminator: -1,
    subclasses: [],
    subclassLoads: [],
    joined: [],
    later: [],
    none: [],
    loads: [],
    refused: new Set(),
    path: [mapper],
  };
  const made = new QueryHints(entry, []);
  hintsOfMappers.set(mapper, made);
  return made;
}
