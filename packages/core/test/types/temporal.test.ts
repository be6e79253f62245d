import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import * as t from '../../src/types/types.ts';
import type { TypeEngine } from '../../src/types/type-engine.ts';
import { temporalCases } from './temporal-cases.ts';

const clock = t.DateTime({ mode: 'string' });
const instant = t.DateTime({ timezone: true, mode: 'string' });

describe('dates and times', () => {
  test.each(temporalCases)('$type sends $value as $stored', ({ type, value, stored }) => {
    expect(type.encode?.(value)).toBe(stored);
  });

  test.each(temporalCases)('$type reads $delivered as $value', ({ type, value, delivered }) => {
    expect(delivered.map((text) => type.decode?.(text))).toEqual(delivered.map(() => value));
  });

  test.each(['Pacific/Apia', 'America/Sao_Paulo', 'Asia/Kolkata', 'Europe/Berlin', 'UTC'])(
    'are the same for a process in %s',
    (TZ) => {
      const script = fileURLToPath(new URL('print-temporal-cases.ts', import.meta.url));
      const output = execFileSync(process.execPath, [script], { env: { ...process.env, TZ }, encoding: 'utf8' });
      const { offset, outcomes } = JSON.parse(output);
      // The process really was there.
      expect(offset === 0).toBe(TZ === 'UTC');
      const expected = temporalCases.map(({ value, stored, delivered }) => ({ stored, read: delivered.map(() => value) }));
      expect(outcomes).toEqual(JSON.parse(JSON.stringify(expected)));
    },
    30_000,
  );

  test('every Date of the years 1 to 9999 comes back', () => {
    const anyDate = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyDate, (value) => {
        expect(t.DateTime.decode?.(t.DateTime.encode?.(value))).toEqual(value);
      }),
    );
  });

  test('every microsecond comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (microsecond) => {
        const value = `2024-03-31T02:30:00.${String(microsecond).padStart(6, '0')}`;
        expect(clock.decode?.(clock.encode?.(value))).toBe(value);
        expect(instant.decode?.(instant.encode?.(`${value}Z`))).toBe(`${value}Z`);
      }),
    );
  });
});

describe('what a caller gives', () => {
  test.each<[TypeEngine<unknown>, unknown, string]>([
    [instant, '2024-03-31T02:30:00+02:00', '2024-03-31 00:30:00.000000'],
    [instant, '2024-03-31 02:30-0530', '2024-03-31 08:00:00.000000'],
    [clock, '2024-03-31 02:30', '2024-03-31 02:30:00.000000'],
    [t.Time, '07:30', '07:30:00.000000'],
  ])('%s takes other forms of ISO 8601: %p', (type, value, stored) => {
    expect(type.encode?.(value)).toBe(stored);
  });

  test.each<[TypeEngine<unknown>, unknown, string]>([
    [t.DateTime, new Date(Number.NaN), 'DateTime takes a valid Date; it got an invalid one.'],
    [t.DateTime, new Date(-62_135_596_800_001), 'DateTime takes the years 1 to 9999'],
    [t.DateTime, new Date(253_402_300_800_000), 'DateTime takes the years 1 to 9999'],
    [t.DateTime, '2024-03-31T02:30:00', "DateTime takes a Date, or a string with { mode: 'string' }; it got a string."],
    [t.DateTime, 0, 'it got a number.'],
    [clock, new Date(0), "DateTime takes a string such as '2024-03-31T02:30:00.123456', without offset; it got a Date."],
    [clock, '2024-03-31T02:30:00Z', 'without offset'],
    [clock, '2024-03-31', 'it got a string.'],
    [clock, '2024-02-30T00:00:00', 'it got a string.'],
    [clock, '2023-02-29T00:00:00', 'it got a string.'],
    [clock, '1900-02-29T00:00:00', 'it got a string.'],
    [clock, '2024-13-01T00:00:00', 'it got a string.'],
    [clock, '2024-04-31T00:00:00', 'it got a string.'],
    [clock, '2024-03-31T24:00:00', 'it got a string.'],
    [clock, '2024-03-31T02:60:00', 'it got a string.'],
    [clock, '2024-03-31T02:30:60', 'it got a string.'],
    [clock, '2024-03-31T02:30:00.1234567', 'it got a string.'],
    [clock, '0000-01-01T00:00:00', 'DateTime takes the years 1 to 9999'],
    [clock, '12345-01-01T00:00:00', 'DateTime takes the years 1 to 9999'],
    [instant, '2024-03-31T02:30:00', 'with Z or an offset'],
    [instant, '0001-01-01T00:00:00+01:00', 'DateTime takes the years 1 to 9999'],
    [instant, '9999-12-31T23:00:00-01:00', 'DateTime takes the years 1 to 9999'],
    [
      t.Date,
      new Date(0),
      "Date takes a day of the calendar as a string, such as '2024-02-29', in the years 1 to 9999; it got a Date.",
    ],
    [t.Date, '2023-02-29', 'it got a string.'],
    [t.Date, '2024-00-01', 'it got a string.'],
    [t.Date, '0000-01-01', 'it got a string.'],
    [t.Date, '2024-2-29', 'it got a string.'],
    [t.Date, '2024-02-29T00:00:00', 'it got a string.'],
    [t.Time, '24:00:00', "Time takes a time of day as a string, such as '07:30:00' or '07:30:00.123456'; it got a string."],
    [t.Time, '7:30', 'it got a string.'],
    [t.Time, '07:30:00Z', 'it got a string.'],
    [t.Time, '07:30:00.1234567', 'it got a string.'],
    [t.Time, 5, 'it got a number.'],
  ])('%s refuses %p', (type, value, message) => {
    expect(() => type.encode?.(value)).toThrow(ArgumentError);
    expect(() => type.encode?.(value)).toThrow(message);
  });
});

describe('what a database delivers', () => {
  test.each<[TypeEngine<unknown>, unknown, string]>([
    [
      t.DateTime,
      '2024-03-31 02:30:00.123456',
      "microseconds for a column of type DateTime, which a Date would lose. Use t.DateTime({ mode: 'string' }), or give the column three digits: TIMESTAMP(3).",
    ],
    [t.DateTime, '2024-03-31 02:30:00.1234567', 'digits beyond the microsecond'],
    [t.DateTime, 'infinity', 'The database delivered infinity for a column of type DateTime. Read it as t.String'],
    [t.DateTime, '-infinity', 'delivered -infinity'],
    [t.DateTime, '0044-03-15 12:00:00 BC', 'a year that is not one of 1 to 9999'],
    [clock, '12345-06-07 08:09:10', 'a year that is not one of 1 to 9999'],
    [clock, '294276-12-31 23:59:59.999999', 'a year that is not one of 1 to 9999'],
    [clock, '0000-00-00 00:00:00', 'a date that no calendar has, such as 0000-00-00,'],
    [clock, '31/03/2024 02:30:00', 'a string for a column of type DateTime, which cannot be read as one'],
    [t.DateTime, 1_711_852_200, 'a number for a column of type DateTime'],
    [t.DateTime, new Date(0), 'a Date for a column of type DateTime'],
    [t.Date, 'infinity', 'delivered infinity for a column of type Date.'],
    [t.Date, '0000-00-00', 'a date that no calendar has'],
    [t.Date, '2024-02-00', 'a date that no calendar has'],
    [t.Date, '0044-03-15 BC', 'a year that is not one of 1 to 9999'],
    [t.Date, '12345-06-07', 'a year that is not one of 1 to 9999'],
    [t.Date, '2024-02-29 00:00:00', 'a string for a column of type Date'],
    [t.Time, '24:00:00', 'a time that is not within 00:00:00 and 23:59:59.999999 for a column of type Time. Read it as t.String'],
    [t.Time, '-838:59:59.000000', 'a time that is not within'],
    [t.Time, '838:59:59', 'a time that is not within'],
    [t.Time, '02:30:00+01', 'a time with an offset'],
    [t.Time, 'noon', 'a string for a column of type Time'],
  ])('%s refuses %p', (type, value, message) => {
    expect(() => type.decode?.(value)).toThrow(ArgumentError);
    expect(() => type.decode?.(value)).toThrow(message);
  });
});
