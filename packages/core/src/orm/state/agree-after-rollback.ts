import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { adapterOf } from './collection-adapter.ts';
import { relatedObjects } from './cascade-walk.ts';
import { findState, type InstanceState } from './instance-state.ts';
import type { RelatedState } from './related-state.ts';

type Property = RelationshipProperty<Mapper>;
type Related = ReadonlyMap<Property, readonly object[]>;

/** Whether a rollback restores an attribute. Those that were loaded meanwhile it does not know. */
export type IsRestored = (state: InstanceState, slot: number) => boolean;

/** What objects are related to before a rollback. */
export function relatedBefore(states: Iterable<InstanceState>): ReadonlyMap<InstanceState, Related> {
  const found = new Map<InstanceState, Related>();
  for (const state of states) {
    const properties = state.mapper.relationships.filter(({ reverse }) => reverse !== null);
    if (properties.length > 0) found.set(state, new Map(properties.map((one) => [one, relatedTo(state, one)])));
  }
  return found;
}

/**
 * After a rollback: relationships that were loaded during the transaction have what it did to the rows. They get what keys,
 * or the restored sides of them, say.
 */
export function agreeAfterRollback(before: ReadonlyMap<InstanceState, Related>, isRestored: IsRestored): void {
  for (const [state, related] of before)
    for (const [property, earlier] of related) {
      if (isThere(state)) renewByKey(state, property);
      if (isThere(state)) dropStrangers(state, property);
      const now = new Set(isThere(state) ? relatedTo(state, property) : []);
      for (const object of new Set([...earlier, ...now])) tellOther(state, property, object, now.has(object), isRestored);
    }
}

function tellOther(state: InstanceState, property: Property, object: object, isRelated: boolean, isRestored: IsRestored): void {
  const { reverse, condition } = property;
  const other = findState(object);
  if (other === null || reverse === null || !isThere(other)) return;
  renewByKey(other, reverse);
  const value = other.values[reverse.slot];
  if (value === undefined || reverse.condition.getKey !== null) return;
  if (condition.getKey === null && isRestored(other, reverse.slot)) return;
  const collection = adapterOf(value);
  if (collection === null) {
    if (isRelated) other.values[reverse.slot] = state.object;
    else if (value === state.object) other.values[reverse.slot] = undefined;
  } else if (isRelated && !collection.has(state.object)) collection.addSilently(state.object);
  else if (!isRelated && collection.has(state.object)) collection.removeSilently(state.object);
}

function isThere({ key, isDeleted }: InstanceState): boolean {
  return key !== null && !isDeleted;
}

function relatedTo(state: InstanceState, property: Property): readonly object[] {
  if (state.values[property.slot] !== undefined || property.condition.getKey === null)
    return relatedObjects(state, property.slot);
  const target = targetByKey(state, property);
  return target == null ? [] : [target];
}

/** A many-to-one that is loaded is what the keys of the row say. */
function renewByKey(state: InstanceState, property: Property): void {
  const { slot, condition } = property;
  if (condition.getKey !== null && state.values[slot] !== undefined) state.values[slot] = targetByKey(state, property);
}

/** A collection loses objects that have no row any more, or one that refers elsewhere. */
function dropStrangers(state: InstanceState, { slot, reverse }: Property): void {
  const collection = adapterOf(state.values[slot]);
  for (const object of collection?.objects() ?? []) {
    const other = findState(object);
    if (other === null || reverse === null) continue;
    const target = reverse.condition.getKey === null ? undefined : targetByKey(other, reverse);
    if (!isThere(other) || (target !== undefined && target !== state.object)) collection?.removeSilently(object);
  }
}

/** What the keys of a row say; undefined: the session does not have it. */
function targetByKey(state: RelatedState, { condition, target }: Property): object | null | undefined {
  const key = condition.getKey?.map((column) => state.committedValue(state.mapper.requireColumn(column).slot));
  if (key === undefined || key.includes(undefined)) return undefined;
  return key.includes(null) ? null : state.owner?.known?.(target, target.keyOf(key))?.object;
}
