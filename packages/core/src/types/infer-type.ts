import { largeBinary } from './binary.ts';
import { boolean } from './boolean.ts';
import { dateTime } from './date-time.ts';
import { float } from './float.ts';
import { bigInteger, integer } from './integer.ts';
import { nullType } from './null-type.ts';
import { string } from './text.ts';
import type { TypeEngine } from './type-engine.ts';

/**
 * The type that a bound value has by itself: `Integer` for 5, `BigInteger` for a whole number beyond 32 bits, `Float` for
 * 4.5, `DateTime` for a Date, `NullType` for null and for whatever has no type of its own.
 */
export function inferType(value: unknown): TypeEngine<unknown> {
  switch (typeof value) {
    case 'number':
      return inferNumber(value);
    case 'bigint':
      return bigInteger;
    case 'boolean':
      return boolean;
    case 'string':
      return string;
    default:
      return inferObject(value);
  }
}

function inferObject(value: unknown): TypeEngine<unknown> {
  if (value instanceof Date) return dateTime;
  return value instanceof Uint8Array ? largeBinary : nullType;
}

function inferNumber(value: number): TypeEngine<number> {
  if (!Number.isSafeInteger(value)) return float;
  return value === (value | 0) ? integer : bigInteger({ mode: 'number' });
}
