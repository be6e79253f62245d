import { leaving } from './left-as-it-is.ts';
import { defineCallableType, defineType } from './define-type.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** An approximate number. */
export interface FloatType extends DefinedType<number> {
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

/** A family of approximate numbers; `sqlName` for one that asks for its name in SQL. */
export function floatFamily(typeName: string, sqlName?: string): FloatFamily {
  const codec = {
    typeName,
    sqlName,
    encode: (value: number) => encodeFloat(typeName, value),
    decode: leaving('number', (value: unknown) => decodeFloat(typeName, value)),
  };
  const call = (precision: number | null = null): FloatType =>
    precision === null ? family : defineType({ ...codec, shown: [['precision', precision]] }, { precision });
  const family: FloatFamily = defineCallableType(call, codec, { precision: null });
  return family;
}

function encodeFloat(typeName: string, value: number | bigint): number | bigint {
  if (typeof value === 'number' || (typeof value === 'bigint' && BigInt(Number(value)) === value)) return value;
  throw wrongValue(typeName, 'a number', value);
}

function decodeFloat(typeName: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && floatText.test(value)) return Number(value);
  throw unreadableValue(typeName, value);
}

const floatText = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|[+-]?Infinity)$/;
