import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** That a report says what the code has is checked by `npm run check:packages`. */
const doors = ['core/api/dialect', 'conformance/api/index'];

describe.each(doors)('the API report %s', (path) => {
  const report = readFileSync(new URL(`../../../packages/${path}.api.md`, import.meta.url), 'utf8');

  test('has a comment for every name and every member', () => {
    expect(report.match(/\(undocumented\)\n.*/g) ?? []).toEqual([]);
  });

  test('names nothing that cannot be imported', () => {
    expect(report.slice(report.indexOf('Named by signatures'))).toMatch(/: nothing\.\n$/);
  });
});
