import { expect, test } from '@jest/globals';
import { kindOfValue } from '../../src/util/kind-of-value.ts';

test.each([
  [null, 'null'],
  [undefined, 'undefined'],
  [[1], 'an array'],
  [new Map(), 'a Map'],
  [{}, 'an Object'],
  [Object.create(null), 'an object'],
  [new URL('http://x'), 'a URL'],
  ['secret', 'a string'],
  [5n, 'a bigint'],
])('%p is %s in a message', (value, words) => {
  expect(kindOfValue(value)).toBe(words);
});
