import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { admit, knownTarget, lastTarget, relatedAdded, relatedRemoved } from './backref-sync.ts';
import { adapterOf, loadedCollection, objectsGiven } from './collection.ts';
import { RelatedMap } from './related-map.ts';
import type { RelatedState } from './related-state.ts';
import { writeOnlyCollection } from './write-only.ts';

type Property = RelationshipProperty<Mapper>;

/** Sets what a relationship holds, as the application does it: the other side follows, and the session hears of it. */
export function setRelated(state: RelatedState, property: Property, value: unknown): void {
  if (property.options.lazy === 'writeOnly') fillWriteOnly(state, property, value);
  else if (property.isCollection) setCollection(state, property, value);
  else setObject(state, property, value);
}

function setObject(state: RelatedState, property: Property, value: unknown): void {
  const { slot } = property;
  const { values } = state;
  // What the row refers to need not be loaded to be known.
  if (values[slot] === undefined) (values as unknown[])[slot] = knownTarget(state, property);
  requireLoaded(state, property);
  const before = values[slot] as object | null | undefined;
  const object = value === null || value === before ? (value as object | null) : admittedOne(state, property, value);
  // What has it in its collection is to lose it, even if that may not be up to date.
  const left = before === undefined ? lastTarget(state, property) : before;
  state.change(slot, object);
  if (before === object) return;
  if (left !== null && left !== undefined && left !== object) relatedRemoved(state, property, left);
  if (object !== null) relatedAdded(state, property, object);
}

function admittedOne(state: RelatedState, property: Property, value: unknown): object {
  return admit(state, property, [value])[0] as object;
}

function setCollection(state: RelatedState, property: Property, value: unknown): void {
  const { slot } = property;
  const previous = state.values[slot];
  if (value === previous && value !== undefined) return;
  requireLoaded(state, property);
  const before = new Set(adapterOf(previous)?.objects() ?? awaited(state, slot));
  const given = objectsGiven(value, property);
  const admitted = admit(
    state,
    property,
    given.filter((object) => !before.has(object as object)),
  )[Symbol.iterator]();
  const objects = given.map((object) => (before.has(object as object) ? (object as object) : (admitted.next().value as object)));
  const collection = loadedCollection(state, property, objects);
  if (value instanceof Map && collection instanceof RelatedMap) collection.checkKeys(value);
  state.change(slot, collection);
  state.pending?.delete(slot);
  const after = new Set(adapterOf(collection)?.objects());
  for (const object of before) if (!after.has(object)) relatedRemoved(state, property, object);
  for (const object of after) if (!before.has(object)) relatedAdded(state, property, object);
}

/** @throws UnloadedAttributeError where what it was has to be known, and is not */
function requireLoaded(state: RelatedState, { slot, options }: Property): void {
  if (options.activeHistory === true && state.key !== null && state.values[slot] === undefined) state.absent(slot);
}

/** What was to be in a collection once it would be loaded. */
function awaited({ pending }: RelatedState, slot: number): readonly object[] {
  return [...(pending?.get(slot) ?? [])].flatMap(([object, isAdded]) => (isAdded ? [object] : []));
}

/** What a new object is made with; one that has a row would have to load what is there. */
function fillWriteOnly(state: RelatedState, property: Property, value: unknown): void {
  if (state.key !== null)
    throw new InvalidRequestError(
      `The write-only collection ${property.name} can't be replaced, since it is never loaded. Use add(), addAll() and remove() on it.`,
    );
  const collection = writeOnlyCollection(state, property);
  for (const [object, isAdded] of state.pending?.get(property.slot) ?? []) if (isAdded) collection.remove(object);
  collection.addAll(objectsGiven(value, property) as readonly object[]);
}
