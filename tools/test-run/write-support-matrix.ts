// Runs the conformance tests of every package that has some, and writes docs/reference/support-matrix.md from what they find.
// The root's `npm run matrix` starts it inside tools/src/with-databases.ts.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReports } from '../../packages/conformance/src/report-files.ts';
import { supportMatrix } from '../../packages/conformance/src/support-matrix.ts';
import { matrixFile } from './contradicted-matrix.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'aludel-test-matrix-'));
try {
  const failed = packagesWithConformance().filter((path) => !passes(path));
  const file = join(root, matrixFile);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, supportMatrix(readReports(folder)));
  process.stdout.write(
    `\n${matrixFile} is written.${failed.length > 0 ? ` It shows what failed in ${failed.join(', ')}.` : ''}\n`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function packagesWithConformance(): readonly string[] {
  return [
    ...new Set(globSync('packages/*/test/conformance*.test.ts', { cwd: root }).map((path) => path.split('/', 2).join('/'))),
  ].sort();
}

/** Runs the files one after the other, so that the run times can be compared. */
function passes(path: string): boolean {
  const { status } = spawnSync('npm', ['test', '--silent', '--', '--runInBand', '--verbose=false', 'test/conformance'], {
    cwd: join(root, path),
    env: { ...process.env, ALUDEL_TEST_MATRIX: folder, ALUDEL_TEST_COUNTS: '' },
    stdio: 'inherit',
  });
  return status === 0;
}
