import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { databasesTested } from '../../test-run/databases-tested.ts';
import { readTestCounts, renderTestCounts, type TestCounts } from '../../test-run/test-counts.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aludel-test-counts-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const core: TestCounts = {
  packageName: '@aludel/core',
  passed: 40,
  failed: 1,
  skipped: 2,
  failures: ['the pool lends in order'],
};
const sqlite: TestCounts = { packageName: '@aludel/sqlite', passed: 2, failed: 0, skipped: 0, failures: [] };

describe('the numbers of a test run', () => {
  test('a package that left no result counts as a failure', () => {
    writeFileSync(join(folder, 'core.json'), JSON.stringify(core));
    const counts = readTestCounts(folder, ['@aludel/core', '@aludel/sqlite']);
    expect(counts.map(({ packageName, passed, failed }) => [packageName, passed, failed])).toEqual([
      ['@aludel/core', 40, 1],
      ['@aludel/sqlite', 0, 1],
    ]);
  });

  test('the report ends with the sum, alone on its line', () => {
    const report = renderTestCounts([core, sqlite], ['Databases tested: sqlite.']);
    expect(report).toMatch(/\n42 passed, 1 failed\n$/);
  });

  test('the report names the tests that failed', () => {
    expect(renderTestCounts([core, sqlite], [])).toContain('@aludel/core: the pool lends in order');
  });
});

describe('databasesTested', () => {
  test('says for each server that was not tested how to get it', () => {
    expect(databasesTested({ ALUDEL_TEST_POSTGRESQL_URL: 'postgresql://', ALUDEL_TEST_MYSQL_URL: 'mysql://' })).toEqual([
      'Databases tested: sqlite, sqlite+node, postgresql+pglite, postgresql, mysql.',
      'NOT TESTED: mariadb. Run "bash tools/install-databases.sh", or set ALUDEL_TEST_MARIADB_URL.',
    ]);
  });
});
