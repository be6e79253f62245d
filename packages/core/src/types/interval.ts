import { ArgumentError } from '../errors/argument-errors.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { defineCallableType, defineType } from './define-type.ts';
import { parseDuration } from './parse-duration.ts';
import type { DefinedType } from './type-engine.ts';
import { unreadableValue, wrongValue } from './wrong-value.ts';

/** A span of time: a `bigint` of microseconds, or a `number` of milliseconds where `mode` says so. */
export interface IntervalType<T extends bigint | number> extends DefinedType<T> {
  readonly mode: T extends bigint ? 'microseconds' : 'milliseconds';
}

/** {@link interval} and what it can be called with. */
export interface IntervalFamily extends IntervalType<bigint> {
  (options?: { readonly mode?: 'microseconds' }): IntervalType<bigint>;
  (options: { readonly mode: 'milliseconds' }): IntervalType<number>;
}

const typeName = 'Interval';

/**
 * A span of time of a fixed length, exact to the microsecond; SQLAlchemy's `timedelta`. It is a `bigint` of microseconds;
 * with `{ mode: 'milliseconds' }` a whole `number` of milliseconds, as two `Date`s differ by, and microseconds are an
 * error instead of being rounded.
 *
 * It is INTERVAL where the database has such a type, and elsewhere a BIGINT of microseconds, which sorts and adds up. A
 * day is 24 hours. A month has no fixed length, so an interval with months is an error: the package of the dialect has a
 * type for those.
 *
 * @example t.Interval({ mode: 'milliseconds' })
 */
export const interval: IntervalFamily = intervalFamily();

function intervalFamily(): IntervalFamily {
  const milliseconds = defineType<number, { mode: 'milliseconds' }>(
    { typeName, encode: encodeMilliseconds, decode: decodeMilliseconds, shown: [['mode', 'milliseconds']] },
    { mode: 'milliseconds' },
  );
  const call = (options: { readonly mode?: 'microseconds' | 'milliseconds' } = {}) =>
    checkOptionNames(options, ['mode'], typeName).mode === 'milliseconds' ? milliseconds : family;
  const family = defineCallableType(
    call,
    { typeName, encode: encodeMicroseconds, decode: decodeMicroseconds },
    { mode: 'microseconds' as const },
  ) as unknown as IntervalFamily;
  return family;
}

function encodeMicroseconds(value: bigint): bigint {
  if (typeof value !== 'bigint')
    throw wrongValue(typeName, "a bigint of microseconds, or a number with { mode: 'milliseconds' }", value);
  return check(value);
}

function encodeMilliseconds(value: number): bigint {
  if (Number.isSafeInteger(value)) return check(BigInt(value) * 1000n);
  throw wrongValue(typeName, 'a whole number of milliseconds', value);
}

/** 64 bits are 292,000 years. */
function check(microseconds: bigint): bigint {
  if (BigInt.asIntN(64, microseconds) === microseconds) return microseconds;
  throw new ArgumentError('Interval holds microseconds in 64 bits, some 292,000 years; it got a longer span.');
}

const wholeNumber = /^-?\d+$/;

function decodeMicroseconds(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  // MariaDB and MySQL give the sum of whole numbers as a decimal, which travels as text.
  if (Number.isSafeInteger(value) || (typeof value === 'string' && wholeNumber.test(value)))
    return BigInt(value as number | string);
  const duration = typeof value === 'string' ? parseDuration(value) : null;
  if (duration === null) throw unreadableValue(typeName, value);
  if (duration.months !== 0)
    throw new ArgumentError(
      'The database delivered months for a column of type Interval, and a month has no fixed length. Use INTERVAL of @aludel/postgresql, which keeps months, days and microseconds apart.',
    );
  return BigInt(duration.days) * 86_400_000_000n + duration.microseconds;
}

function decodeMilliseconds(value: unknown): number {
  const microseconds = decodeMicroseconds(value);
  const milliseconds = Number(microseconds / 1000n);
  if (microseconds % 1000n === 0n && Number.isSafeInteger(milliseconds)) return milliseconds;
  throw new ArgumentError(
    'The database delivered an interval that is no whole number of milliseconds. Use t.Interval, which is a bigint of microseconds.',
  );
}
