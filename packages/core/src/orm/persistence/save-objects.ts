import type { Connection } from '../../engine/connection.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import { collectInserts } from './collect-inserts.ts';
import { collectUpdates, type StateToUpdate } from './collect-updates.ts';
import { insertRows } from './insert-rows.ts';
import { keyOfValues } from './key-of-values.ts';
import { tablesOf } from './mapped-table.ts';
import { sortStates } from './sort-states.ts';
import { tellListeners } from './tell-listeners.ts';
import type { Member, UnitOfWork } from './unit-of-work.ts';
import { writeUpdates } from './write-updates.ts';

/** Inserts new objects and updates changed ones of the classes that share a base: table by table, the root's first. */
export async function saveObjects(work: UnitOfWork, base: Mapper, states: readonly InstanceState[]): Promise<void> {
  if (states.length === 0) return;
  const connection = await work.host.connection(base);
  const sorted = sortStates(states);
  if (base.options.batch !== false) return saveTogether(work, connection, sorted);
  for (const state of sorted) await saveTogether(work, connection, [state]);
}

async function saveTogether(work: UnitOfWork, connection: Connection, states: readonly InstanceState[]): Promise<void> {
  const inserted: InstanceState[] = [];
  const updated: StateToUpdate[] = [];
  await tellListeners(work.host, states, ({ key }) => (key === null ? 'beforeInsert' : 'beforeUpdate'));
  for (const state of states) {
    const switched = state.key === null ? rowSwitch(work, state) : null;
    if (state.key === null && switched === null) inserted.push(state);
    else updated.push({ state, switched });
  }
  for (const table of tablesOf(new Set(states.map(({ mapper }) => mapper)))) {
    const isCascaded = (state: InstanceState, slot: number) => work.isCascaded(state, slot);
    if (updated.length > 0)
      for (const batch of await collectUpdates(table, updated, isCascaded)) await writeUpdates(connection, batch);
    if (inserted.length > 0) for (const batch of await collectInserts(table, inserted)) await insertRows(connection, batch);
  }
  for (const { state, switched } of updated) if (switched !== null) work.switched.set(state, switched);
  await tellListeners(work.host, states, ({ key }) => (key === null ? 'afterInsert' : 'afterUpdate'));
}

/** A new object whose key is that of one that this flush deletes takes its row over. */
function rowSwitch(work: UnitOfWork, state: InstanceState): InstanceState | null {
  const key = keyOfValues(state.mapper, state.values);
  if (key === null) return null;
  const existing = work.store.identityMap.get(state.mapper, key);
  if (existing === undefined || existing === state) return null;
  if (!work.isDeleted(existing)) {
    warn(
      `New instance ${nameOfState(state)} with identity key ${String(key)} conflicts with persistent instance ${nameOfState(existing)}`,
    );
    return null;
  }
  (work.members.get(existing) as Member).fate = 'listDelete';
  return existing;
}
