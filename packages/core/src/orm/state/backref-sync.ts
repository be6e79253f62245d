import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { attributeListeners } from '../mapping/attribute-listeners.ts';
import { MappedObject } from '../mapping/instance-slot.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { validatorOf } from '../mapping/validator-of.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { adapterOf } from './collection-adapter.ts';
import { keyInMap } from './collection-key.ts';
import { dropParent, hasParent, isOrphan, noteParent } from './parents.ts';
import type { RelatedState } from './related-state.ts';

type Property = RelationshipProperty<Mapper>;

/** The state of an object that a relationship has. */
export function relatedState(object: object): RelatedState {
  return MappedObject.slotOf(object) as RelatedState;
}

/**
 * Before the application gives objects to a relationship: whether it can have all of them. They become part of the session
 * by that, if the relationship cascades; setting the other side never does that.
 *
 * @throws ArgumentError for what is no object of the target, InvalidRequestError where it has another parent and may have one
 */
export function admit(state: RelatedState, property: Property, given: readonly unknown[]): object[] {
  const objects = given.map((one) => admissible(state, property, one));
  if (property.cascade.saveUpdate) for (const object of objects) state.owner?.cascade(state, object);
  return objects;
}

function admissible(state: RelatedState, property: Property, given: unknown): object {
  // That of a relationship to one stands before null as well: its accessor asks it.
  const validate = property.isCollection ? validatorOf(state.mapper, property.key) : null;
  const wanted = validate === null ? given : validate(state.object, given);
  const related = checkedState(property, wanted);
  const { synced, options } = property;
  if (options.singleParent === true && hasParent(related, property, false) && related.parents?.get(property.uid) !== state)
    throw new InvalidRequestError(
      `Instance <${related.mapper.name}> is already associated with an instance of ${property.parent.name} via its ${property.name} attribute, and is only allowed a single parent. Take it out of the other one first.`,
    );
  if (synced === null) return related.object;
  // The other side gets this one as well: it may refuse it, and a Map must be able to keep it.
  validatorOf(related.mapper, synced.key)?.(related.object, state.object);
  if (synced.isCollection) keyInMap(state.object, synced);
  return related.object;
}

/** An object has another one from now on: the other side has it as well, and whoever had it has it no longer. */
export function relatedAdded(state: RelatedState, property: Property, object: object): void {
  if (property.isCollection) attributeListeners(property)?.emit('append', state.object, object);
  const related = relatedState(object);
  noteParent(related, property, state);
  const { synced } = property;
  if (synced === null) return;
  const before = put(related, synced, state);
  noteParent(state, synced, related);
  if (before === null || before === state) return;
  takeOut(before, property, related);
  dropParent(related, property, before);
  lost(before, synced, related);
}

/** An object has another one no longer, and neither has the other side. */
export function relatedRemoved(state: RelatedState, property: Property, object: object): void {
  if (property.isCollection) attributeListeners(property)?.emit('remove', state.object, object);
  const related = relatedState(object);
  const { synced } = property;
  if (synced !== null) {
    takeOut(related, synced, state);
    lost(state, synced, related);
  }
  lost(related, property, state);
}

/** Objects that a relationship turns out to have had before it was set without being loaded: they leave it now, on the other side too. */
export function dropLoaded(state: RelatedState, property: Property, objects: readonly object[]): void {
  const { synced, slot, isCollection } = property;
  if (synced === null) return;
  const value = state.values[slot];
  const current = new Set(isCollection ? adapterOf(value)?.objects() : [value as object]);
  for (const object of objects) {
    if (current.has(object)) continue;
    const related = relatedState(object);
    if (!synced.isCollection) takeOut(related, synced, state);
    // Whose rows are deleted already: this side does it.
    else adapterOf(related.values[synced.slot])?.removeSilently(state.object);
  }
}

/** What a many-to-one that was never loaded refers to, as far as the session has it; undefined: it has not. */
export function knownTarget(state: RelatedState, property: Property): object | null | undefined {
  return state.isExpired ? undefined : lastTarget(state, property);
}

/** The same as of the last load: of an expired object another transaction may have changed it. */
export function lastTarget(state: RelatedState, { condition, target }: Property): object | null | undefined {
  const { getKey } = condition;
  if (getKey === null || state.key === null || state.owner?.known === undefined) return undefined;
  const key = getKey.map((column) => state.committedValue(state.mapper.requireColumn(column).slot));
  if (key.includes(undefined)) return undefined;
  if (key.includes(null)) return null;
  const known = state.owner.known(target, target.keyOf(key));
  return known?.mapper.isA(target) === true ? known.object : undefined;
}

/** Notes a change of a collection that is not loaded; it undoes the opposite one. */
export function changeLater(state: RelatedState, slot: number, object: object, isAdded: boolean): void {
  const pending = state.pending?.get(slot);
  if (pending?.get(object) === !isAdded) pending.delete(object);
  else if (isAdded || state.key !== null) state.changeWhenLoaded(slot, object, isAdded);
}

/** An object with a row refers to one or none: where nobody knows what its row says, the last word counts, not what undoes it. */
function followLater(holder: RelatedState, { slot, condition }: Property, { key, object }: RelatedState, isAdded: boolean): void {
  if (condition.direction !== 'oneToMany' || key === null || holder.key === null) changeLater(holder, slot, object, isAdded);
  else holder.changeWhenLoaded(slot, object, isAdded);
}

function checkedState({ name, target }: Property, given: unknown): RelatedState {
  const state =
    typeof given === 'object' && given !== null ? (MappedObject.slotOf(given) as RelatedState | undefined) : undefined;
  if (state === undefined)
    throw new ArgumentError(
      `${name} takes objects of ${target.name}, such as new ${target.name}({ … }); it got ${kindOfValue(given)}.`,
    );
  if (state.mapper.isA(target)) return state;
  throw new ArgumentError(`${name} takes objects of ${target.name}; it got one of ${state.mapper.name}.`);
}

/** Puts an object into an attribute silently. Gives what was in it and is not any more. */
function put(holder: RelatedState, property: Property, state: RelatedState): RelatedState | null {
  const { slot } = property;
  if (!property.isCollection) return putScalar(holder, property, state);
  const collection = holder.collection(property);
  if (collection === null) followLater(holder, property, state, true);
  else if (collection.has(state.object)) return null;
  else holder.remember(slot);
  attributeListeners(property)?.emit('append', holder.object, state.object);
  const displaced = collection?.displacedBy?.(state.object) ?? null;
  holder.touch();
  collection?.addSilently(state.object);
  if (displaced !== null) relatedRemoved(holder, property, displaced);
  return null;
}

function putScalar(holder: RelatedState, property: Property, state: RelatedState): RelatedState | null {
  const { slot } = property;
  const { values } = holder;
  if (values[slot] === undefined) (values as unknown[])[slot] = knownTarget(holder, property);
  const before = values[slot] as object | null | undefined;
  if (before === state.object) return null;
  attributeListeners(property)?.emit('set', holder.object, state.object, before);
  // The collection of what it belonged to may be loaded: it is in there no longer, whether that is up to date or not.
  const left = before === undefined ? lastTarget(holder, property) : before;
  holder.change(slot, state.object);
  return left === null || left === undefined ? null : relatedState(left);
}

/** Takes an object out of an attribute silently. */
function takeOut(holder: RelatedState, property: Property, related: RelatedState): void {
  const { slot } = property;
  const { object } = related;
  const value = holder.values[slot];
  if (!property.isCollection) {
    if (value !== object && (value !== undefined || !mayBe(holder, property, object))) return;
    attributeListeners(property)?.emit('set', holder.object, null, object);
    holder.change(slot, null);
    return;
  }
  const collection = adapterOf(value);
  if (collection === null) {
    if (holder.key === null && holder.pending === null) return;
    attributeListeners(property)?.emit('remove', holder.object, object);
    holder.touch();
    followLater(holder, property, related, false);
  } else if (collection.has(object)) {
    attributeListeners(property)?.emit('remove', holder.object, object);
    holder.remember(slot);
    holder.touch();
    collection.removeSilently(object);
  }
}

/** Whether an attribute that is not loaded may be this object. */
function mayBe(holder: RelatedState, property: Property, object: object): boolean {
  const known = knownTarget(holder, property);
  return known === undefined || known === object;
}

function lost(child: RelatedState, property: Property, parent: RelatedState): void {
  dropParent(child, property, parent);
  if (property.cascade.deleteOrphan && isOrphan(child)) child.owner?.orphaned(child);
}
