import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf, type CollectionAdapter, loadCollection } from '../state/collection.ts';
import { type InstanceState, notLoaded } from '../state/instance-state.ts';
import { loadReverse } from '../state/loaded-reverse.ts';

/** Whether an attribute is to be filled from rows: it never was, or the database may know better. */
export function needsLoad(state: InstanceState, slot: number, populateExisting: boolean): boolean {
  return populateExisting || state.values[slot] === undefined || state.isStale(slot);
}

/**
 * Takes the objects of a relationship from the database. What was changed and not saved stays changed.
 *
 * @param objects taken over
 */
export function setLoaded(state: InstanceState, property: RelationshipProperty<Mapper>, objects: readonly object[]): void {
  if (property.isCollection) setCollection(state, property, objects);
  else state.load(property.slot, objects[0] ?? null);
  loadReverse(state, property, objects);
  if (state.expired !== null || state.isExpired) state.renewed([property.slot]);
}

function setCollection(state: InstanceState, property: RelationshipProperty<Mapper>, loaded: readonly object[]): void {
  const known = adapterOf(state.values[property.slot]);
  // What waited for the collection to be loaded is done to it now.
  if (known === null) loadCollection(state, property, loaded as object[]);
  else replace(known, withChanges(state, property.slot, known, loaded));
}

/** What the collection is with what the application added and took out since, which counts as changed from now on. */
function withChanges(state: InstanceState, slot: number, known: CollectionAdapter, loaded: readonly object[]): readonly object[] {
  const before = state.changes?.get(slot);
  if (before === undefined) return loaded;
  state.changes?.set(slot, loaded);
  const now = known.objects();
  if (before === notLoaded) return now;
  const [was, is] = [new Set(before as readonly object[]), new Set(now)];
  const kept = loaded.filter((object) => is.has(object) || !was.has(object));
  return [...kept, ...now.filter((object) => !was.has(object) && !kept.includes(object))];
}

/** In place: whoever holds the collection sees what it is. */
function replace(collection: CollectionAdapter, objects: readonly object[]): void {
  const now = collection.objects();
  const isSame = now.length === objects.length && now.every((object, index) => object === objects[index]);
  // In a Map they may be under other keys by now.
  if (isSame && !(collection.collection instanceof Map)) return;
  collection.replaceSilently(objects);
}
