import { expect, test } from '@jest/globals';
import { medianOf } from '../src/harness/median.ts';

test('the median and the quartiles lie between the figures where their number asks for it', () => {
  expect(medianOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
  expect(medianOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});

test('one slow round does not move the median', () => {
  expect(medianOf([1, 1, 1, 1, 1000]).median).toBe(1);
});
