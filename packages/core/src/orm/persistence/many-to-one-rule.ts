import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { committedValue, sumOfHistory } from '../state/attribute-history.ts';
import { type InstanceState, notLoaded } from '../state/instance-state.ts';
import type { DependencyActions, DependencyRule, StateActions } from './dependency-rule.ts';
import type { FlushWork } from './flush-work.ts';
import { deleteAlong, isPassive, postUpdateKeys, warnNotInSession } from './rule-steps.ts';
import { attributeOf, carryKeys, checkRelated, clearKeys } from './synchronize.ts';

/** The key of the object referred to goes into the one that refers. `parent` is the class that refers. */
export class ManyToOneRule implements DependencyRule {
  readonly property: RelationshipProperty<Mapper>;

  constructor(property: RelationshipProperty<Mapper>) {
    this.property = property;
  }

  toLoad(_work: FlushWork, states: readonly InstanceState[], isDelete: boolean): readonly InstanceState[] {
    const { slot, cascade } = this.property;
    if (isPassive(this.property) || !(cascade.deleteOrphan || (isDelete && cascade.delete))) return [];
    return states.filter(
      (state) => state.key !== null && (state.values[slot] === undefined || state.changes?.get(slot) === notLoaded),
    );
  }

  presortDeletes(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    if (!property.cascade.delete && !property.cascade.deleteOrphan) return;
    for (const state of states) {
      const { added, unchanged, deleted } = work.history(state, property);
      const lost = property.cascade.deleteOrphan ? [...added, ...unchanged, ...deleted] : [...added, ...unchanged];
      for (const one of lost) if (one !== null) deleteAlong(property, work, one);
    }
  }

  presortSaves(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    if (!property.cascade.deleteOrphan) return;
    for (const state of states)
      for (const one of work.history(state, property).deleted)
        if (one !== null && !work.hasParent(one, property)) deleteAlong(property, work, one);
  }

  connect(work: FlushWork, actions: DependencyActions): void {
    const { parentSaves, childSaves, parentDeletes, childDeletes, afterSave, beforeDelete } = actions;
    if (this.property.options.postUpdate === true) {
      const postUpdates = work.postUpdates(this.property.parent.base, false);
      const preUpdates = work.postUpdates(this.property.parent.base, true);
      work.before(childSaves, afterSave);
      work.before(parentSaves, afterSave);
      work.before(afterSave, postUpdates);
      work.before(afterSave, preUpdates);
      work.before(beforeDelete, preUpdates);
      work.before(preUpdates, childDeletes);
      work.before(preUpdates, parentDeletes);
      // What is referred to no longer may be deleted as well.
      work.before(postUpdates, childDeletes);
      return;
    }
    work.before(childSaves, afterSave);
    work.before(afterSave, parentSaves);
    work.before(parentSaves, childDeletes);
    work.before(parentDeletes, childDeletes);
  }

  connectStates(work: FlushWork, { saveParent, deleteParent, child, process, isDelete, isChildDeleted }: StateActions): void {
    if (this.property.options.postUpdate === true) {
      const updates = work.postUpdates(this.property.parent.base, isDelete);
      work.before(process, updates);
      if (isDelete) {
        if (deleteParent !== null) work.before(updates, deleteParent);
        if (child !== null) work.before(updates, child);
      } else if (isChildDeleted) {
        if (child !== null) work.before(updates, child);
      } else {
        if (saveParent !== null) work.before(saveParent, process);
        if (child !== null) work.before(child, process);
      }
    } else if (!isDelete) {
      const isKnown = work.hasKey(child?.state, this.property.condition.pairs);
      if (child !== null && !isChildDeleted && !isKnown) work.before(child, process);
      if (saveParent !== null) work.before(process, saveParent);
    } else if (isChildDeleted && deleteParent !== null && child !== null) work.before(deleteParent, child);
  }

  processDeletes(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const { postUpdate, passiveDeletes } = property.options;
    if (postUpdate !== true || property.cascade.deleteOrphan || passiveDeletes === 'all') return;
    const { pairs } = property.condition;
    for (const state of states) {
      // Also where the object referred to is not loaded.
      const refers = pairs.some(({ destination }) => committedValue(state, attributeOf(state, destination).slot) !== null);
      clearKeys(state, pairs);
      if (refers) postUpdateKeys(property, work, state);
    }
  }

  processSaves(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const { postUpdate } = property.options;
    for (const state of states) {
      const past = work.history(state, property);
      if (past.added.length > 0) for (const one of past.added) this.#refer(work, state, one);
      else if (past.deleted.length > 0) this.#refer(work, state, null);
      if (postUpdate === true && sumOfHistory(past).length > 0) postUpdateKeys(property, work, state);
    }
  }

  #refer(work: FlushWork, state: InstanceState, target: InstanceState | null): void {
    const { property } = this;
    if (property.options.postUpdate !== true && work.isDeleted(state)) return;
    if (target !== null && !work.contains(target)) {
      warnNotInSession(property, 'add', target);
      return;
    }
    if (target === null) {
      clearKeys(state, property.condition.pairs);
      return;
    }
    checkRelated(target, property);
    carryKeys(work, target, state, property.condition.pairs);
  }
}
