import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const folder = dirname(fileURLToPath(import.meta.url));
const urls = {
  sqlite: 'sqlite:///:memory:',
  'sqlite+node': 'sqlite+node:///:memory:',
  'postgresql+pglite': 'postgresql+pglite:///:memory:',
  postgresql: process.env['ALUDEL_TEST_POSTGRESQL_URL'],
  mariadb: process.env['ALUDEL_TEST_MARIADB_URL'],
  mysql: process.env['ALUDEL_TEST_MYSQL_URL'],
};
const program = `
  import { createEngine, text } from '@aludel/core';
  const engine = createEngine(process.env.URL);
  await engine.begin(async (connection) => console.log(await connection.scalar(text('SELECT 42'))));
`;

describe.each(Object.entries(urls).filter(([, url]) => url !== undefined) as [string, string][])(
  'a program on %s',
  (_name, url) => {
    test('ends although it forgets to dispose of its engine', () => {
      const args = ['--input-type=module', '--eval', program];
      const options = { cwd: folder, env: { ...process.env, URL: url }, timeout: 60_000, encoding: 'utf8' } as const;
      expect(execFileSync(process.execPath, args, options)).toBe('42\n');
    }, 60_000);
  },
);
