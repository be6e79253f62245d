import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A workspace that npm users will see. */
export interface PublicPackage {
  readonly name: string;
  readonly folder: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every workspace below packages/ that is not private, core first. */
export function publicPackages(): PublicPackage[] {
  return globSync('packages/*/package.json', { cwd: root })
    .map((path) => ({
      folder: join(root, dirname(path)),
      ...(JSON.parse(readFileSync(join(root, path), 'utf8')) as { name: string; private?: boolean }),
    }))
    .filter((manifest) => !manifest.private)
    .map(({ name, folder }) => ({ name, folder }))
    .sort((a, b) => Number(b.name === '@aludel/core') - Number(a.name === '@aludel/core') || a.name.localeCompare(b.name));
}
