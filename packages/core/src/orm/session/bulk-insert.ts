import type { ExecuteParams, Params } from '../../engine/execute-params.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { CursorResult } from '../../result/cursor-result.ts';
import { resultShape } from '../../result/result-shape.ts';
import { rowValues } from '../../result/row.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { insert } from '../../sql/insert.ts';
import type { InsertNode } from '../../sql/nodes/statement-nodes.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { groupedByKeys, type NamedValues } from './grouped-by-keys.ts';
import type { OrmExecution } from './orm-execution.ts';

/**
 * Inserts rows of a class, whose values have the names of attributes. Rows with other names than those before are sent
 * apart; of a class with several tables, one INSERT for each.
 *
 * @param load makes objects of what an INSERT returns
 */
export function bulkInsert(
  { statement, params, send }: OrmExecution,
  mapper: Mapper,
  load: (result: MaybePromise<CursorResult>) => MaybePromise<CursorResult>,
): MaybePromise<CursorResult> {
  const node = statement.node as InsertNode;
  const takesRows = node.rows.length === 0 && node.fromSelect === null;
  if (!takesRows || params === null || params === undefined) return load(send(statement, params));
  const rows = (Array.isArray(params) ? params : [params]).map((row) => withIdentity(row as NamedValues, mapper));
  if (mapper.tables.length > 1) return insertJoined(rows, mapper, node, send);
  const groups = groupedByKeys(rows);
  const [only] = groups;
  if (groups.length > 1) return together(groups, (group) => load(send(statement, byColumns(mapper, group))));
  return load(send(statement, byColumns(mapper, Array.isArray(params) ? (only ?? []) : (only?.[0] ?? {}))));
}

/** Values by the names of attributes, by the keys of the columns in their table; the same object where those are equal. */
export function byColumns<P extends ExecuteParams>(mapper: Mapper, params: P): P {
  const renamed = mapper.columns.filter(({ key, column }) => key !== column.key);
  if (renamed.length === 0) return params;
  const names = new Map(renamed.map(({ key, column }) => [key, column.key]));
  const rename = (set: Params): Params =>
    Object.fromEntries(Object.entries(set).map(([key, value]) => [names.get(key) ?? key, value]));
  return (Array.isArray(params) ? params.map(rename) : rename(params as Params)) as P;
}

/** A row says which class it is of. */
function withIdentity(row: NamedValues, mapper: Mapper): NamedValues {
  const { discriminator, identity } = mapper.polymorphism;
  if (discriminator === null || identity === undefined || Object.hasOwn(row, discriminator.key)) return row;
  return { [discriminator.key]: identity, ...row };
}

/** The results of several executions as one. */
async function together(
  groups: readonly (readonly NamedValues[])[],
  execute: (group: readonly NamedValues[]) => MaybePromise<CursorResult>,
): Promise<CursorResult> {
  const rows: unknown[][] = [];
  let rowcount = 0;
  let names: readonly string[] | null = null;
  for (const group of groups) {
    const result = await execute(group);
    rowcount = result.rowcount < 0 || rowcount < 0 ? -1 : rowcount + result.rowcount;
    if (!result.returnsRows) continue;
    names = result.keys();
    rows.push(...result.all().map((row) => [...rowValues(row)]));
  }
  return new CursorResult(names === null ? null : resultShape(names), rows, { rowcount });
}

// Several tables ---------------------------------------------------------------------------------------------------------

/** The root's table first, whose keys those of the others are. */
async function insertJoined(
  rows: readonly NamedValues[],
  mapper: Mapper,
  { returning, onConflict }: InsertNode,
  send: OrmExecution['send'],
): Promise<CursorResult> {
  if (returning.length > 0 || onConflict !== null)
    throw new InvalidRequestError(
      `${mapper.name} has several tables, which are written one after the other: without returning() and onConflict…(). Add objects instead: session.addAll([new ${mapper.name}({ … })]).`,
    );
  for (const group of groupedByKeys(rows)) {
    let known = group;
    for (const table of mapper.tables) known = await insertInto(table, known, mapper, send);
  }
  return new CursorResult(null, [], { rowcount: rows.length });
}

/** @returns the rows with their keys */
async function insertInto(
  table: SchemaTable,
  rows: readonly NamedValues[],
  mapper: Mapper,
  send: OrmExecution['send'],
): Promise<readonly NamedValues[]> {
  const first = rows[0] as NamedValues;
  const places = mapper.columns.flatMap(({ key, columns }) => {
    const column = columns.find((one) => one.table === table);
    return column === undefined ? [] : [{ key, column }];
  });
  const given = places.filter(({ key }) => Object.hasOwn(first, key));
  const sets = rows.map((row) => Object.fromEntries(given.map(({ key, column }) => [column.key, row[key]])));
  const keys = places.filter(({ column }) => column.primaryKey);
  const isKnown = keys.every(({ key }) => Object.hasOwn(first, key));
  const statement = insert(table);
  const result = await send(isKnown ? statement : statement.returnDefaults({ sortByParameterOrder: true }), sets);
  if (isKnown) return rows;
  const made = result.insertedPrimaryKeyRows;
  return rows.map((row, index) => ({
    ...row,
    ...Object.fromEntries(keys.map(({ key, column }) => [key, (made[index] as unknown as NamedValues)[column.key]])),
  }));
}
