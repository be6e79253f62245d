import type { ObjectStore } from '../state/object-store.ts';
import { EntityReader, type Reading } from './entity-reader.ts';
import { type LoadOptions, optionsOf } from './load-options.ts';
import type { LoadPlan, PlanEntry } from './load-plan.ts';

export interface Materialized {
  readonly rows: unknown[][];
  /** Those that made the objects, which know what is left to load. */
  readonly readers: readonly EntityReader[];
}

/** The rows of a result with objects in them. `rows` are taken over: their arrays become the values of new objects. */
export function materialize(plan: LoadPlan, rows: unknown[][], store: ObjectStore, options: LoadOptions): Materialized {
  const { entries } = plan;
  const [first, second] = entries;
  const reading: Reading = {
    store,
    populateExisting: options.populateExisting,
    options: optionsOf(options.statement),
    made: options.made,
  };
  const width = rows[0]?.length ?? 0;
  if (entries.length === 1 && first?.kind === 'entity') {
    const reader = new EntityReader(first, reading, width);
    return finished(plan.repeats === true ? readRepeated(rows, reader) : readAlone(rows, reader), [reader]);
  }
  if (entries.length === 2 && first?.kind === 'value' && second?.kind === 'entity') {
    const reader = new EntityReader(second, reading, width);
    return finished(readKeyed(rows, first.index, reader), [reader]);
  }
  const all: EntityReader[] = [];
  const readers = entries.map((entry) => columnReader(entry, reading, all));
  return finished(
    rows.map((row) => readers.map((read) => read(row))),
    all,
  );
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

function readAlone(rows: readonly unknown[][], reader: EntityReader): unknown[][] {
  const made: unknown[][] = new Array(rows.length);
  for (let i = 0; i < rows.length; i++) made[i] = [reader.read(rows[i] as unknown[])?.object ?? null];
  return made;
}

/** Rows that have to be made unique anyway: those of one object that follow one another are one. */
function readRepeated(rows: readonly unknown[][], reader: EntityReader): unknown[][] {
  const made: unknown[][] = [];
  let last: unknown;
  for (let i = 0; i < rows.length; i++) {
    const state = reader.read(rows[i] as unknown[]);
    if (state === null || state !== last) made.push([state?.object ?? null]);
    last = state;
  }
  return made;
}

function readKeyed(rows: readonly unknown[][], index: number, reader: EntityReader): unknown[][] {
  const made: unknown[][] = new Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as unknown[];
    const value = row[index];
    made[i] = [value, reader.read(row)?.object ?? null];
  }
  return made;
}

function finished(rows: unknown[][], readers: readonly EntityReader[]): Materialized {
  for (const reader of readers) for (const joined of reader.joined) joined.finish();
  return { rows, readers };
}
