import type { ColumnProperty } from '../mapping/column-property.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { EntityEntry, LoadPlan } from './load-plan.ts';

/** How rows are read. */
export interface MaterializeOptions {
  /** Whether what the row says takes the place of what objects that are there have, unsaved changes included. */
  readonly populateExisting: boolean;
}

/** The rows of a result with objects in them. `rows` are taken over: their arrays become the values of new objects. */
export function materialize(
  plan: LoadPlan,
  rows: readonly unknown[][],
  store: ObjectStore,
  options: MaterializeOptions,
): unknown[][] {
  const { entries } = plan;
  const only = entries.length === 1 ? entries[0] : undefined;
  const readers = entries.map((entry) =>
    entry.kind === 'value' ? (row: unknown[]) => row[entry.index] : entityReader(entry, store, options, entry === only),
  );
  const [first] = readers;
  if (readers.length === 1 && first !== undefined) return rows.map((row) => [first(row)]);
  return rows.map((row) => readers.map((read) => read(row)));
}

type Reader = (row: unknown[]) => object | null;

/** Makes objects of the columns of a class. @param isAlone whether nothing else reads the row, so that it can be kept */
function entityReader(
  { entity: { mapper }, start, properties }: EntityEntry,
  store: ObjectStore,
  { populateExisting }: MaterializeOptions,
  isAlone: boolean,
): Reader {
  const known = store.identityMap.of(mapper);
  const places = properties.map((property, index) => ({ property, index: start + index }));
  const keyPlaces = mapper.primaryKey.map((property) => placeOf(property, properties, start));
  const keepsRow = isAlone && start === 0 && properties.every(({ slot }, index) => slot === index);
  const valuesOf = keepsRow ? (row: unknown[]) => row : (row: unknown[]) => spread(row, places, mapper);
  const keyOf = keyReader(mapper, keyPlaces);
  return (row) => {
    const key = keyOf(row);
    if (key === null) return null;
    const state = known.get(key);
    if (state === undefined) {
      const made = new InstanceState(mapper, valuesOf(row));
      made.key = key;
      made.owner = store;
      made.epoch = store.epoch;
      known.set(key, made);
      return made.object;
    }
    if (populateExisting || state.epoch !== store.epoch || state.expired !== null)
      refresh(state, row, places, store, populateExisting);
    else fill(state, row, places);
    return state.object;
  };
}

interface Place {
  readonly property: ColumnProperty;
  readonly index: number;
}

function placeOf(property: ColumnProperty, properties: readonly ColumnProperty[], start: number): number {
  return start + properties.indexOf(property);
}

/** Reads the identity of a row; null where the row has none, as that of an outer join. */
function keyReader(mapper: Mapper, places: readonly number[]): (row: readonly unknown[]) => unknown {
  const [only] = places;
  if (places.length === 1 && only !== undefined) {
    return (row) => {
      const value = row[only];
      return typeof value === 'number' || typeof value === 'string' ? value : mapper.keyOf([value]);
    };
  }
  return (row) => mapper.keyOf(places.map((place) => row[place]));
}

function spread(row: readonly unknown[], places: readonly Place[], _mapper: Mapper): unknown[] {
  const values: unknown[] = [];
  for (const { property, index } of places) values[property.slot] = row[index];
  return values;
}

/** What was never loaded is there now; what is there stays. */
function fill({ values }: InstanceState, row: readonly unknown[], places: readonly Place[]): void {
  for (const { property, index } of places) if (values[property.slot] === undefined) values[property.slot] = row[index];
}

/** What the row says, but for what was changed and not saved yet. */
function refresh(
  state: InstanceState,
  row: readonly unknown[],
  places: readonly Place[],
  store: ObjectStore,
  populateExisting: boolean,
): void {
  if (populateExisting) {
    state.committed();
    store.modified.delete(state);
  }
  const { values, changes } = state;
  for (const { property, index } of places) {
    if (changes?.has(property.slot) !== true) values[property.slot] = row[index];
    else changes.set(property.slot, row[index]);
    state.expired?.delete(property.slot);
  }
  if (state.expired?.size === 0) state.expired = null;
  state.epoch = store.epoch;
}
