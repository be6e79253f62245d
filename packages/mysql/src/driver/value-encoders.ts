import { ArgumentError, checkScalar } from '@aludel/core/dialect';
import type { TypedParameters } from './mysql2-surface.ts';

/** Turns parameters into what mysql2 sends without loss; throws ArgumentError for a value that no column can hold. */
export type EncodeParameters = (params: readonly unknown[]) => unknown[];

/** Makes the encoder; mysql2's typed parameters come from outside since mysql2 is loaded late. */
export function parameterEncoder(typed: TypedParameters): EncodeParameters {
  const falseAndTrue = [typed.BIGINT(0), typed.BIGINT(1)] as const;

  function encode(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
        return checkScalar(value);
      case 'number':
        return encodeNumber(value);
      case 'bigint':
        return encodeBigint(value);
      case 'boolean':
        return falseAndTrue[value ? 1 : 0];
      default:
        return encodeObject(value);
    }
  }

  // mysql2 would send every number as DOUBLE: LIMIT refuses it, and a text column would get 1e15 for 1000000000000000.
  function encodeNumber(value: number): unknown {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return typed.BIGINT(value);
    if (Number.isFinite(value)) return value;
    throw new ArgumentError(`A parameter is ${value}, which MySQL and MariaDB have no value for. Give null, or a finite number.`);
  }

  function encodeBigint(value: bigint): unknown {
    if (BigInt.asIntN(64, value) === value) return typed.BIGINT(value);
    if (BigInt.asUintN(64, value) === value) return typed.BIGINT.unsigned(value);
    throw new ArgumentError('A bigint parameter does not fit into 64 bits. Give it as text for a DECIMAL column.');
  }

  return function encodeParameters(params) {
    checkCount(params.length);
    const encoded = new Array<unknown>(params.length);
    for (let index = 0; index < params.length; index++) encoded[index] = encode(params[index]);
    return encoded;
  };
}

/** mysql2 would send as many as it is given, and their number modulo 65,536. */
const maxParameters = 65_535;

function checkCount(count: number): void {
  if (count <= maxParameters) return;
  throw new ArgumentError(`A statement was given ${count} values, and the protocol counts to 65,535. Split it into several.`);
}

function encodeObject(value: unknown): unknown {
  const scalar = checkScalar(value);
  if (scalar instanceof Date) return encodeDate(scalar);
  if (scalar instanceof Uint8Array) return Buffer.from(scalar.buffer, scalar.byteOffset, scalar.byteLength);
  return scalar;
}

/** `2024-02-29 12:30:00.125`, in UTC. */
function encodeDate(date: Date): string {
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9999) {
    throw new ArgumentError(`A parameter is a Date in the year ${year}; MySQL and MariaDB hold the years 0 to 9999.`);
  }
  return date.toISOString().replace('T', ' ').slice(0, -1);
}
