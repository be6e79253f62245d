import { ArgumentError } from '../errors/argument-errors.ts';

/** Refuses what is no length; null is none. @throws ArgumentError */
export function checkLength(typeName: string, length: number | null): void {
  if (length === null || (Number.isSafeInteger(length) && length >= 0)) return;
  throw new ArgumentError(`The length of ${typeName} is a whole number, as in ${typeName}(30); it is ${String(length)}.`);
}
