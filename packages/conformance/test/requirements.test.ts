import { describe, expect, test } from '@jest/globals';
import type { Capabilities } from '@aludel/core/dialect';
import { requirements, requirementsMet } from '../src/requirements.ts';

const everything: Capabilities = {
  insertReturning: true,
  updateReturning: true,
  deleteReturning: true,
  cancel: true,
  cancelBetweenRows: true,
  statementsWhileStreaming: true,
  transactionalDdl: true,
  errorAbortsTransaction: true,
  concurrentWriters: true,
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
    for (const sentence of Object.values(requirements)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('are met as the dialect declares, and otherwise unless it says that it lacks them', () => {
    const met = requirementsMet({ ...everything, insertReturning: false }, ['negativeZero']);
    expect(met).toMatchObject({ insertReturning: false, cancel: true, negativeZero: false, exactNumeric: true });
  });
});
