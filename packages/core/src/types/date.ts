import { isRealDay } from './calendar.ts';
import { type BareType, defineBareType } from './define-type.ts';
import { fourDigitsAt, twoDigitsAt } from './digits-at.ts';
import { unreadableDate } from './unreadable-date.ts';
import { wrongValue } from './wrong-value.ts';

/**
 * A day of the calendar, in the years 1 to 9999: a `string` of the form `2024-02-29`. A `Date` is no such thing: which day
 * it is depends on where one stands.
 */
export const date: BareType<string> = dateType();

/** The same under a name of SQL. */
export function dateType(sqlName?: string): BareType<string> {
  return defineBareType<string>({ typeName: 'Date', sqlName, encode: encodeDay, decode: decodeDay });
}

function encodeDay(value: string): string {
  if (isDay(value)) return value;
  throw wrongValue('Date', "a day of the calendar as a string, such as '2024-02-29', in the years 1 to 9999", value);
}

function decodeDay(value: unknown): string {
  if (isDay(value)) return value;
  throw unreadableDate('Date', value);
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || value.length !== 10 || value[4] !== '-' || value[7] !== '-') return false;
  const year = fourDigitsAt(value, 0);
  return year > 0 && isRealDay(year, twoDigitsAt(value, 5), twoDigitsAt(value, 8));
}
