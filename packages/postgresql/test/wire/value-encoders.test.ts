import { describe, expect, test } from '@jest/globals';
import { checkParameters, encodeParameter } from '../../src/wire/value-encoders.ts';

describe('encodeParameter', () => {
  test.each([
    [null, null],
    [true, 'true'],
    [0, '0'],
    [-0, '-0'],
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [1e21, '1e+21'],
    [9007199254740993n, '9007199254740993'],
    ['', ''],
    ['é', 'é'],
  ])('%p is %p', (value, text) => {
    expect(encodeParameter(value)).toBe(text);
  });

  test.each([
    ['2024-02-29T12:34:56.789Z', '2024-02-29T12:34:56.789Z'],
    ['0001-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z'],
    ['0000-12-31T00:00:00.000Z', '0001-12-31T00:00:00.000Z BC'],
    ['-000043-03-15T00:00:00.000Z', '0044-03-15T00:00:00.000Z BC'],
    ['+012345-01-01T00:00:00.000Z', '12345-01-01T00:00:00.000Z'],
  ])('the date %s is %s', (date, text) => {
    expect(encodeParameter(new Date(date))).toBe(text);
  });

  test('bytes stay bytes', () => {
    const bytes = Uint8Array.of(0, 255);
    expect(encodeParameter(bytes)).toBe(bytes);
  });

  test('an array is an array literal', () => {
    expect(encodeParameter([1, null, -0, 'a"b\\c', 'NULL', true, 2n])).toBe('{1,NULL,-0,"a\\"b\\\\c","NULL",true,2}');
    expect(
      encodeParameter([
        [1, 2],
        [3, 4],
      ]),
    ).toBe('{{1,2},{3,4}}');
    expect(encodeParameter([])).toBe('{}');
    expect(encodeParameter([Uint8Array.of(1, 171)])).toBe('{"\\\\x01ab"}');
    expect(encodeParameter([new Date(0)])).toBe('{"1970-01-01T00:00:00.000Z"}');
  });
});

describe.each([
  ['encodeParameter', encodeParameter],
  ['checkParameters', (value: unknown) => checkParameters([value])],
])('%s refuses', (_name, check) => {
  const circular: unknown[] = [];
  circular.push(circular);
  test.each([
    ['undefined', undefined, 'undefined'],
    ['an object', { a: 1 }, 'JSON.stringify'],
    ['a lone surrogate', 'a\ud800', 'lone surrogate'],
    ['U+0000', 'a\0b', 'U+0000'],
    ['an invalid date', new Date(NaN), 'invalid Date'],
    ['a hole in an array', new Array(1), 'undefined'],
    ['U+0000 inside an array', [['a\0']], 'U+0000'],
    ['an object inside an array', [{}], 'JSON.stringify'],
    ['an array inside itself', circular, '6 dimensions'],
    ['a function', () => 1, 'function'],
  ])('%s', (_title, value, reason) => {
    expect(() => check(value)).toThrow(reason);
  });
});
