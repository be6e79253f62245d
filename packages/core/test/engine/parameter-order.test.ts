import { describe, expect, test } from '@jest/globals';
import type { CompiledSentinel } from '../../src/compiler/dml-facts.ts';
import { givesKeys, inParameterOrder } from '../../src/engine/parameter-order.ts';

const same = (value: unknown) => value as string;
const lower = (value: unknown) => String(value).toLowerCase();

function sentinel(slot: number, compare: CompiledSentinel['compare'], isGenerated = false): CompiledSentinel {
  return { key: `k${slot}`, slot, compare, isGenerated };
}

describe('the rows of an INSERT', () => {
  test('are sorted by the numbers that the database gave, whatever drivers make of them', () => {
    const rows = [
      ['b', '10'],
      ['c', 11n],
      ['a', 9],
    ];
    expect(inParameterOrder(rows, [], [sentinel(-1, null)])).toEqual([['a'], ['b'], ['c']]);
  });

  test('are found by the keys that were given, as they are or by their meaning', () => {
    const sets = [['B'], ['a'], ['C']];
    const asTheyAre = () => [
      [1, 'a'],
      [2, 'B'],
      [3, 'C'],
    ];
    expect(inParameterOrder(asTheyAre(), sets, [sentinel(0, lower)])).toEqual([[2], [1], [3]]);
    const changed = asTheyAre().map(([n, key]) => [n, `${key}`.toLowerCase()]);
    expect(inParameterOrder(changed, sets, [sentinel(0, lower)])).toEqual([[2], [1], [3]]);
  });

  test('are found by several columns, whose values are not mixed up', () => {
    const sets = [
      ['a,b', 1, 'c'],
      ['a', 2, 'b,c'],
    ];
    const rows = [
      ['second', 'a', 'b,c'],
      ['first', 'a,b', 'c'],
    ];
    expect(inParameterOrder(rows, sets, [sentinel(0, same), sentinel(2, same)])).toEqual([['first'], ['second']]);
  });

  test.each([
    ['come back with another key', [['a'], ['b']], [['a'], ['x']], "Can't match sentinel values"],
    ['come back with NULL', [[0], ['b']], [[null], ['b']], "Can't match sentinel values"],
    ['are fewer', [['a'], ['b']], [['a']], 'correct number of rows 2; produced 1'],
    ['are none', [['a'], ['b']], [], 'correct number of rows 2; produced 0'],
    ['have the same key', [['a'], ['b']], [['a'], ['a']], 'correct number of rows 2; produced 1'],
    ['have another key where two sets have the same', [['a'], ['a']], [['a'], ['b']], "Can't match sentinel values"],
  ])('are refused where they %s', (_what, sets, rows, message) => {
    expect(() => inParameterOrder(rows, sets, [sentinel(0, (value) => String(value))])).toThrow(message);
  });
});

test('a key is given where no set has NULL for it, or 0 where the database numbers it', () => {
  const numbered = [sentinel(0, same, true)];
  expect(givesKeys([[1], [2]], numbered)).toBe(true);
  expect(givesKeys([[1], [null]], numbered)).toBe(false);
  expect(givesKeys([[1], [0n]], numbered)).toBe(false);
  expect(givesKeys([[1], [0]], [sentinel(0, same)])).toBe(true);
  expect(givesKeys([[null]], [sentinel(-1, null)])).toBe(true);
});
