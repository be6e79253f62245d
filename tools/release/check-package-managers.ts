import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tarball } from './pack.ts';
import { root } from './public-packages.ts';
import { run } from './run.ts';

// A workspace whose application has the plug-in, while the engine is made by a shared package that knows of core only: what
// strict package managers hide from one another. Nothing is hoisted.

/** A package manager and how it is used. */
interface PackageManager {
  readonly name: string;
  /** Its program, a file of JavaScript. */
  readonly program: (folder: string) => string;
  readonly install: readonly string[];
  /** What stands between this manager and a program to run; empty: Node runs it. */
  readonly node: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

const managers: readonly PackageManager[] = [
  {
    name: 'pnpm',
    program: () => join(root, 'node_modules/pnpm/bin/pnpm.mjs'),
    install: ['install', '--offline', '--loglevel=error'],
    node: [],
    settings: {
      'pnpm-workspace.yaml':
        'packages:\n  - packages/*\nstoreDir: ./.store\ncacheDir: ./.cache\nnodeLinker: isolated\nhoist: false\nshamefullyHoist: false\n',
    },
  },
  {
    name: "Yarn's Plug'n'Play",
    program: fetchYarn,
    install: ['install'],
    node: ['node'],
    settings: {
      '.yarnrc.yml':
        'nodeLinker: pnp\nenableTelemetry: false\nenableNetwork: false\nenableGlobalCache: false\nglobalFolder: ./.yarn/global\n',
      'yarn.lock': '',
    },
  },
];

const yarn = '@yarnpkg/cli-dist@4.18.1';

/** Installs core and a plug-in by each strict package manager and uses them there; one sentence for each way that fails. */
export function checkPackageManagers(folder: string, core: Tarball, plugIn: Tarball): string[] {
  return managers.flatMap((manager, index) => {
    const workspace = join(folder, `workspace-${index}`);
    try {
      writeWorkspace(workspace, manager, core, plugIn);
      const program = manager.program(folder);
      run(process.execPath, [program, ...manager.install], { cwd: workspace, env: outside() });
      const through = manager.node.length === 0 ? [] : [program, ...manager.node];
      return ways.flatMap((way) => complaintOf(manager.name, workspace, through, way));
    } catch (error) {
      return [`${manager.name}: ${(error as Error).message}`];
    }
  });
}

/** How a program is started: by its own path, or by a tool that lives elsewhere, from its own folder or not. */
const ways: readonly { readonly cwd: string; readonly args: readonly string[] }[] = [
  { cwd: 'packages/app', args: ['main.mjs'] },
  { cwd: 'packages/app', args: ['main.cjs'] },
  { cwd: '.', args: ['packages/app/main.mjs'] },
  { cwd: '.', args: ['tool.mjs', 'packages/app/main.mjs'] },
  { cwd: '.', args: ['tool.mjs', 'packages/app/main.cjs'] },
];

function complaintOf(
  name: string,
  workspace: string,
  through: readonly string[],
  { cwd, args }: (typeof ways)[number],
): string[] {
  try {
    const printed = run(process.execPath, [...through, ...args], { cwd: join(workspace, cwd), env: outside() }).trimEnd();
    return printed === '2' ? [] : [`${name}: "${args.join(' ')}" in ${cwd} printed "${printed}" instead of "2".`];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}

function writeWorkspace(workspace: string, manager: PackageManager, core: Tarball, plugIn: Tarball): void {
  const [coreFile, plugInFile] = [`file:${core.path}`, `file:${plugIn.path}`];
  const files: Readonly<Record<string, string>> = {
    'package.json': JSON.stringify({
      name: 'workspace',
      private: true,
      workspaces: ['packages/*'],
      // Yarn would make a package of its own of each mention of a tarball.
      ...(manager.node.length === 0 ? {} : { resolutions: { '@aludel/core': coreFile } }),
    }),
    'tool.mjs': `
      import { pathToFileURL } from 'node:url';
      const [file] = process.argv.splice(2);
      await import(pathToFileURL(file));`,
    'packages/app/package.json': JSON.stringify({
      name: 'app',
      private: true,
      dependencies: { '@aludel/core': coreFile, [plugIn.name]: plugInFile, shared: 'workspace:*' },
    }),
    'packages/app/main.mjs': `import { makeEngine } from 'shared'; ${use}`,
    'packages/app/main.cjs': `const { makeEngine } = require('shared'); ${use}`,
    'packages/shared/package.json': JSON.stringify({
      name: 'shared',
      private: true,
      type: 'module',
      exports: './index.js',
      dependencies: { '@aludel/core': coreFile },
    }),
    'packages/shared/index.js': `
      import { createEngine } from '@aludel/core';
      export function makeEngine(url) { return createEngine(url); }`,
    ...manager.settings,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
}

const use = `
  const engine = makeEngine('sqlite+node:///:memory:');
  engine.connect().then(async (connection) => {
    console.log(String((await connection.execDriverSql('SELECT 2')).scalar()));
    await connection.close();
  });`;

function fetchYarn(folder: string): string {
  const prefix = join(folder, 'yarn');
  run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', yarn], { cwd: folder });
  return join(prefix, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
}

/** Without what npm, which runs this check, tells its own programs; CI would make lockfiles unchangeable. */
function outside(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
}
