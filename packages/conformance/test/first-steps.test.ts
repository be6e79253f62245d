import { describe, expect, test } from '@jest/globals';
import { runFixture } from './run-fixture.ts';

describe('a dialect that cannot connect', () => {
  test('fails the first step with what to do, and every other test in one line that names it', async () => {
    const { output, reports } = await runFixture('unreachable');
    const failures = output
      .split(/^ {2}● unreachable conforms › /m)
      .slice(1)
      .map((block) =>
        block
          .split('\n')
          .slice(1)
          .join('\n')
          .trim()
          .replace(/\s*\n\s*/g, '\n'),
      );
    const [report] = reports;
    const [first] = report?.suites ?? [];
    expect(first).toMatchObject({ title: 'first steps', passed: 2, failed: 1, notTried: 7 });
    expect(failures.length).toBeGreaterThan(1_000);
    expect(failures[0]).toContain(
      'driver.connect() failed: connect ECONNREFUSED\nWrite driver.connect(target); nothing else can be tried before.',
    );
    // Behind the last one stands what the reporter says.
    const others = new Set(failures.slice(1, -1));
    expect(others).toEqual(new Set(['Not tried: first mend "3. the driver connects".']));
    expect(output.split('Not tried: first mend').length - 1).toBe(failures.length - 1);
    expect(output).toContain(`  ${failures.length - 1} tests were not tried: they say which of the first steps to mend.`);
    expect(output).not.toMatch(/DECLARED/);
  }, 300_000);
});

describe('a database that cannot be provisioned', () => {
  test('is told once, by the first step that needs it', async () => {
    const { output } = await runFixture('unprovisioned');
    expect(output).toContain('"provision" failed: The disk is full.');
    expect(output.split('The disk is full.').length - 1).toBeLessThan(4);
    expect(output).toContain('Not tried: first mend "2. the driver accepts the URL of the tests, without connecting".');
  }, 300_000);
});
