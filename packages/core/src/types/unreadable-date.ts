import { ArgumentError } from '../errors/argument-errors.ts';
import { unreadableValue } from './wrong-value.ts';

/** The error for what a driver delivered as a date and is none here, with the reason where it has a name. */
export function unreadableDate(typeName: string, value: unknown): ArgumentError {
  const what = typeof value === 'string' ? describe(value) : null;
  if (what === null) return unreadableValue(typeName, value);
  return new ArgumentError(
    `The database delivered ${what} for a column of type ${typeName}. Read it as t.String, which takes it as it is.`,
  );
}

/** The error for a date of another year than 1 to 9999. */
export function yearBeyond(typeName: string): ArgumentError {
  return new ArgumentError(`${typeName} takes the years 1 to 9999, which all databases know; it got another year.`);
}

function describe(text: string): string | null {
  if (/^-?infinity$/.test(text)) return text;
  if (/^0000-|-00-|-00(?:[T ]|$)/.test(text)) return 'a date that no calendar has, such as 0000-00-00,';
  if (/^\d{4,}-\d\d-\d\d/.test(text) && (text.endsWith(' BC') || /^\d{5}/.test(text)))
    return 'a year that is not one of 1 to 9999';
  if (/\.\d{6}\d*[1-9]/.test(text)) return 'digits beyond the microsecond';
  return null;
}
