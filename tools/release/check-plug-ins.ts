import { cpSync, globSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FreshApplication } from './fresh-application.ts';
import type { Tarball } from './pack.ts';
import { root } from './public-packages.ts';
import { run } from './run.ts';

/** The plug-in that needs nothing but core, and what is installed with it. */
export function checkLonelyPlugIn(folder: string, core: Tarball, plugIn: Tarball): string[] {
  const application = new FreshApplication(folder, [core, plugIn]);
  const installed = globSync('node_modules/{@*/,}*/package.json', { cwd: folder }).map((path) => dirname(path).slice(13));
  const others = installed.filter((name) => name !== core.name && name !== plugIn.name);
  return [
    ...others.map((name) => `${plugIn.name} brings ${name}, and must bring nothing.`),
    ...checkTypes(application),
    ...checkWaysToRun(application),
    ...checkBrokenPlugIns(application),
  ];
}

/** Its declarations may not need a package that is not there. */
function checkTypes(application: FreshApplication): string[] {
  writeFileSync(
    join(application.folder, 'types.ts'),
    `import { createEngine, type Engine } from '@aludel/core';
     import { sqliteNode } from 'aludel-sqlite-node';
     export const engine: Engine = createEngine('sqlite+node://', { dialect: sqliteNode });`,
  );
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2024,esnext.disposable'];
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  try {
    application.runProgram(join(root, 'node_modules/typescript/bin/tsc'), [...options, ...types, 'types.ts']);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** What the plug-ins take on a disk. */
export function plugInFigures(application: FreshApplication, plugIns: readonly Tarball[]): readonly string[] {
  const sizes = plugIns.map(({ name, unpackedSize }) => `${name} takes ${kilobytes(unpackedSize)} installed.`);
  const pglite = join(application.folder, 'node_modules/@electric-sql/pglite');
  const bytes = globSync('**/*', { cwd: pglite }).reduce((sum, path) => sum + sizeOf(join(pglite, path)), 0);
  return [...sizes, `@electric-sql/pglite, which is PostgreSQL itself, takes ${kilobytes(bytes)}.`];
}

const printTwo = `
  const { createEngine } = require('@aludel/core');
  const engine = createEngine('sqlite+node:///:memory:');
  engine.connect().then(async (connection) => {
    console.log(String((await connection.execDriverSql('SELECT 2')).scalar()));
    await connection.close();
  });`;

/** However a program is started, it finds its plug-in. */
function checkWaysToRun({ folder }: FreshApplication): string[] {
  const program = join(folder, 'print-two.cjs');
  writeFileSync(program, printTwo);
  writeFileSync(join(folder, 'worker.mjs'), `new (await import('node:worker_threads')).Worker(${JSON.stringify(program)});`);
  writeFileSync(join(folder, 'own-name.test.cjs'), `require('node:test').test('two', () => {${printTwo}});`);
  symlinkSync(program, join(folder, '..', 'linked-program'));
  const ways: readonly { readonly args: readonly string[]; readonly cwd: string }[] = [
    { args: [program], cwd: tmpdir() },
    { args: [join(folder, '..', 'linked-program')], cwd: tmpdir() },
    { args: ['worker.mjs'], cwd: folder },
    { args: ['--eval', printTwo], cwd: folder },
    { args: ['--eval', `require(${JSON.stringify(program)})`], cwd: tmpdir() },
    { args: ['--test', join(folder, 'own-name.test.cjs')], cwd: tmpdir() },
  ];
  return ways.flatMap(({ args, cwd }) => {
    const printed = attempt(() => run(process.execPath, args, { cwd }));
    return /^(# |ℹ )?2$/m.test(printed) ? [] : [`"node ${args.join(' ')}" in ${cwd} printed "${printed}" instead of "2".`];
  });
}

/** Plug-ins that are installed and of no use, with what their error must say. */
const broken: readonly { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly says: string }[] = [
  { name: 'throws', files: { 'index.js': "throw new Error('no native add-on');" }, says: 'cannot be loaded: no native add-on.' },
  { name: 'unbuilt', files: {}, says: 'cannot be loaded: Cannot find module' },
  {
    name: 'lacking',
    files: { 'index.js': "import 'some-driver';" },
    says: "cannot be loaded: Cannot find package 'some-driver'",
  },
  { name: 'empty', files: { 'index.js': 'export {};' }, says: 'exports no dialect' },
  { name: 'promised', files: { 'index.js': 'export default async () => ({});' }, says: 'exports no dialect' },
  { name: 'awaiting', files: { 'index.js': 'await 0; export const foo = 1;' }, says: 'Import its dialect and pass { dialect }' },
  {
    name: 'doubled',
    files: {
      'index.js': `
        import { withDriver } from '../copy-of-core/dist/dialect.js';
        export const foo = withDriver({ name: 'foo', capabilities: {} }, { name: 'doubled', connect() {} });`,
    },
    says: 'was made with another copy of @aludel/core',
  },
];

function checkBrokenPlugIns(application: FreshApplication): string[] {
  const packages = join(application.folder, 'node_modules');
  cpSync(join(packages, '@aludel/core'), join(packages, 'copy-of-core'), { recursive: true });
  for (const { name, files } of broken) {
    const folder = join(packages, `aludel-foo-${name}`);
    mkdirSync(folder);
    const manifest = JSON.stringify({ name: `aludel-foo-${name}`, type: 'module', exports: './index.js' });
    for (const [file, text] of Object.entries({ 'package.json': manifest, ...files })) writeFileSync(join(folder, file), text);
  }
  return broken.flatMap(({ name, says }) => {
    const printed = attempt(() => application.runScript('broken.mjs', printError(`foo+${name}`)));
    return printed.startsWith('ArgumentError') && printed.includes(says)
      ? []
      : [`The plug-in "${name}" led to "${printed}", which should be an ArgumentError that says "${says}".`];
  });
}

function printError(scheme: string): string {
  return `
    import { createEngine } from '@aludel/core';
    try {
      createEngine('${scheme}://host/name');
      console.log('no error');
    } catch (error) {
      console.log(error.name, error.message);
    }`;
}

function attempt(action: () => string): string {
  try {
    return action();
  } catch (error) {
    return (error as Error).message;
  }
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  return stats.isFile() ? stats.size : 0;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
