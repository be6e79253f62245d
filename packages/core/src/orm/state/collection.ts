import { ArgumentError } from '../../errors/argument-errors.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { KeyedCollection } from '../mapping/keyed-collection.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf, type CollectionAdapter } from './collection-adapter.ts';
import { instrumentedList } from './instrumented-list.ts';
import { RelatedMap } from './related-map.ts';
import { RelatedSet } from './related-set.ts';
import type { RelatedState } from './related-state.ts';

export { adapterOf, type CollectionAdapter } from './collection-adapter.ts';

type Property = RelationshipProperty<Mapper>;

/** A collection of a relationship; it tells its object of every change that the application makes. */
export function makeCollection(state: RelatedState, property: Property, objects: readonly object[]): CollectionAdapter {
  return adapterOf(loadedCollection(state, property, [...objects])) as CollectionAdapter;
}

/**
 * The same for objects that were loaded, as the value of the attribute. Nothing is told to anybody.
 *
 * @param objects taken over: an array of them may become the collection itself
 */
export function loadedCollection(state: RelatedState, property: Property, objects: object[]): object {
  const { collectionClass } = property.options;
  if (collectionClass === undefined || collectionClass === Array) return instrumentedList(state, property, objects);
  return collectionClass === Set ? new RelatedSet(state, property, objects) : new RelatedMap(state, property, objects);
}

/**
 * Gives an object a collection that was loaded, with what was to be added or taken out once it would be: those are changes
 * of it now.
 *
 * @param objects taken over
 */
export function loadCollection(state: RelatedState, property: Property, objects: object[]): object {
  const { slot } = property;
  const pending = state.pending?.get(slot);
  const collection = loadedCollection(state, property, objects);
  (state.values as unknown[])[slot] = collection;
  if (pending === undefined) return collection;
  state.pending?.delete(slot);
  const adapter = adapterOf(collection) as CollectionAdapter;
  for (const [object, isAdded] of pending) {
    if (isAdded === adapter.has(object)) continue;
    state.remember(slot);
    if (isAdded) adapter.addSilently(object);
    else adapter.removeSilently(object);
  }
  return collection;
}

/** The objects that an application gave for a whole collection. */
export function objectsGiven(value: unknown, { name, options: { collectionClass } }: Property): readonly unknown[] {
  if (Array.isArray(value)) return [...value];
  if (value instanceof Set) return [...value];
  if (value instanceof Map && collectionClass instanceof KeyedCollection) return [...value.values()];
  const wanted = collectionClass === Set ? 'a Set' : collectionClass instanceof KeyedCollection ? 'a Map' : 'an array';
  throw new ArgumentError(`${name} holds a collection; it was set to ${kindOfValue(value)}. Give ${wanted}.`);
}
