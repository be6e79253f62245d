import { ArgumentError } from '../errors/argument-errors.ts';
import { type BareType, defineBareType } from './define-type.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/**
 * A time of day without a date, from `00:00:00` to `23:59:59.999999`: a `string`, with six digits behind the seconds or,
 * where they are zero, none.
 */
export const time: BareType<string> = defineBareType<string>({ typeName: 'Time', encode: encodeTime, decode: decodeTime });

const pattern = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6})0*)?)?$/;

/** `07:30:00.000000`, as SQLAlchemy stores it in SQLite, where it sorts as text. */
function encodeTime(value: string): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw wrongValue('Time', "a time of day as a string, such as '07:30:00' or '07:30:00.123456'", value);
  return `${match[1]}:${match[2] ?? '00'}.${(match[3] ?? '').padEnd(6, '0')}`;
}

function decodeTime(value: unknown): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw unreadableTime(value);
  const fraction = (match[3] ?? '').padEnd(6, '0');
  return `${match[1]}:${match[2] ?? '00'}${fraction === '000000' ? '' : `.${fraction}`}`;
}

function unreadableTime(value: unknown): ArgumentError {
  const what = typeof value === 'string' ? describe(value) : null;
  if (what === null) return unreadableValue('Time', value);
  return new ArgumentError(
    `The database delivered ${what} for a column of type Time. Read it as t.String, which takes it as it is.`,
  );
}

/** TIME of MySQL holds durations up to 838 hours, that of PostgreSQL the midnight at the end of a day. */
function describe(text: string): string | null {
  if (/^\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d/.test(text)) return 'a time with an offset';
  if (/^-?\d{2,3}:\d\d:\d\d(?:\.\d{1,6})?$/.test(text)) return 'a time that is not within 00:00:00 and 23:59:59.999999';
  return null;
}
