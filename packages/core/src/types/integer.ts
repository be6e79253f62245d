import { checkOptionNames } from '../util/check-options.ts';
import { leaving } from './left-as-it-is.ts';
import { type BareType, defineBareType, defineCallableType, defineType } from './define-type.ts';
import type { DefinedType, TypeCodec } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** A whole number of 32 bits; a `number`. */
export const integer: BareType<number> = integerType('Integer');

/** A whole number of 16 bits; a `number`. */
export const smallInteger: BareType<number> = integerType('SmallInteger');

/** A type of whole numbers that are a `number`; `sqlName` for one that asks for its name in SQL. */
export function integerType(typeName: string, sqlName?: string): BareType<number> {
  return defineBareType<number>({ typeName, sqlName, ...numberCodec(typeName) });
}

/** How whole numbers travel that are a `number` here. */
function numberCodec(typeName: string): Required<TypeCodec<number>> {
  return {
    encode: (value) => encodeInteger(typeName, value),
    decode: leaving('safe integer', (value: unknown) => decodeInteger(typeName, value)),
  };
}

/** A whole number of 64 bits: a `bigint`, or a `number` where `mode` says so. */
export interface BigIntegerType<T extends bigint | number> extends DefinedType<T> {
  readonly mode: T extends bigint ? 'bigint' : 'number';
}

/** {@link bigInteger} and what it can be called with. */
export interface BigIntegerFamily extends BigIntegerType<bigint> {
  (options?: { readonly mode?: 'bigint' }): BigIntegerType<bigint>;
  (options: { readonly mode: 'number' }): BigIntegerType<number>;
}

/**
 * A whole number of 64 bits. With `{ mode: 'number' }` a value beyond 2^53 is an error, never rounded.
 *
 * @example t.BigInteger({ mode: 'number' })
 */
export const bigInteger: BigIntegerFamily = bigIntegerFamily();

/** The family; `sqlName` for one that asks for its name in SQL. */
export function bigIntegerFamily(sqlName?: string): BigIntegerFamily {
  const typeName = 'BigInteger';
  const asNumber = defineType<number, { mode: 'number' }>(
    { typeName, sqlName, ...numberCodec(typeName), shown: [['mode', 'number']] },
    { mode: 'number' },
  );
  const call = (options: { readonly mode?: 'bigint' | 'number' } = {}) =>
    checkOptionNames(options, ['mode'], typeName).mode === 'number' ? asNumber : family;
  const family = defineCallableType(
    call,
    { typeName, sqlName, encode: encodeBigInteger, decode: decodeBigInteger },
    { mode: 'bigint' as const },
  ) as unknown as BigIntegerFamily;
  return family;
}

function encodeInteger(typeName: string, value: number | bigint): number | bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value;
  throw wrongValue(typeName, 'a whole number', value);
}

function decodeInteger(typeName: string, value: unknown): number {
  const number = typeof value === 'number' ? value : wholeNumber(value);
  if (Number.isSafeInteger(number)) return number;
  throw unreadableValue(typeName, value);
}

function encodeBigInteger(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw wrongValue('BigInteger', 'a bigint', value);
}

function decodeBigInteger(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string' && wholeDecimal.test(value)) return BigInt(value.replace(/\.0*$/, '').replace('+', ''));
  throw unreadableValue('BigInteger', value);
}

/** Sums and averages of whole numbers come as exact decimals: `15`, `15.0000`. */
const wholeDecimal = /^[+-]?\d+(?:\.0*)?$/;

function wholeNumber(value: unknown): number {
  if (typeof value === 'string') return wholeDecimal.test(value) ? Number(value) : Number.NaN;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  return Number.NaN;
}
