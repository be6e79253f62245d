import { describe, expect, test } from '@jest/globals';
import { beginStatements, levelNamed } from '../../src/dialect/transactions.ts';

describe('beginStatements', () => {
  test.each([
    [{}, 'BEGIN'],
    [
      { isolationLevel: 'SERIALIZABLE', readOnly: true, deferrable: true },
      'BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE',
    ],
    [{ isolationLevel: 'REPEATABLE READ' }, 'BEGIN ISOLATION LEVEL REPEATABLE READ'],
    [{ readOnly: false, deferrable: false }, 'BEGIN READ WRITE NOT DEFERRABLE'],
  ] as const)('%j is one statement', (options, sql) => {
    expect(beginStatements(options)).toEqual([sql]);
  });

  test('a level that PostgreSQL does not have is refused', () => {
    expect(() => beginStatements({ isolationLevel: 'SNAPSHOT' })).toThrow('PostgreSQL has no isolation level "SNAPSHOT"');
  });
});

test('the server writes isolation levels in small letters', () => {
  expect(levelNamed('read committed')).toBe('READ COMMITTED');
});
