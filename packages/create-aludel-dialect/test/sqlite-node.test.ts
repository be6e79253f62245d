import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { dialectNames } from '../src/dialect-names.ts';
import { packageFiles } from '../src/package-files.ts';

const files = packageFiles(dialectNames('sqlite+node', null));
const own = new URL('../../sqlite-node/', import.meta.url);

describe('aludel-sqlite-node is what the template leads to:', () => {
  test('it has the files that a new package has', () => {
    const written = [...files.keys()].filter((path) => /^(?:src|test)\//.test(path) && path !== 'src/not-written-yet.ts');
    expect(written.filter((path) => !existsSync(new URL(path, own)))).toEqual([]);
  });

  test.each([
    'src/index.ts',
    'src/driver/node-binding.ts',
    'src/driver/node-database.ts',
    'src/driver/node-statement.ts',
    'src/driver/node-errors.ts',
  ])('%s exports what a new one does', (path) => {
    const exported = exportsOf(files.get(path) as string).filter((name) => name !== 'NodeHandle');
    expect(exportsOf(readFileSync(new URL(path, own), 'utf8'))).toEqual(expect.arrayContaining(exported));
  });

  test('its binding passes the test that a new package has', () => {
    const path = 'test/driver/node-binding.test.ts';
    expect(readFileSync(new URL(path, own), 'utf8')).toBe(files.get(path));
  });
});

function exportsOf(source: string): readonly string[] {
  return [...source.matchAll(/^export (?:const|function|class|interface) (\w+)/gm)].map(([, name]) => name as string);
}
