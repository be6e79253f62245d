import { describe, expect, test } from '@jest/globals';
import { TypedParameter } from 'mysql2';
import { ParameterKinds } from '../../src/driver/parameter-kinds.ts';

const whole = TypedParameter.BIGINT(5);
const long = TypedParameter.BIGINT(9_007_199_254_740_993n);

describe('the kinds of parameters that a prepared statement was sent', () => {
  const cases: readonly [string, readonly unknown[], boolean][] = [
    ['text after text', ['a', 'b'], true],
    ['a number after text', ['a', 1.5], true],
    ['text after a whole number', [whole, 'a'], false],
    ['text after a fraction', [1.5, 'a'], false],
    ['bytes after a number', [1.5, new Uint8Array(1)], false],
    ['text after a number and NULL', [1.5, null, 'a'], false],
    ['text after NULL', [null, 'a'], true],
    ['a fraction after a whole number', [whole, 1.5], true],
    ['a whole number after a fraction', [1.5, whole], true],
    ['a whole number of more than 53 bits after a fraction', [1.5, long], false],
    ['such a number after a whole number that came after a fraction', [1.5, whole, long], false],
    ['such a number after a whole number', [whole, long], true],
  ];
  test.each(cases)('%s', (_title, values, fits) => {
    const kinds = new ParameterKinds();
    const taken = values.map((value) => kinds.take([value]));
    expect(taken).toEqual(values.map((_value, index) => index < values.length - 1 || fits));
  });

  test('of each parameter apart', () => {
    const kinds = new ParameterKinds();
    expect(kinds.take([1.5, 'a'])).toBe(true);
    expect(kinds.take([2.5, 'b'])).toBe(true);
    expect(kinds.take(['b', 2.5])).toBe(false);
  });
});
