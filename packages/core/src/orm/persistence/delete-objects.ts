import { StaleDataError } from '../../errors/orm-errors.ts';
import { warn } from '../../util/warn.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { committedValue } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { keyInDatabase } from './collect-updates.ts';
import { deleteRows } from './delete-rows.ts';
import { findMappedTable, type MappedTable, tablesOf } from './mapped-table.ts';
import { sortStates } from './sort-states.ts';
import { tellListeners } from './tell-listeners.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Deletes the rows of objects of the classes that share a base: those of the root's table last. */
export async function deleteObjects(work: UnitOfWork, base: Mapper, states: readonly InstanceState[]): Promise<void> {
  if (states.length === 0) return;
  const sorted = sortStates(states);
  await tellListeners(work.host, sorted, () => 'beforeDelete');
  const connection = await work.host.connection(base);
  for (const table of tablesOf(new Set(sorted.map(({ mapper }) => mapper))).toReversed()) {
    const rows = new Map<MappedTable, unknown[][]>();
    for (const state of sorted) {
      const mapped = findMappedTable(state.mapper, table);
      if (mapped === undefined) continue;
      const key = keyInDatabase(mapped, state);
      if (mapped.version !== null) key.push(committedValue(state, mapped.version.slot));
      const known = rows.get(mapped);
      if (known === undefined) rows.set(mapped, [key]);
      else known.push(key);
    }
    for (const [mapped, keys] of rows) {
      const columns = [...mapped.primaryKey, ...(mapped.version === null ? [] : [mapped.version])].map(({ column }) => column);
      checkDeleted(base, mapped, keys.length, await deleteRows(connection, table, columns, keys));
    }
  }
  await tellListeners(work.host, sorted, () => 'afterDelete');
}

function checkDeleted(base: Mapper, { table, version }: MappedTable, expected: number, matched: number): void {
  if (matched < 0 || matched === expected || base.options.confirmDeletedRows === false) return;
  const message = `DELETE statement on table '${table.name}' expected to delete ${expected} row(s); ${matched} were matched. Please set { confirmDeletedRows: false } within the mapper configuration to prevent this warning.`;
  if (version !== null) throw new StaleDataError(message);
  warn(message);
}
