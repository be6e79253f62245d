import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { type InstanceState, stateOf } from '../state/instance-state.ts';
import { ObjectStore } from '../state/object-store.ts';
import type { Session } from './session.ts';

/**
 * The Session that an object belongs to; null: it is transient or detached.
 *
 * @example objectSession(new User({ name: 'sandy' })) === null
 */
export function objectSession(object: object): Session | null {
  return sessionOf(stateOf(object, 'objectSession()'));
}

/**
 * Makes an object as if it were new: without a session and without an identity. What is expired reads as null.
 *
 * @example makeTransient(await session.getOne(User, 2))
 */
export function makeTransient(object: object): void {
  const state = stateOf(object, 'makeTransient()');
  const isStale = (slot: number): boolean => state.isStale(slot) && state.changes?.has(slot) !== true;
  for (let slot = 0; slot < state.values.length; slot++) if (isStale(slot)) state.values[slot] = undefined;
  if (state.owner instanceof ObjectStore) state.owner.expunge(state);
  state.makeTransient();
}

/**
 * Makes a new object one that counts as loaded by its primary key; everything that was not set counts as expired.
 *
 * @example makeTransientToDetached(new User({ id: 2, name: 'sandy' }))
 */
export function makeTransientToDetached(object: object): void {
  const state = stateOf(object, 'makeTransientToDetached()');
  if (state.owner !== null || state.key !== null) throw new InvalidRequestError('Given object must be transient');
  const key = state.mapper.identityKey(state.values);
  if (key === null) throw new InvalidRequestError(`Set the primary key of this ${state.mapper.name} first.`);
  state.key = key;
  state.isDeleted = false;
  state.committed();
  const missing = state.mapper.columns.filter(({ slot }) => state.values[slot] === undefined);
  if (missing.length > 0) state.expired = new Set(missing.map(({ slot }) => slot));
}

/**
 * Whether the row of an object was deleted by a flush, in a transaction that was not rolled back.
 *
 * @example wasDeleted(await session.getOne(User, 2)) === false
 */
export function wasDeleted(object: object): boolean {
  return stateOf(object, 'wasDeleted()').isDeleted;
}

export function sessionOf({ owner }: InstanceState): Session | null {
  return (owner?.session as Session | undefined) ?? null;
}
