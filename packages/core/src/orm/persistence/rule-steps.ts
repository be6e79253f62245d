import { warn } from '../../util/warn.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type InstanceState, notLoaded } from '../state/instance-state.ts';
import type { FlushWork } from './flush-work.ts';

// What several rules of relationships do alike.

type Property = RelationshipProperty<Mapper>;

/** Whether related objects that are not loaded are left to the database when an object is deleted. */
export function isPassive({ options: { passiveDeletes } }: Property): boolean {
  return passiveDeletes !== undefined && passiveDeletes !== false;
}

/** The objects whose collections have to be known: keys change or vanish in what they hold. */
export function collectionsToLoad(
  property: Property,
  work: FlushWork,
  states: readonly InstanceState[],
  isDelete: boolean,
): readonly InstanceState[] {
  const { slot, options, condition } = property;
  return states.filter((state) => {
    if (state.key === null) return false;
    if (state.changes?.get(slot) === notLoaded) return true;
    if (state.values[slot] !== undefined) return false;
    return isDelete ? !isPassive(property) : options.passiveUpdates === false && work.isKeyChanged(state, condition.pairs);
  });
}

/** Registers an object that goes with a relationship, and all that its deletion leads to. */
export function deleteAlong(property: Property, work: FlushWork, state: InstanceState): void {
  work.register(state, { isDelete: true, operation: 'delete', property });
  work.registerDeleteCascade(state);
}

/** Leaves the keys of an object to an UPDATE of their own. */
export function postUpdateKeys({ condition }: Property, work: FlushWork, state: InstanceState): void {
  work.registerPostUpdate(
    state,
    condition.pairs.map(({ destination }) => destination),
  );
}

/** Warns that nothing is written for an object, as the session does not have it. */
export function warnNotInSession({ name }: Property, operation: string, { mapper }: InstanceState): void {
  warn(
    `Object of type <${mapper.name}> not in session, ${operation} operation along '${name}' won't proceed. Add it to the session.`,
  );
}
