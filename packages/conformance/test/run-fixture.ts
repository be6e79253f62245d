import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReports } from '../src/report-files.ts';
import type { DialectReport } from '../src/dialect-report.ts';

/** What jest said of a fixture, and what the reporter wrote. */
export interface FixtureRun {
  readonly output: string;
  readonly reports: readonly DialectReport[];
}

/** Runs a file of tests/fixtures as the test of a dialect package is run. */
export function runFixture(name: string, args: readonly string[] = []): Promise<FixtureRun> {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const folder = mkdtempSync(join(tmpdir(), 'aludel-fixture-'));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const options = ['--experimental-vm-modules', jest, '--runInBand', `--testMatch=**/${name}.fixture.ts`, ...args];
  const env = { ...process.env, ALUDEL_TEST_MATRIX: folder, ALUDEL_TEST_COUNTS: '', FORCE_COLOR: '0' };
  return new Promise((resolve) => {
    execFile(process.execPath, options, { cwd, env, maxBuffer: 2 ** 28 }, (_error, stdout, stderr) => {
      const reports = readReports(folder);
      rmSync(folder, { recursive: true });
      resolve({ output: stdout + stderr, reports });
    });
  });
}
