import type { Mapper } from '../mapping/mapper.ts';
import type { IdentityMap } from './identity-map.ts';
import type { InstanceState } from './instance-state.ts';

/** What a transaction, or a savepoint, did to objects: what its rollback undoes. SQLAlchemy keeps the same in its SessionTransaction. */
export class TransactionSnapshot {
  readonly parent: TransactionSnapshot | null;
  /** Inserted in it. */
  readonly fresh = new Set<InstanceState>();
  /** Their rows were deleted in it. */
  readonly deleted = new Set<InstanceState>();
  /** What attributes were before it, by slot. Absent: columns that were not loaded, and relationships that it did not change. */
  readonly changed = new Map<InstanceState, unknown[]>();
  /** What objects were found by before it. */
  readonly keys = new Map<InstanceState, unknown>();

  constructor(parent: TransactionSnapshot | null) {
    this.parent = parent;
  }

  /** Remembers what an object is, but for what it was before already: called at its first change, and before it counts as saved. */
  keep(state: InstanceState): void {
    if (this.fresh.has(state)) return;
    const { values, changes, mapper } = state;
    let before = this.changed.get(state);
    if (before === undefined) {
      before = values.slice();
      for (const { slot } of mapper.relationships) before[slot] = undefined;
      this.changed.set(state, before);
      // What a flush has written over is not in there any more.
      if (changes !== null) for (const [slot, value] of changes) before[slot] = value;
    } else if (changes !== null && mapper.relationships.length > 0) addMissing(before, changes, mapper);
  }

  rekeyed(state: InstanceState, oldKey: unknown): void {
    if (!this.keys.has(state)) this.keys.set(state, oldKey);
  }

  /** A savepoint was released: what it did is the doing of the transaction around it. */
  release(): void {
    const { parent } = this;
    if (parent === null) return;
    for (const state of this.fresh) parent.fresh.add(state);
    for (const state of this.deleted) parent.deleted.add(state);
    for (const [state, key] of this.keys) parent.rekeyed(state, key);
    for (const [state, before] of this.changed) {
      const earlier = parent.changed.get(state);
      if (earlier === undefined) parent.changed.set(state, before);
      else addMissing(earlier, before.entries(), state.mapper);
    }
  }

  /** Primary keys are what they were. Several objects may have passed a key on, so that all leave before any returns. */
  restoreKeys(identityMap: IdentityMap): void {
    const back = [...this.keys].filter(([state]) => !this.fresh.has(state));
    const present = back.filter(([state]) => identityMap.has(state));
    for (const [state] of present) identityMap.remove(state);
    for (const [state, key] of back) state.key = key;
    for (const [state] of present) identityMap.add(state);
  }
}

/** Columns are there from the beginning; a relationship joins them when it is changed. */
function addMissing(before: unknown[], changes: Iterable<readonly [number, unknown]>, { properties }: Mapper): void {
  for (const [slot, value] of changes)
    if (before[slot] === undefined && properties[slot]?.kind === 'relationship') before[slot] = value;
}
