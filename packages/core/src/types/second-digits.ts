import { ArgumentError } from '../errors/argument-errors.ts';

/** Refuses a number of digits behind the seconds that no database has. */
export function checkPrecision(typeName: string, precision: number): void {
  if (Number.isInteger(precision) && precision >= 0 && precision <= 6) return;
  throw new ArgumentError(`The precision of ${typeName} is the number of digits behind the seconds: 0 to 6.`);
}

/** Refuses a text with six digits behind the seconds of which more than `precision` count: databases round in silence. */
export function checkDigits(typeName: string, text: string, precision: number): string {
  if (/^0*$/.test(text.slice(text.length - 6 + precision))) return text;
  throw new ArgumentError(
    `${typeName} with ${precision} digits behind the seconds got a value with more, which the database would round. Round it first, or give the column a greater precision.`,
  );
}
