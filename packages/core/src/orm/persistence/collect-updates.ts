import { FlushError } from '../../errors/orm-errors.ts';
import type { AnyColumn } from '../../schema/column.ts';
import type { SchemaTable } from '../../schema/schema-table.ts';
import { ClauseElement } from '../../sql/clause-element.ts';
import { isPromise } from '../../util/maybe-promise.ts';
import { committedValue, isSameValue } from '../state/attribute-history.ts';
import { type InstanceState, nameOfState, notLoaded } from '../state/instance-state.ts';
import { findMappedTable, type MappedTable, type WrittenColumn } from './mapped-table.ts';

/** An object whose row is to be updated. */
export interface StateToUpdate {
  readonly state: InstanceState;
  /** The deleted object whose row a new object takes over; null: the object has a row of its own. */
  readonly switched: InstanceState | null;
}

/** Rows that are updated alike: the same columns are set in each. */
export interface UpdateBatch {
  readonly mapped: MappedTable;
  readonly states: InstanceState[];
  readonly set: readonly WrittenColumn[];
  /** The values of {@link set}, for each row. */
  readonly values: (readonly unknown[])[];
  /** The values of the primary key in the database, for each row; with the version behind them where there is one. */
  readonly found: (readonly unknown[])[];
  /** SQL in place of values: such a row has a statement of its own. */
  readonly expressions: ReadonlyMap<WrittenColumn, ClauseElement> | null;
}

/** What a flush knows of keys that the database changes by itself. */
export type IsCascaded = (state: InstanceState, slot: number) => boolean;

/** What is to be updated in a table, in batches as long as consecutive rows set the same columns. */
export async function collectUpdates(
  table: SchemaTable,
  objects: readonly StateToUpdate[],
  isCascaded: IsCascaded,
): Promise<readonly UpdateBatch[]> {
  const batches: UpdateBatch[] = [];
  let batch: UpdateBatch | null = null;
  for (const { state, switched } of objects) {
    const mapped = findMappedTable(state.mapper, table);
    if (mapped === undefined) continue;
    if (mapped.inherited.length > 0) inheritKeys(mapped, state);
    const changed = changedColumns(mapped, state, switched !== null, isCascaded);
    const hasVersion = mapped.version !== null && (changed.length > 0 || isChangedElsewhere(state, mapped));
    if (changed.length === 0 && !hasVersion) continue;
    const expressions = expressionsOf(state, changed);
    const plain = expressions === null ? changed : changed.filter((column) => !expressions.has(column));
    const values = new Array<unknown>(plain.length);
    for (let i = 0; i < plain.length; i++) values[i] = state.values[(plain[i] as WrittenColumn).slot];
    if (mapped.hasOnupdates) await addOnupdates(mapped, state, plain, values, expressions);
    const found = keyInDatabase(mapped, switched ?? state, isCascaded);
    if (mapped.version !== null) found.push(addVersion(mapped, state, switched, mapped.version, plain, values));
    if (
      batch === null ||
      batch.mapped !== mapped ||
      expressions !== null ||
      batch.expressions !== null ||
      !isAlike(batch.set, plain)
    ) {
      batch = { mapped, states: [], set: plain, values: [], found: [], expressions };
      batches.push(batch);
    }
    batch.states.push(state);
    batch.values.push(values);
    batch.found.push(found);
  }
  return batches;
}

function inheritKeys({ inherited }: MappedTable, state: InstanceState): void {
  for (const { from, to } of inherited) if (state.changes?.has(from) === true) state.change(to, state.values[from]);
}

/** SQL in place of values. */
function expressionsOf({ values }: InstanceState, changed: readonly WrittenColumn[]): Map<WrittenColumn, ClauseElement> | null {
  let found: Map<WrittenColumn, ClauseElement> | null = null;
  for (let i = 0; i < changed.length; i++) {
    const column = changed[i] as WrittenColumn;
    const value = values[column.slot];
    if (typeof value !== 'object' || !ClauseElement.is(value)) continue;
    found ??= new Map();
    found.set(column, value);
  }
  return found;
}

/** The columns whose values differ from those of the database, in the order of the table. */
function changedColumns(mapped: MappedTable, state: InstanceState, isSwitched: boolean, isCascaded: IsCascaded): WrittenColumn[] {
  const { changes, values } = state;
  if (isSwitched) return mapped.columns.filter(({ slot, column }) => values[slot] !== undefined && !column.primaryKey);
  if (changes === null) return [];
  let changed: WrittenColumn[] | null = null;
  changes.forEach((before, slot) => {
    const column = mapped.bySlot.get(slot);
    if (column === undefined || values[slot] === undefined || isCascaded(state, slot)) return;
    if (column.column.primaryKey && before === notLoaded) return;
    // What the database has of an expired attribute may be anything.
    const isUnknown = before === notLoaded || (!column.column.primaryKey && state.isStale(slot));
    if (!isUnknown && isSameValue(before, values[slot])) return;
    // A list that begins with one is no larger than that; an empty one would make room for many.
    if (changed === null) changed = [column];
    else changed.push(column);
  });
  const found = (changed ?? []) as WrittenColumn[];
  return found.length < 2 ? found : found.sort((a, b) => mapped.columns.indexOf(a) - mapped.columns.indexOf(b));
}

/** A new version follows from changes in other tables of the object, too. */
function isChangedElsewhere({ changes, values, mapper }: InstanceState, { version }: MappedTable): boolean {
  for (const [slot, before] of changes ?? []) {
    if (slot === version?.slot || mapper.properties[slot]?.kind !== 'column') continue;
    if (before === notLoaded || !isSameValue(before, values[slot])) return true;
  }
  return false;
}

/** Adds the next version to what is set, unless the application set one. Gives the one that the row is found by. */
function addVersion(
  { nextVersion, table }: MappedTable,
  state: InstanceState,
  switched: InstanceState | null,
  column: WrittenColumn,
  plain: WrittenColumn[],
  values: unknown[],
): unknown {
  const version = committedValue(switched ?? state, column.slot);
  if (version === null || version === undefined)
    throw new FlushError(
      `Instance ${nameOfState(state)} does not contain a non-NULL version value for column ${table.name}.${column.column.name}. Give its row a version, and load it.`,
    );
  if (nextVersion === null) return version;
  const place = plain.indexOf(column);
  if (place < 0) {
    plain.push(column);
    values.push(nextVersion(version));
  } else if (switched !== null || isSameValue(values[place], version)) values[place] = nextVersion(version);
  return version;
}

/** Adds the values that Aludel sends at each UPDATE; they come onto the object. */
export async function addOnupdates(
  { columns }: MappedTable,
  state: InstanceState,
  plain: WrittenColumn[],
  values: unknown[],
  expressions: ReadonlyMap<WrittenColumn, ClauseElement> | null,
): Promise<void> {
  for (const column of columns) {
    if (!column.hasOnupdate || plain.includes(column) || expressions?.has(column) === true) continue;
    const given = column.column.onupdate;
    const currentParameters = Object.fromEntries(plain.map(({ key }, index) => [key, values[index]]));
    const made = typeof given === 'function' ? (given as (context: object) => unknown)({ currentParameters }) : given;
    const value = isPromise(made) ? await made : made;
    state.values[column.slot] = value;
    plain.push(column);
    values.push(value);
  }
}

/** @throws FlushError where a part of the key is NULL */
export function keyInDatabase(mapped: MappedTable, state: InstanceState, isCascaded?: IsCascaded): unknown[] {
  const { primaryKey, table, inherited } = mapped;
  const key = new Array<unknown>(primaryKey.length);
  for (let i = 0; i < key.length; i++) {
    const { slot: own, column } = primaryKey[i] as WrittenColumn;
    // Of a row that was selected as a parent the key may not be loaded: it is that of the table before.
    const slot = state.values[own] === undefined ? (inherited.find(({ to }) => to === own)?.from ?? own) : own;
    const value = isCascaded?.(state, slot) === true ? state.values[slot] : committedValue(state, slot);
    if (value === null || value === undefined) throw nullKey(isCascaded === undefined ? 'delete from' : 'update', table, column);
    key[i] = value;
  }
  return key;
}

function nullKey(verb: string, { name }: SchemaTable, column: AnyColumn): FlushError {
  return new FlushError(
    `Can't ${verb} table ${name} using NULL for primary key value on column ${name}.${column.name}. Give the object a whole primary key.`,
  );
}

function isAlike(one: readonly WrittenColumn[], other: readonly WrittenColumn[]): boolean {
  return one.length === other.length && one.every((column, index) => column === other[index]);
}
