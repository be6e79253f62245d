import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { relatedState } from './backref-sync.ts';
import { type InstanceState, notLoaded } from './instance-state.ts';
import type { RelatedState } from './related-state.ts';

/**
 * Objects that were loaded as those of a one-to-many refer to the one that they were loaded for: so their many-to-one is
 * loaded as well. Each is left as it is if it was loaded; if it was set, this is what it was before.
 */
export function loadReverse(
  state: RelatedState,
  { condition, reverse }: RelationshipProperty<Mapper>,
  objects: readonly object[],
): void {
  if (reverse === null || reverse.isCollection || !condition.isSimpleOneToMany || reverse.condition.getKey === null) return;
  for (const object of objects) {
    const { values, changes } = relatedState(object) as InstanceState;
    if (changes?.get(reverse.slot) === notLoaded) changes.set(reverse.slot, state.object);
    else if (values[reverse.slot] === undefined) values[reverse.slot] = state.object;
  }
}
