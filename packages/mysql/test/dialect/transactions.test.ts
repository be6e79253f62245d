import { describe, expect, test } from '@jest/globals';
import { mariadb, mysql } from '../../src/index.ts';

describe('beginStatements', () => {
  test.each([
    [{}, ['START TRANSACTION']],
    [{ readOnly: true }, ['START TRANSACTION READ ONLY']],
    [{ readOnly: false }, ['START TRANSACTION READ WRITE']],
    [
      { isolationLevel: 'READ COMMITTED', readOnly: true },
      ['SET TRANSACTION ISOLATION LEVEL READ COMMITTED', 'START TRANSACTION READ ONLY'],
    ],
  ] as const)('for %p', (options, statements) => {
    expect(mysql.beginStatements(options)).toEqual(statements);
  });

  test('refuses what the servers do not have', () => {
    expect(() => mysql.beginStatements({ deferrable: true })).toThrow('DEFERRABLE');
    expect(() => mysql.beginStatements({ isolationLevel: 'SNAPSHOT' })).toThrow('SNAPSHOT');
  });
});

describe('engineOptions', () => {
  const optionsFor = (query: Record<string, string | string[]>) =>
    mysql.engineOptions?.({ username: null, password: null, host: null, port: null, database: null, query, connectArgs: {} });

  test('read prepared_statements', () => {
    expect(
      [{}, { prepared_statements: 'auto' }, { prepared_statements: 'true' }, { prepared_statements: 'false' }].map(
        (query) => optionsFor(query as Record<string, string>)?.preparedStatements,
      ),
    ).toEqual(['auto', 'auto', true, false]);
    expect(() => optionsFor({ prepared_statements: 'maybe' })).toThrow('neither auto, true nor false');
    expect(() => optionsFor({ prepared_statements: ['true', 'true'] })).toThrow('neither auto, true nor false');
  });
});

test('only MariaDB has RETURNING', () => {
  expect([mysql, mariadb].map(({ name, capabilities }) => [name, capabilities.insertReturning])).toEqual([
    ['mysql', false],
    ['mariadb', true],
  ]);
});
