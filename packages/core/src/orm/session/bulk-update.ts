import type { ExecuteParams, Params } from '../../engine/execute-params.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { StaleDataError } from '../../errors/orm-errors.ts';
import { CursorResult } from '../../result/cursor-result.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { assignedNode } from '../../sql/assignments.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import type { FromNode, SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AssignmentsNode, UpdateNode } from '../../sql/nodes/statement-nodes.ts';
import { Update, update } from '../../sql/update.ts';
import { whereOf } from '../loading/loader-criteria.ts';
import type { ColumnProperty } from '../mapping/column-property.ts';
import { plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { unknownValue } from './evaluate-criteria.ts';
import { groupedByKeys, hasSql, type NamedValues } from './grouped-by-keys.ts';
import type { OrmExecution } from './orm-execution.ts';
import { checkRowKeys, namedBinds } from './row-keys.ts';
import { applyValue, changesByItself, valueAsGiven } from './synchronize.ts';

/** Whether an UPDATE is one of rows by their primary keys: its parameters are a list, which may be empty. */
export function isBulkUpdate(params: ExecuteParams | null | undefined): params is readonly Params[] {
  return Array.isArray(params);
}

export function refuseBulkDelete(params: ExecuteParams | null | undefined): void {
  if (!isBulkUpdate(params)) return;
  throw new InvalidRequestError(
    'Bulk ORM DELETE not supported. Execute it on the connection, (await session.connection()).execute(statement, parameters), or say where(User.c.id.in(keys)).',
  );
}

/**
 * Updates rows by primary key: each parameter set has the key and the new values, by the names of attributes. What the
 * statement says in where() has to hold as well, and values() are set in each row.
 *
 * @throws StaleDataError where a row is not there, InvalidRequestError where a set has no key
 */
export async function bulkUpdate(execution: OrmExecution, mapper: Mapper, params: readonly Params[]): Promise<CursorResult> {
  const { statement, store, synchronizeSession, send } = execution;
  const node = statement.node as UpdateNode;
  if (node.returning.length > 0)
    throw new InvalidRequestError(
      `A list of parameters with update(${mapper.name}) updates rows by their primary keys, without returning().`,
    );
  const rows = params as readonly NamedValues[];
  const where = whereOf(node);
  const values = (node.values ?? noValues) as AssignmentsNode;
  const task: BulkUpdate = { mapper, where, values, binds: namedBinds(statement), send };
  for (const row of rows) requireKey(row, mapper);
  let rowcount = 0;
  for (const group of groupedByKeys(rows)) {
    checkRowKeys(group[0] as NamedValues, mapper, statement);
    rowcount += await updateGroup(group, task);
  }
  if (synchronizeSession !== false) for (const row of rows) synchronizeRow(row, task, store);
  return new CursorResult(null, [], { rowcount });
}

interface BulkUpdate {
  readonly mapper: Mapper;
  readonly where: readonly SqlNode[];
  readonly values: AssignmentsNode;
  /** Names of parameters that the statement has itself. */
  readonly binds: ReadonlySet<string>;
  readonly send: OrmExecution['send'];
}

const noValues: AssignmentsNode = { kind: 'assignments', targets: [], values: [], isOrdered: false };

function requireKey(row: NamedValues, mapper: Mapper): void {
  const missing = mapper.primaryKey.filter(({ key }) => row[key] === undefined || row[key] === null);
  if (missing.length === 0) return;
  const names = missing.map(({ column }) => `${mapper.table.name}.${column.name}`).join(', ');
  throw new InvalidRequestError(
    `No primary key value supplied for column(s) ${names}; per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values.`,
  );
}

/** @returns how many rows were matched */
async function updateGroup(rows: readonly NamedValues[], task: BulkUpdate): Promise<number> {
  const { mapper, binds } = task;
  const properties = Object.keys(rows[0] as NamedValues).flatMap((key) => {
    const property = propertyOf(key, mapper);
    return property === undefined || property.isPrimaryKey || binds.has(key) ? [] : [{ key, property }];
  });
  let matched = 0;
  for (const table of mapper.tables) {
    const own = properties.flatMap(({ key, property }) => columnsIn(table, property, key));
    const keys = mapper.primaryKey.flatMap((property) => columnsIn(table, property, property.key));
    const set = setIn(table, own, rows[0] as NamedValues, task);
    if (own.length + set.targets.length > 0) matched = await updateTable({ table, own, keys, rows, set }, task);
  }
  return matched;
}

/** By the name of the attribute, or by the key of the column. */
function propertyOf(name: string, mapper: Mapper): ColumnProperty | undefined {
  return mapper.columns.find(({ key, column }) => key === name || column.key === name);
}

/** A column of one table, and the name that rows give its value. */
interface PlacedColumn {
  readonly key: string;
  readonly column: AnyColumn;
}

function columnsIn(table: SchemaTable, { columns }: ColumnProperty, key: string): readonly PlacedColumn[] {
  return columns.filter((column) => column.table === table).map((column) => ({ key, column }));
}

/** What SET says in SQL of its own: what the statement does, and rows that have SQL among their values. */
function setIn(
  table: SchemaTable,
  own: readonly PlacedColumn[],
  row: NamedValues,
  { values: { targets, values } }: BulkUpdate,
): AssignmentsNode {
  const isOwn = (target: SqlNode) => plainColumn(target as ColumnNode).from?.identity === (table.node as FromNode).identity;
  const chosen = targets.flatMap((target, index) => (isOwn(target) ? [[target, values[index] as SqlNode] as const] : []));
  if (chosen.length === 0 && !hasSql(row)) return noValues;
  const given = own.map(({ key, column }) => {
    const value = row[key];
    const isSql = ClauseElement.is(value);
    const node = isSql ? assignedNode(column.node, value, 'update()') : bindparam(newName(column), { type: column.type }).node;
    return [column.node, node] as const;
  });
  const all = [...given, ...chosen];
  return { ...noValues, targets: all.map(([target]) => target), values: all.map(([, value]) => value) };
}

// Names that are no columns: values of columns are what is set.
const newName = ({ name }: AnyColumn) => `new ${name}`;
const keyName = ({ name, table }: AnyColumn) => `${table.name}_${name}`;

interface TableUpdate {
  readonly table: SchemaTable;
  readonly own: readonly PlacedColumn[];
  readonly keys: readonly PlacedColumn[];
  readonly rows: readonly NamedValues[];
  readonly set: AssignmentsNode;
}

async function updateTable({ table, own, keys, rows, set }: TableUpdate, { where, binds, send }: BulkUpdate): Promise<number> {
  const conditions = keys.map(({ column }) => column.eq(bindparam(keyName(column), { type: column.type }) as never));
  const statement = update(table).where(...conditions);
  const isExplicit = set.targets.length > 0;
  const node: UpdateNode = { ...statement.node, values: isExplicit ? set : null, where: [...statement.node.where, ...where] };
  const sets = rows.map((row) =>
    Object.fromEntries([
      ...own
        .filter(({ key }) => !ClauseElement.is(row[key]))
        .map(({ key, column }) => [isExplicit ? newName(column) : column.key, row[key]]),
      ...keys.map(({ key, column }) => [keyName(column), row[key]]),
      ...[...binds].filter((name) => Object.hasOwn(row, name)).map((name) => [name, row[name]]),
    ]),
  );
  const { rowcount } = await send(new Update(statement.table, node), sets);
  if (rowcount >= 0 && rowcount !== rows.length && where.length === 0)
    throw new StaleDataError(
      `UPDATE statement on table '${table.name}' expected to update ${rows.length} row(s); ${rowcount} were matched.`,
    );
  return Math.max(rowcount, 0);
}

/** Where conditions leave rows out, only the database knows which. */
function synchronizeRow(row: NamedValues, { mapper, where, values, binds }: BulkUpdate, store: OrmExecution['store']): void {
  const state = store.identityMap.get(mapper, mapper.keyOf(mapper.primaryKey.map(({ key }) => row[key])));
  if (state === undefined) return;
  for (const { slot, column } of mapper.columns) if (changesByItself(column)) applyValue(state, slot, unknownValue, store);
  for (const target of values.targets) {
    const column = findColumnByNode(plainColumn(target as ColumnNode));
    const property = column === null ? undefined : mapper.columnProperty(column);
    if (property !== undefined) applyValue(state, property.slot, unknownValue, store);
  }
  for (const [key, value] of Object.entries(row)) {
    const property = binds.has(key) ? undefined : propertyOf(key, mapper);
    if (property === undefined || property.isPrimaryKey) continue;
    applyValue(state, property.slot, where.length > 0 ? unknownValue : valueAsGiven(value, property.column), store);
  }
}
