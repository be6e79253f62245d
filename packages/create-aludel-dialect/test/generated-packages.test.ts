import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createDialect } from '../src/create-dialect.ts';
import { scratchFolder } from './support/scratch-folder.ts';

// They work with the packages as they are built: run `npm run build` first, if you change those.
const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const scratch = scratchFolder();

describe.each([
  ['my-db', 'connect() in src/driver/my-db-driver.ts'],
  ['my-db+wire', 'connect() in src/driver/wire-driver.ts'],
  ['sqlite+other', 'open() in src/driver/other-binding.ts'],
  ['postgresql+other', 'connect() in src/driver/other-driver.ts'],
  ['mysql+other', 'connect() in src/driver/other-driver.ts'],
  ['mariadb+other', 'connect() in src/driver/other-driver.ts'],
])('a new package for %s', (name, firstToWrite) => {
  const folder = join(scratch, name.replace('+', '-'));

  beforeAll(() => {
    expect(createDialect([join(scratch, name)], { print: () => undefined, complain: console.error })).toBe(0);
    symlinkSync(modules, join(folder, 'node_modules'));
  });

  test('typechecks', () => {
    expect(npmRun('typecheck')).toBe('');
  });

  test('builds code and declarations', () => {
    expect(npmRun('build')).toBe('');
    for (const file of ['dist/index.js', 'dist/index.d.ts']) expect(existsSync(join(folder, file))).toBe(true);
    const code = readFileSync(join(folder, 'dist/index.js'), 'utf8');
    // Two copies of core in one program would not know one another's errors; and SQLite's package has a native add-on.
    expect(code.match(/from ["'](?!\.)[^"']+["']/g)?.filter((from) => /better-sqlite3|@aludel\/sqlite/.test(from))).toEqual([]);
  });

  test('is red at the first thing to write, and names it', () => {
    const { passed, failed } = firstSteps();
    expect(passed.map(numberOf)).toEqual([1, 2]);
    expect(failed.map(({ title }) => numberOf(title)).slice(0, 3)).toEqual([3, 4, 5]);
    expect(failed[0]?.message).toContain(`Not written yet: ${firstToWrite}.`);
    expect(failed[1]?.message).toContain('Not tried: first mend "3. the driver connects"');
  });

  /** What a script of the package says; empty: it succeeded. */
  function npmRun(script: string): string {
    const npm = spawnSync('npm', ['run', '--silent', script], { cwd: folder, encoding: 'utf8', env: environment() });
    return npm.status === 0 ? '' : `${npm.stdout}${npm.stderr}`;
  }

  function firstSteps(): { readonly passed: string[]; readonly failed: { readonly title: string; readonly message: string }[] } {
    const file = join(folder, 'results.json');
    const args = ['run', '--silent', 'first-steps', '--', '--json', `--outputFile=${file}`];
    const { stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', env: environment() });
    if (!existsSync(file)) throw new Error(stderr);
    const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as JestResults;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    return {
      passed: tests.filter(({ status }) => status === 'passed').map(({ title }) => title),
      failed: tests
        .filter(({ status }) => status === 'failed')
        .map(({ title, failureMessages }) => ({ title, message: failureMessages.join('\n') })),
    };
  }
});

interface JestResults {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** `3. the driver connects` is step 3. */
function numberOf(title: string): number {
  return Number.parseInt(title, 10);
}

/** The Node of this process, and nothing of the jest around. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...rest } = process.env;
  return { ...rest, PATH: `${dirname(process.execPath)}:${rest['PATH'] ?? ''}`, NO_COLOR: '1', FORCE_COLOR: '0' };
}
