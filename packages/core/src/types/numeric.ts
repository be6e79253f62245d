import { plainDecimal } from '../util/plain-decimal.ts';
import { defineCallableType, defineType, type ShownArgument, type TypeDefinition } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** An exact decimal number: a `string`, or a `number` where `mode` says so. */
export interface NumericType<T extends string | number> extends TypeEngine<T> {
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
 * the nearest number.
 *
 * @example t.Numeric(10, 2) // '19.99'
 */
export const numeric: NumericFamily = defineCallableType(
  makeNumeric,
  { typeName: 'Numeric', encode: encodeNumeric, decode: decodeExact },
  { precision: null, scale: null, mode: 'string' as const },
) as unknown as NumericFamily;

interface NumericOptions {
  readonly mode?: 'string' | 'number';
}

function makeNumeric(
  precision: number | null = null,
  scale: number | null = null,
  options: NumericOptions = {},
): TypeEngine<never> {
  const mode = options.mode ?? 'string';
  if (precision === null && scale === null && mode === 'string') return numeric as unknown as TypeEngine<never>;
  const shown: ShownArgument[] = [];
  if (precision !== null) shown.push(['precision', precision]);
  if (scale !== null) shown.push(['scale', scale]);
  if (mode === 'number') shown.push(['mode', mode]);
  const decode = mode === 'number' ? decodeNearest : decodeExact;
  const definition = { typeName: 'Numeric', encode: encodeNumeric, decode, shown };
  return defineType(definition as unknown as TypeDefinition<never>, { precision, scale, mode });
}

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
  return notANumber.test(text) ? text : plainDecimal(text);
}
