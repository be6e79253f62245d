import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { Property } from '../mapping/mapper.ts';
import { type History, history } from '../state/attribute-history.ts';
import { makeCollection } from '../state/collection.ts';
import { type InstanceState, notLoaded, stateOf } from '../state/instance-state.ts';

/**
 * What became of an attribute since the last flush. Loads nothing.
 *
 * @example getHistory(new User({ name: 'sandy' }), 'name').added
 */
export function getHistory<T extends object, K extends keyof T & string>(object: T, key: K): History {
  const { state, property } = attributeOf(object, key, 'getHistory()');
  return history(state, property);
}

/**
 * Marks an attribute as changed, so that the next flush writes it: for a value that was changed in place and cannot tell,
 * such as a Date. JSON and arrays tell by themselves.
 *
 * @throws InvalidRequestError for an attribute that is not loaded
 * @example flagModified(await session.getOne(User, 2), 'name')
 */
export function flagModified<T extends object, K extends keyof T & string>(object: T, key: K): void {
  const { state, property } = attributeOf(object, key, 'flagModified()');
  if (state.values[property.slot] === undefined)
    throw new InvalidRequestError(`Can't flag attribute '${key}' modified; it's not present in the object state`);
  state.changes ??= new Map();
  // What it was before cannot be known.
  state.changes.set(property.slot, notLoaded);
  state.touch();
}

/**
 * Marks an object as changed, though no attribute of it is: `beforeFlush` finds it in `session.dirty`.
 *
 * @example flagDirty(await session.getOne(User, 2))
 */
export function flagDirty(object: object): void {
  stateOf(object, 'flagDirty()').touch();
}

/**
 * Gives an attribute a value as if it had been loaded: nothing is written for it, and no listener or other side of a
 * relationship hears of it.
 *
 * @example setCommittedValue(await session.getOne(User, 2), 'addresses', await session.scalars(select(Address)).all());
 */
export function setCommittedValue<T extends object, K extends keyof T & string>(object: T, key: K, value: T[K]): void {
  const { state, property } = attributeOf(object, key, 'setCommittedValue()');
  if (value === undefined) throw new ArgumentError(`${state.mapper.name}.${key} was set to undefined. Give null for SQL NULL.`);
  const { slot } = property;
  const isCollection = property.kind === 'relationship' && property.isCollection;
  state.values[slot] = isCollection ? makeCollection(state, property, [...(value as Iterable<object>)]).collection : value;
  state.changes?.delete(slot);
  state.pending?.delete(slot);
  state.expired?.delete(slot);
}

function attributeOf(object: object, key: string, where: string): { readonly state: InstanceState; readonly property: Property } {
  const state = stateOf(object, where);
  return { state, property: state.mapper.requireProperty(key) };
}
