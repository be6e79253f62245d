import { ArgumentError, types as t } from '@aludel/core';
import { type DefinedType, defineType, unreadableValue, wrongValue } from '@aludel/core/dialect';

/** How a moment is stored: as text that sorts, or as a number since 1970. */
export type DateTimeStorage = 'text' | 'milliseconds' | 'seconds';

/**
 * A date with a time: text as `t.DateTime` stores it, or a whole number since 1970 where other programs want that.
 *
 * @throws ArgumentError on the way in for a `Date` with milliseconds where whole seconds are stored
 * @example DATETIME({ storage: 'milliseconds' })
 */
export function DATETIME({ storage = 'text' }: { readonly storage?: DateTimeStorage } = {}): DefinedType<Date> {
  if (storage === 'text') return t.DATETIME;
  const unit = storage === 'seconds' ? 1000 : 1;
  return defineType<Date, { storage: DateTimeStorage }>(
    {
      // Not DateTime: values do not compare with those that are text.
      typeName: 'DATETIME_NUMBER',
      sqlName: 'DATETIME',
      encode: (value) => encodeNumber(value, unit),
      decode: (value) => decodeNumber(value, unit),
      shown: [['storage', storage]],
    },
    { storage },
  );
}

/** A day: text of the form `2024-02-29`. */
export const DATE: typeof t.DATE = t.DATE;
/** A time of day: text of the form `07:30:00.000000`. */
export const TIME: typeof t.TIME = t.TIME;

function encodeNumber(value: Date, unit: number): number {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw wrongValue('DATETIME', 'a valid Date', value);
  const milliseconds = value.getTime();
  if (milliseconds % unit === 0) return milliseconds / unit;
  throw new ArgumentError("DATETIME({ storage: 'seconds' }) got a Date with milliseconds. Round it, or use 'milliseconds'.");
}

function decodeNumber(value: unknown, unit: number): Date {
  const date = Number.isSafeInteger(value) ? new Date((value as number) * unit) : null;
  if (date === null || Number.isNaN(date.getTime())) throw unreadableValue('DATETIME', value);
  return date;
}
