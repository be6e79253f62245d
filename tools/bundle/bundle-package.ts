import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { removeUnreachableDeclarations } from './reachable-declarations.ts';
import { slimCode } from './slim-code.ts';

// Writes the JavaScript of the package in the current folder: one file for each of its doors, and one for what they
// share. A program that imports a hundred and fifty small files spends most of its start-up opening them. tsc has put the
// modules into build/ and the declarations, file by file, into dist/.

const folder = process.cwd();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: Record<string, unknown> };
const doors = Object.values(manifest.exports).flatMap(nameOfDoor);

for (const door of doors) rmSync(join(folder, 'dist', `${door}.js`), { force: true });
const bundle = await rollup({
  input: doors.map((door) => join(folder, 'build', `${door}.js`)),
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
});
await bundle.write({
  dir: join(folder, 'dist'),
  format: 'es',
  chunkFileNames: 'shared.js',
  plugins: [{ name: 'slim', renderChunk: async (code) => ({ code: await slimCode(code), map: null }) }],
});
await bundle.close();
removeUnreachableDeclarations(join(folder, 'dist'), doors);

/** `./dist/dialect.js` is the door `dialect`. */
function nameOfDoor(door: unknown): readonly string[] {
  if (typeof door !== 'object' || door === null) return [];
  const { default: file } = door as { readonly default?: string };
  const name = /^\.\/dist\/(\w+)\.js$/.exec(file ?? '')?.[1];
  return name === undefined ? [] : [name];
}
