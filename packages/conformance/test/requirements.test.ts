import { describe, expect, test } from '@jest/globals';
import type { Capabilities } from '@aludel/core/dialect';
import { requirements, requirementsMet } from '../src/requirements.ts';

const everything: Capabilities = {
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  upsert: 'namedKey',
  cancel: 'running',
  statementsWhileStreaming: true,
  ddl: 'transactional',
  errorAbortsTransaction: true,
  twoPhase: true,
  connections: 'concurrent',
  rowcount: true,
  multiRowcount: true,
  lastrowid: true,
  nativeBoolean: true,
  isolationLevels: [],
  maxParameters: 1,
};

describe('requirements', () => {
  test('every capability that is there or not has its sentence', () => {
    const names = Object.entries(everything)
      .filter(([, value]) => typeof value === 'boolean')
      .map(([name]) => name);
    expect(Object.keys(requirements)).toEqual(expect.arrayContaining(names));
  });

  test('each is a sentence', () => {
    for (const sentence of Object.values(requirements)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('are met as the dialect declares, and otherwise unless it says that it lacks them', () => {
    const met = requirementsMet({ ...everything, insertReturning: false }, ['negativeZero']);
    expect(met).toMatchObject({
      insertReturning: false,
      cancel: true,
      cancelBetweenRows: false,
      negativeZero: false,
      exactNumeric: true,
    });
  });

  test.each([
    ['concurrent', true, true],
    ['oneWriter', false, true],
    ['oneTransaction', false, false],
  ] as const)('connections that are "%s" write at the same time: %s, and are in transactions: %s', (connections, ...expected) => {
    const met = requirementsMet({ ...everything, connections }, []);
    expect([met.concurrentWriters, met.concurrentTransactions]).toEqual(expected);
  });

  test.each([
    ['namedKey', true, true],
    ['anyKey', true, false],
    ['none', false, false],
  ] as const)('an upsert of "%s" is there: %s, and of the named key: %s', (upsert, ...expected) => {
    const met = requirementsMet({ ...everything, upsert }, []);
    expect([met.upsert, met.upsertOfNamedKey]).toEqual(expected);
  });
});
