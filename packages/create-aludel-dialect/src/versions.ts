import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The tools of a new package: those that Aludel itself is made with. */
export const toolVersions = {
  '@jest/globals': '^30.5.2',
  '@swc/core': '^1.16.22',
  '@swc/jest': '^0.2.39',
  '@types/node': '^24.0.0',
  esbuild: '^0.28.2',
  jest: '^30.5.2',
  typescript: '^7.0.2',
} as const;

/** All packages of Aludel have one version, this one included. */
export const aludelVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version;

/**
 * Where a package of Aludel is to be had: from the registry, or as a tarball of the folder that CREATE_ALUDEL_DIALECT_TARBALLS
 * names, for tests without a registry.
 */
export function aludelSource(packageName: string): string {
  const folder = process.env['CREATE_ALUDEL_DIALECT_TARBALLS'];
  if (folder === undefined) return `^${aludelVersion}`;
  const start = `${packageName.replace('@', '').replace('/', '-')}-${aludelVersion}`;
  const tarball = readdirSync(folder).find((name) => name === `${start}.tgz`);
  if (tarball === undefined) throw new Error(`There is no ${start}.tgz in ${folder}.`);
  return `file:${join(folder, tarball)}`;
}
