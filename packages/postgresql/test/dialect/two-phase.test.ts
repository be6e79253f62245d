import { expect, test } from '@jest/globals';
import { twoPhase } from '../../src/dialect/two-phase.ts';

test.each([
  ['begins as every transaction does', twoPhase.begin('x', ['BEGIN']), ['BEGIN']],
  ['is prepared', twoPhase.prepare('x'), ["PREPARE TRANSACTION 'x'"]],
  ['is committed without a word of its own, unless it is prepared', twoPhase.commit('x', false), null],
  ['is committed when it is prepared', twoPhase.commit('x', true), ["COMMIT PREPARED 'x'"]],
  ['is rolled back without a word of its own, unless it is prepared', twoPhase.rollback('x', false), null],
  ['is rolled back when it is prepared', twoPhase.rollback('x', true), ["ROLLBACK PREPARED 'x'"]],
  ['is found by its name', [twoPhase.xidOf(['x'])], ['x']],
])('a two-phase transaction %s', (_title, statements, expected) => {
  expect(statements).toEqual(expected);
});
