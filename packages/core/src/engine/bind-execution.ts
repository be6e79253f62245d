import { type BoundRow, bindWithDefaults, type Evaluate } from '../compiler/bind-defaults.ts';
import { bindMany } from '../compiler/bind-many.ts';
import { bindParameters, givenValue, type ParameterValues } from '../compiler/bind-parameters.ts';
import type { Compiled, ParameterSlot } from '../compiler/compiled.ts';
import { expandParameters } from '../compiler/expand-parameters.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import type { Executable } from '../sql/executable.ts';
import { chain, isPromise, type MaybePromise } from '../util/maybe-promise.ts';
import type { Params } from './execute-params.ts';
import type { InsertedRows } from './inserted-rows.ts';

/** A statement with its values, ready to be sent. */
export interface BoundExecution {
  readonly sql: string;
  /** The values in the order of the placeholders; with `isMany` a list of such lists. */
  readonly params: readonly unknown[];
  readonly isMany: boolean;
  readonly inserted: InsertedRows | null;
}

/** Puts the values of all parameter sets in order. A promise only where a default function gives one, or `evaluate` does. */
export function bindExecution(
  compiled: Compiled,
  clause: Executable<unknown>,
  sets: readonly Params[],
  evaluate: Evaluate,
): MaybePromise<BoundExecution> {
  const isMany = sets.length > 1;
  if (compiled.hasExpanding && isMany)
    throw new ArgumentError(
      'A statement with expanding parameters has other SQL for each list: execute it once for each parameter set.',
    );
  if (isMany && compiled.dml?.returnsRows === true && compiled.dml.kind !== 'insert')
    throw new ArgumentError(
      `An ${compiled.dml.kind} with returning() gives no rows for a list of parameter sets: execute it once for each of them.`,
    );
  const checkColumns = isMany && compiled.dml !== null ? columnCheck(compiled.dml.columnKeys, sets) : passes;
  if (compiled.defaultSlots.length > 0) {
    sets.forEach(checkColumns);
    return bindDefaults(compiled, clause, sets, evaluate);
  }
  const inserted = compiled.dml?.kind === 'insert' ? insertedRows(compiled, clause, sets) : null;
  if (!isMany) return finished(compiled, bindParameters(compiled, clause, sets[0]), inserted);
  const params = bindMany(compiled, clause, sets as readonly ParameterValues[], checkColumns);
  return { sql: compiled.sql, params, isMany, inserted };
}

/** The columns of INSERT and UPDATE are those of the first parameter set: a value for another one would get lost. */
function columnCheck(columns: readonly string[], sets: readonly Params[]): (set: Params, index: number) => void {
  const names = new Set(Object.keys(sets[0] as object));
  return (set, index) => {
    for (const name in set) {
      if (names.has(name) || !columns.includes(name)) continue;
      throw new ArgumentError(
        `Parameter set ${index} gives a value for the column "${name}", and the first set does not. Give the same columns in each set.`,
      );
    }
  };
}

function passes(): void {}

function finished(compiled: Compiled, values: unknown[], inserted: InsertedRows | null): BoundExecution {
  if (compiled.hasExpanding) return { ...expandParameters(compiled, values), isMany: false, inserted };
  return { sql: compiled.sql, params: values, isMany: false, inserted };
}

function insertedRows(compiled: Compiled, clause: Executable<unknown>, sets: readonly Params[]): InsertedRows {
  return new GivenRows(compiled, clause, compiled.dml?.keysAreGiven === true && sets.length === 1 ? [{ ...sets[0] }] : sets);
}

/** Rows of which the values are looked up in the parameter sets. One set is copied where it is: the caller may change it. */
class GivenRows implements InsertedRows {
  readonly #compiled: Compiled;
  readonly #clause: Executable<unknown>;
  readonly #sets: readonly Params[];

  constructor(compiled: Compiled, clause: Executable<unknown>, sets: readonly Params[]) {
    this.#compiled = compiled;
    this.#clause = clause;
    this.#sets = sets;
  }

  get sets(): number {
    return this.#sets.length;
  }

  raw(set: number, slot: number): unknown {
    const params = this.#sets[set] as Readonly<Record<string, unknown>>;
    return givenValue(this.#compiled.slots[slot] as ParameterSlot, this.#clause, params);
  }
}

// Defaults -------------------------------------------------------------------------------------------------------------

function bindDefaults(
  compiled: Compiled,
  clause: Executable<unknown>,
  sets: readonly Params[],
  evaluate: Evaluate,
): MaybePromise<BoundExecution> {
  return chain(boundRows(compiled, clause, sets, evaluate, []), (rows) => {
    const isInsert = compiled.dml?.kind === 'insert';
    const inserted = isInsert ? { sets: sets.length, raw: (set: number, slot: number) => rows[set]?.raw[slot] } : null;
    if (sets.length === 1) return finished(compiled, (rows[0] as BoundRow).values, inserted);
    return { sql: compiled.sql, params: rows.map(({ values }) => values), isMany: true, inserted };
  });
}

/** One row after the other, so that default functions are called in the order of the rows. */
function boundRows(
  compiled: Compiled,
  clause: Executable<unknown>,
  sets: readonly Params[],
  evaluate: Evaluate,
  rows: BoundRow[],
): MaybePromise<readonly BoundRow[]> {
  while (rows.length < sets.length) {
    const row = bindWithDefaults(compiled, clause, sets[rows.length] as Readonly<Record<string, unknown>>, evaluate);
    if (isPromise(row))
      return row.then((settled) => {
        rows.push(settled);
        return boundRows(compiled, clause, sets, evaluate, rows);
      });
    rows.push(row);
  }
  return rows;
}
