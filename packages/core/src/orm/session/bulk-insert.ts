import type { ExecuteParams, Params } from '../../engine/execute-params.ts';
import { CursorResult, takeRows } from '../../result/cursor-result.ts';
import { insertReturning } from '../../result/inserted-keys.ts';
import { resultShape } from '../../result/result-shape.ts';
import { rowValues } from '../../result/row.ts';
import type { Insert } from '../../sql/insert.ts';
import type { InsertNode } from '../../sql/nodes/statement-nodes.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import { namesOf } from '../loading/lower-statement.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { groupedByKeys, hasSql, type NamedValues } from './grouped-by-keys.ts';
import { insertedKeysOf, insertJoined } from './insert-joined.ts';
import type { OrmExecution } from './orm-execution.ts';
import { checkRowKeys } from './row-keys.ts';

/**
 * Inserts rows of a class, whose values have the names of attributes; none, where the list is empty. Rows with other names
 * than those before are sent apart, as are those with SQL in them; of a class with several tables, one INSERT for each.
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
  const isMany = Array.isArray(params);
  const given: readonly NamedValues[] = isMany ? params : [params as NamedValues];
  if (given.length === 0) return noRows(node);
  const groups = groupedByKeys(given.map((row) => withIdentity(row, mapper)));
  for (const [first] of groups) checkRowKeys(first as NamedValues, mapper, statement);
  if (mapper.tables.length > 1) return insertJoined(groups, { mapper, node, isMany, send, load });
  const sendGroup = (group: readonly NamedValues[]) => {
    const [row = {}] = group;
    if (hasSql(row)) return load(send((statement as Insert<unknown>).values(row as never), null));
    return load(send(statement, byColumns(mapper, isMany ? (group as readonly Params[]) : (row as Params))));
  };
  return groups.length > 1 ? together(groups, mapper, sendGroup) : sendGroup(groups[0] as readonly NamedValues[]);
}

function noRows({ returning }: InsertNode): CursorResult {
  return new CursorResult(returning.length === 0 ? null : resultShape(namesOf(returning)), [], { rowcount: 0 });
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
  mapper: Mapper,
  execute: (group: readonly NamedValues[]) => MaybePromise<CursorResult>,
): Promise<CursorResult> {
  const rows: unknown[][] = [];
  const results: CursorResult[] = [];
  let names: readonly string[] | null = null;
  for (const group of groups) {
    const result = await execute(group);
    results.push(result);
    if (!result.returnsRows) continue;
    names = result.keys();
    for (const row of result[takeRows]().rows) rows.push(row);
  }
  const rowcount = results.reduce((sum, one) => (one.rowcount < 0 || sum < 0 ? -1 : sum + one.rowcount), 0);
  const keyRows = () => results.flatMap((result) => result.insertedPrimaryKeyRows.map((row) => rowValues(row)));
  const insertedKeys = names === null ? insertedKeysOf(mapper, true, keyRows) : insertReturning;
  return new CursorResult(names === null ? null : resultShape(names), rows, { rowcount, insertedKeys });
}
