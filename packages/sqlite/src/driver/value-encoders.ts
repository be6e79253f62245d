import { ArgumentError, checkScalar } from '@aludel/core/dialect';
import type { SqliteValue } from './sqlite-binding.ts';

/** Makes values ready to be bound; throws ArgumentError for one that SQLite could not keep as it is. */
export function encodeValues(params: readonly unknown[]): SqliteValue[] {
  const values = new Array<SqliteValue>(params.length);
  for (let i = 0; i < params.length; i++) values[i] = encodeValue(params[i]);
  return values;
}

function encodeValue(value: unknown): SqliteValue {
  if (typeof value === 'number') return encodeNumber(value);
  const scalar = checkScalar(value);
  switch (typeof scalar) {
    case 'boolean':
      return scalar ? 1n : 0n;
    case 'bigint':
      return checkBigInt(scalar);
    case 'object':
      return scalar instanceof Date ? encodeDate(scalar) : scalar;
    default:
      return scalar;
  }
}

/**
 * A number is bound as REAL, which would make 2.5 of 5/2 and '5.0' of 5 in a TEXT column; a bigint is an INTEGER. -0 has
 * no integer.
 */
function encodeNumber(value: number): number | bigint {
  if (Number.isSafeInteger(value)) return value === 0 && Object.is(value, -0) ? value : integer(value);
  if (Number.isNaN(value)) {
    throw new ArgumentError('A parameter is NaN, which SQLite would store as NULL. Give null if that is meant.');
  }
  return value;
}

// BigInt(number) allocates through the runtime, which costs as much as a small query; a typed array makes the same value
// inside compiled code.
const words = new Int32Array(2);
const bits = new BigInt64Array(words.buffer);
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function integer(value: number): bigint {
  if (!isLittleEndian) return BigInt(value);
  words[0] = value | 0;
  words[1] = Math.floor(value / 0x1_0000_0000);
  return bits[0] as bigint;
}

function checkBigInt(value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value;
  throw new ArgumentError('A bigint parameter does not fit into the 64 bits of a SQLite INTEGER. Store it as text.');
}

/** SQLAlchemy's storage format of DATETIME, in UTC: `2026-11-21 07:30:00.125000`. It sorts as text. */
function encodeDate(value: Date): string {
  const iso = value.toISOString();
  // A year outside of 0 to 9999 is written with a sign, and would not sort.
  if (iso.length !== 24)
    throw new ArgumentError(
      'A Date parameter is outside of the years 0 to 9999, which SQLite cannot compare. Store it as a number.',
    );
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000`;
}
