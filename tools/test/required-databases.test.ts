import { afterEach, describe, expect, test } from '@jest/globals';
import { requiredDatabases } from '../src/required-databases.ts';

const given = process.env['ALUDEL_TEST_REQUIRE'];

afterEach(() => {
  if (given === undefined) delete process.env['ALUDEL_TEST_REQUIRE'];
  else process.env['ALUDEL_TEST_REQUIRE'] = given;
});

describe('ALUDEL_TEST_REQUIRE', () => {
  test('names servers and databases inside the process', () => {
    process.env['ALUDEL_TEST_REQUIRE'] = 'PostgreSQL, sqlite+node,postgresql+pglite,';
    expect([...requiredDatabases()]).toEqual(['postgresql', 'sqlite+node', 'postgresql+pglite']);
  });

  test('may be empty', () => {
    process.env['ALUDEL_TEST_REQUIRE'] = '';
    expect(requiredDatabases().size).toBe(0);
  });

  test('refuses a name that no test knows, which would require nothing', () => {
    process.env['ALUDEL_TEST_REQUIRE'] = 'postgres';
    expect(requiredDatabases).toThrow('ALUDEL_TEST_REQUIRE asks for postgres; there are sqlite, sqlite+node,');
  });
});
