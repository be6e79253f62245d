import { describe, expect, test } from '@jest/globals';
import { shortenStatement } from '../../src/util/long-statement.ts';
import { reprParams, reprRow } from '../../src/util/repr-params.ts';

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe('one set of parameters', () => {
  test.each<[readonly unknown[], string]>([
    [[], '[]'],
    [[6], '[6]'],
    [['x', null, true, 5n], "['x', null, true, 5n]"],
    [["it's"], '["it\'s"]'],
    [['a\nb'], "['a\\nb']"],
    [[new Date('2026-11-21T07:45:00Z')], '[2026-11-21T07:45:00.000Z]'],
    [[new Date(Number.NaN)], '[Invalid Date]'],
    [[Uint8Array.of(1, 255)], '[<Uint8Array 01 ff>]'],
    [[Buffer.from([1])], '[<Uint8Array 01>]'],
    [[new Uint8Array(0)], '[<Uint8Array>]'],
    [[new Uint8Array(34)], `[<Uint8Array ${Array(32).fill('00').join(' ')} ... 2 more bytes>]`],
    [[[1, 2, 3], 'hi'], "[[1, 2, 3], 'hi']"],
    [[{ a: 1 }], '[{ a: 1 }]'],
    [[-0, 1.5, Number.NaN], '[-0, 1.5, NaN]'],
    [[undefined], '[undefined]'],
  ])('%p', (params, repr) => {
    expect(reprParams(params, false)).toBe(repr);
  });

  test('a value of 300 characters is shown in full', () => {
    expect(reprParams(['x'.repeat(298)], false)).toBe(`['${'x'.repeat(298)}']`);
  });

  test('of a longer one, the first and last 150 characters', () => {
    expect(reprParams(['x'.repeat(4998)], false)).toBe(
      `['${'x'.repeat(149)} ... (4700 characters truncated) ... ${'x'.repeat(149)}']`,
    );
    expect(reprParams(['x'.repeat(299)], false)).toContain('(1 characters truncated)');
  });

  test('each value is shortened by itself', () => {
    const repr = reprParams(['short', 'x'.repeat(670)], false);
    expect(repr).toBe(`['short', '${'x'.repeat(149)} ... (372 characters truncated) ... ${'x'.repeat(149)}']`);
  });

  test('a hundred parameters are shown', () => {
    expect(reprParams(numbers(100), false)).toBe(`[${numbers(100).join(', ')}]`);
  });

  test('of more, the first and last fifty', () => {
    expect(reprParams(numbers(150), false)).toBe(
      `[${numbers(50).join(', ')} ... 50 parameters truncated ... ${numbers(50, 100).join(', ')}]`,
    );
  });

  test('an array inside itself ends', () => {
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(reprParams(cyclic, false)).toBe('[[[[[[[Array]]]]]]]');
  });
});

describe('many sets of parameters', () => {
  const sets = (count: number) => numbers(count).map((index) => [`${index}`]);

  test('print one after the other', () => {
    expect(
      reprParams(
        [
          [11, 9],
          [15, 13],
        ],
        true,
      ),
    ).toBe('[[11, 9], [15, 13]]');
    expect(reprParams([], true)).toBe('[]');
  });

  test('ten are shown', () => {
    expect(reprParams(sets(10), true)).toBe("[['0'], ['1'], ['2'], ['3'], ['4'], ['5'], ['6'], ['7'], ['8'], ['9']]");
  });

  test('of more, the first eight and the last two', () => {
    expect(reprParams(sets(100), true)).toBe(
      "[['0'], ['1'], ['2'], ['3'], ['4'], ['5'], ['6'], ['7']  ... displaying 10 of 100 total bound parameter sets ...  ['98'], ['99']]",
    );
  });
});

describe('a row', () => {
  test('prints as a tuple', () => {
    expect(reprRow([6, 8])).toBe('(6, 8)');
    expect(reprRow(['x'])).toBe("('x',)");
    expect(reprRow([])).toBe('()');
  });

  test('has its long values shortened', () => {
    expect(reprRow(['x'.repeat(400)])).toBe(`('${'x'.repeat(149)} ... (102 characters truncated) ... ${'x'.repeat(149)}',)`);
  });
});

describe('a long statement', () => {
  test('of 500 characters is shown in full', () => {
    const sql = 'x'.repeat(500);
    expect(shortenStatement(sql)).toBe(sql);
  });

  test('of more shows the first 250 and the last 100', () => {
    const sql = `${'a'.repeat(250)}${'b'.repeat(439)}${'c'.repeat(100)}`;
    expect(shortenStatement(sql)).toBe(`${'a'.repeat(250)} ... 439 characters truncated ... ${'c'.repeat(100)}`);
  });
});
