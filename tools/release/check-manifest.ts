import { join } from 'node:path';
import type { Tarball } from './pack.ts';
import { root } from './public-packages.ts';
import { run } from './run.ts';

/** What publint, Are The Types Wrong and our own rules say against a packed package: one sentence each, none if all is well. */
export function checkManifest(tarball: Tarball): string[] {
  return [
    ...unexpectedFiles(tarball),
    ...complaintOf('publint/src/cli.js', [tarball.path, '--strict']),
    ...complaintOf('@arethetypeswrong/cli/dist/index.js', [tarball.path, '--profile', 'esm-only', '--no-color', '--no-emoji']),
  ];
}

function unexpectedFiles({ files }: Tarball): string[] {
  const missing = ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'].filter(
    (path) => !files.includes(path),
  );
  const stray = files.filter((path) => !/^(LICENSE|README\.md|package\.json|dist\/.+\.(js|d\.ts))$/.test(path));
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
