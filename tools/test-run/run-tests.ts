// Runs the type checks and every package's jest suite through turbo, then adds up the numbers.
// The root's `npm test` starts it inside tools/src/with-databases.ts, which sets the ALUDEL_TEST_*_URL of the servers it could start.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contradictedMatrix } from './contradicted-matrix.ts';
import { databasesTested } from './databases-tested.ts';
import { readTestCounts, renderTestCounts, sum, type TestCounts } from './test-counts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const brokenBuild: TestCounts = {
  packageName: 'build and type checks',
  passed: 0,
  failed: 1,
  skipped: 0,
  failures: ['turbo stopped with an error: its output above says which task failed'],
};
const folder = mkdtempSync(join(tmpdir(), 'aludel-test-counts-'));
const matrixFolder = mkdtempSync(join(tmpdir(), 'aludel-test-matrix-'));
try {
  const status = runTurbo([
    'run',
    'test',
    'typecheck',
    '--continue=always',
    '--output-logs=new-only',
    '--log-order=grouped',
    '--log-prefix=none',
  ]);
  const tests = readTestCounts(folder, packagesWithTests());
  const found = [...tests, ...contradictedMatrix(root, matrixFolder)];
  const counts = status !== 0 && sum(tests, 'failed') === 0 ? [...found, brokenBuild] : found;
  process.stdout.write(renderTestCounts(counts, databasesTested(process.env)));
  process.exitCode = sum(counts, 'failed') > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(matrixFolder, { recursive: true, force: true });
}

function runTurbo(args: string[]): number {
  const { status } = spawnSync(process.execPath, [join(root, 'tools/turbo.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ALUDEL_TEST_COUNTS: folder, ALUDEL_TEST_MATRIX: matrixFolder },
    stdio: 'inherit',
  });
  return status ?? 1;
}

function packagesWithTests(): string[] {
  return globSync(['packages/*/package.json', 'apps/*/package.json', 'benchmarks/package.json', 'tools/package.json'], {
    cwd: root,
  })
    .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as { name: string; scripts?: { test?: string } })
    .filter((manifest) => manifest.scripts?.test?.includes('jest'))
    .map((manifest) => manifest.name);
}
