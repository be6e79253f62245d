import type { ExecuteParams, Params } from '../../engine/execute-params.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { StaleDataError } from '../../errors/orm-errors.ts';
import { CursorResult } from '../../result/cursor-result.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import type { AssignmentsNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { update } from '../../sql/update.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { groupedByKeys, type NamedValues } from './grouped-by-keys.ts';
import type { OrmExecution } from './orm-execution.ts';
import { unknownValue } from './evaluate-criteria.ts';
import { applyValue, changesByItself, valueAsGiven } from './synchronize.ts';

/** Whether an UPDATE is one of rows by their primary keys: its parameters are a list. */
export function isBulkUpdate(params: ExecuteParams | null | undefined): params is readonly Params[] {
  return Array.isArray(params) && params.length > 0;
}

export function refuseBulkDelete(params: ExecuteParams | null | undefined): void {
  if (!isBulkUpdate(params)) return;
  throw new InvalidRequestError(
    'Bulk ORM DELETE not supported. Execute it on the connection, (await session.connection()).execute(statement, parameters), or say where(User.c.id.in(keys)).',
  );
}

/**
 * Updates rows by primary key: each parameter set has the key and the new values, by the names of attributes.
 *
 * @throws StaleDataError where a row is not there, InvalidRequestError where a set has no key
 */
export async function bulkUpdate(execution: OrmExecution, mapper: Mapper, params: readonly Params[]): Promise<CursorResult> {
  const { statement, store, synchronizeSession, send } = execution;
  checkStatement(statement.node as UpdateNode, mapper.name);
  const rows = params as readonly NamedValues[];
  for (const row of rows) requireKey(row, mapper);
  let rowcount = 0;
  for (const group of groupedByKeys(rows)) rowcount += await updateGroup(group, mapper, send);
  if (synchronizeSession !== false) for (const row of rows) synchronizeRow(row, mapper, store);
  return new CursorResult(null, [], { rowcount });
}

function checkStatement({ where, values, returning }: UpdateNode, name: string): void {
  if (where.length > 0 || ((values as AssignmentsNode | null)?.targets.length ?? 0) > 0 || returning.length > 0)
    throw new InvalidRequestError(
      `A list of parameters with update(${name}) updates rows by their primary keys, without where(), values() or returning(). For one statement executed many times use the connection: (await session.connection()).execute(statement, parameters).`,
    );
}

function requireKey(row: NamedValues, mapper: Mapper): void {
  const missing = mapper.primaryKey.filter(({ key }) => row[key] === undefined || row[key] === null);
  if (missing.length === 0) return;
  const names = missing.map(({ column }) => `${mapper.table.name}.${column.name}`).join(', ');
  throw new InvalidRequestError(
    `No primary key value supplied for column(s) ${names}; per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values.`,
  );
}

/** @returns how many rows were matched */
async function updateGroup(rows: readonly NamedValues[], mapper: Mapper, send: OrmExecution['send']): Promise<number> {
  const keyed = new Set(mapper.primaryKey.map(({ key }) => key));
  const changed = Object.keys(rows[0] as NamedValues).filter((key) => !keyed.has(key));
  const properties = changed.map((key) => columnOf(key, mapper));
  let matched = 0;
  for (const table of mapper.tables) {
    const own = properties.flatMap((property) => columnsIn(table, property));
    const keys = mapper.primaryKey.flatMap((property) => columnsIn(table, property));
    if (own.length > 0) matched = await updateTable({ table, own, keys, rows }, send);
  }
  return matched;
}

/** A column of one table, and the attribute that has its value. */
interface PlacedColumn {
  readonly key: string;
  readonly column: AnyColumn;
}

function columnsIn(table: SchemaTable, { key, columns }: ColumnProperty): readonly PlacedColumn[] {
  return columns.filter((column) => column.table === table).map((column) => ({ key, column }));
}

interface TableUpdate {
  readonly table: SchemaTable;
  readonly own: readonly PlacedColumn[];
  readonly keys: readonly PlacedColumn[];
  readonly rows: readonly NamedValues[];
}

async function updateTable({ table, own, keys, rows }: TableUpdate, send: OrmExecution['send']): Promise<number> {
  // Names that are no columns: values of columns are what is set.
  const names = keys.map(({ column }) => `${table.name}_${column.name}`);
  const conditions = keys.map(({ column }, index) =>
    column.eq(bindparam(names[index] as string, { type: column.type }) as never),
  );
  const sets = rows.map((row) =>
    Object.fromEntries([
      ...own.map(({ key, column }) => [column.key, row[key]]),
      ...keys.map(({ key }, index) => [names[index], row[key]]),
    ]),
  );
  const { rowcount } = await send(update(table).where(...conditions), sets);
  if (rowcount >= 0 && rowcount !== rows.length)
    throw new StaleDataError(
      `UPDATE statement on table '${table.name}' expected to update ${rows.length} row(s); ${rowcount} were matched.`,
    );
  return Math.max(rowcount, 0);
}

function columnOf(key: string, mapper: Mapper): ColumnProperty {
  const property = mapper.requireProperty(key);
  if (property.kind === 'column') return property;
  throw new InvalidRequestError(`${mapper.name}.${key} is no column: a bulk UPDATE sets columns.`);
}

function synchronizeRow(row: NamedValues, mapper: Mapper, store: OrmExecution['store']): void {
  const state = store.identityMap.get(mapper, mapper.keyOf(mapper.primaryKey.map(({ key }) => row[key])));
  if (state === undefined) return;
  for (const { slot, column } of mapper.columns) if (changesByItself(column)) applyValue(state, slot, unknownValue, store);
  for (const [key, value] of Object.entries(row)) {
    const property = mapper.requireProperty(key);
    if (property.kind === 'column' && !property.isPrimaryKey)
      applyValue(state, property.slot, valueAsGiven(value, property.column), store);
  }
}
