import { requireMapper } from '../mapping/mapper-of.ts';
import type { MappedTarget } from '../mapping/phantoms.ts';
import type { PrimaryKeyOf, UnknownClass } from '../mapping/primary-key-type.ts';
import { findState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import { identityOf } from './get.ts';
import { type IdentityKey, identityKeyOfState } from './identity-key.ts';

/** The objects of a Session that have rows, by what they are. For looking only. */
export class IdentityMapView implements Iterable<object> {
  readonly #store: ObjectStore;

  /** @internal */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  get size(): number {
    return this.#store.identityMap.size;
  }

  /** The object with a primary key, expired or not; null: it is not here. Asks no database. */
  get<C extends UnknownClass>(construct: C, key: unknown): C['prototype'] | null;
  get<C extends MappedTarget>(construct: C, key: PrimaryKeyOf<C>): C['prototype'] | null;
  get<C extends MappedTarget>(construct: C, key: unknown): C['prototype'] | null {
    const mapper = requireMapper(construct, 'identityMap.get()');
    const state = this.#store.identityMap.get(mapper, mapper.keyOf(identityOf(mapper, key)));
    return state?.mapper.isA(mapper) === true ? state.object : null;
  }

  has(object: object): boolean {
    const state = findState(object);
    return state !== null && state.owner === this.#store && this.#store.identityMap.has(state);
  }

  keys(): IdentityKey[] {
    return Array.from(this.#store.identityMap.states(), (state) => identityKeyOfState(state) as IdentityKey);
  }

  values(): object[] {
    return Array.from(this.#store.identityMap.states(), ({ object }) => object);
  }

  [Symbol.iterator](): IterableIterator<object> {
    return this.values().values();
  }
}
