import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tarball } from './pack.ts';
import { root } from './public-packages.ts';
import { run } from './run.ts';

/** What publint, Are The Types Wrong and our own rules say against a packed package: one sentence each, none if all is well. */
export function checkManifest(tarball: Tarball): string[] {
  const rules = isProgram(tarball) ? ofPrograms : ofLibraries;
  return [
    ...unexpectedFiles(tarball, rules),
    ...complaintOf('publint/src/cli.js', [tarball.path, '--strict']),
    ...(rules.hasTypes ? complaintOf('@arethetypeswrong/cli/dist/index.js', [tarball.path, ...esmOnly]) : []),
  ];
}

const esmOnly = ['--profile', 'esm-only', '--no-color', '--no-emoji'];

interface Rules {
  readonly needed: readonly string[];
  readonly allowed: RegExp;
  readonly hasTypes: boolean;
}

const everywhere = ['LICENSE', 'README.md', 'package.json', 'dist/index.js'];
const ofLibraries: Rules = {
  needed: [...everywhere, 'dist/index.d.ts'],
  allowed: /^(LICENSE|README\.md|package\.json|dist\/.+\.(js|d\.ts))$/,
  hasTypes: true,
};
/** A program may bring what it copies. */
const ofPrograms: Rules = {
  needed: everywhere,
  allowed: /^(LICENSE|README\.md|package\.json|dist\/.+\.(js|json|md)|template\/.+)$/,
  hasTypes: false,
};

/** Whether it is run and never imported. */
function isProgram({ folder }: Tarball): boolean {
  const { bin, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly bin?: unknown;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  return bin !== undefined && exports['.'] === undefined;
}

function unexpectedFiles({ files }: Tarball, { needed, allowed }: Rules): string[] {
  const missing = needed.filter((path) => !files.includes(path));
  const stray = files.filter((path) => !allowed.test(path));
  return [
    ...missing.map((path) => `The tarball lacks ${path}.`),
    ...stray.map((path) => `The tarball holds ${path}, which no user needs.`),
  ];
}

function complaintOf(program: string, args: readonly string[]): string[] {
  try {
    run(process.execPath, [join(root, 'node_modules', program), ...args], {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
