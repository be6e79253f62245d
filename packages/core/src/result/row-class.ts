import { ambiguousColumn } from './column-errors.ts';
import { BaseRow, type RowShape, rowData, rowShape, valuesOf } from './row.ts';

/** Makes a row of an array of values, without a copy. */
export type RowClass = new (values: readonly unknown[]) => BaseRow;

/**
 * A class for the rows of one shape: a getter for each name and each position, so that V8 sees one hidden class and
 * nothing is done per row. Costs some microseconds; kept with the compiled statement.
 */
export function rowClass(shape: RowShape, ambiguousNames: ReadonlySet<string>): RowClass {
  const ShapedRow = emptyRowClass();
  const prototype = ShapedRow.prototype;
  // Rows of every shape answer `Row` when they are asked for their constructor.
  Reflect.deleteProperty(prototype, 'constructor');
  Object.defineProperty(prototype, rowShape, { value: shape });
  shape.names.forEach((name, index) => {
    define(prototype, String(index), valueGetter(index));
    if (!isPosition(name)) define(prototype, name, ambiguousNames.has(name) ? ambiguousGetter(name) : valueGetter(index));
  });
  return shape.names.includes('toJSON') ? withOwnNames(ShapedRow) : ShapedRow;
}

/** A BaseRow by its prototype alone: the call of a parent's constructor would double what a row costs. */
function emptyRowClass(): RowClass & { readonly prototype: BaseRow } {
  class ShapedRow {
    declare readonly [rowData]: readonly unknown[];

    constructor(values: readonly unknown[]) {
      this[rowData] = values;
    }
  }
  Object.setPrototypeOf(ShapedRow.prototype, BaseRow.prototype);
  return ShapedRow as unknown as RowClass & { readonly prototype: BaseRow };
}

Object.defineProperty(BaseRow, 'name', { value: 'Row' });

function define(prototype: BaseRow, name: string, get: (this: BaseRow) => unknown): void {
  Object.defineProperty(prototype, name, { get, configurable: true });
}

function valueGetter(index: number): (this: BaseRow) => unknown {
  return function () {
    return valuesOf(this)[index];
  };
}

function ambiguousGetter(name: string): (this: BaseRow) => unknown {
  // Every promise that is resolved with a row asks it for `then`: that must not fail.
  if (name === 'then') return () => undefined;
  return () => {
    throw ambiguousColumn(name);
  };
}

function isPosition(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}

/** JSON.stringify finds no `toJSON` to call where a column has that name: it then looks for properties of the row's own. */
function withOwnNames(ShapedRow: RowClass): RowClass {
  return class extends ShapedRow {
    constructor(values: readonly unknown[]) {
      super(values);
      const mapping = Object.freeze(this[rowShape].mapping(values));
      const properties = Object.entries(Object.getOwnPropertyDescriptors(mapping));
      for (const [name, property] of properties) if (!isPosition(name)) Object.defineProperty(this, name, property);
    }
  };
}
