import { checkScalar, type Scalar } from '@aludel/core/dialect';

/**
 * Makes a value ready to be bound by the client library. Nothing may be changed on the way: what the database cannot keep
 * must be an ArgumentError. Look at integers beyond 2^53, -0, NaN and Infinity, at booleans, and at Date, which means the
 * same instant in every time zone.
 *
 * @throws ArgumentError for undefined, an invalid Date, half a surrogate pair, an object
 */
export function encodeValue(value: unknown): Scalar {
  return checkScalar(value);
}
