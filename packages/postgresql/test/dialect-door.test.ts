import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import * as door from '../src/dialect.ts';

/** Everything that a file imports, and what that imports. */
function importsFrom(file: URL, found = new Set<string>()): ReadonlySet<string> {
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport|import\()\s*'([^']+)'/g)) {
    const name = specifier.startsWith('.') ? new URL(specifier, file).href : specifier;
    if (found.has(name)) continue;
    found.add(name);
    if (specifier.startsWith('.')) importsFrom(new URL(name), found);
  }
  return found;
}

test('the door of the dialect never leads to pg, nor to the driver of it', () => {
  const imports = [...importsFrom(new URL('../src/dialect.ts', import.meta.url))];
  expect(imports.length).toBeGreaterThan(30);
  expect(imports.filter((name) => name === 'pg' || name.includes('/src/driver/'))).toEqual([]);
  expect([...new Set(imports.filter((name) => !name.startsWith('file:')))].sort()).toEqual([
    '@aludel/core',
    '@aludel/core/dialect',
    'node:crypto',
    'node:util/types',
  ]);
});

test('it has the dialect, the types, and what another driver needs for values', () => {
  expect(door.postgresqlDialect.name).toBe('postgresql');
  expect(door.valueParser(1016)?.('{1,9007199254740993}')).toEqual([1, 9007199254740993n]);
  expect(door.encodeParameter([1, 'a"b', null])).toBe('{1,"a\\"b",NULL}');
  expect(door.affectedRows('INSERT 0 5')).toBe(5);
  expect(door.HSTORE).toBeDefined();
});
