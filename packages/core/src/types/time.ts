import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defineCallableType, defineType } from './define-type.ts';
import { checkDigits, checkPrecision } from './second-digits.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** A time of day without a date. */
export interface TimeType extends DefinedType<string> {
  /** How many digits of a second the column keeps. */
  readonly precision: number;
}

/** {@link time}, bare or called. */
export interface TimeFamily extends TimeType {
  (options?: {
    /** The digits behind the seconds, 0 to 6. A value with more is an error. */
    readonly precision?: number | undefined;
  }): TimeType;
}

const allDigits = 6;

/**
 * A time of day without a date, from `00:00:00` to `23:59:59.999999`: a `string`, with six digits behind the seconds or,
 * where they are zero, none.
 */
export const time: TimeFamily = timeFamily();

/** The family; `sqlName` for one that asks for its name in SQL. */
export function timeFamily(sqlName?: string): TimeFamily {
  const common = { typeName: 'Time', sqlName, decode: decodeTime };
  const call = (options: { readonly precision?: number | undefined } = {}): TimeType => {
    const { precision = allDigits } = checkOptionNames(options, ['precision'], 'Time');
    checkPrecision('Time', precision);
    if (precision === allDigits) return family;
    const encode = (value: string) => checkDigits('Time', encodeTime(value), precision);
    return defineType({ ...common, encode, shown: [['precision', precision]], operandType: family }, { precision });
  };
  const family: TimeFamily = defineCallableType(call, { ...common, encode: encodeTime }, { precision: allDigits });
  return family;
}

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
