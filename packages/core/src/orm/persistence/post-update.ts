import type { Mapper } from '../mapping/mapper.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { committedValue, isSameValue } from '../state/attribute-history.ts';
import { notLoaded } from '../state/instance-state.ts';
import { addOnupdates, keyInDatabase, type UpdateBatch } from './collect-updates.ts';
import { findMappedTable, tablesOf } from './mapped-table.ts';
import { sortStates } from './sort-states.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { writeUpdates } from './write-updates.ts';

/** Sets the foreign keys of relationships that say `postUpdate`, after the rows are inserted or before they are deleted. */
export async function postUpdate(work: UnitOfWork, base: Mapper, isDelete: boolean): Promise<void> {
  const columnsOf = work.postUpdated.get(base);
  if (columnsOf === undefined) return;
  const states = sortStates([...columnsOf.keys()].filter((state) => work.isDeleted(state) === isDelete));
  const connection = await work.host.connection(base);
  for (const table of tablesOf(new Set(states.map(({ mapper }) => mapper))))
    for (const state of states) {
      const mapped = findMappedTable(state.mapper, table);
      if (mapped === undefined) continue;
      const wanted = columnsOf.get(state) ?? new Set();
      const set = mapped.columns.filter(({ column, slot }) => wanted.has(column) && isUnsaved(work, state, slot));
      if (set.length === 0) continue;
      const found = work.isNew(state)
        ? mapped.primaryKey.map(({ slot }) => state.values[slot])
        : keyInDatabase(mapped, state, (one, slot) => work.isCascaded(one, slot));
      const values = set.map(({ slot }) => state.values[slot]);
      if (mapped.hasOnupdates && !isDelete) await addOnupdates(mapped, state, set, values, null);
      if (mapped.version !== null) {
        const version = state.values[mapped.version.slot];
        found.push(version);
        if (mapped.nextVersion !== null) {
          set.push(mapped.version);
          values.push(mapped.nextVersion(version));
        }
      }
      const batch: UpdateBatch = { mapped, states: [state], set, values: [values], found: [found], expressions: null };
      await writeUpdates(connection, batch);
    }
}

/** Whether the value differs from what the database has by now: new rows have what they were inserted with. */
function isUnsaved(work: UnitOfWork, state: InstanceState, slot: number): boolean {
  const value = state.values[slot];
  if (value === undefined) return false;
  if (work.isNew(state)) return value !== null;
  const before = state.changes?.has(slot) === true ? state.changes.get(slot) : undefined;
  return before !== undefined && (before === notLoaded || !isSameValue(committedValue(state, slot), value));
}
