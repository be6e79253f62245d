import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages, root } from '../release/public-packages.ts';
import { apiReports, type Door } from './api-report.ts';
import { withMemberTables } from './member-tables.ts';

/** What a file of the repository must say, as the code is now: an API report, or the reference that is made of doc comments. */
export interface CurrentReport {
  readonly path: string;
  readonly text: string;
}

/** Those of all public packages, which must have been built, one after another. */
export function* currentReports(): Generator<CurrentReport> {
  const build = join(root, 'packages/core/build');
  const contract = join(root, 'docs/reference/dialect-contract.md');
  yield { path: contract, text: withMemberTables(readFileSync(contract, 'utf8'), join(build, 'dialect.d.ts'), build) };
  for (const { name, folder } of publicPackages()) {
    for (const [door, text] of apiReports(doorsOf(name, folder), join(folder, 'build'))) {
      yield { path: join(folder, 'api', `${door === name ? 'index' : door.slice(name.length + 1)}.api.md`), text };
    }
  }
}

function doorsOf(name: string, folder: string): readonly Door[] {
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly exports?: Readonly<Record<string, { readonly types?: string }>>;
  };
  return Object.entries(exports).flatMap(([path, { types }]) =>
    types === undefined ? [] : [{ name: join(name, path), file: join(folder, types.replace('/dist/', '/build/')) }],
  );
}
