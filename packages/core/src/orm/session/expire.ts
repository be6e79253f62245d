import { ArgumentError } from '../../errors/argument-errors.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { mapperEventsOf } from '../mapping/mapper-events.ts';
import { cascaded } from '../state/cascade-walk.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';

/** Expires an object, and those that it cascades to, or some attributes of it alone. */
export function expireState(store: ObjectStore, state: InstanceState, keys?: readonly string[]): void {
  checkKeys(keys, 'expire()');
  requirePersistent(store, state);
  if (keys === undefined) for (const each of cascaded(state, 'refreshExpire')) expireIfPersistent(store, each);
  else expireOne(store, state, keys);
}

/** @throws InvalidRequestError for what has no row here */
export function requirePersistent(store: ObjectStore, state: InstanceState): void {
  if (state.owner === store && store.identityMap.has(state)) return;
  throw new InvalidRequestError(`Instance '${nameOfState(state)}' is not persistent within this Session`);
}

/** A string has letters to go through, too. */
export function checkKeys(keys: unknown, where: string): void {
  if (keys !== undefined && !Array.isArray(keys))
    throw new ArgumentError(`${where} takes the names of attributes as a list: ['name'].`);
}

export function slotsOf(properties: readonly { readonly slot: number }[]): readonly number[] {
  return properties.map(({ slot }) => slot);
}

function expireIfPersistent(store: ObjectStore, state: InstanceState): void {
  if (store.pending.has(state)) store.expunge(state);
  else if (state.owner === store && state.key !== null) expireOne(store, state);
}

function expireOne(store: ObjectStore, state: InstanceState, keys?: readonly string[]): void {
  store.expire(state, keys === undefined ? undefined : slotsOf(keys.map((key) => state.mapper.requireProperty(key))));
  mapperEventsOf(state.mapper)?.emit('expire', state.object as never, keys ?? null);
}
