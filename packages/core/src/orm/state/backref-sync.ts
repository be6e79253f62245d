import { type InstanceSlot, MappedObject } from '../mapping/instance-slot.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf, type CollectionAdapter } from './collection.ts';

/** An object as the other side of its relationships sees it. */
export interface RelatedState extends InstanceSlot {
  readonly object: object;
  readonly key: unknown;
  /** Remembers what an attribute is before it is changed. */
  remember(slot: number): void;
  touch(): void;
  /** The collection of a new object, which is there from now on; null: it is not loaded. */
  collection(property: RelationshipProperty<Mapper>): CollectionAdapter | null;
  /** What becomes part of a collection, or leaves it, once the collection is loaded. */
  changeWhenLoaded(slot: number, object: object, isAdded: boolean): void;
}

/** The other side now refers to `object` as well. Nothing is told to anybody: no session, and not this side again. */
export function addToOtherSide(other: object, property: RelationshipProperty<Mapper>, object: object): void {
  const { reverse } = property;
  if (reverse === null) return;
  const state = MappedObject.slotOf(other) as RelatedState;
  if (reverse.isCollection) addToCollection(state, reverse, object);
  else setScalar(state, reverse, object);
}

/** The other side no longer refers to `object`. */
export function removeFromOtherSide(other: object, property: RelationshipProperty<Mapper>, object: object): void {
  const { reverse } = property;
  if (reverse === null) return;
  const state = MappedObject.slotOf(other) as RelatedState;
  if (reverse.isCollection) removeFromCollection(state, reverse, object);
  else if (state.values[reverse.slot] === object || state.values[reverse.slot] === undefined) {
    state.remember(reverse.slot);
    (state.values as unknown[])[reverse.slot] = null;
    state.touch();
  }
}

function addToCollection(state: RelatedState, property: RelationshipProperty<Mapper>, object: object): void {
  const collection = state.collection(property);
  if (collection === null) state.changeWhenLoaded(property.slot, object, true);
  else if (!collection.has(object)) {
    state.remember(property.slot);
    collection.addSilently(object);
  }
  state.touch();
}

function removeFromCollection(state: RelatedState, property: RelationshipProperty<Mapper>, object: object): void {
  const collection = adapterOf(state.values[property.slot]);
  if (collection === null) state.changeWhenLoaded(property.slot, object, false);
  else if (collection.has(object)) {
    state.remember(property.slot);
    collection.removeSilently(object);
  }
  state.touch();
}

/** A child that got another parent leaves the collection of the one it had. */
function setScalar(state: RelatedState, property: RelationshipProperty<Mapper>, object: object): void {
  const before = state.values[property.slot];
  if (before === object) return;
  state.remember(property.slot);
  (state.values as unknown[])[property.slot] = object;
  state.touch();
  if (typeof before === 'object' && before !== null) removeFromOtherSide(before, property, state.object);
}
