import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { CursorResult, takeRows } from '../../result/cursor-result.ts';
import { insertReturning, type InsertedKeys } from '../../result/inserted-keys.ts';
import { resultShape } from '../../result/result-shape.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { and, or } from '../../sql/and-or-not.ts';
import type { ColumnElement } from '../../sql/column-element.ts';
import { insert } from '../../sql/insert.ts';
import type { InsertNode } from '../../sql/nodes/statement-nodes.ts';
import { Select, select } from '../../sql/select.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import { namesOf } from '../loading/lower-statement.ts';
import { entityOf } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { hasSql, type NamedValues } from './grouped-by-keys.ts';
import type { OrmExecution } from './orm-execution.ts';

/** An INSERT of a class with several tables. */
export interface JoinedInsert {
  readonly mapper: Mapper;
  readonly node: InsertNode;
  readonly isMany: boolean;
  readonly send: OrmExecution['send'];
  /** Makes objects of rows. */
  readonly load: (result: MaybePromise<CursorResult>) => MaybePromise<CursorResult>;
}

/** Inserts into the root's table first, whose keys those of the others are. What is to be returned is asked for at the end. */
export async function insertJoined(groups: readonly (readonly NamedValues[])[], task: JoinedInsert): Promise<CursorResult> {
  const { mapper, node, isMany } = task;
  if (node.onConflict !== null)
    throw new InvalidRequestError(
      `${mapper.name} has several tables, which are written one after the other: without onConflict…(). Add objects instead: session.addAll([new ${mapper.name}({ … })]).`,
    );
  const keys: unknown[][] = [];
  for (const group of groups) {
    let known = group;
    for (const table of mapper.tables) known = await insertInto(table, known, task);
    for (const row of known) keys.push(mapper.primaryKey.map(({ key }) => row[key]));
  }
  if (node.returning.length > 0) return returned(keys, task);
  return new CursorResult(null, [], { rowcount: keys.length, insertedKeys: insertedKeysOf(mapper, isMany, () => keys) });
}

/** What a result tells of the primary keys. */
export function insertedKeysOf(mapper: Mapper, isMany: boolean, keyRows: () => readonly (readonly unknown[])[]): InsertedKeys {
  return { kind: 'inserted', isMany, shape: resultShape(mapper.primaryKey.map(({ key }) => key)), keyRows };
}

/** @returns the rows with their keys */
async function insertInto(
  table: SchemaTable,
  rows: readonly NamedValues[],
  { mapper, send }: JoinedInsert,
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
  const statement = hasSql(first) ? insert(table).values(sets[0] as never) : insert(table);
  const fetching = isKnown ? statement : statement.returnDefaults({ sortByParameterOrder: true });
  const result = await send(fetching, hasSql(first) ? null : sets);
  if (isKnown) return rows;
  const made = result.insertedPrimaryKeyRows;
  return rows.map((row, index) => ({
    ...row,
    ...Object.fromEntries(keys.map(({ key, column }) => [key, (made[index] as unknown as NamedValues)[column.key]])),
  }));
}

// RETURNING --------------------------------------------------------------------------------------------------------------

const keysAtOnce = 500;

/** The rows as they are in all tables now, in the order of the parameters. */
async function returned(keys: readonly unknown[][], { mapper, node, send, load }: JoinedInsert): Promise<CursorResult> {
  const columns = mapper.primaryKey.map(({ key }) => entityOf(mapper).c[key] as ColumnElement<unknown>);
  const width = node.returning.length;
  const byKey = new Map<unknown, unknown[]>();
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    const wanted = isAnyOf(columns, keys.slice(start, start + keysAtOnce));
    const base = select(...columns).where(wanted).node;
    const { options } = node;
    const query = new Select({ ...base, columns: [...node.returning, ...base.columns], options });
    for (const row of (await load(send(query, null)))[takeRows]().rows) byKey.set(mapper.keyOf(row.slice(width)), row);
  }
  const ordered = keys.map((key) => byKey.get(mapper.keyOf(key))?.slice(0, width) ?? []);
  return new CursorResult(resultShape(namesOf(node.returning)), ordered, {
    rowcount: keys.length,
    insertedKeys: insertReturning,
  });
}

function isAnyOf(columns: readonly ColumnElement<unknown>[], keys: readonly unknown[][]): ColumnElement<boolean> {
  const [column] = columns;
  if (columns.length === 1) return (column as ColumnElement<unknown>).in(keys.map(([value]) => value) as never);
  const same = (key: readonly unknown[]) => columns.map((one, index) => one.eq(key[index] as never));
  return or(...keys.map((key) => and(...same(key))));
}
