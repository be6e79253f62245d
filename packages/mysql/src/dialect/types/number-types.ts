import { types as t } from '@aludel/core';
import { type DefinedType, defineType, unreadableValue, wrongValue } from '@aludel/core/dialect';
import { extendedType } from './extended-type.ts';

/** What types of numbers can be asked for. */
export interface NumberOptions {
  /** Only zero and above, and twice as far. */
  readonly unsigned?: boolean;
  /** Whether it is shown with zeros in front. */
  readonly zerofill?: boolean;
}

/** The same for whole numbers. */
export interface IntegerOptions extends NumberOptions {
  /** How many digits some clients show. It limits nothing. */
  readonly displayWidth?: number;
}

/** A whole number of one byte. */
export function TINYINT(options: IntegerOptions = {}): DefinedType<number> {
  return extendedType(t.SmallInteger, 'TINYINT', { ...options });
}

/** A whole number of two bytes. */
export function SMALLINT(options: IntegerOptions = {}): DefinedType<number> {
  return extendedType(t.SmallInteger, 'SMALLINT', { ...options });
}

/** A whole number of three bytes. */
export function MEDIUMINT(options: IntegerOptions = {}): DefinedType<number> {
  return extendedType(t.Integer, 'MEDIUMINT', { ...options });
}

/** A whole number of four bytes. */
export function INTEGER(options: IntegerOptions = {}): DefinedType<number> {
  return extendedType(t.Integer, 'INTEGER', { ...options });
}

/**
 * A whole number of 64 bits: a `bigint`, or with `{ mode: 'number' }` a `number`.
 *
 * @example BIGINT({ unsigned: true })
 */
export function BIGINT(options?: IntegerOptions & { readonly mode?: 'bigint' }): DefinedType<bigint>;
export function BIGINT(options: IntegerOptions & { readonly mode: 'number' }): DefinedType<number>;
export function BIGINT(options: IntegerOptions & { readonly mode?: 'bigint' | 'number' } = {}): DefinedType<never> {
  const base = options.mode === 'number' ? t.BigInteger({ mode: 'number' }) : t.BigInteger;
  return extendedType(base as DefinedType<unknown>, 'BIGINT', { ...options }) as DefinedType<never>;
}

/** An exact decimal number: a `string`. */
export function DECIMAL(precision?: number | null, scale?: number | null, options: NumberOptions = {}): DefinedType<string> {
  return exact('DECIMAL', precision, scale, options);
}

/** {@link DECIMAL} by its other name. */
export function NUMERIC(precision?: number | null, scale?: number | null, options: NumberOptions = {}): DefinedType<string> {
  return exact('NUMERIC', precision, scale, options);
}

function exact(name: string, precision: number | null = null, scale: number | null = null, options: NumberOptions) {
  return extendedType(t.Numeric(precision, scale), name, { precision, scale, ...options });
}

/** Single precision: some seven digits. */
export function FLOAT(precision?: number | null, scale?: number | null, options: NumberOptions = {}): DefinedType<number> {
  return extendedType(t.Float, 'FLOAT', { precision, scale, ...options });
}

/** A number of eight bytes. */
export function DOUBLE(precision?: number | null, scale?: number | null, options: NumberOptions = {}): DefinedType<number> {
  return extendedType(t.Double, 'DOUBLE', { precision, scale, ...options });
}

/** A number of eight bytes, or of four where `sql_mode` says so. */
export function REAL(precision?: number | null, scale?: number | null, options: NumberOptions = {}): DefinedType<number> {
  return extendedType(t.Double, 'REAL', { precision, scale, ...options });
}

/** The years 1901 to 2155, and 0. */
export function YEAR(options: { readonly displayWidth?: number } = {}): DefinedType<number> {
  return extendedType(t.SmallInteger, 'YEAR', { ...options });
}

/** Up to 64 bits: a `bigint`. */
export function BIT(length: number | null = null): DefinedType<bigint> {
  return defineType<bigint, { length: number | null }>(
    {
      typeName: 'BIT',
      encode: (value) => {
        if (typeof value === 'bigint' && value >= 0n && BigInt.asUintN(length ?? 1, value) === value) return value;
        throw wrongValue('BIT', `a bigint of ${length ?? 1} bits`, value);
      },
      decode: decodeBits,
      shown: length === null ? [] : [['length', length]],
    },
    { length },
  );
}

/** The bits come as bytes, the highest first. */
function decodeBits(value: unknown): bigint {
  if (value instanceof Uint8Array) return BigInt(`0x${Buffer.from(value).toString('hex') || '0'}`);
  if (typeof value === 'bigint') return value;
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  throw unreadableValue('BIT', value);
}
