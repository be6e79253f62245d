import { expect, test } from '@jest/globals';
import { twoPhase } from '../../src/dialect/two-phase.ts';

const level = 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE';

test.each([
  ['begins in place of START TRANSACTION', twoPhase.begin('x', ['START TRANSACTION']), ["XA BEGIN 'x'"]],
  ['has an isolation level', twoPhase.begin('x', [level, 'START TRANSACTION']), [level, "XA BEGIN 'x'"]],
  ['is prepared', twoPhase.prepare('x'), ["XA END 'x'", "XA PREPARE 'x'"]],
  ['is committed in one phase, unless it is prepared', twoPhase.commit('x', false), ["XA END 'x'", "XA COMMIT 'x' ONE PHASE"]],
  ['is committed when it is prepared', twoPhase.commit('x', true), ["XA COMMIT 'x'"]],
  ['is rolled back', twoPhase.rollback('x', false), ["XA END 'x'", "XA ROLLBACK 'x'"]],
  ['is rolled back when it is prepared', twoPhase.rollback('x', true), ["XA ROLLBACK 'x'"]],
  ['is found by its name, as MySQL shows it', [twoPhase.xidOf([1, 1, 2, 'xbq'])], ['x']],
  ['is found by its name, as MariaDB shows it', [twoPhase.xidOf([1, 1, 0, Buffer.from('x')])], ['x']],
])('a two-phase transaction %s', (_title, statements, expected) => {
  expect(statements).toEqual(expected);
});

test('a two-phase transaction takes no access mode', () => {
  expect(() => twoPhase.begin('x', ['START TRANSACTION READ ONLY'])).toThrow('take no "readOnly"');
});
