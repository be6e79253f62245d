import type { DialectNames } from './dialect-names.ts';
import { aludelSource, aludelVersion, toolVersions } from './versions.ts';

/** What a new package says of itself. */
export function packageJson(names: DialectNames): string {
  const { packageName, backend, driver, scheme } = names;
  const { build, dependencies, ownDevDependencies } = shapes[names.template];
  const manifest = {
    name: packageName,
    version: '0.1.0',
    description: `${scheme}:// for Aludel.`,
    keywords: [...new Set(['aludel', 'aludel-dialect', backend, driver, 'sql', 'orm'])],
    license: 'UNLICENSED',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22.12' },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json',
    },
    files: ['dist', 'README.md', 'CHANGELOG.md'],
    scripts: {
      build,
      typecheck: 'tsc -p tsconfig.json',
      test: jest,
      'first-steps': `${jest} --testNamePattern "first steps"`,
      prepack: 'npm run build',
    },
    ...(dependencies.length === 0 ? {} : { dependencies: fromAludel(dependencies) }),
    peerDependencies: { '@aludel/core': `^${aludelVersion}` },
    devDependencies: sorted({
      ...fromAludel(['@aludel/core', '@aludel/conformance', ...ownDevDependencies.filter((name) => name.startsWith('@aludel/'))]),
      ...toolsBeside(ownDevDependencies),
    }),
    // Newer versions of npm ask before a package may run a script of its own.
    allowScripts: {
      '@swc/core': true,
      '@parcel/watcher': false,
      ...(ownDevDependencies.includes('esbuild') ? { esbuild: true } : {}),
    },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

interface Shape {
  readonly build: string;
  readonly dependencies: readonly string[];
  readonly ownDevDependencies: readonly string[];
}

const jest = 'node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js';
/** Nothing of a file that was deleted is published. */
const clean = `node -e "fs.rmSync('dist', { recursive: true, force: true })"`;
const tsc = `${clean} && tsc -p tsconfig.build.json`;

/** SQLite's dialect is built into the package, since the package that it comes from would bring a native add-on. */
const bundled = `${tsc} --emitDeclarationOnly && esbuild src/index.ts --bundle --platform=node --format=esm --external:@aludel/core --external:@aludel/core/dialect --outfile=dist/index.js`;

const shapes: Readonly<Record<DialectNames['template'], Shape>> = {
  dialect: { build: tsc, dependencies: [], ownDevDependencies: [] },
  'driver-sqlite': { build: bundled, dependencies: [], ownDevDependencies: ['@aludel/sqlite', 'esbuild'] },
  'driver-postgresql': { build: tsc, dependencies: ['@aludel/postgresql'], ownDevDependencies: [] },
  'driver-mysql': { build: tsc, dependencies: ['@aludel/mysql'], ownDevDependencies: [] },
};

function toolsBeside(own: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(toolVersions).filter(([name]) => name !== 'esbuild' || own.includes(name)));
}

function fromAludel(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, aludelSource(name)]));
}

function sorted(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
