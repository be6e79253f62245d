import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysSince1970 } from '../../src/types/calendar.ts';
import { plainInstant } from '../../src/types/plain-instant.ts';
import { parsePointInTime } from '../../src/types/point-in-time.ts';

const number = (digits: number, max: number) => fc.nat(max).map((value) => String(value).padStart(digits, '0'));
const text = fc
  .tuple(
    number(4, 9999),
    number(2, 13),
    number(2, 32),
    fc.constantFrom(' ', 'T', '_'),
    number(2, 24),
    number(2, 60),
    number(2, 60),
    fc.constantFrom('', '.', '.1', '.12', '.123', '.120000', '.1234', '.0000001', '.1230000000', '.x'),
    fc.constantFrom('', 'Z', '+00', '+01', '-00', '+00:00', ' BC', 'x'),
  )
  .map(([year, month, day, middle, hours, minutes, seconds, fraction, zone]) => {
    return `${year}-${month}-${day}${middle}${hours}:${minutes}:${seconds}${fraction}${zone}`;
  });

describe('plainInstant', () => {
  test.each([
    ['2024-03-31 02:30:00', '2024-03-31T02:30:00.000Z'],
    ['2024-02-29T23:59:59.5', '2024-02-29T23:59:59.500Z'],
    ['0001-01-01 00:00:00.001000+00', '0001-01-01T00:00:00.001Z'],
    ['9999-12-31 23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (written, iso) => {
    expect(new Date(plainInstant(written)).toISOString()).toBe(iso);
  });

  test.each(['2023-02-29 00:00:00', '0000-01-01 00:00:00', '2024-01-01', '2024-01-01 00:00', '2024-01-01 00:00:00.0001', ''])(
    'leaves %j to what reads everything',
    (written) => {
      expect(plainInstant(written)).toBeNaN();
    },
  );

  test('never says anything else than what reads everything', () => {
    fc.assert(
      fc.property(text, (written) => {
        const plain = plainInstant(written);
        if (!Number.isNaN(plain)) expect(parsePointInTime(written)).toMatchObject({ milliseconds: plain, microseconds: 0 });
      }),
      { numRuns: 5000 },
    );
  });

  test('counts the days as Date does, from the year 1 to 9999', () => {
    for (let day = -719_162; day <= 2_932_896; day += 1009) {
      const date = new Date(day * 86_400_000);
      expect(daysSince1970(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
    }
  });
});
