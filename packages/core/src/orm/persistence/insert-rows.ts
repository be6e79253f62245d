import type { Connection } from '../../engine/connection.ts';
import { type CursorResult, takeRows } from '../../result/cursor-result.ts';
import { autoincrementColumn } from '../../schema/autoincrement.ts';
import { type Insert, insert } from '../../sql/insert.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { InsertBatch } from './collect-inserts.ts';
import { fetchMade } from './fetch-made.ts';
import { KeptStatements } from './kept-statements.ts';
import type { MappedTable, WrittenColumn } from './mapped-table.ts';
import { asFrom, type Row, run } from './row-executor.ts';

type AnyInsert = Insert<Record<string, unknown>, string, readonly unknown[]>;

/** Sends a batch; what the database made comes onto the objects as far as it costs no further statement. */
export async function insertRows(connection: Connection, batch: InsertBatch): Promise<void> {
  const { missingKeys, made, rows, states } = batch;
  const fetched = fetchesDefaults(connection, batch) ? made : [];
  if (missingKeys.length === 0 && fetched.length === 0 && batch.expressions === null) {
    await run(connection, statementFor(batch, 'plain', []), rows.length === 1 ? (rows[0] as Row) : rows);
  } else if (fetched.length > 0 || (rows.length > 1 && connection.dialect.capabilities.insertReturning))
    await insertReturning(connection, batch, [...missingKeys, ...fetched]);
  else if (rows.length > 1 && knowsKeysOfMany(connection, batch)) await insertMany(connection, batch);
  else for (let i = 0; i < rows.length; i++) await insertOne(connection, batch, i);
  if (made.length === fetched.length) return;
  // Without its version an object could not be saved again.
  const wanted = isEager(batch) ? made : made.filter((column) => column === batch.mapped.version);
  if (wanted.length > 0) await fetchMade(connection, batch.mapped, states, wanted);
  for (const state of states) for (const column of made) if (!wanted.includes(column)) state.values[column.slot] = undefined;
}

/** Whether what the database makes is wanted at once, whatever it costs. */
function isEager({ states }: InsertBatch): boolean {
  return (states[0] as InstanceState).mapper.base.options.eagerDefaults === true;
}

/** Whether what the database makes is fetched with the INSERT itself. */
function fetchesDefaults({ dialect }: Connection, { states, made }: InsertBatch): boolean {
  if (made.length === 0 || !dialect.capabilities.insertReturning) return false;
  return ((states[0] as InstanceState).mapper.base.options.eagerDefaults ?? 'auto') !== false;
}

/** Without RETURNING only the keys are known that the database counts, and rows without columns have a statement each. */
function knowsKeysOfMany({ dialect }: Connection, { missingKeys, mapped, rows }: InsertBatch): boolean {
  if (!dialect.capabilities.lastrowid || Object.keys(rows[0] as Row).length === 0) return false;
  const counted = autoincrementColumn(mapped.table);
  return missingKeys.every(({ column }) => column === counted);
}

async function insertReturning(connection: Connection, batch: InsertBatch, columns: readonly WrittenColumn[]): Promise<void> {
  const statement = statementFor(batch, 'returning', columns);
  const params = batch.rows.length === 1 ? oneRow(batch.rows[0] as Row) : batch.rows;
  const result = await run(connection, statement, params);
  const { rows } = result[takeRows]();
  for (let i = 0; i < batch.states.length; i++) {
    const { values } = batch.states[i] as InstanceState;
    const row = rows[i] as readonly unknown[];
    for (let place = 0; place < columns.length; place++) values[(columns[place] as WrittenColumn).slot] = row[place];
  }
}

async function insertMany(connection: Connection, batch: InsertBatch): Promise<void> {
  const result = await run(connection, statementFor(batch, 'keys', []), batch.rows);
  const keys = result.insertedPrimaryKeyRows as unknown as readonly (readonly unknown[])[];
  const places = placesOfKeys(batch.mapped, batch.missingKeys);
  batch.states.forEach((state, index) => takeKeys(state, keys[index], places));
}

async function insertOne(connection: Connection, batch: InsertBatch, index: number): Promise<void> {
  const result: CursorResult = await run(connection, statementFor(batch, 'plain', []), oneRow(batch.rows[index] as Row));
  const key = result.insertedPrimaryKey as unknown as readonly unknown[];
  takeKeys(batch.states[index] as InstanceState, key, placesOfKeys(batch.mapped, batch.missingKeys));
}

interface KeyPlace {
  readonly slot: number;
  readonly place: number;
}

function placesOfKeys({ primaryKey }: MappedTable, missing: readonly WrittenColumn[]): readonly KeyPlace[] {
  return missing.map(({ slot }) => ({ slot, place: primaryKey.findIndex((one) => one.slot === slot) }));
}

function takeKeys(state: InstanceState, key: readonly unknown[] | null | undefined, places: readonly KeyPlace[]): void {
  for (const { slot, place } of places) state.values[slot] = key?.[place] ?? null;
}

/** No parameters at all would mean those of the statement, of which it has none. */
function oneRow(row: Row): Row | null {
  return Object.keys(row).length === 0 ? null : row;
}

const statements = new KeptStatements<MappedTable, AnyInsert>();

function statementFor(
  { mapped, expressions, rows }: InsertBatch,
  what: 'plain' | 'keys' | 'returning',
  returned: readonly WrittenColumn[],
): AnyInsert {
  if (expressions !== null || Object.keys(rows[0] as Row).length === 0) {
    const values = insert(asFrom(mapped.table)).values(expressions ?? {});
    return what === 'returning' ? returning(values as AnyInsert, returned) : (values as AnyInsert);
  }
  return statements.get(mapped, [what, ...returned.map(({ key }) => key)], () => makeStatement(mapped, what, returned));
}

function makeStatement(
  { table }: MappedTable,
  what: 'plain' | 'keys' | 'returning',
  returned: readonly WrittenColumn[],
): AnyInsert {
  const statement = insert(asFrom(table)) as AnyInsert;
  if (what === 'plain') return statement;
  return what === 'keys' ? statement.returnDefaults({ sortByParameterOrder: true }) : returning(statement, returned);
}

function returning(statement: AnyInsert, columns: readonly WrittenColumn[]): AnyInsert {
  return statement.returning(...columns.map(({ column }) => column), { sortByParameterOrder: true }) as unknown as AnyInsert;
}
