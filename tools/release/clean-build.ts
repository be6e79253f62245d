import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicPackage, root } from './public-packages.ts';
import { run } from './run.ts';

/** Builds the packages from nothing: tsc never deletes what it once wrote for a source that is gone, and turbo would keep it too. */
export function cleanBuild(packages: readonly PublicPackage[]): void {
  for (const { folder } of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const filters = packages.map(({ name }) => `--filter=${name}`);
  run(process.execPath, [join(root, 'tools/turbo.ts'), '--quiet', 'run', 'build', '--force', ...filters]);
}
