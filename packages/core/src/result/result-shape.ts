import { leftBy } from '../types/left-as-it-is.ts';
import { ambiguousColumn, noSuchColumn } from './column-errors.ts';
import { type MappingMaker, mappingMaker } from './plain-mapping.ts';
import type { RowShape } from './row.ts';
import { type RowClass, rowClass } from './row-class.ts';

/** Turns what a driver delivered into a value of the column's type; never called with null. */
export type Decoder = (value: unknown) => unknown;

/** One for each column that needs one. */
export type Decoders = readonly (Decoder | null | undefined)[];

/** A column of a result by its position, negative from the end, or by its name. */
export type ColumnKey = number | string;

/**
 * Describes the columns of a result. Making one costs some microseconds and each has a row class of its own, so keep it
 * with the compiled statement and pass the same one to every execution.
 *
 * @example
 * const shape = resultShape(['id', 'price'], [undefined, (value) => Number(value)]);
 */
export function resultShape(names: readonly string[], decoders: Decoders | null = null): ResultShape {
  return new ResultShape(names, decoders, null);
}

/** The columns of a result: their names, how their values are decoded, and the class of their rows. */
export class ResultShape implements RowShape {
  readonly names: readonly string[];
  /** Whether a driver's row is taken as it is: nothing to decode, all columns in their order. */
  readonly isVerbatim: boolean;
  readonly #decoders: Decoders | null;
  /** The columns that have a decoder. */
  readonly #decoded: readonly number[];
  /** Where the values stand in a driver's row; null for all of them in their order. */
  readonly #sources: readonly number[] | null;
  readonly #ambiguousNames: ReadonlySet<string>;
  #mappingMaker: MappingMaker | null = null;
  #rowClass: RowClass | null = null;
  #verbatim: ResultShape | null = null;
  readonly #selections = new Map<string, ResultShape>();

  constructor(names: readonly string[], decoders: Decoders | null, sources: readonly number[] | null) {
    this.names = Object.freeze([...names]);
    this.#decoders = decoders;
    this.#decoded = (decoders ?? []).flatMap((decoder, index) => (decoder == null ? [] : [index]));
    this.#sources = sources;
    this.#ambiguousNames = repeated(this.names);
    this.isVerbatim = sources === null && this.#decoded.length === 0;
  }

  get rowClass(): RowClass {
    this.#rowClass ??= rowClass(this, this.#ambiguousNames);
    return this.#rowClass;
  }

  /** The values of a driver's row in this shape. Call it once for a row: it decodes in place. */
  read(values: unknown[]): unknown[] {
    if (this.isVerbatim) return values;
    const row = this.#sources === null ? values : pick(values, this.#sources);
    const decoders = this.#decoders;
    if (decoders === null) return row;
    for (const index of this.#decoded) row[index] = decode(decoders[index], row[index]);
    return row;
  }

  /**
   * {@link read} for many rows, in place: column by column, so that one decoder at a time is hot, of as many rows as stay
   * in the processor's cache meanwhile.
   */
  readAll(rows: unknown[][]): void {
    if (this.isVerbatim) return;
    if (this.#sources !== null) for (let i = 0; i < rows.length; i++) rows[i] = pick(rows[i] as unknown[], this.#sources);
    for (let start = 0; start < rows.length; start += rowsAtATime) {
      const end = Math.min(start + rowsAtATime, rows.length);
      for (const index of this.#decoded) decodeColumn(rows, start, end, index, this.#decoders?.[index] as Decoder);
    }
  }

  /** One value of a driver's row, decoded; the row stays as it is. */
  readValue(values: readonly unknown[], index: number): unknown {
    return decode(this.#decoders?.[index], values[this.#sources?.[index] ?? index]);
  }

  /** A row that was {@link read} as a plain object. */
  mapping(values: readonly unknown[]): Record<string, unknown> {
    this.#mappingMaker ??= mappingMaker(this.names, this.#ambiguousNames);
    return this.#mappingMaker(values);
  }

  /** The shape of rows that were {@link read} already. */
  get verbatim(): ResultShape {
    if (this.isVerbatim) return this;
    this.#verbatim ??= resultShape(this.names);
    return this.#verbatim;
  }

  /** Some of the columns, in the order given; throws {@link NoSuchColumnError} for one that is not there. */
  select(keys: readonly ColumnKey[]): ResultShape {
    const indexes = keys.map((key) => this.indexOf(key));
    const id = indexes.join();
    const known = this.#selections.get(id);
    if (known !== undefined) return known;
    const selection = this.#selection(indexes);
    this.#selections.set(id, selection);
    return selection;
  }

  /** The position of a column; throws {@link InvalidRequestError} for a name that several have. */
  indexOf(key: ColumnKey): number {
    if (typeof key === 'string' && this.#ambiguousNames.has(key)) throw ambiguousColumn(key);
    const index = typeof key === 'string' ? this.names.indexOf(key) : key < 0 ? key + this.names.length : key;
    if (this.names[index] === undefined) throw noSuchColumn(key, this.names);
    return index;
  }

  #selection(indexes: readonly number[]): ResultShape {
    const names = indexes.map((index) => this.names[index] as string);
    const decoders = this.#decoders && indexes.map((index) => this.#decoders?.[index]);
    const sources = indexes.map((index) => this.#sources?.[index] ?? index);
    return new ResultShape(names, decoders, sources);
  }
}

const rowsAtATime = 256;

/** One loop for each kind of value that is left as it is: a test that V8 sees is far cheaper than a call for each value. */
function decodeColumn(rows: unknown[][], start: number, end: number, index: number, decoder: Decoder): void {
  switch (leftBy(decoder)) {
    case 'string':
      for (let i = start; i < end; i++)
        if (typeof rows[i]?.[index] !== 'string') decodeCell(rows[i] as unknown[], index, decoder);
      return;
    case 'number':
      for (let i = start; i < end; i++)
        if (typeof rows[i]?.[index] !== 'number') decodeCell(rows[i] as unknown[], index, decoder);
      return;
    case 'safe integer':
      for (let i = start; i < end; i++)
        if (!Number.isSafeInteger(rows[i]?.[index])) decodeCell(rows[i] as unknown[], index, decoder);
      return;
    default:
      for (let i = start; i < end; i++) decodeCell(rows[i] as unknown[], index, decoder);
  }
}

function decodeCell(row: unknown[], index: number, decoder: Decoder): void {
  const value = row[index];
  if (value !== null) row[index] = decoder(value);
}

function decode(decoder: Decoder | null | undefined, value: unknown): unknown {
  return decoder == null || value === null ? value : decoder(value);
}

function pick(values: readonly unknown[], indexes: readonly number[]): unknown[] {
  return indexes.map((index) => values[index]);
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
