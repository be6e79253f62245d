import { type InspectOptions, inspect } from 'node:util';
import { reprRow } from '../util/repr-params.ts';

/**
 * One row of a result: a readonly tuple that also has its columns' names. Immutable.
 *
 * `T` are the values by position, `N` by name. Where a column is called like a method of arrays, `row.length` and the
 * like are the column's value; {@link rowValues} and {@link rowMapping} work for every row. A column whose name is a
 * number (`SELECT 5` on MySQL) is in the mapping only: `row[5]` is always the sixth value.
 *
 * @example
 * const row = result.one();
 * row.x; row[0]; const [x, y] = row;
 * String(row); // (6, 8)
 */
export type Row<T extends readonly unknown[] = readonly unknown[], N = Record<string, unknown>> = ByPosition<T, N> &
  Readonly<N> &
  RowMethods<N>;

/** What a row has beside its columns and what arrays have. */
export interface RowMethods<N> {
  /** The row as a frozen plain object, made anew at each call. */
  readonly mapping: Readonly<N>;
  /** The same, for `JSON.stringify`. */
  toJSON(): Readonly<N>;
}

/** A tuple of fixed length cannot have another `length`, so a row with a column of that name is no array to TypeScript. */
type ByPosition<T extends readonly unknown[], N> = string extends keyof N
  ? Readonly<T>
  : 'length' extends keyof N
    ? { readonly [K in keyof T as K extends `${number}` ? K : never]: T[K] } & Iterable<T[number]>
    : Readonly<T>;

/** What a row knows of the result it is from. */
export interface RowShape {
  readonly names: readonly string[];
  mapping(values: readonly unknown[]): Record<string, unknown>;
}

/** Where a row class keeps its shape: on the prototype, under a name that no column has. */
export const rowShape: unique symbol = Symbol('shape');
export const rowData: unique symbol = Symbol('values');

/**
 * What all row classes have in common; {@link rowClass} adds the columns. Nothing here relies on a property with a
 * string name, since a column may have that name.
 */
export abstract class BaseRow {
  declare readonly [rowShape]: RowShape;
  readonly [rowData]: readonly unknown[];

  /** @internal Takes the array over: it must not change afterwards. */
  constructor(values: readonly unknown[]) {
    this[rowData] = values;
  }

  get length(): number {
    return this[rowData].length;
  }

  get mapping(): Readonly<Record<string, unknown>> {
    return mappingOf(this);
  }

  toJSON(): Readonly<Record<string, unknown>> {
    return mappingOf(this);
  }

  toString(): string {
    return reprRow(this[rowData]);
  }

  [Symbol.toPrimitive](): string {
    return reprRow(this[rowData]);
  }

  [Symbol.iterator](): ArrayIterator<unknown> {
    return this[rowData][Symbol.iterator]();
  }

  [inspect.custom](depth: number, options: InspectOptions): string {
    return depth < 0 ? '[Row]' : namedText(this, { ...options, depth });
  }
}

/**
 * Whether a value is a row of a result.
 *
 * @example for (const value of [result.first(), 5]) console.log(isRow(value));
 */
export function isRow(value: unknown): value is Row {
  return value instanceof BaseRow;
}

/**
 * The values of a row by position, whatever its columns are called.
 *
 * @example const [x] = rowValues(result.one());
 */
export function rowValues<T extends readonly unknown[], N>(row: Row<T, N>): T {
  return valuesOf(row as unknown as BaseRow).slice() as readonly unknown[] as T;
}

/**
 * The values of a row by name as a frozen plain object, whatever its columns are called.
 *
 * @example console.log(rowMapping(result.one()));
 */
export function rowMapping<T extends readonly unknown[], N>(row: Row<T, N>): Readonly<N> {
  return mappingOf(row as unknown as BaseRow) as Readonly<N>;
}

/** The array that a row wraps, without a copy. */
export function valuesOf(row: BaseRow): readonly unknown[] {
  return row[rowData];
}

/** The row as a plain object that the caller may keep and change. */
export function plainObject(row: BaseRow): Record<string, unknown> {
  return row[rowShape].mapping(row[rowData]);
}

function mappingOf(row: BaseRow): Readonly<Record<string, unknown>> {
  return Object.freeze(plainObject(row));
}

function namedText(row: BaseRow, options: InspectOptions): string {
  const values = row[rowData];
  const entries = row[rowShape].names.map((name, index) => `${keyText(name)}: ${inspect(values[index], options)}`);
  if (entries.length === 0) return 'Row {}';
  const line = `Row { ${entries.join(', ')} }`;
  const fits = line.length <= (options.breakLength ?? 80) && !line.includes('\n');
  return fits ? line : `Row {\n${entries.map((entry) => `  ${entry.replaceAll('\n', '\n  ')}`).join(',\n')}\n}`;
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : inspect(name);
}

// The type of a row is a readonly array, so it has what those have. They get a copy: a callback's third argument is the
// array itself, and a row cannot be changed.
const arrayMethods = [
  'at',
  'concat',
  'entries',
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flat',
  'flatMap',
  'forEach',
  'includes',
  'indexOf',
  'join',
  'keys',
  'lastIndexOf',
  'map',
  'reduce',
  'reduceRight',
  'slice',
  'some',
  'toLocaleString',
  'toReversed',
  'toSorted',
  'toSpliced',
  'values',
  'with',
] as const satisfies readonly (keyof (readonly unknown[]))[];

for (const name of arrayMethods) {
  Object.defineProperty(BaseRow.prototype, name, {
    value(this: BaseRow, ...args: unknown[]): unknown {
      const values = this[rowData].slice();
      return (values[name] as (...args: unknown[]) => unknown).apply(values, args);
    },
    configurable: true,
    writable: true,
  });
}
