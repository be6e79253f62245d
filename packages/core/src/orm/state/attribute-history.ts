import { isDeepStrictEqual } from 'node:util';
import type { Property } from '../mapping/mapper.ts';
import { adapterOf } from './collection.ts';
import { type InstanceState, notLoaded } from './instance-state.ts';

/** What became of an attribute since the last flush: values of a column, objects of a relationship. SQLAlchemy's `History`. */
export interface History<out T = unknown> {
  readonly added: readonly T[];
  readonly unchanged: readonly T[];
  readonly deleted: readonly T[];
}

const none: readonly never[] = Object.freeze([]);

/** The history of an attribute that is not loaded. */
export const emptyHistory: History<never> = Object.freeze({ added: none, unchanged: none, deleted: none });

/** What became of an attribute. Nothing is loaded for it: what a value was before is left out where it is not known. */
export function history(state: InstanceState, property: Property): History {
  const { slot } = property;
  const value = state.values[slot];
  const isChanged = state.changes?.has(slot) === true;
  if (value === undefined && !isChanged) return pendingHistory(state, slot);
  // All that a new object has is new.
  const before = state.key === null ? notLoaded : isChanged ? state.changes?.get(slot) : undefined;
  if (property.kind === 'relationship' && property.isCollection) return historyOfCollection(value, before);
  if (property.kind === 'relationship') return historyOfValue(value, before, Object.is);
  if (state.key === null && !isChanged) return { ...emptyHistory, added: [value] };
  // What the database has of an expired attribute may be anything: the value that was set has to be written.
  const isKnown = property.isPrimaryKey || !state.isStale(slot);
  return historyOfValue(value, before, isKnown ? isSameValue : () => false);
}

/** Whether there is anything in it. */
export function isEmptyHistory({ added, unchanged, deleted }: History): boolean {
  return added.length + unchanged.length + deleted.length === 0;
}

/** What is in the attribute, and what was in it. */
export function sumOfHistory<T>({ added, unchanged, deleted }: History<T>): readonly T[] {
  return [...added, ...unchanged, ...deleted];
}

/** What the database has of an attribute, as far as that is known. */
export function committedValue(state: InstanceState, slot: number): unknown {
  const { changes } = state;
  const before = changes?.has(slot) === true ? changes.get(slot) : undefined;
  return before === undefined || before === notLoaded ? state.values[slot] : before;
}

/** The primary key that the database has of an object, as far as that is known. */
export function committedKey(state: InstanceState): readonly unknown[] {
  return state.mapper.primaryKey.map(({ slot }) => committedValue(state, slot));
}

/** Whether a column that holds one value need not be written to hold the other. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one === 'object' && typeof other === 'object') return isDeepStrictEqual(one, other);
  // A whole number is the same, be it number or bigint.
  if (typeof one === 'bigint') return typeof other === 'number' && Number.isInteger(other) && BigInt(other) === one;
  return typeof other === 'bigint' && typeof one === 'number' && isSameValue(other, one);
}

function pendingHistory({ pending }: InstanceState, slot: number): History {
  const changes = pending?.get(slot);
  if (changes === undefined) return emptyHistory;
  const added: object[] = [];
  const deleted: object[] = [];
  for (const [object, isAdded] of changes) (isAdded ? added : deleted).push(object);
  return { added, unchanged: none, deleted };
}

function historyOfValue(value: unknown, before: unknown, isSame: (one: unknown, other: unknown) => boolean): History {
  const current = value === undefined ? none : [value];
  if (before === undefined || isSame(value, before)) return { ...emptyHistory, unchanged: current };
  return { added: current, unchanged: none, deleted: before === notLoaded ? none : [before] };
}

function historyOfCollection(value: unknown, before: unknown): History {
  const current = adapterOf(value)?.objects() ?? none;
  if (before === undefined) return { ...emptyHistory, unchanged: current };
  if (before === notLoaded) return { ...emptyHistory, added: current };
  const original = before as readonly object[];
  const originals = new Set(original);
  const currents = new Set(current);
  return {
    added: current.filter((object) => !originals.has(object)),
    unchanged: current.filter((object) => originals.has(object)),
    deleted: original.filter((object) => !currents.has(object)),
  };
}
