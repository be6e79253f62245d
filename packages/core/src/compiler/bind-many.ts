import { type BoundStatement, bindParameters, encodeSlot, givenValue, type ParameterValues } from './bind-parameters.ts';
import type { Compiled, Convert, ParameterSlot } from './compiled.ts';

/**
 * What `bindParameters` gives for each of many sets. Mostly all of them have the same names in the same order; `onOtherNames`
 * is told of one that does not.
 */
export function bindMany(
  compiled: Compiled,
  statement: BoundStatement,
  sets: readonly ParameterValues[],
  onOtherNames: (set: ParameterValues, index: number) => void,
): unknown[][] {
  const names = Object.keys(sets[0] as ParameterValues);
  const places = placesOf(names, compiled, statement);
  const rows: unknown[][] = [];
  for (let i = 0; i < sets.length; i++) {
    const set = sets[i] as ParameterValues;
    const row = places === null ? null : bindAlike(set, names, places);
    if (row === null) onOtherNames(set, i);
    rows.push(row ?? bindParameters(compiled, statement, set));
  }
  return rows;
}

/** Where the values of a set belong, by the order of its names. */
interface Places {
  /** The slot of each name; -1: the statement has no such parameter. */
  readonly slots: readonly number[];
  readonly encoders: readonly (Convert | null)[];
  /** The values that are the same for all sets, null for the others. */
  readonly row: readonly unknown[];
}

/** Null where a name has several slots, or a parameter no value. */
function placesOf(names: readonly string[], { slots }: Compiled, statement: BoundStatement): Places | null {
  const row: unknown[] = [];
  const known = new Map<string, number>();
  for (const [index, slot] of slots.entries()) {
    const isGiven = names.includes(slot.name);
    if (isGiven && known.has(slot.name)) return null;
    known.set(slot.name, index);
    row.push(isGiven ? null : constant(slot, statement));
  }
  const found = names.map((name) => known.get(name) ?? -1);
  return row.includes(undefined) ? null : { slots: found, encoders: found.map((slot) => slots[slot]?.encode ?? null), row };
}

function constant(slot: ParameterSlot, statement: BoundStatement): unknown {
  try {
    return encodeSlot(slot, givenValue(slot, statement, null));
  } catch {
    return undefined;
  }
}

/**
 * The values of a set with exactly these names; null for any other, and where something is wrong with a value. V8 reads
 * the properties of such a loop without looking them up.
 */
function bindAlike(set: ParameterValues, names: readonly string[], { slots, encoders, row }: Places): unknown[] | null {
  if (Object.getPrototypeOf(set) !== Object.prototype) return null;
  const values = row.slice();
  let at = 0;
  try {
    for (const name in set) {
      if (name !== names[at]) return null;
      const slot = slots[at] as number;
      const encode = encoders[at] as Convert | null;
      at += 1;
      if (slot < 0) continue;
      const value = set[name];
      if (value === undefined) return null;
      values[slot] = value === null || encode === null ? value : encode(value);
    }
  } catch {
    return null;
  }
  return at === names.length ? values : null;
}
