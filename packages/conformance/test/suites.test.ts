import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requirements } from '../src/requirements.ts';
import { subjectOf } from '../src/subjects.ts';
import { suites } from '../src/suites/all-suites.ts';

const folder = fileURLToPath(new URL('../src/suites/', import.meta.url));
const files = readdirSync(folder).map((name) => ({ name, source: readFileSync(`${folder}${name}`, 'utf8') }));

describe('the suites', () => {
  test.each(Object.keys(requirements))('have a test that shows whether there is %s', (requirement) => {
    const probe = new RegExp(`\\bwhen\\(\\s*'${requirement}'`);
    expect(files.filter(({ source }) => probe.test(source))).not.toEqual([]);
  });

  test.each(files)('$name asks for capabilities, never for the name of a dialect', ({ source }) => {
    expect(source).not.toMatch(/\bdialect\.name\b|getBackendName|\bdialect === '/);
  });

  test('have a title of their own each', () => {
    expect(new Set(suites.map(({ title }) => title)).size).toBe(suites.length);
  });

  test.each(Object.keys(requirements))('%s has its place in the support matrix', (requirement) => {
    expect(subjectOf(requirement)).not.toBe('Others');
  });
});
