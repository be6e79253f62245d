import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { dialectNames } from '../src/dialect-names.ts';
import { guide } from '../src/guide.ts';
import { packageFiles } from '../src/package-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = readFileSync(join(root, 'docs/guides/write-a-dialect.md'), 'utf8');

describe('the guide', () => {
  test('names suites that there are', () => {
    const suites = readFileSync(join(root, 'packages/conformance/src/suites/all-suites.ts'), 'utf8');
    const titles = [...suites.matchAll(/title: '([^']+)'/g)].map(([, title]) => title as string);
    const named = [...text.matchAll(/-t (?:'(?:conforms )?([^']+?) ?'|(\w+))/g)].map(
      ([, quoted, word]) => (quoted ?? word) as string,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !titles.some((title) => title.includes(name)))).toEqual([]);
  });

  test('names the steps of the suite as the suite does', () => {
    const suite = readFileSync(join(root, 'packages/conformance/src/suites/first-steps.suite.ts'), 'utf8');
    const steps = [...suite.matchAll(/'(\d+)\. /g)].map(([, number]) => Number(number));
    const said = /Steps 1 to (\d+) are those of the suite/.exec(text)?.[1];
    expect(Number(said)).toBe(Math.max(...steps));
  });

  test('names files that a new package has', () => {
    const files = [...packageFiles(dialectNames('my-db', null)).keys()];
    const named = [...text.matchAll(/`((?:src|test)\/[\w./-]+\.ts)`/g)].map(([, path]) => path as string);
    expect(named.filter((path) => !path.includes('other-') && !files.includes(path))).toEqual([]);
  });

  test('goes into a new package without links that lead nowhere, and with its names', () => {
    expect(guide()).not.toMatch(/\]\([^)]*\.md/);
    const written = packageFiles(dialectNames('quick', 'wire')).get('WRITE-A-DIALECT.md') ?? '';
    expect(written).toContain('`src/driver/wire-connection.ts`');
    expect(written).toContain('`src/dialect/quick-dialect.ts`');
  });

  test('tells the author of a driver where to begin, with the names of its files', () => {
    const files = packageFiles(dialectNames('sqlite+node', null));
    const written = files.get('WRITE-A-DIALECT.md') ?? '';
    expect(written).toMatch(/^# Write a dialect\n\nThis package is a driver: begin with \[the last part\]/);
    const named = [...written.matchAll(/`((?:src|test)\/driver\/node-(?:binding|database|statement|errors)[\w./-]*\.ts)`/g)];
    expect(new Set(named.map(([, path]) => path)).size).toBe(5);
    expect(named.filter(([, path]) => !files.has(path as string))).toEqual([]);
    expect(written).not.toContain('npm create aludel-dialect sqlite\n');
  });
});
