import * as t from '../../src/types/types.ts';
import type { TypeEngine } from '../../src/types/type-engine.ts';

/** What a type makes of a value, and a value of what a database delivers. */
export interface TemporalCase {
  readonly type: TypeEngine<unknown>;
  /** What the caller gives and gets back. */
  readonly value: unknown;
  /** What goes to the database. */
  readonly stored: string;
  /** The same as databases write it: each must be read as the value. */
  readonly delivered: readonly string[];
}

const clock = t.DateTime({ mode: 'string' });
const instant = t.DateTime({ timezone: true });
const exactInstant = t.DateTime({ timezone: true, mode: 'string' });

/** Awkward values: the ends of the calendar, nights in which clocks were put forward somewhere, days that were left out. */
export const temporalCases: readonly TemporalCase[] = [
  ...dates('1970-01-01T00:00:00.000Z', '1970-01-01 00:00:00', '1970-01-01 05:30:00+05:30', '1970-01-01'),
  ...dates('1969-12-31T23:59:59.999Z', '1969-12-31 23:59:59.999', '1970-01-01 00:59:59.999+01'),
  ...dates('0001-01-01T00:00:00.000Z', '0001-01-01 00:00:00', '0001-12-31 20:53:32-03:06:28 BC', '0001-01-01T00:00Z'),
  ...dates('0099-12-31T23:59:59.000Z', '0099-12-31 23:59:59'),
  ...dates('9999-12-31T23:59:59.999Z', '9999-12-31 23:59:59.999000', '10000-01-01 12:59:59.999+13'),
  ...dates('2024-02-29T12:30:00.125Z', '2024-02-29 12:30:00.125', '2024-02-29 12:30:00.125000', '2024-02-29T07:30:00.125-05'),
  ...dates('2000-02-29T00:00:00.000Z', '2000-02-29 00:00:00'),
  // Berlin and São Paulo had no such hour on their clocks, Apia no such day.
  ...dates('2024-03-31T02:30:00.000Z', '2024-03-31 02:30:00', '2024-03-31 04:30:00+02'),
  ...dates('2018-11-04T00:00:00.000Z', '2018-11-04 00:00:00', '2018-11-03 21:00:00-03'),
  ...dates('2011-12-30T12:00:00.000Z', '2011-12-30 12:00:00', '2011-12-31 02:00:00+14'),
  // Berlin had this hour twice.
  ...dates('2024-10-27T01:30:00.000Z', '2024-10-27 01:30:00', '2024-10-27 02:30:00+01'),
  ...texts('2024-03-31T02:30:00', '2024-03-31 02:30:00.000000', '2024-03-31 02:30:00'),
  ...texts('2024-03-31T02:30:00.000001', '2024-03-31 02:30:00.000001', '2024-03-31 02:30:00.00000100'),
  ...texts('2024-03-31T02:30:00.120000', '2024-03-31 02:30:00.120000', '2024-03-31 02:30:00.12', '2024-03-31T02:30:00.12'),
  ...texts('0001-01-01T00:00:00.000001', '0001-01-01 00:00:00.000001'),
  ...texts('1969-12-31T23:59:59.999999', '1969-12-31 23:59:59.999999'),
  ...texts('9999-12-31T23:59:59.999999', '9999-12-31 23:59:59.999999'),
  ...['0001-01-01', '1582-10-10', '2000-02-29', '2011-12-30', '9999-12-31'].map((day) => same(t.Date, day, day, day)),
  same(t.Time, '00:00:00', '00:00:00.000000', '00:00:00', '00:00'),
  same(t.Time, '23:59:59.999999', '23:59:59.999999', '23:59:59.999999'),
  same(t.Time, '07:30:00.500000', '07:30:00.500000', '07:30:00.5'),
];

function dates(iso: string, ...delivered: readonly string[]): TemporalCase[] {
  const stored = `${iso.slice(0, 10)} ${iso.slice(11, 23)}000`;
  return [t.DateTime, instant].map((type) => same(type, new Date(iso), stored, stored, ...delivered));
}

function texts(value: string, stored: string, ...delivered: readonly string[]): TemporalCase[] {
  return [
    same(clock, value, stored, stored, ...delivered),
    same(exactInstant, `${value}Z`, stored, `${stored}+00`, ...delivered),
  ];
}

function same(type: TypeEngine<unknown>, value: unknown, stored: string, ...delivered: readonly string[]): TemporalCase {
  return { type, value, stored, delivered };
}
