import { ArgumentError } from '../errors/argument-errors.ts';
import { isInCalendar } from './calendar.ts';
import { defineCallableType, defineType, type ShownArgument, type TypeDefinition } from './define-type.ts';
import { isoText, type PointInTime, parsePointInTime, storedText } from './point-in-time.ts';
import type { TypeEngine } from './type-engine.ts';
import { unreadableDate, yearBeyond } from './unreadable-date.ts';
import { wrongValue } from './wrong-value.ts';

/** A date with a time of day: a `Date`, or a `string` where `mode` says so. */
export interface DateTimeType<T extends Date | string> extends TypeEngine<T> {
  /** Whether the column keeps an instant, in a database that has a type for that; false: what a clock shows. */
  readonly timezone: boolean;
  readonly mode: T extends string ? 'string' : 'date';
}

/** {@link dateTime} and what it can be called with. */
export interface DateTimeFamily extends DateTimeType<Date> {
  (options?: { readonly timezone?: boolean | undefined; readonly mode?: 'date' | undefined }): DateTimeType<Date>;
  (options: { readonly timezone?: boolean | undefined; readonly mode: 'string' }): DateTimeType<string>;
}

/**
 * A date with a time of day, in the years 1 to 9999. All clocks stand in UTC: a time without zone is that of the `Date` in
 * UTC, on the way in and out, wherever the process runs; a time with an offset is the instant.
 *
 * A `Date` counts milliseconds. A value with microseconds is an error instead of being rounded; with `{ mode: 'string' }`
 * it is `2024-03-31T02:30:00.123456`, with `timezone` `2024-03-31T02:30:00.123456Z`, and without fraction where that is zero.
 *
 * @example t.DateTime({ timezone: true, mode: 'string' })
 */
export const dateTime: DateTimeFamily = defineCallableType(
  makeDateTime,
  { typeName: 'DateTime', encode: encodeDate, decode: decodeDate },
  { timezone: false, mode: 'date' as const },
) as unknown as DateTimeFamily;

interface DateTimeOptions {
  readonly timezone?: boolean | undefined;
  readonly mode?: 'date' | 'string' | undefined;
}

function makeDateTime({ timezone = false, mode = 'date' }: DateTimeOptions = {}): TypeEngine<never> {
  if (!timezone && mode === 'date') return dateTime as unknown as TypeEngine<never>;
  const shown: ShownArgument[] = [];
  if (timezone) shown.push(['timezone', timezone]);
  if (mode === 'string') shown.push(['mode', mode]);
  const definition = { typeName: 'DateTime', ...codecOf(timezone, mode), shown };
  return defineType(definition as unknown as TypeDefinition<never>, { timezone, mode });
}

function codecOf(timezone: boolean, mode: 'date' | 'string') {
  if (mode === 'date') return { encode: encodeDate, decode: decodeDate };
  return timezone ? { encode: encodeInstant, decode: decodeInstant } : { encode: encodeClock, decode: decodeClock };
}

// Date ---------------------------------------------------------------------------------------------------------------

function encodeDate(value: Date): string {
  if (!(value instanceof Date)) throw wrongValue('DateTime', "a Date, or a string with { mode: 'string' }", value);
  const milliseconds = value.getTime();
  if (Number.isNaN(milliseconds)) throw new ArgumentError('DateTime takes a valid Date; it got an invalid one.');
  checkYear(milliseconds);
  return storedText(milliseconds, 0);
}

function decodeDate(value: unknown): Date {
  const { milliseconds, microseconds } = readPoint(value);
  if (microseconds === 0) return new Date(milliseconds);
  throw new ArgumentError(
    "The database delivered microseconds for a column of type DateTime, which a Date would lose. Use t.DateTime({ mode: 'string' }), or give the column three digits: TIMESTAMP(3).",
  );
}

// String -------------------------------------------------------------------------------------------------------------

const clockForm = "a string such as '2024-03-31T02:30:00.123456', without offset";
const instantForm = "a string such as '2024-03-31T02:30:00.123456Z', with Z or an offset";

function encodeClock(value: string): string {
  return encodeText(value, clockForm, false);
}

function encodeInstant(value: string): string {
  return encodeText(value, instantForm, true);
}

/** Text without an offset would be an instant only by guessing, and a clock that stands elsewhere shows another time. */
function encodeText(value: string, takes: string, hasOffset: boolean): string {
  const point = typeof value === 'string' ? parsePointInTime(value) : null;
  if (point === null || !point.hasTime || point.hasOffset !== hasOffset) throw wrongValue('DateTime', takes, value);
  checkYear(point.milliseconds);
  return storedText(point.milliseconds, point.microseconds);
}

function decodeClock(value: unknown): string {
  return isoText(readPoint(value));
}

function decodeInstant(value: unknown): string {
  return `${decodeClock(value)}Z`;
}

// Both ---------------------------------------------------------------------------------------------------------------

function checkYear(milliseconds: number): void {
  if (!isInCalendar(milliseconds)) throw yearBeyond('DateTime');
}

function readPoint(value: unknown): PointInTime {
  const point = typeof value === 'string' ? parsePointInTime(value) : null;
  // The year is that in UTC: a server elsewhere writes the first hours of the year 1 as a year BC.
  if (point === null || !isInCalendar(point.milliseconds)) {
    throw unreadableDate('DateTime', value);
  }
  return point;
}
