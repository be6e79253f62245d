import { isTypeEngine } from '../types/define-type.ts';
import { checkNamedValues } from './named-values.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import type { TypeEngine, ValueOf } from '../types/type-engine.ts';
import type { ValuesOf } from './executable.ts';

/** A type for each column by its name. */
export type ColumnTypes = Readonly<Record<string, TypeEngine<unknown>>>;

/** Name and type of each column from the first one on. */
export type ColumnList = readonly (readonly [name: string, type: TypeEngine<unknown>])[];

/** What a text was told about the columns of its rows. */
export interface ResultColumns {
  /** Whether they are matched by their place, and get the names given here, or by the names the database gives. */
  readonly isPositional: boolean;
  readonly columns: ColumnList;
}

/** The row that `.columns({ … })` or `.columns([ … ])` describes. */
export type RowOfColumns<C> = C extends ColumnList
  ? { readonly [E in C[number] as E[0]]: ValueOf<E[1]> }
  : { readonly [K in keyof C]: ValueOf<C[K]> };

/** The values of that row by position, where the positions are known. */
export type ValuesOfColumns<C> = C extends ColumnList
  ? { readonly [I in keyof C]: C[I] extends readonly [string, infer E] ? ValueOf<E> : never }
  : ValuesOf<RowOfColumns<C>>;

/** Checks the argument of `.columns()`. */
export function resultColumns(given: ColumnTypes | ColumnList): ResultColumns {
  const isPositional = Array.isArray(given);
  if (!isPositional) checkNamedValues(given, 'columns()');
  const columns = isPositional ? (given as ColumnList) : Object.entries(given);
  for (const [name, type] of columns) {
    if (isTypeEngine(type)) continue;
    throw new ArgumentError(`columns() got no type for the column "${name}". Give one of types: { ${name}: t.Integer }.`);
  }
  return Object.freeze({ isPositional, columns: Object.freeze([...columns]) });
}
