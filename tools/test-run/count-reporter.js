import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the numbers of one jest run in a file named after its package, for `run-tests.ts` to add up. */
export default class CountReporter {
  constructor(globalConfig, { folder }) {
    this.folder = folder;
    this.packageName = JSON.parse(readFileSync(join(globalConfig.rootDir, 'package.json'), 'utf8')).name;
  }

  onRunComplete(_contexts, results) {
    mkdirSync(this.folder, { recursive: true });
    const counts = {
      packageName: this.packageName,
      passed: results.numPassedTests,
      // A test file that cannot even be loaded has no tests to count, yet it is a failure.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      failures: results.testResults.flatMap(failuresOfFile),
    };
    writeFileSync(join(this.folder, `${this.packageName.replaceAll('/', '+')}.json`), JSON.stringify(counts));
  }
}

function failuresOfFile(file) {
  if (file.testExecError) return [`${file.testFilePath} (the file could not be run)`];
  return file.testResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
}
