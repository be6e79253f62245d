import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { dialectNames } from '../src/dialect-names.ts';
import { packageJson } from '../src/package-json.ts';
import { packageFiles } from '../src/package-files.ts';
import { aludelVersion, toolVersions } from '../src/versions.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const folder = scratchFolder();
const root = new URL('../../../', import.meta.url);

afterEach(() => {
  delete process.env['CREATE_ALUDEL_DIALECT_TARBALLS'];
});

describe('the package.json of a new package', () => {
  test('asks for the tools that Aludel itself is made with', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { readonly devDependencies: Record<string, string> };
    const ours = Object.fromEntries(Object.keys(toolVersions).map((name) => [name, devDependencies[name]]));
    expect(toolVersions).toEqual(ours);
  });

  test('asks for the Aludel that it was made for', () => {
    const manifest = manifestOf('my-db');
    const core = JSON.parse(read('packages/core/package.json')) as { readonly version: string };
    expect(aludelVersion).toBe(core.version);
    expect(manifest.peerDependencies).toEqual({ '@aludel/core': `^${core.version}` });
    expect(manifest.devDependencies['@aludel/conformance']).toBe(`^${core.version}`);
    expect(manifest.dependencies).toBeUndefined();
  });

  test.each([
    ['postgresql+other', { '@aludel/postgresql': `^${aludelVersion}` }],
    ['mysql+other', { '@aludel/mysql': `^${aludelVersion}` }],
    // It would bring a native add-on: the build takes from it what is needed.
    ['sqlite+other', undefined],
  ])('of %s depends on %j', (name, dependencies) => {
    expect(manifestOf(name).dependencies).toEqual(dependencies);
  });

  test('is found by people and by Aludel', () => {
    const { name, keywords } = manifestOf('my-db');
    expect({ name, keywords }).toEqual({ name: 'aludel-my-db', keywords: ['aludel', 'aludel-dialect', 'my-db', 'sql', 'orm'] });
  });

  test('takes the packages from a folder of tarballs, for those who have no registry', () => {
    process.env['CREATE_ALUDEL_DIALECT_TARBALLS'] = folder;
    expect(() => manifestOf('my-db')).toThrow(`There is no aludel-core-${aludelVersion}.tgz in ${folder}.`);
    for (const name of ['core', 'conformance']) writeFileSync(join(folder, `aludel-${name}-${aludelVersion}.tgz`), '');
    expect(manifestOf('my-db').devDependencies['@aludel/core']).toBe(`file:${join(folder, `aludel-core-${aludelVersion}.tgz`)}`);
  });
});

describe('the conformance test of a driver', () => {
  test.each([
    ['postgresql', 'packages/postgresql/test/conformance.test.ts'],
    ['mysql', 'packages/mysql/test/conformance-mysql.test.ts'],
    ['mariadb', 'packages/mysql/test/conformance-mariadb.test.ts'],
  ])('of %s says what that database lacks, as its own test does', (backend, own) => {
    const written = packageFiles(dialectNames(`${backend}+other`, null)).get('test/conformance.test.ts') ?? '';
    expect(lacksIn(written)).toEqual(lacksIn(read(own)));
    expect(lacksIn(written).length).toBeGreaterThan(0);
  });

  test('of sqlite takes what the suite knows of SQLite', () => {
    expect(packageFiles(dialectNames('sqlite+other', null)).get('test/conformance.test.ts')).toContain('...sqliteFacts,');
  });
});

interface Manifest {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly dependencies?: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

function manifestOf(name: string): Manifest {
  return JSON.parse(packageJson(dialectNames(name, null))) as Manifest;
}

function lacksIn(source: string): readonly string[] {
  const list = /lacks: \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name as string).sort();
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}
