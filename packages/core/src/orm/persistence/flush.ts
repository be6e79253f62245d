import { sortTablesAndConstraints } from '../../schema/sort-tables.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { and } from '../../sql/and-or-not.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import { delete_ } from '../../sql/delete.ts';
import { insert } from '../../sql/insert.ts';
import { update } from '../../sql/update.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { relatedObjects } from '../state/cascade-walk.ts';
import { type InstanceState, stateOf } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { FlushHost } from './flush-host.ts';

/** Sends what was added, changed and deleted: parents before children, and children's rows are deleted before those of parents. */
export async function flush(store: ObjectStore, host: FlushHost): Promise<void> {
  const states = [...store.pending, ...store.modified, ...store.toDelete];
  const mappers = ordered([...new Set(states.map(({ mapper }) => mapper))]);
  for (const mapper of mappers) {
    for (const state of [...store.pending]) if (state.mapper === mapper) await insertRow(state, store, host);
    for (const state of [...store.modified])
      if (state.mapper === mapper && !store.toDelete.has(state)) await updateRow(state, host);
  }
  for (const mapper of mappers.toReversed())
    for (const state of [...store.toDelete]) if (state.mapper === mapper) await deleteRow(state, store, host);
  for (const state of states) state.committed();
  store.modified.clear();
}

function ordered(mappers: readonly Mapper[]): readonly Mapper[] {
  const tables = mappers.map(({ table }) => table);
  const sorted = sortTablesAndConstraints(tables).map(({ table }) => table);
  return mappers.toSorted((a, b) => sorted.indexOf(a.table) - sorted.indexOf(b.table));
}

type AnyTable = FromClause<Record<string, unknown>, string>;

function tableOf(table: SchemaTable): AnyTable {
  return table as unknown as AnyTable;
}

async function insertRow(state: InstanceState, store: ObjectStore, host: FlushHost): Promise<void> {
  const { mapper, values } = state;
  fillForeignKeys(state);
  const row: Record<string, unknown> = {};
  for (const { slot, column } of mapper.columns) if (values[slot] !== undefined) row[column.key] = values[slot];
  const result = await host.execute(insert(tableOf(mapper.table)).values(row), null, mapper);
  const key = result.insertedPrimaryKey as readonly unknown[] | null;
  mapper.table.primaryKey.columns.forEach((column, index) => {
    values[mapper.requireColumn(column).slot] = key?.[index];
  });
  store.persist(state, mapper.identityKey(values));
}

async function updateRow(state: InstanceState, host: FlushHost): Promise<void> {
  const { mapper, values, changes } = state;
  fillForeignKeys(state);
  const row: Record<string, unknown> = {};
  for (const { slot, column } of mapper.columns)
    if (changes?.has(slot) === true && changes.get(slot) !== values[slot]) row[column.key] = values[slot];
  if (Object.keys(row).length === 0) return;
  const table = tableOf(mapper.table);
  await host.execute(update(table).where(identity(state)).values(row), null, mapper);
}

async function deleteRow(state: InstanceState, store: ObjectStore, host: FlushHost): Promise<void> {
  await host.execute(delete_(tableOf(state.mapper.table)).where(identity(state)), null, state.mapper);
  store.forget(state);
  state.isDeleted = true;
}

function identity({ mapper, values }: InstanceState) {
  return and(
    ...mapper.primaryKey.map(({ column, slot }) => column.eq(bindparam(`pk_${column.key}`, { value: values[slot] }) as never)),
  );
}

/** Foreign keys follow from the objects that are related. */
function fillForeignKeys(state: InstanceState): void {
  for (const { slot, condition } of state.mapper.relationships) {
    if (condition.direction !== 'manyToOne' || state.values[slot] === undefined) continue;
    const [object] = relatedObjects(state, slot);
    for (const { source, destination } of condition.pairs) {
      const related = object === undefined ? null : stateOf(object);
      const value = related === null ? null : related.values[related.mapper.requireColumn(source).slot];
      const own = state.mapper.requireColumn(destination);
      if (state.values[own.slot] !== value) state.change(own.slot, value);
    }
  }
}
