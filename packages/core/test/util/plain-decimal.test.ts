import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainDecimal } from '../../src/util/plain-decimal.ts';

describe('plainDecimal', () => {
  test.each<[string, string | null]>([
    ['1.50', '1.50'],
    ['+1.5', '1.5'],
    ['-0', '-0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.5e-7', '0.00000015'],
    ['-1.5E+3', '-1500'],
    ['123.456e1', '1234.56'],
    ['0e5', '0'],
    ['1e20001', null],
    ['', null],
    ['.', null],
    ['1e', null],
    ['abc', null],
    ['1 ', null],
  ])('%p becomes %p', (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });

  test('every number stays the number it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const plain = plainDecimal(`${value}`);
        expect(plain).not.toMatch(/e/i);
        expect(Number(plain)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
