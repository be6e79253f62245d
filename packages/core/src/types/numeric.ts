import { ArgumentError } from '../errors/argument-errors.ts';
import { plainDecimal } from '../util/plain-decimal.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defineCallableType, defineType, type ShownArgument, type TypeDefinition } from './define-type.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** An exact decimal number: a `string`, or a `number` where `mode` says so. */
export interface NumericType<T extends string | number> extends DefinedType<T> {
  /** How many digits there are; null: as many as the database keeps. */
  readonly precision: number | null;
  /** How many of them follow the point. */
  readonly scale: number | null;
  readonly mode: T extends string ? 'string' : 'number';
}

/** {@link numeric} and what it can be called with. */
export interface NumericFamily extends NumericType<string> {
  (precision?: number | null, scale?: number | null, options?: { readonly mode?: 'string' }): NumericType<string>;
  (
    precision: number | null | undefined,
    scale: number | null | undefined,
    options: { readonly mode: 'number' },
  ): NumericType<number>;
}

/**
 * An exact decimal number. It is a `string`, since a JavaScript number would round it; with `{ mode: 'number' }` it is
 * the nearest number. A string with more digits behind the point than the scale allows is an error: databases would
 * round it in silence.
 *
 * SQLite keeps fifteen digits; a number with more is an error there.
 *
 * @example t.Numeric(10, 2) // '19.99'
 */
export const numeric: NumericFamily = numericFamily();

interface NumericOptions {
  readonly mode?: 'string' | 'number';
}

/** The family; `sqlName` for one that asks for its name in SQL. */
export function numericFamily(sqlName?: string): NumericFamily {
  const common = { typeName: 'Numeric', sqlName };
  const call = (precision: number | null = null, scale: number | null = null, options: NumericOptions = {}) => {
    const { mode = 'string' } = checkOptionNames(options, ['mode'], 'Numeric');
    if (precision === null && scale === null) return mode === 'string' ? family : nearest;
    const shown: ShownArgument[] = [];
    if (precision !== null) shown.push(['precision', precision]);
    if (scale !== null) shown.push(['scale', scale]);
    if (mode === 'number') shown.push(['mode', mode]);
    const operandType = mode === 'number' ? nearest : family;
    return make({ ...common, ...codecFor(mode, precision, scale), shown, operandType }, { precision, scale, mode });
  };
  const unlimited = { precision: null, scale: null };
  const nearest = make(
    { ...common, ...codecFor('number', null, null), shown: [['mode', 'number']] },
    { ...unlimited, mode: 'number' },
  );
  const family = defineCallableType(
    call,
    { ...common, encode: encodeNumeric, decode: decodeExact },
    { ...unlimited, mode: 'string' as const },
  ) as unknown as NumericFamily;
  return family;
}

function make(definition: object, own: object): DefinedType<never> {
  return defineType(definition as TypeDefinition<never>, own);
}

function codecFor(mode: 'string' | 'number', precision: number | null, scale: number | null) {
  if (mode === 'number') return { encode: encodeNumeric, decode: decodeNearest };
  // Without a scale, NUMERIC(10) keeps whole numbers in every database.
  const places = scale ?? (precision === null ? null : 0);
  return { encode: places === null ? encodeNumeric : (value: string) => encodeFixed(value, places), decode: decodeExact };
}

function encodeFixed(value: string, places: number): string {
  const text = encodeNumeric(value);
  const point = text.indexOf('.');
  if (point === -1 || /^0*$/.test(text.slice(point + 1 + places))) return text;
  throw new ArgumentError(
    `Numeric with ${places} digits behind the point got a number with more, which the database would round. Round it first, or give the column a greater scale.`,
  );
}

/** What needs no rewriting. */
const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const notANumber = /^(?:NaN|[+-]?Infinity)$/;

function encodeNumeric(value: string | number | bigint): string {
  const text = exactText(value);
  if (text === null) throw wrongValue('Numeric', "a decimal number as a string, such as '19.99'", value);
  return text;
}

function decodeExact(value: unknown): string {
  const text = exactText(value);
  if (text === null) throw unreadableValue('Numeric', value);
  return text;
}

function decodeNearest(value: unknown): number {
  return typeof value === 'number' ? value : Number(decodeExact(value));
}

function exactText(value: unknown): string | null {
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = `${value}`;
  if (plain.test(text)) return text;
  return notANumber.test(text) ? text : plainDecimal(text);
}
