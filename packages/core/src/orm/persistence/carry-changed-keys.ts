import type { ColumnProperty } from '../mapping/column-property.ts';
import { isSameValue } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { findState } from '../state/instance-state.ts';
import { attributeOf, attributeValue } from './synchronize.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Where primary keys have changed, objects that refer to them by many-to-one have the new ones. With `passiveUpdates`, the
 * default, the database changes their rows by itself (ON UPDATE CASCADE), and it is done at the end; else they are updated.
 * SQLAlchemy's `DetectKeySwitch`.
 */
export function carryChangedKeys(work: UnitOfWork, isPassive: boolean): void {
  const switched = new Set<InstanceState>();
  for (const state of work.store.modified) if (isRekeyed(state) && work.members.has(state)) switched.add(state);
  if (switched.size === 0) return;
  for (const state of work.store.identityMap.states())
    for (const { condition, slot, options } of state.mapper.relationships) {
      if (condition.direction !== 'manyToOne' || (options.passiveUpdates !== false) !== isPassive) continue;
      const target = findState(state.values[slot]);
      if (target === null || !switched.has(target) || work.isDeleted(state)) continue;
      for (const { source, destination } of condition.pairs) {
        const own = attributeOf(state, destination).slot;
        const value = attributeValue(target, source);
        if (state.values[own] === value) continue;
        state.change(own, value);
        work.register(state, { isListOnly: isPassive });
      }
    }
}

function isRekeyed({ mapper: { primaryKey }, changes, values }: InstanceState): boolean {
  for (let i = 0; i < primaryKey.length; i++) {
    const { slot } = primaryKey[i] as ColumnProperty;
    if (changes?.has(slot) === true && !isSameValue(changes.get(slot), values[slot])) return true;
  }
  return false;
}
