import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLosslessJson, stringifyLosslessJson } from '../../src/util/lossless-json.ts';

describe('stringifyLosslessJson', () => {
  test('a bigint is written with all its digits', () => {
    expect(stringifyLosslessJson({ id: 9007199254740993n })).toBe('{"id":9007199254740993}');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, new Date(Number.NaN), [new Date(Number.NaN)]])(
    '%p has no notation',
    (value) => {
      expect(() => stringifyLosslessJson(value)).toThrow(TypeError);
    },
  );

  test('what is written is read back as it was', () => {
    const document = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 100n })),
    );
    fc.assert(
      fc.property(document, (value) => {
        expect(parseLosslessJson(stringifyLosslessJson(value))).toEqual({ ...value });
      }),
    );
  });
});
