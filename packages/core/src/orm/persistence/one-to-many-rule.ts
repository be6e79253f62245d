import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { DependencyActions, DependencyRule, StateActions } from './dependency-rule.ts';
import type { FlushWork } from './flush-work.ts';
import { collectionsToLoad, deleteAlong, postUpdateKeys } from './rule-steps.ts';
import { carryKeys, checkRelated, clearKeys } from './synchronize.ts';

/** Keys go from parents to children; children that lose their parent lose its key, or are deleted. */
export class OneToManyRule implements DependencyRule {
  readonly property: RelationshipProperty<Mapper>;

  constructor(property: RelationshipProperty<Mapper>) {
    this.property = property;
  }

  toLoad(work: FlushWork, states: readonly InstanceState[], isDelete: boolean): readonly InstanceState[] {
    return collectionsToLoad(this.property, work, states, isDelete);
  }

  presortDeletes(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const clears = !property.cascade.delete && property.options.passiveDeletes !== 'all';
    for (const state of states) {
      const { deleted, unchanged } = work.history(state, property);
      for (const child of deleted)
        if (child !== null && !work.hasParent(child, property)) work.register(child, { isDelete: property.cascade.deleteOrphan });
      if (!clears) continue;
      for (const child of unchanged) if (child !== null) work.register(child, { operation: 'delete', property });
    }
  }

  presortSaves(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const children = work.childrenAdded(property);
    for (const state of states) {
      const { added, unchanged, deleted } = work.history(state, property);
      for (const child of added) {
        if (child === null) continue;
        work.register(child, { cancelsDelete: true, operation: 'add', property });
        children.add(child);
      }
      for (const child of deleted) if (child !== null) this.#registerLost(work, child);
      if (unchanged.length === 0 || !work.isKeyChanged(state, property.condition.pairs)) continue;
      const isListOnly = property.options.passiveUpdates !== false;
      for (const child of unchanged) if (child !== null) work.register(child, { isListOnly, operation: 'pk change', property });
    }
  }

  connect(work: FlushWork, actions: DependencyActions): void {
    const { parentSaves, childSaves, parentDeletes, childDeletes, afterSave, beforeDelete } = actions;
    if (this.property.options.postUpdate === true) {
      const postUpdates = work.postUpdates(this.property.target.base, false);
      const preUpdates = work.postUpdates(this.property.target.base, true);
      work.before(childSaves, afterSave);
      work.before(parentSaves, afterSave);
      work.before(afterSave, postUpdates);
      work.before(beforeDelete, preUpdates);
      work.before(preUpdates, parentDeletes);
      work.before(preUpdates, childDeletes);
      return;
    }
    work.before(parentSaves, afterSave);
    work.before(afterSave, childSaves);
    work.before(afterSave, childDeletes);
    work.before(childSaves, parentDeletes);
    work.before(childDeletes, parentDeletes);
    work.before(beforeDelete, childSaves);
    work.before(beforeDelete, childDeletes);
  }

  connectStates(work: FlushWork, { saveParent, deleteParent, child, process, isDelete, isChildDeleted }: StateActions): void {
    if (this.property.options.postUpdate === true) {
      const updates = work.postUpdates(this.property.target.base, isDelete);
      if (isDelete) {
        work.before(process, updates);
        if (deleteParent !== null) work.before(updates, deleteParent);
        return;
      }
      if (saveParent !== null && !isChildDeleted) work.before(saveParent, process);
      if (child !== null) work.before(child, process);
      work.before(process, updates);
      return;
    }
    if (!isDelete) {
      if (child !== null) work.before(process, child);
      if (saveParent === null || work.hasKey(process.state, this.property.condition.pairs)) return;
      work.before(saveParent, process);
      if (child !== null) work.before(saveParent, child);
    } else if (child !== null) {
      work.before(process, child);
      if (deleteParent !== null) work.before(child, deleteParent);
    }
  }

  processDeletes(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const { postUpdate, passiveDeletes } = property.options;
    if (postUpdate !== true && passiveDeletes === 'all') return;
    const children = work.childrenAdded(property);
    for (const state of states) {
      const { deleted, unchanged } = work.history(state, property);
      for (const child of deleted) if (child !== null && !work.hasParent(child, property)) this.#clear(work, child);
      if (postUpdate !== true && property.cascade.delete) continue;
      for (const child of unchanged) if (child !== null && !children.has(child)) this.#clear(work, child);
    }
  }

  processSaves(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    const { pairs } = property.condition;
    const { passiveDeletes, passiveUpdates, postUpdate } = property.options;
    const clears = !property.cascade.deleteOrphan && passiveDeletes !== 'all';
    for (const state of states) {
      const { added, unchanged, deleted } = work.history(state, property);
      for (const child of added) {
        checkRelated(child, property);
        if (child === null || !this.#isWritten(work, child)) continue;
        carryKeys(work, state, child, pairs);
        if (postUpdate === true) postUpdateKeys(this.property, work, child);
      }
      if (clears) for (const child of deleted) if (child !== null && !work.hasParent(child, property)) this.#clear(work, child);
      if (unchanged.length === 0 || !work.isKeyChanged(state, pairs)) continue;
      for (const child of unchanged)
        if (child !== null && this.#isWritten(work, child)) carryKeys(work, state, child, pairs, passiveUpdates !== false);
    }
  }

  #registerLost(work: FlushWork, child: InstanceState): void {
    const { property } = this;
    if (!property.cascade.deleteOrphan) {
      if (property.options.passiveDeletes !== 'all') work.register(child, { operation: 'delete', property });
    } else if (!work.hasParent(child, property)) {
      deleteAlong(property, work, child);
    }
  }

  #isWritten(work: FlushWork, child: InstanceState): boolean {
    return this.property.options.postUpdate === true || !work.isDeleted(child);
  }

  #clear(work: FlushWork, child: InstanceState): void {
    checkRelated(child, this.property);
    if (!this.#isWritten(work, child)) return;
    clearKeys(child, this.property.condition.pairs);
    if (this.property.options.postUpdate === true) postUpdateKeys(this.property, work, child);
  }
}
