import { ArgumentError } from '../../errors/argument-errors.ts';
import { Column } from '../../schema/column.ts';
import { ColumnDefinition } from '../../schema/column-definition.ts';
import { isTypeEngine } from '../../types/define-type.ts';
import { instrumented, MappedObject } from './instance-slot.ts';
import { PropertyDefinition } from './property-definition.ts';

/** What a class can be defined with: columns, and functions that give relationships and the like. */
export type ClassDefinition = Readonly<
  Record<
    string,
    ColumnDefinition<unknown> | Column<string, unknown> | PropertyDefinition<unknown> | (() => PropertyDefinition<unknown>)
  >
>;

/** The same by kind. */
export interface SortedDefinition {
  readonly columns: Readonly<Record<string, ColumnDefinition<unknown>>>;
  /** Columns of a table that is there, under the names that attributes have for them. */
  readonly renamed: ReadonlyMap<string, Column<string, unknown>>;
  readonly thunks: ReadonlyMap<string, () => PropertyDefinition<unknown>>;
}

/** @param where what the application called, for messages @throws ArgumentError for what is no attribute */
export function sortedDefinition(where: string, definition: object): SortedDefinition {
  const columns: Record<string, ColumnDefinition<unknown>> = {};
  const renamed = new Map<string, Column<string, unknown>>();
  const thunks = new Map<string, () => PropertyDefinition<unknown>>();
  for (const [key, value] of Object.entries(definition as ClassDefinition)) {
    checkKey(where, key);
    if (ColumnDefinition.is(value)) columns[key] = value;
    else if (Column.is(value)) renamed.set(key, value);
    else if (isThunk(value)) thunks.set(key, value);
    else if (PropertyDefinition.is(value)) thunks.set(key, () => value);
    else
      throw new ArgumentError(
        `"${key}" of ${where} is no attribute. Write ${key}: mappedColumn(t.Integer), or ${key}: () => relationship(Other).`,
      );
  }
  return { columns, renamed, thunks };
}

/** Types can be called as well, and so it seems of classes. */
function isThunk(value: unknown): value is () => PropertyDefinition<unknown> {
  return typeof value === 'function' && !isTypeEngine(value) && !(instrumented in value);
}

function checkKey(where: string, key: string): void {
  if (!(key in MappedObject.prototype) && key !== 'toJSON') return;
  throw new ArgumentError(
    `"${key}" of ${where} cannot be the name of an attribute: all objects have something by that name. Call it differently, with the name of the column in front: ${key}Column: mappedColumn('${key}', …).`,
  );
}
