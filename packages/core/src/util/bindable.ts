import { ArgumentError } from '../errors/argument-errors.ts';

/** What every database takes as the value of a parameter. */
export type Scalar = null | boolean | number | bigint | string | Date | Uint8Array;

/**
 * Checks a value before a driver binds it: no `undefined`, no invalid Date, no half of a surrogate pair, no object that
 * the database would have to guess a meaning for. Dialects call it for what they have no own rule for.
 *
 * @throws ArgumentError
 * @example checkScalar(9007199254740993n) // 9007199254740993n
 */
export function checkScalar(value: unknown): Scalar {
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'bigint':
      return value;
    case 'string':
      if (!value.isWellFormed()) {
        throw new ArgumentError(
          'A text parameter holds a lone surrogate, which no database can store. Clean it with value.toWellFormed().',
        );
      }
      return value;
    case 'object':
      if (value === null) return value;
      if (value instanceof Uint8Array) return value;
      if (value instanceof Date) return checkDate(value);
  }
  throw new ArgumentError(refusal(value));
}

function checkDate(value: Date): Date {
  if (Number.isNaN(value.getTime())) throw new ArgumentError('A parameter is an invalid Date. Check how it was made.');
  return value;
}

function refusal(value: unknown): string {
  if (value === undefined) return 'A parameter is undefined. Give null for SQL NULL.';
  if (Array.isArray(value)) {
    return 'A parameter is an array, which this database has no type for. For IN use bindparam(name, { expanding: true }); for JSON use JSON.stringify(value).';
  }
  if (typeof value === 'object')
    return 'A parameter is an object. Give its fields one by one, or JSON.stringify(value) for JSON.';
  return `A parameter is a ${typeof value}, which no database can store.`;
}
