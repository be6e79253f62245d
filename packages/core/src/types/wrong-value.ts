import { ArgumentError } from '../errors/argument-errors.ts';

/**
 * The error for a value that a type cannot hold. It never shows the value, which may be secret, only what sort it is.
 *
 * @example wrongValue('Integer', 'a whole number', 'x') // Integer takes a whole number; it got a string.
 */
export function wrongValue(typeName: string, takes: string, value: unknown): ArgumentError {
  return new ArgumentError(`${typeName} takes ${takes}; it got ${sortOf(value)}.`);
}

/** The error for something a driver delivered that the type cannot be read from. */
export function unreadableValue(typeName: string, value: unknown): ArgumentError {
  return new ArgumentError(
    `The database delivered ${sortOf(value)} for a column of type ${typeName}, which cannot be read as one. Give the column the type that its values have.`,
  );
}

function sortOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'number':
      return sortOfNumber(value);
    case 'object':
      return sortOfObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function sortOfNumber(value: number): string {
  if (!Number.isFinite(value)) return `${value}`;
  if (!Number.isInteger(value)) return 'a number with a fraction';
  return Number.isSafeInteger(value) ? 'a number' : 'a number beyond 2^53, which may be rounded';
}

function sortOfObject(value: object): string {
  if (value instanceof Date) return 'a Date';
  return value instanceof Uint8Array ? 'a Uint8Array' : 'an object';
}
