import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { MappedObject } from '../mapping/instance-slot.ts';
import { KeyedCollection } from '../mapping/keyed-collection.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { RelatedState } from './related-state.ts';

/** In place of the key of an object that gives none yet. */
export const unpopulated: unique symbol = Symbol('unpopulated');

/**
 * What an object is found by in a Map. NULL is a key of what a row says, and no key of a new object.
 *
 * @returns unpopulated where it has no key and is to be left out
 * @throws InvalidRequestError where it has no key and is to have one
 */
export function keyInMap(object: object, { name, options: { collectionClass } }: RelationshipProperty<Mapper>): unknown {
  if (!(collectionClass instanceof KeyedCollection)) return unpopulated;
  const key = collectionClass.keyOf(object as never);
  const state = MappedObject.slotOf(object) as RelatedState;
  if (key !== undefined && (key !== null || state.key !== null)) return key;
  if (collectionClass.ignoresUnpopulated) return unpopulated;
  throw new InvalidRequestError(
    `${name} is a Map, and the ${collectionClass.source} gives no key of a <${state.mapper.name}> yet. Set what the key is made of first.`,
  );
}
