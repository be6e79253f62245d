import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { workspaceFiles, workspaceRoot } from '../architecture/workspace-files.ts';
import { type CompilerVersion, compilers } from './compilers.ts';
import { emitDeclarations } from './emit-declarations.ts';
import { type Diagnostic, runCompiler } from './run-compiler.ts';

const folder = join(workspaceRoot, '.cache', `typing-${process.pid}`);
const programs = workspaceFiles('packages/*/test/typing/**/*.types.ts');

beforeAll(() => emitDeclarations(join(folder, 'packages')), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.keys(compilers) as CompilerVersion[])('on TypeScript %s', (version) => {
  let diagnostics: Diagnostic[];
  let emitted: Diagnostic[];

  beforeAll(() => {
    const project = join(folder, version);
    diagnostics = checkPrograms(version, project);
    emitted = checkEmitted(version, project);
  }, 120_000);

  test.each(programs)('%s compiles, and what must not compile does not', (program) => {
    expect(textsOf(diagnostics.filter(({ file }) => file === program))).toBe('');
  });

  test('the published declarations compile without skipLibCheck', () => {
    expect(textsOf(diagnostics.filter(({ file }) => !programs.includes(file)))).toBe('');
  });

  test('the declarations of a program that uses them compile again', () => {
    expect(textsOf(emitted)).toBe('');
  });
});

/** Compiles the programs as an application would: against declarations, with its own declarations emitted. */
function checkPrograms(version: CompilerVersion, project: string): Diagnostic[] {
  return compile(
    version,
    project,
    programs.map((path) => join(workspaceRoot, path)),
    {
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: workspaceRoot,
      outDir: join(project, 'emitted'),
      skipLibCheck: false,
    },
  );
}

function checkEmitted(version: CompilerVersion, project: string): Diagnostic[] {
  const declarations = programs.map((path) => join(project, 'emitted', path.replace(/\.ts$/, '.d.ts')));
  return compile(version, join(project, 'again'), declarations, { noEmit: true, skipLibCheck: false });
}

function compile(version: CompilerVersion, project: string, files: readonly string[], options: object): Diagnostic[] {
  mkdirSync(project, { recursive: true });
  const config = join(project, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...consumerOptions, ...options }, files }));
  return runCompiler(compilers[version], ['-p', config]);
}

const consumerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  module: 'nodenext',
  moduleResolution: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  types: ['node'],
  paths: Object.fromEntries([
    ['@aludel/core/dialect', [join(folder, 'packages/core/src/dialect.d.ts')]],
    ...['core', 'postgresql', 'mysql', 'sqlite', 'conformance'].map((name) => [
      `@aludel/${name}`,
      [join(folder, `packages/${name}/src/index.d.ts`)],
    ]),
  ]),
};

function textsOf(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ text }) => text).join('\n');
}
