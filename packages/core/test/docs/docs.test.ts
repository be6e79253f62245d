import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readWorkspaceFile, workspaceFiles, workspaceRoot } from '../architecture/workspace-files.ts';
import { compilers } from '../typing/compilers.ts';
import { type Diagnostic, runCompiler } from '../typing/run-compiler.ts';
import { withoutCodeBlocks } from './code-blocks.ts';
import { documents, documentsWithExamples, publicSources } from './documents.ts';
import { commentExamplesOf, type Example, examplesOf } from './examples.ts';

const folder = join(workspaceRoot, '.cache', `docs-${process.pid}`);
const examples = [...documentsWithExamples.flatMap(examplesOf), ...publicSources.flatMap(commentExamplesOf)];

beforeAll(() => {
  for (const example of examples) writeExample(example);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples', () => {
  let diagnostics: Diagnostic[];

  beforeAll(() => {
    diagnostics = compileAll();
  }, 120_000);

  test.each([...new Set(examples.map(({ document }) => document))])('of %s compile', (document) => {
    const files = examples.filter((example) => example.document === document).map(fileOf);
    expect(textsOf(diagnostics.filter(({ file }) => files.includes(join(workspaceRoot, file))))).toBe('');
  });

  test('compile without a complaint about anything else', () => {
    expect(textsOf(diagnostics.filter(({ file }) => !file.startsWith('.cache/')))).toBe('');
  });
});

describe('what an example prints', () => {
  const runnable = examples.filter(({ prints }) => prints !== null);
  let outputs: readonly string[];

  beforeAll(() => {
    outputs = runAll(runnable);
  }, 120_000);

  test.each(runnable.map((example, index) => [`${example.document}, line ${example.line}`, index] as const))(
    'is what %s says',
    (_place, index) => {
      expect(comparable(outputs[index] ?? '')).toBe(comparable(runnable[index]?.prints ?? ''));
    },
  );
});

describe('the pages of errors', () => {
  const pages = workspaceFiles('docs/errors/*.md')
    .map((path) => posix.basename(path, '.md'))
    .filter((name) => name !== 'README');

  test('are there for every code that an error has, and for no other', () => {
    expect(pages).toEqual(errorCodes());
  });
});

describe('the links', () => {
  test.each(documents)('of %s lead somewhere', (document) => {
    expect(linksOf(document).filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });

  test('of the contents lead to every page', () => {
    const listed = linksOf('docs/README.md').map((link) => posix.join('docs', link));
    const overview = linksOf('docs/errors/README.md').map((link) => posix.join('docs/errors', link));
    const pages = documents.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(pages.filter((page) => !listed.includes(page) && !overview.includes(page))).toEqual([]);
  });
});

// Examples -----------------------------------------------------------------------------------------------------------

function fileOf({ document, line }: Example): string {
  return join(folder, `${document}.${line}.ts`);
}

function writeExample(example: Example): void {
  mkdirSync(dirname(fileOf(example)), { recursive: true });
  writeFileSync(fileOf(example), example.source);
}

function compileAll(): Diagnostic[] {
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: join(workspaceRoot, 'tsconfig.check.json'), files: examples.map(fileOf) }));
  return runCompiler(compilers['7'], ['-p', config]);
}

function textsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ text }) => text).join('\n');
}

/** One process for all of them, in a folder that they may write to. */
function runAll(runnable: readonly Example[]): readonly string[] {
  const runner = fileURLToPath(new URL('./run-examples.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', runner, ...runnable.map(fileOf)], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly string[];
}

/** Without what differs from run to run, durations and the time of a log record, and without space at the ends of lines. */
function comparable(output: string): string {
  return output
    .trimEnd()
    .replaceAll(/ +$/gm, '')
    .replaceAll(/\b\d+(\.\d+)?(e-\d+)?s\b/g, '…s')
    .replaceAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} /gm, 'DATE TIME ');
}

// Errors -------------------------------------------------------------------------------------------------------------

function errorCodes(): string[] {
  const sources = workspaceFiles('packages/{core,postgresql,mysql,sqlite}/src/**/*.ts').map(readWorkspaceFile);
  const codes = sources.flatMap((source) => [...source.matchAll(/\bcode: '([0-9a-z]{4,5})'/g)].map(([, code]) => code as string));
  return [...new Set(codes)].sort();
}

// Links --------------------------------------------------------------------------------------------------------------

/** The links into this repository. */
function linksOf(document: string): string[] {
  const links = withoutCodeBlocks(readWorkspaceFile(document)).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, link]) => link as string).filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : posix.join(posix.dirname(document), path);
  if (!existsSync(join(workspaceRoot, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** As GitHub makes them of the headings. */
function anchorsOf(document: string): string[] {
  const headings = withoutCodeBlocks(readWorkspaceFile(document).replaceAll('`', '')).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
