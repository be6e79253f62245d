import type { Connection } from '../../engine/connection.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { and } from '../../sql/and-or-not.ts';
import { bindparam } from '../../sql/bind-parameter.ts';
import { type Update, update } from '../../sql/update.ts';
import { repeatedValues } from '../../sql/values.ts';
import { KeptStatements } from './kept-statements.ts';
import { asFrom, conditionName, type Row, run } from './row-executor.ts';

/** What is the same for all rows of an UPDATE. */
export interface UpdateShape {
  readonly table: SchemaTable;
  /** The columns that a row is found by. */
  readonly found: readonly AnyColumn[];
  /** The columns that are set. */
  readonly set: readonly AnyColumn[];
}

/** The values of one row, in the order of {@link UpdateShape}'s columns. */
export interface RowUpdate {
  readonly found: readonly unknown[];
  readonly set: readonly unknown[];
}

/** Fewer rows are updated one by one. */
const fewestForSets = 4;

/**
 * Updates rows, each to values of its own: by a table of values in one statement where the database is good at that, else
 * one by one.
 *
 * @returns how many rows there were; -1 where the database does not tell
 */
export async function updateRows(connection: Connection, shape: UpdateShape, rows: readonly RowUpdate[]): Promise<number> {
  const { setWiseUpdate, rowcount, multiRowcount } = connection.dialect.capabilities;
  if (setWiseUpdate !== undefined && rows.length >= fewestForSets && (setWiseUpdate === 'anyKeys' || rows.every(hasNumericKey))) {
    const { rowcount: matched } = await run(connection, bySet(shape), setsOf(shape, rows));
    return rowcount ? matched : -1;
  }
  const result = await run(connection, oneByOne(shape), rows.map(paramsOf(shape)));
  return (rows.length === 1 ? rowcount : multiRowcount) ? result.rowcount : -1;
}

function hasNumericKey({ found }: RowUpdate): boolean {
  return found.every((value) => typeof value === 'number' || typeof value === 'bigint');
}

/** `UPDATE … WHERE key = …`, with parameters for the key; what is set is up to the parameters of the execution. */
export function oneByOne({ table, found }: Pick<UpdateShape, 'table' | 'found'>): AnyUpdate {
  return statements.get(table, ['one', ...found.map(({ key }) => key)], () => makeOneByOne(table, found));
}

const statements = new KeptStatements<SchemaTable, AnyUpdate>();
type AnyUpdate = Update<Record<string, unknown>>;

function makeOneByOne(table: SchemaTable, found: readonly AnyColumn[]): AnyUpdate {
  const conditions = found.map((column) =>
    column.eq(bindparam(conditionName(table, column.key), { type: column.type }) as never),
  );
  return update(asFrom(table)).where(and(...conditions));
}

/** Puts the values of a row under the names of {@link oneByOne}'s parameters. */
export function paramsOf({ table, found, set }: UpdateShape): (row: RowUpdate) => Row {
  const names = found.map(({ key }) => conditionName(table, key));
  return (row) => {
    const params: Row = {};
    for (let i = 0; i < set.length; i++) params[(set[i] as AnyColumn).key] = row.set[i];
    for (let i = 0; i < names.length; i++) params[names[i] as string] = row.found[i];
    return params;
  };
}

/** `UPDATE … SET c = v.c FROM (VALUES …) AS v WHERE key = v.key`, in the words of the database; the engine repeats the row. */
function bySet({ table, found, set }: UpdateShape): AnyUpdate {
  const what = ['set', String(found.length), ...[...found, ...set].map(({ key }) => key)];
  return statements.get(table, what, () => makeBySet(table, found, set));
}

function makeBySet(table: SchemaTable, found: readonly AnyColumn[], set: readonly AnyColumn[]): AnyUpdate {
  const columns = [...found, ...set];
  const names = namesOfValues(table, columns.length);
  const types = Object.fromEntries(columns.map(({ type }, index) => [names[index], type]));
  const row = columns.map(({ type }, index) => bindparam(names[index] as string, { type }));
  const source = repeatedValues(types, 'new_values', row);
  const given = names.map((name) => (source.c as Readonly<Record<string, unknown>>)[name] as never);
  return update(asFrom(table))
    .values(Object.fromEntries(set.map(({ key }, index) => [key, given[found.length + index]])) as never)
    .where(and(...found.map((column, index) => column.eq(given[index] as never))));
}

function setsOf({ table, found, set }: UpdateShape, rows: readonly RowUpdate[]): readonly Row[] {
  const names = namesOfValues(table, found.length + set.length);
  return rows.map((row) => {
    const params: Row = {};
    for (let i = 0; i < found.length; i++) params[names[i] as string] = row.found[i];
    for (let i = 0; i < set.length; i++) params[names[found.length + i] as string] = row.set[i];
    return params;
  });
}

/** Names that no column has, so that none of them is set by its own. */
function namesOfValues(table: SchemaTable, count: number): readonly string[] {
  return Array.from({ length: count }, (_one, index) => conditionName(table, `v${index}`));
}
