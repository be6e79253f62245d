import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { workspaceFiles, workspaceRoot } from '../architecture/workspace-files.ts';
import { type CompilerVersion, compilers } from './compilers.ts';
import { runCompiler } from './run-compiler.ts';

// What an application can name is what the doors of the package export: only the package as it is published tells.

const folder = join(workspaceRoot, '.cache', `built-${process.pid}`);
const core = join(folder, 'core');
const programs = workspaceFiles('packages/core/test/typing/orm/*.types.ts').map((path) => basename(path));

beforeAll(() => {
  buildCore();
  for (const program of programs) cpSync(join(workspaceRoot, 'packages/core/test/typing/orm', program), join(folder, program));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.keys(compilers) as CompilerVersion[])('on TypeScript %s', (version) => {
  test('declarations of mapped classes, and of functions that make them, are emitted and compile again', () => {
    const outDir = join(folder, version);
    expect(compile(version, programs, { declaration: true, emitDeclarationOnly: true, outDir })).toEqual([]);
    const emitted = programs.map((program) => join(version, program.replace(/\.ts$/, '.d.ts')));
    expect(compile(version, emitted, { noEmit: true })).toEqual([]);
  }, 60_000);
});

/** The package as it is published, in a folder of its own. */
function buildCore(): void {
  mkdirSync(core, { recursive: true });
  cpSync(join(workspaceRoot, 'packages/core/package.json'), join(core, 'package.json'));
  const build = join(core, 'build');
  const config = join(core, 'tsconfig.json');
  const compilerOptions = {
    rootDir: join(workspaceRoot, 'packages/core/src'),
    outDir: build,
    composite: false,
    incremental: false,
  };
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(workspaceRoot, 'tsconfig.base.json'),
      compilerOptions,
      include: [join(workspaceRoot, 'packages/core/src')],
    }),
  );
  runCompiler(compilers['7'], ['-p', config]);
  const bundler = join(workspaceRoot, 'tools/bundle/bundle-package.ts');
  const { status, stderr } = spawnSync(process.execPath, [bundler], { cwd: core, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  // Copied: the bundler leaves alone what is in node_modules.
  for (const part of ['package.json', 'dist'])
    cpSync(join(core, part), join(folder, 'node_modules/@aludel/core', part), { recursive: true });
}

function compile(version: CompilerVersion, files: readonly string[], options: object): readonly string[] {
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...applicationOptions, ...options }, files }));
  return runCompiler(compilers[version], ['-p', config]).map(({ text }) => text);
}

const applicationOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  types: ['node'],
};
