import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DialectNames } from './dialect-names.ts';
import { guide, guideOfDriver } from './guide.ts';
import { knownLacks } from './known-lacks.ts';
import { packageJson } from './package-json.ts';
import { replaceNames } from './replace-names.ts';
import type { FolderFiles } from './write-folder.ts';

/** Beside dist/ in the published package, and beside src/ here. */
const templates = fileURLToPath(new URL('../template', import.meta.url));

/** All files of a new package. */
export function packageFiles(names: DialectNames): FolderFiles {
  const files = new Map<string, string>();
  for (const folder of foldersFor(names)) {
    for (const path of pathsIn(folder)) {
      const text = withLacks(readFileSync(join(folder, path), 'utf8'), names.backend);
      files.set(replaceNames(target(path), names), replaceNames(text, names));
    }
  }
  files.set('package.json', packageJson(names));
  files.set('WRITE-A-DIALECT.md', guideFor(names));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function guideFor(names: DialectNames): string {
  if (names.template === 'dialect') return replaceNames(guide(), names);
  return replaceNames(guideOfDriver(names.driver), { ...names, backend: 'my-db' });
}

/** The folders of a shape; a file of a later one replaces one of the same name. */
const layers: Readonly<Record<DialectNames['template'], readonly string[]>> = {
  dialect: ['common', 'driver', 'driver-plain', 'dialect'],
  'driver-mysql': ['common', 'driver', 'driver-plain', 'driver-mysql'],
  'driver-postgresql': ['common', 'driver', 'driver-postgresql'],
  'driver-sqlite': ['common', 'driver-sqlite'],
};

function foldersFor({ template }: DialectNames): readonly string[] {
  return layers[template].map((name) => join(templates, name));
}

/** The conformance test of a driver says what is known of its database. */
function withLacks(text: string, backend: string): string {
  const list = knownLacks(backend).map((name) => `    '${name}',\n`);
  return list.length === 0 ? text : text.replace('lacks: [],', `lacks: [\n${list.join('')}  ],`);
}

/** The paths of all files in a folder, with slashes. */
function pathsIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  );
}

/** npm publishes no .gitignore; and a folder .github would be ours. */
function target(path: string): string {
  return path.replace(/^_/, '.');
}
