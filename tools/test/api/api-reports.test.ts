import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

// That a report says what the code has is checked by `npm run check:packages`.
const packages = new URL('../../../packages/', import.meta.url);
// The main door of core names types that users never write, and jest alone makes what the reporter takes.
const others = ['core/api/index.api.md', 'conformance/api/reporter.api.md'];
const reports = globSync('*/api/*.api.md', { cwd: packages }).filter((path) => !others.includes(path));

describe.each(reports)('the API report %s', (path) => {
  const report = readFileSync(new URL(path, packages), 'utf8');

  test('has a comment for every name and every member', () => {
    expect(report.match(/\(undocumented\)\n.*/g) ?? []).toEqual([]);
  });

  test('names nothing that cannot be imported', () => {
    expect(report.slice(report.indexOf('Named by signatures'))).toMatch(/: nothing\.\n$/);
  });
});

test('the dialect door has a report', () => {
  expect(reports).toContain('core/api/dialect.api.md');
});
