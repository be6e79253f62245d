import { describe, expect, test } from '@jest/globals';
import { UniqueFilter } from '../../src/result/unique-filter.ts';

function unique(...values: unknown[]): unknown[] {
  const filter = new UniqueFilter(null);
  return values.filter((value) => filter.accepts(value));
}

describe('uniqueness', () => {
  test.each<[string, unknown, unknown]>([
    ['numbers', 1, 1],
    ['a number and the bigint of the same value', 1, 1n],
    ['large bigints', 2n ** 70n, 2n ** 70n],
    ['null', null, null],
    ['NaN', Number.NaN, Number.NaN],
    ['zeros', 0, -0],
    ['dates of the same time', new Date(5), new Date(5)],
    ['bytes of the same content', Buffer.from('ab'), new Uint8Array([97, 98])],
    ['tuples of the same elements', [1, 'a', [null]], [1, 'a', [null]]],
  ])('takes for the same: %s', (_what, a, b) => {
    expect(unique(a, b)).toHaveLength(1);
  });

  test.each<[string, unknown, unknown]>([
    ['a number and its text', 1, '1'],
    ['true and one', true, 1],
    ['null and undefined', null, undefined],
    ['neighbours that no number can tell apart', 9007199254740993n, 9007199254740992n],
    ['a date and its time', new Date(5), 5],
    ['a date and a text that looks like its mark', new Date(5), '\0d5'],
    ['bytes and a text that looks like their mark', Buffer.from('ab'), '\0bab'],
    ['a tuple and a text that looks like its mark', [1], '\0t0'],
    ['tuples split elsewhere', ['a', 'b,c'], ['a,b', 'c']],
    ['tuples nested otherwise', [[1], 2], [1, [2]]],
    ['objects', {}, {}],
  ])('tells apart: %s', (_what, a, b) => {
    expect(unique(a, b)).toHaveLength(2);
  });

  test('compares what a key function answers', () => {
    const filter = new UniqueFilter((value) => [(value as { id: number }).id]);
    expect([{ id: 1 }, { id: 1 }, { id: 2 }].map((value) => filter.accepts(value))).toEqual([true, false, true]);
  });
});
