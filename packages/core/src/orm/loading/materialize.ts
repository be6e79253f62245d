import type { ObjectStore } from '../state/object-store.ts';
import { EntityReader, type Reading } from './entity-reader.ts';
import { type LoadOptions, optionsOf } from './load-options.ts';
import type { EntityEntry, LoadPlan, PlanEntry } from './load-plan.ts';

export interface Materialized {
  /** Arrays of values, or values where a row has just one. */
  readonly rows: unknown[];
  readonly isFlat: boolean;
  /** Those that made the objects, which know what is left to load. */
  readonly readers: readonly EntityReader[];
}

/** The rows of a result with objects in them. `rows` are taken over: their arrays become the values of new objects. */
export function materialize(plan: LoadPlan, rows: unknown[][], store: ObjectStore, options: LoadOptions): Materialized {
  const { entries } = plan;
  const [first] = entries;
  const reading = readingOf(store, options);
  if (entries.length === 1 && first?.kind === 'entity') {
    const reader = new EntityReader(first, reading, rows[0]?.length ?? 0);
    const objects = plan.repeats === true ? readRepeated(rows, reader) : readAlone(rows, reader);
    return { rows: objects, isFlat: true, readers: finished([reader]) };
  }
  const all: EntityReader[] = [];
  const readers = entries.map((entry) => columnReader(entry, reading, all));
  const made = rows.map((row) => readers.map((read) => read(row)));
  return { rows: made, isFlat: false, readers: finished(all) };
}

/** Objects with the values that stand before them in their rows: whose they are. */
export interface FoundObjects {
  readonly objects: readonly (object | null)[];
  /** Of each object one value, or an array of them where there are several. */
  readonly keys: readonly unknown[];
  /** Whether an object may stand there several times for the same reason. */
  readonly repeats: boolean;
}

/** The rows of a statement that selects some values and a class; taken over, as by {@link materialize}. */
export function materializeFound(
  { entries, repeats = false }: LoadPlan,
  rows: unknown[][],
  store: ObjectStore,
  options: LoadOptions,
): FoundObjects & Pick<Materialized, 'readers'> {
  const reader = new EntityReader(entries.at(-1) as EntityEntry, readingOf(store, options), rows[0]?.length ?? 0);
  const places = entries.flatMap((entry) => (entry.kind === 'value' ? [entry.index] : []));
  const [place = -1] = places;
  const keys: unknown[] = [];
  const objects: unknown[] = rows;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as unknown[];
    if (places.length > 0) keys.push(places.length === 1 ? row[place] : places.map((one) => row[one]));
    objects[i] = reader.read(row)?.object ?? null;
  }
  return { objects: objects as (object | null)[], keys, repeats, readers: finished([reader]) };
}

function readingOf(store: ObjectStore, { populateExisting, statement, made }: LoadOptions): Reading {
  return { store, populateExisting, options: optionsOf(statement), made };
}

/** Reads one column of the result. */
function columnReader(entry: PlanEntry, reading: Reading, all: EntityReader[]): (row: unknown[]) => unknown {
  if (entry.kind === 'value') return (row) => row[entry.index];
  if (entry.kind === 'bundle') {
    const parts = entry.entries.map((one) => columnReader(one, reading, all));
    const { make } = entry;
    if (make !== undefined) return (row) => make(parts.map((read) => read(row)));
    const { rowClass } = entry.shape;
    return (row) => new rowClass(parts.map((read) => read(row)));
  }
  const reader = new EntityReader(entry, reading, 0);
  all.push(reader);
  return (row) => reader.read(row)?.object ?? null;
}

// In place: an array that is there has no allocation site.
function readAlone(rows: unknown[], reader: EntityReader): unknown[] {
  for (let i = 0; i < rows.length; i++) rows[i] = reader.read(rows[i] as unknown[])?.object ?? null;
  return rows;
}

/** Rows that have to be made unique anyway: those of one object that follow one another are one. */
function readRepeated(rows: unknown[], reader: EntityReader): unknown[] {
  let count = 0;
  let last: unknown;
  for (let i = 0; i < rows.length; i++) {
    const state = reader.read(rows[i] as unknown[]);
    if (state === null || state !== last) {
      rows[count] = state?.object ?? null;
      count += 1;
    }
    last = state;
  }
  rows.length = count;
  return rows;
}

function finished(readers: readonly EntityReader[]): readonly EntityReader[] {
  for (const reader of readers) for (const joined of reader.joined) joined.finish();
  return readers;
}
