import { ArgumentError } from '@aludel/core';
import {
  type DefinedType,
  defineCallableType,
  defineType,
  type Duration,
  parseDuration,
  unreadableValue,
  wrongValue,
} from '@aludel/core/dialect';
import { clockText } from '../clock-text.ts';

/** INTERVAL as PostgreSQL keeps it. */
export interface IntervalType extends DefinedType<Duration> {
  /** Which fields it keeps: `DAY TO SECOND`; null: all of them. */
  readonly fields: string | null;
  /** The digits behind the seconds; null: six. */
  readonly precision: number | null;
}

/** What INTERVAL can be asked for. */
export interface IntervalOptions {
  /** Absent: all. */
  readonly fields?: IntervalFields;
  /** Digits of the seconds' fraction; absent: six. */
  readonly precision?: number;
}

/** The fields of an INTERVAL. */
export type IntervalFields =
  | 'YEAR'
  | 'MONTH'
  | 'DAY'
  | 'HOUR'
  | 'MINUTE'
  | 'SECOND'
  | 'YEAR TO MONTH'
  | 'DAY TO HOUR'
  | 'DAY TO MINUTE'
  | 'DAY TO SECOND'
  | 'HOUR TO MINUTE'
  | 'HOUR TO SECOND'
  | 'MINUTE TO SECOND';

/** {@link INTERVAL}, bare or called. */
export interface IntervalFamily extends IntervalType {
  (options?: IntervalOptions): IntervalType;
}

const codec = { typeName: 'INTERVAL', encode, decode, takesObjects: true };

/**
 * A span of time as PostgreSQL keeps it: months, days and microseconds, which it never turns into one another. For a span
 * of a fixed length, on every database, use `t.Interval`.
 *
 * @example INTERVAL // { months: 1, days: 2, microseconds: 3_000_000n }
 * @example INTERVAL({ fields: 'DAY TO SECOND', precision: 3 })
 */
export const INTERVAL: IntervalFamily = defineCallableType(
  ({ fields, precision }: IntervalOptions = {}): IntervalType =>
    fields === undefined && precision === undefined
      ? INTERVAL
      : defineType<Duration, { fields: string | null; precision: number | null }>(
          {
            ...codec,
            shown: [
              ['fields', fields ?? ''],
              ['precision', precision ?? ''],
            ],
          },
          { fields: fields ?? null, precision: precision ?? null },
        ),
  codec,
  { fields: null, precision: null },
);

function encode(value: Duration): string {
  if (!isDuration(value))
    throw wrongValue('INTERVAL', '{ months, days, microseconds }, of which microseconds is a bigint', value);
  const { months, days, microseconds } = value;
  if (!isInt32(months) || !isInt32(days))
    throw new ArgumentError('INTERVAL takes months and days as whole numbers of 32 bits each.');
  return `${months} mons ${days} days ${clockText(microseconds)}`;
}

function isDuration(value: unknown): value is Duration {
  const { months, days, microseconds } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Duration>;
  return typeof months === 'number' && typeof days === 'number' && typeof microseconds === 'bigint';
}

function isInt32(value: number): boolean {
  return value === (value | 0);
}

function decode(value: unknown): Duration {
  const duration = typeof value === 'string' ? parseDuration(value) : null;
  if (duration === null) throw unreadableValue('INTERVAL', value);
  return duration;
}
