import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The numbers of one package, as `count-reporter.js` leaves them. */
export interface TestCounts {
  readonly packageName: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Reads what the packages left in `folder`; a package in `expected` that left nothing (it crashed, or never ran) counts as one failure. */
export function readTestCounts(folder: string, expected: readonly string[]): TestCounts[] {
  const found = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as TestCounts);
  const silent = expected.filter((name) => !found.some((counts) => counts.packageName === name));
  return [...found, ...silent.map(crashed)].sort((a, b) => a.packageName.localeCompare(b.packageName));
}

function crashed(packageName: string): TestCounts {
  return { packageName, passed: 0, failed: 1, skipped: 0, failures: ['jest left no result: its output above says why'] };
}

/** The report that closes a run; its last line is `N passed, N failed`, alone, for machines to read. */
export function renderTestCounts(all: readonly TestCounts[], databases: readonly string[]): string {
  const width = Math.max(...all.map((counts) => counts.packageName.length));
  const lines = all.map((counts) => `  ${counts.packageName.padEnd(width)}  ${describe(counts)}`);
  const failures = all.flatMap((counts) => counts.failures.map((title) => `  ${counts.packageName}: ${title}`));
  return [
    '',
    ...lines,
    ...(failures.length > 0 ? ['', 'What failed:', ...failures] : []),
    '',
    ...databases,
    '',
    `${sum(all, 'passed')} passed, ${sum(all, 'failed')} failed`,
    '',
  ].join('\n');
}

function describe({ passed, failed, skipped }: TestCounts): string {
  return [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
}

export function sum(all: readonly TestCounts[], key: 'passed' | 'failed'): number {
  return all.reduce((total, counts) => total + counts[key], 0);
}
