import { describe, expect, test } from '@jest/globals';
import { allCases } from '../src/all-cases.ts';
import type { Database } from '../src/harness/database.ts';
import { tinyEffort } from '../src/harness/effort.ts';

const urls = {
  sqlite: 'sqlite:///:memory:',
  postgresql: process.env['ALUDEL_TEST_POSTGRESQL_URL'],
  mariadb: process.env['ALUDEL_TEST_MARIADB_URL'],
  mysql: process.env['ALUDEL_TEST_MYSQL_URL'],
};

const databases = Object.entries(urls).flatMap(([name, url]) => (url === undefined ? [] : [{ name, url } as Database]));

describe.each(databases)('on $name', (database) => {
  // A case throws where its sides have different results.
  test.each(allCases)('$name: every side has the same result', async ({ measure }) => {
    const findings = await measure(database, tinyEffort);
    for (const { value } of findings) expect(Number.isFinite(value.median)).toBe(true);
  });
});
