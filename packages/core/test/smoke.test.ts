import { describe, expect, test } from '@jest/globals';
import { UniqueViolationError } from '../src/errors/database-errors.ts';

describe('errors', () => {
  test('a violation prints its statement and its page', () => {
    const error = new UniqueViolationError('(x.Y) no', { statement: 'INSERT', params: [1], paramsLine: '[parameters: [1]]' });
    expect(error.message).toBe('(x.Y) no\n[SQL: INSERT]\n[parameters: [1]]\n(Background on this error: docs/errors/gkpj.md)');
  });
});
