import { expect, test } from '@jest/globals';
import { engineOptions } from '../../src/dialect/engine-options.ts';
import { placeholder } from '../../src/dialect/notation.ts';
import { targetOf } from '../support/server.ts';

test.each([
  ['', undefined],
  ['?prepared_statements=auto', 'auto'],
  ['?prepared_statements=true', true],
  ['?prepared_statements=false', false],
])('"%s" means %s', (query, expected) => {
  expect(engineOptions(targetOf(`postgresql://h/d${query}`)).preparedStatements).toBe(expected);
});

test('any other value of prepared_statements is refused', () => {
  expect(() => engineOptions(targetOf('postgresql://h/d?prepared_statements=toString'))).toThrow('Use auto, true or false.');
});

test('placeholders count from 1', () => {
  expect([placeholder(0), placeholder(11)]).toEqual(['$1', '$12']);
});
