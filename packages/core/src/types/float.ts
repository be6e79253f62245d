import { defineCallableType, defineType } from './define-type.ts';
import type { TypeEngine } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** An approximate number. */
export interface FloatType extends TypeEngine<number> {
  /** How precise the column is, in the unit of the database (binary digits by the standard); null: its default. */
  readonly precision: number | null;
}

/** {@link float} or {@link double}, bare or called with a precision. */
export interface FloatFamily extends FloatType {
  (precision?: number | null): FloatType;
}

/** An approximate number: FLOAT. */
export const float: FloatFamily = floatFamily('Float');

/** An approximate number of double precision, what a JavaScript number is: DOUBLE PRECISION. */
export const double: FloatFamily = floatFamily('Double');

function floatFamily(typeName: string): FloatFamily {
  const codec = {
    typeName,
    encode: (value: number) => encodeFloat(typeName, value),
    decode: (value: unknown) => decodeFloat(typeName, value),
  };
  const call = (precision: number | null = null): FloatType =>
    precision === null ? family : defineType({ ...codec, shown: [['precision', precision]] }, { precision });
  const family: FloatFamily = defineCallableType(call, codec, { precision: null });
  return family;
}

function encodeFloat(typeName: string, value: number | bigint): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw wrongValue(typeName, 'a number', value);
}

function decodeFloat(typeName: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && floatText.test(value)) return Number(value);
  throw unreadableValue(typeName, value);
}

const floatText = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?Infinity)$/;
