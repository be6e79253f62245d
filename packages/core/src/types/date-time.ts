import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { isInCalendar } from './calendar.ts';
import { defineCallableType, defineType, type ShownArgument, type TypeDefinition } from './define-type.ts';
import { isoText, type PointInTime, parsePointInTime, storedText } from './point-in-time.ts';
import { plainInstant } from './plain-instant.ts';
import { checkDigits, checkPrecision } from './second-digits.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableDate, yearBeyond } from './unreadable-date.ts';
import { wrongValue } from './wrong-value.ts';

/** A date with a time of day: a `Date`, or a `string` where `mode` says so. */
export interface DateTimeType<T extends Date | string> extends DefinedType<T> {
  /** Whether the column keeps an instant, in a database that has a type for that; false: what a clock shows. */
  readonly timezone: boolean;
  readonly mode: T extends string ? 'string' : 'date';
  /** How many digits of a second the column keeps: 3 for a `Date`, 6 for a `string`, unless it was given another number. */
  readonly precision: number;
}

/** What a date with a time can be asked for, beside its mode. */
interface Options {
  readonly timezone?: boolean | undefined;
  /** The digits behind the seconds, 0 to 6. A value with more is an error. */
  readonly precision?: number | undefined;
}

/** {@link dateTime} and what it can be called with. */
export interface DateTimeFamily extends DateTimeType<Date> {
  (options?: Options & { readonly mode?: 'date' | undefined }): DateTimeType<Date>;
  (options: Options & { readonly mode: 'string' }): DateTimeType<string>;
}

/**
 * A date with a time of day, in the years 1 to 9999. All clocks stand in UTC: a time without zone is that of the `Date` in
 * UTC, on the way in and out, wherever the process runs; a time with an offset is the instant.
 *
 * A `Date` counts milliseconds, so its column does too, `TIMESTAMP(3)` or `DATETIME(3)`: what the database itself puts in,
 * such as `now()`, fits a `Date`. From a column with microseconds such a value is an error instead of being rounded; with
 * `{ mode: 'string' }` it is `2024-03-31T02:30:00.123456`, with `timezone` `2024-03-31T02:30:00.123456Z`, and without
 * fraction where that is zero.
 *
 * @example t.DateTime({ timezone: true, mode: 'string' })
 */
export const dateTime: DateTimeFamily = dateTimeFamily();

interface AllOptions extends Options {
  readonly mode?: 'date' | 'string' | undefined;
}

/** The family; `sqlName` for one that asks for its name in SQL. */
export function dateTimeFamily(sqlName?: string): DateTimeFamily {
  const common = { typeName: 'DateTime', sqlName };
  const call = (options: AllOptions = {}): DefinedType<never> => {
    checkOptionNames(options, ['timezone', 'mode', 'precision'], 'DateTime');
    const { timezone = false, mode = 'date', precision = digitsOf(mode) } = options;
    checkPrecision('DateTime', precision);
    if (!timezone && mode === 'date' && precision === 3) return family as unknown as DefinedType<never>;
    const shown: ShownArgument[] = [];
    if (timezone) shown.push(['timezone', timezone]);
    if (mode === 'string') shown.push(['mode', mode]);
    if (precision !== digitsOf(mode)) shown.push(['precision', precision]);
    const operandType = precision === digitsOf(mode) ? undefined : call({ timezone, mode });
    const definition = { ...common, ...codecOf(timezone, mode, precision), shown, operandType };
    return defineType(definition as unknown as TypeDefinition<never>, { timezone, mode, precision });
  };
  const family = defineCallableType(
    call,
    { ...common, encode: encodeDate, decode: decodeDate },
    { timezone: false, mode: 'date' as const, precision: 3 },
  ) as unknown as DateTimeFamily;
  return family;
}

function digitsOf(mode: 'date' | 'string'): number {
  return mode === 'date' ? 3 : 6;
}

function codecOf(timezone: boolean, mode: 'date' | 'string', precision: number) {
  const codec = codecOfMode(timezone, mode);
  if (precision >= digitsOf(mode)) return codec;
  const encode = codec.encode as (value: Date | string) => string;
  return { encode: (value: Date | string) => checkDigits('DateTime', encode(value), precision), decode: codec.decode };
}

function codecOfMode(timezone: boolean, mode: 'date' | 'string') {
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
  const plain = typeof value === 'string' ? plainInstant(value) : Number.NaN;
  return Number.isNaN(plain) ? decodeAnyDate(value) : new Date(plain);
}

function decodeAnyDate(value: unknown): Date {
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
