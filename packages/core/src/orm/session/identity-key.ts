import { requireMapper } from '../mapping/mapper-of.ts';
import type { MappedTarget } from '../mapping/phantoms.ts';
import type { PrimaryKeyOf, UnknownClass } from '../mapping/primary-key-type.ts';
import { type InstanceState, stateOf } from '../state/instance-state.ts';
import { identityOf } from './get.ts';

/** What an object is found by: its class at the root of its inheritance, its primary key, and nothing that tells databases apart. */
export type IdentityKey = readonly [construct: object, identity: readonly unknown[], token: null];

/**
 * The identity key of an object, or of what `get(construct, key)` gives.
 *
 * @example identityKey(User, 5)
 */
export function identityKey(object: object): IdentityKey | null;
export function identityKey(construct: UnknownClass, key: unknown): IdentityKey;
export function identityKey<C extends MappedTarget>(construct: C, key: PrimaryKeyOf<C>): IdentityKey;
export function identityKey(subject: object, key?: unknown): IdentityKey | null {
  if (typeof subject !== 'function') return identityKeyOfState(stateOf(subject, 'identityKey()'));
  const mapper = requireMapper(subject, 'identityKey()');
  return Object.freeze([mapper.base.construct, Object.freeze([...identityOf(mapper, key)]), null] as const);
}

export function identityKeyOfState({ mapper, identity }: InstanceState): IdentityKey | null {
  return identity === null ? null : Object.freeze([mapper.base.construct, Object.freeze([...identity]), null] as const);
}
