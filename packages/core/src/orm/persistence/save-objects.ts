import type { Connection } from '../../engine/connection.ts';
import { reprValue } from '../../util/repr-value.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';
import { collectInserts } from './collect-inserts.ts';
import { collectUpdates, keyInDatabase, type StateToUpdate } from './collect-updates.ts';
import { deleteRows } from './delete-rows.ts';
import { insertRows } from './insert-rows.ts';
import { keyOfValues } from './key-of-values.ts';
import { findMappedTable, mappedTables, tablesOf } from './mapped-table.ts';
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
  await tellListeners(work.host, states, ({ key }) => (key === null ? 'beforeInsert' : 'beforeUpdate'));
  const { inserted, updated } = byRow(work, states);
  for (const table of tablesOf(new Set(states.map(({ mapper }) => mapper)))) {
    const isCascaded = (state: InstanceState, slot: number) => work.isCascaded(state, slot);
    // An object of another class does not have all the rows that are taken over.
    const missing = updated.filter(({ switched }) => switched !== null && findMappedTable(switched.mapper, table) === undefined);
    const there = missing.length === 0 ? updated : updated.filter((one) => !missing.includes(one));
    const added = missing.length === 0 ? inserted : [...inserted, ...missing.map(({ state }) => state)];
    if (there.length > 0)
      for (const batch of await collectUpdates(table, there, isCascaded)) await writeUpdates(connection, batch);
    if (added.length > 0) for (const batch of await collectInserts(table, added)) await insertRows(connection, batch);
  }
  for (const { state, switched } of updated) {
    if (switched === null) continue;
    work.switched.set(state, switched);
    if (switched.mapper !== state.mapper) await deleteRest(connection, switched, state.mapper);
  }
  await tellListeners(work.host, states, ({ key }) => (key === null ? 'afterInsert' : 'afterUpdate'));
}

/** Which of them have a row, be it that of another one. */
function byRow(
  work: UnitOfWork,
  states: readonly InstanceState[],
): { readonly inserted: readonly InstanceState[]; readonly updated: readonly StateToUpdate[] } {
  const inserted: InstanceState[] = [];
  const updated: StateToUpdate[] = [];
  for (const state of states) {
    if (!state.mapper.polymorphism.accepts(state.values)) warnOfIdentity(state);
    const switched = state.key === null ? rowSwitch(work, state) : null;
    if (state.key === null && switched === null) inserted.push(state);
    else updated.push({ state, switched });
  }
  return { inserted, updated };
}

function warnOfIdentity(state: InstanceState): void {
  const { mapper, values } = state;
  const identity = values[mapper.polymorphism.discriminator?.slot as number];
  warn(
    `Flushing object ${nameOfState(state)} with incompatible polymorphic identity ${reprValue(identity)}; the object may not refresh and/or load correctly.`,
  );
}

/** Deletes what an object has in tables that the class of its successor does not have. */
async function deleteRest(connection: Connection, state: InstanceState, successor: Mapper): Promise<void> {
  for (const mapped of mappedTables(state.mapper).toReversed()) {
    const { table, primaryKey } = mapped;
    if (findMappedTable(successor, table) !== undefined) continue;
    const columns = primaryKey.map(({ column }) => column);
    await deleteRows(connection, table, columns, [keyInDatabase(mapped, state)]);
  }
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
