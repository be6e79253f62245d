import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type DialectReport, judge, type TestFileResult } from './dialect-report.ts';
import { factsFolderVariable } from './facts-folder.ts';
import { readReports, writeReports } from './report-files.ts';
import type { RunFacts } from './run-record.ts';
import { summaryOf } from './run-summary.ts';

/** What the reporter is configured with: `['@aludel/conformance/reporter', { folder: 'docs/support' }]`. */
export interface ConformanceReporterOptions {
  /**
   * Where it writes `<name>.json` for each dialect, and `support-matrix.md` for all that are there. Relative to jest's
   * rootDir. Default: `conformance-report`. False: nothing is written.
   */
  readonly folder?: string | false | undefined;
}

/**
 * A reporter for jest: prints what each suite came to, and writes the support matrix. A run of only some tests (`-t`) is
 * printed, but proves nothing, so it writes nothing.
 *
 * @example
 * // jest.config.js
 * export default { reporters: ['default', '@aludel/conformance/reporter'] };
 */
export default class ConformanceReporter {
  readonly #facts = mkdtempSync(join(tmpdir(), 'aludel-conformance-'));
  readonly #folder: string | null;
  readonly #isWhole: boolean;
  /** A timer for the test that runs, by the file that it is in. */
  readonly #running = new Map<string, NodeJS.Timeout>();

  constructor(config: GlobalConfig, options: ConformanceReporterOptions = {}) {
    const { folder = 'conformance-report' } = options;
    this.#folder = folder === false ? null : isAbsolute(folder) ? folder : join(config.rootDir, folder);
    this.#isWhole = !config.testNamePattern;
    // The tests run in other processes or contexts, which get the environment as it is now.
    process.env[factsFolderVariable] = this.#facts;
  }

  /** Called by jest before a test. jest tells of tests at the end of a file only, and never of one that hangs. */
  onTestCaseStart({ path }: TestFile, { fullName }: { readonly fullName: string }): void {
    this.onTestCaseResult({ path });
    const tell = () => process.stderr.write(`\nStill running after 10 seconds: ${fullName}\n`);
    this.#running.set(path, setTimeout(tell, 10_000).unref());
  }

  /** Called by jest after a test. */
  onTestCaseResult({ path }: TestFile): void {
    clearTimeout(this.#running.get(path));
  }

  /** Called by jest after the last test. */
  onRunComplete(_contexts: unknown, results: { readonly testResults: readonly TestFileResult[] }): void {
    try {
      const reports = this.#readFacts().flatMap((facts) => judge(facts, results.testResults) ?? []);
      this.#report(reports);
    } finally {
      rmSync(this.#facts, { recursive: true, force: true });
    }
  }

  #readFacts(): readonly RunFacts[] {
    return readdirSync(this.#facts).map((file) => JSON.parse(readFileSync(join(this.#facts, file), 'utf8')) as RunFacts);
  }

  #report(reports: readonly DialectReport[]): void {
    for (const report of reports) process.stderr.write(`\n${summaryOf(report)}\n`);
    if (this.#folder === null || !this.#isWhole || reports.length === 0) return;
    writeReports(this.#folder, reports);
    process.stderr.write(
      `\nThe support matrix of ${readReports(this.#folder).length} dialect(s) is in ${join(this.#folder, 'support-matrix.md')}.\n`,
    );
  }
}

/** A file of tests. */
interface TestFile {
  readonly path: string;
}

/** The part of jest's configuration that matters here. */
interface GlobalConfig {
  readonly rootDir: string;
  readonly testNamePattern?: string | undefined;
}
