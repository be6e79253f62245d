import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type OutputBundle, type Plugin, type RenderedChunk, rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { withoutInternalMembers } from './internal-members.ts';
import { slimCode } from './slim-code.ts';
import { slimDeclarations } from './slim-declarations.ts';

// Writes the JavaScript and the declarations of the package in the current folder, from what tsc has put into build/: one
// file of each for each of its doors, and one for what they share. A program that imports a hundred and fifty small files
// spends most of its start-up opening them, and so does a compiler that reads as many declarations.

const folder = process.cwd();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const doors = Object.values(manifest.exports).flatMap(nameOfDoor);

const namespaces = doors.flatMap(namespacesOf);

rmSync(join(folder, 'dist'), { recursive: true, force: true });

const code = await rollup({ input: inputs('.js'), external: isExternal, plugins: [inlined('.js')] });
await code.write({
  dir: join(folder, 'dist'),
  format: 'es',
  chunkFileNames: 'shared.js',
  plugins: [
    {
      name: 'slim',
      renderChunk: async (text, _chunk, _options, { chunks }) => ({ code: await slimCode(text, exportsOf(chunks)), map: null }),
    },
  ],
});
await code.close();

const declarations = await rollup({
  input: {
    ...inputs('.d.ts'),
    ...Object.fromEntries(namespaces.map((name) => [`${name}.d`, join(folder, namespaceFile(name))])),
  },
  external: isExternal,
  plugins: [
    { name: 'namespaces', resolveId: resolveNamespace },
    { name: 'internal', transform: withoutInternalMembers },
    inlined('.d.ts'),
    dts(),
  ],
  onwarn: tell,
});
await declarations.write({
  dir: join(folder, 'dist'),
  format: 'es',
  entryFileNames: '[name].ts',
  chunkFileNames: 'shared.d.ts',
  // Otherwise every name that files share stands there twice: `a as AnyColumn`.
  minifyInternalExports: false,
  plugins: [{ name: 'slim', generateBundle: slimBundle }],
});
await declarations.close();

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * What a door exports as a namespace gets declarations of its own: written into those of the door, the types in it would
 * be taken for values.
 */
function namespacesOf(door: string): readonly string[] {
  const text = readFileSync(join(folder, 'build', `${door}.d.ts`), 'utf8');
  return [...text.matchAll(/^export \* as (\w+) from '\.\/(\w+)\/\2\.ts'/gm)].map((match) => match[1] as string);
}

function namespaceFile(name: string): string {
  return `build/${name}/${name}.d.ts`;
}

function resolveNamespace(id: string) {
  const name = namespaces.find((one) => id === `./${one}/${one}.ts`);
  return name === undefined ? null : { id: `./${name}.js`, external: true };
}

/** The names that doors export. */
function exportsOf(chunks: Readonly<Record<string, RenderedChunk>>): ReadonlySet<string> {
  return new Set(Object.values(chunks).flatMap(({ isEntry, exports }) => (isEntry ? exports : [])));
}

function slimBundle(_options: unknown, bundle: OutputBundle): void {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const entries = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const slim = slimDeclarations(Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code])), entries);
  for (const chunk of chunks) chunk.code = slim[chunk.fileName] ?? chunk.code;
}

/** By the names that they will have: of `dialect.d.ts` rollup would leave out the last part. */
function inputs(extension: '.js' | '.d.ts'): Record<string, string> {
  const suffix = extension === '.js' ? '' : '.d';
  return Object.fromEntries(doors.map((door) => [`${door}${suffix}`, join(folder, 'build', `${door}${extension}`)]));
}

function isExternal(id: string): boolean {
  return !id.startsWith('.') && !id.startsWith('/') && !isInlined(id);
}

/** Whether it is of a package that the one here needs for its build only: what it takes of it becomes part of it. */
function isInlined(id: string): boolean {
  const { dependencies, peerDependencies, devDependencies } = manifest;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id;
  return devDependencies?.[name] !== undefined && !(name in { ...dependencies, ...peerDependencies });
}

/** Finds what is inlined, in the published form of its package. */
function inlined(extension: '.js' | '.d.ts'): Plugin {
  const { resolve } = createRequire(join(folder, 'package.json'));
  return { name: 'inlined', resolveId: (id) => (isInlined(id) ? resolve(id).replace(/\.js$/, extension) : null) };
}

/** Types that no door exports are for reading only, as they are where each file has its own declarations. */
function tell({ message }: { readonly message: string }): void {
  if (!message.includes('private shared type exports')) process.stderr.write(`${message}\n`);
}

/** `./dist/dialect.js` is the door `dialect`. */
function nameOfDoor(door: unknown): readonly string[] {
  if (typeof door !== 'object' || door === null) return [];
  const { default: file } = door as { readonly default?: string };
  const name = /^\.\/dist\/(\w+)\.js$/.exec(file ?? '')?.[1];
  return name === undefined ? [] : [name];
}
