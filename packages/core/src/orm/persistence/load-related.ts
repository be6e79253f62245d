import { and, or } from '../../sql/and-or-not.ts';
import type { ClauseElement } from '../../sql/clause-element.ts';
import type { NamedColumn } from '../../sql/column-element.ts';
import { select } from '../../sql/select.ts';
import { aliased } from '../mapping/aliased.ts';
import { targetEntity } from '../mapping/entity.ts';
import { identityKeyOf } from '../mapping/identity-key.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { committedKey } from '../state/attribute-history.ts';
import { makeCollection } from '../state/collection.ts';
import { dropLoaded } from '../state/backref-sync.ts';
import { findState, type InstanceState, notLoaded } from '../state/instance-state.ts';
import { loadReverse } from '../state/loaded-reverse.ts';
import type { FlushHost } from './flush-host.ts';

type Columns = Readonly<Record<string, NamedColumn<string, unknown>>>;

/** How many objects one SELECT asks for. */
const objectsPerSelect = 500;

/**
 * Loads a relationship that a flush has to know, for many objects at once; what the database has, beside what was changed
 * meanwhile. Strategies that refuse to load do not matter.
 */
export async function loadRelated(
  host: FlushHost,
  states: readonly InstanceState[],
  property: RelationshipProperty<Mapper>,
): Promise<void> {
  for (let first = 0; first < states.length; first += objectsPerSelect) {
    const some = states.slice(first, first + objectsPerSelect);
    const related = await selectRelated(host, some, property);
    for (const state of some) assignLoaded(state, property, related.get(keyOf(state)) ?? []);
  }
}

function keyOf(state: InstanceState): unknown {
  return state.mapper.keyOf(committedKey(state));
}

/** The related objects, by the keys of those they belong to. */
async function selectRelated(
  host: FlushHost,
  states: readonly InstanceState[],
  property: RelationshipProperty<Mapper>,
): Promise<ReadonlyMap<unknown, readonly object[]>> {
  const { parent } = property;
  const alias = aliased(parent.construct as never) as unknown as { readonly c: Columns };
  const keys = parent.primaryKey.map(({ key }) => alias.c[key] as NamedColumn<string, unknown>);
  const values = states.map(committedKey);
  const [only] = keys;
  const condition =
    keys.length === 1 && only !== undefined
      ? only.in(values.map(([value]) => value))
      : or(...values.map((key) => and(...keys.map((column, index) => column.eq(key[index])))));
  const statement = (select(targetEntity(property) as never, ...(keys as never[])) as unknown as AnySelect)
    .selectFrom(alias)
    .join(alias.c[property.key])
    .where(condition);
  const result = await host.load(statement as unknown as ClauseElement);
  const related = new Map<unknown, object[]>();
  for (const [object, ...key] of result.all() as unknown as readonly [object | null, ...unknown[]][]) {
    if (object === null) continue;
    const id = identityKeyOf(key.length === 1 ? key[0] : key);
    const known = related.get(id);
    if (known === undefined) related.set(id, [object]);
    else known.push(object);
  }
  return related;
}

interface AnySelect {
  selectFrom(from: unknown): AnySelect;
  join(target: unknown): AnySelect;
  where(condition: unknown): AnySelect;
}

/** What was loaded is what an attribute was before it was changed, or what it is, with the changes that waited for it. */
function assignLoaded(state: InstanceState, property: RelationshipProperty<Mapper>, objects: readonly object[]): void {
  const { slot, isCollection } = property;
  if (state.changes?.get(slot) === notLoaded) {
    state.changes.set(slot, isCollection ? objects : (objects[0] ?? null));
    dropLoaded(state, property, objects);
    return;
  }
  if (state.values[slot] !== undefined) return;
  if (!isCollection) {
    state.values[slot] = objects[0] ?? null;
    return;
  }
  const changes = state.pending?.get(slot);
  const collection = makeCollection(state, property, objects);
  state.values[slot] = collection.collection;
  loadReverse(state, property, objects);
  if (changes === undefined) return;
  state.remember(slot);
  for (const [object, isAdded] of changes) {
    if (!isAdded) collection.removeSilently(object);
    else if (!collection.has(object)) collection.addSilently(object);
  }
  state.pending?.delete(slot);
}

/** Objects that a relationship of a deleted object leads to. */
export function statesOf(objects: readonly object[]): readonly InstanceState[] {
  return objects.map(findState).filter((state) => state !== null);
}
