import { StaleDataError } from '../../errors/orm-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { committedValue } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { deleteRows } from './delete-rows.ts';
import type { DependencyActions, DependencyRule, StateActions } from './dependency-rule.ts';
import type { FlushWork } from './flush-work.ts';
import { insertPlainRows } from './insert-plain-rows.ts';
import { collectionsToLoad, deleteAlong, warnNotInSession } from './rule-steps.ts';
import { attributeOf, carryIntoRow, checkRelated } from './synchronize.ts';
import { updatePlainRows } from './update-plain-rows.ts';

type Row = Record<string, unknown>;

/** What is to be written to the table between. */
interface SecondaryRows {
  readonly inserts: Row[];
  readonly deletes: Row[];
  /** With the values before as well, by keys that begin with `old_`. */
  readonly updates: { readonly before: Row; readonly after: Row }[];
}

/** Rows of the table between come and go with what is in the collections; whichever side is first writes them. */
export class ManyToManyRule implements DependencyRule {
  readonly property: RelationshipProperty<Mapper>;

  constructor(property: RelationshipProperty<Mapper>) {
    this.property = property;
  }

  toLoad(work: FlushWork, states: readonly InstanceState[], isDelete: boolean): readonly InstanceState[] {
    return collectionsToLoad(this.property, work, states, isDelete);
  }

  presortDeletes(): void {}

  presortSaves(work: FlushWork, states: readonly InstanceState[]): void {
    const { property } = this;
    if (!property.cascade.deleteOrphan) return;
    for (const state of states)
      for (const child of work.history(state, property).deleted) {
        if (child === null || work.hasParent(child, property)) continue;
        deleteAlong(property, work, child);
      }
  }

  connect(work: FlushWork, actions: DependencyActions): void {
    const { parentSaves, childSaves, parentDeletes, childDeletes, afterSave, beforeDelete } = actions;
    work.before(parentSaves, afterSave);
    work.before(childSaves, afterSave);
    work.before(afterSave, childDeletes);
    work.before(beforeDelete, parentSaves);
    work.before(beforeDelete, parentDeletes);
    work.before(beforeDelete, childDeletes);
    work.before(beforeDelete, childSaves);
  }

  connectStates(work: FlushWork, { saveParent, deleteParent, child, process, isDelete, isChildDeleted }: StateActions): void {
    if (isDelete) {
      if (child !== null) work.before(process, child);
      if (deleteParent !== null) work.before(process, deleteParent);
      return;
    }
    if (saveParent !== null) work.before(saveParent, process);
    if (child === null) return;
    if (isChildDeleted) work.before(process, child);
    else work.before(child, process);
  }

  processDeletes(work: FlushWork, states: readonly InstanceState[]): Promise<void> | void {
    const rows: SecondaryRows = { inserts: [], deletes: [], updates: [] };
    const done: [InstanceState, InstanceState][] = [];
    const processed = work.processedPairs(this.property);
    for (const state of states) {
      const { unchanged, deleted } = work.history(state, this.property);
      for (const child of [...unchanged, ...deleted]) {
        if (child === null || processed?.has(state, child) === true) continue;
        if (!this.#addRow(work, rows.deletes, state, child, 'delete')) continue;
        done.push([child, state]);
      }
    }
    for (const [child, state] of done) processed?.add(child, state);
    return this.#write(work, rows);
  }

  processSaves(work: FlushWork, states: readonly InstanceState[]): Promise<void> | void {
    const rows: SecondaryRows = { inserts: [], deletes: [], updates: [] };
    const done: [InstanceState, InstanceState][] = [];
    const processed = work.processedPairs(this.property);
    const { pairs } = this.property.condition;
    const followsKeys = this.property.options.passiveUpdates === false;
    for (const state of states) {
      const { added, unchanged, deleted } = work.history(state, this.property);
      for (const child of added) {
        if (child !== null && (processed?.has(state, child) === true || this.#isThere(work, state, child))) continue;
        this.#addRow(work, rows.inserts, state, child, 'add');
        if (child !== null) done.push([child, state]);
      }
      for (const child of deleted) {
        if (child === null || processed?.has(state, child) === true) continue;
        const isAdded = this.#addRow(work, rows.deletes, state, child, 'delete');
        if (isAdded && followsKeys) rows.deletes.push({ ...rows.deletes.pop(), ...this.#changedRow(state, child).before });
        done.push([child, state]);
      }
      if (!followsKeys || unchanged.length === 0 || !work.isKeyChanged(state, pairs)) continue;
      for (const child of unchanged) {
        if (child === null || processed?.has(state, child) === true) continue;
        rows.updates.push(this.#changedRow(state, child));
        done.push([child, state]);
      }
    }
    for (const [child, state] of done) processed?.add(child, state);
    return this.#write(work, rows);
  }

  /** Whether the other side, which was set without being loaded, turned out to have had it. */
  #isThere(work: FlushWork, state: InstanceState, child: InstanceState): boolean {
    const { synced } = this.property;
    return synced !== null && child.changes?.has(synced.slot) === true && work.history(child, synced).unchanged.includes(state);
  }

  #addRow(work: FlushWork, rows: Row[], state: InstanceState, child: InstanceState | null, operation: string): boolean {
    const { property } = this;
    checkRelated(child, property);
    if (child === null) return false;
    if (!work.contains(child)) {
      if (!child.isDeleted) warnNotInSession(property, operation, child);
      return false;
    }
    const row: Row = {};
    carryIntoRow(state, row, property.condition.pairs);
    carryIntoRow(child, row, property.condition.secondaryPairs);
    rows.push(row);
    return true;
  }

  #changedRow(state: InstanceState, child: InstanceState): { readonly before: Row; readonly after: Row } {
    const { pairs, secondaryPairs } = this.property.condition;
    const before: Row = {};
    const after: Row = {};
    carryIntoRow(state, after, pairs);
    carryIntoRow(child, after, secondaryPairs);
    for (const { source, destination } of pairs) before[destination.key] = committedValue(state, attributeOf(state, source).slot);
    for (const { source, destination } of secondaryPairs)
      before[destination.key] = committedValue(child, attributeOf(child, source).slot);
    return { before, after };
  }

  async #write(work: FlushWork, { inserts, deletes, updates }: SecondaryRows): Promise<void> {
    if (inserts.length + deletes.length + updates.length === 0) return;
    const secondary = this.property.condition.secondary as SchemaTable;
    const columns = this.#columns();
    const connection = await work.host.connection(this.property.parent);
    if (deletes.length > 0) {
      const rows = deletes.map((row) => columns.map(({ key }) => row[key]));
      checkCount('DELETE', secondary, rows.length, await deleteRows(connection, secondary, columns, rows));
    }
    if (updates.length > 0)
      checkCount('UPDATE', secondary, updates.length, await updatePlainRows(connection, secondary, columns, updates));
    if (inserts.length > 0) await insertPlainRows(connection, secondary, inserts);
  }

  #columns(): readonly AnyColumn[] {
    const { pairs, secondaryPairs } = this.property.condition;
    return [...new Set([...pairs, ...secondaryPairs].map(({ destination }) => destination))];
  }
}

function checkCount(verb: 'DELETE' | 'UPDATE', { name }: SchemaTable, expected: number, matched: number): void {
  if (matched < 0 || matched === expected) return;
  throw new StaleDataError(
    `${verb} statement on table '${name}' expected to ${verb.toLowerCase()} ${expected} row(s); Only ${matched} were matched. Somebody else changed the rows: roll back and load them anew.`,
  );
}
