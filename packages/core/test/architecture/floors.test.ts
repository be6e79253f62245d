import { describe, expect, test } from '@jest/globals';
import { dialectDoors, floors, longestFile, ormFloors, publishedDoors } from './floors.ts';
import { importRings } from './import-rings.ts';
import { type Import, importsOf } from './imports.ts';
import { readWorkspaceFile, workspaceFiles } from './workspace-files.ts';

const sources = workspaceFiles('packages/*/src/**/*.ts');
const imports = sources.flatMap(importsOfFile);
const inCore = imports.filter(({ from }) => from.startsWith('packages/core/src/'));
const inDialects = imports.filter(({ from }) => /^packages\/(postgresql|mysql|sqlite)\//.test(from));

describe('the floors of @aludel/core', () => {
  test('every room is in the table of floors', () => {
    const rooms = new Set(sources.map(room).filter((name) => name !== undefined));
    expect(
      [...rooms]
        .filter((name) => !(name in floors))
        .map((name) => `packages/core/src/${name} is a room without a floor. Give it a row in floors.ts.`),
    ).toEqual([]);
  });

  test('a file imports only from its own room and from the floors below', () => {
    expect(inCore.filter(({ from, to }) => to && climbs(room(from), room(to), floors)).map(climbing)).toEqual([]);
  });

  test('inside orm, a file imports only from its own room and from the floors below', () => {
    expect(inCore.filter(({ from, to }) => to && climbs(ormRoom(from), ormRoom(to), ormFloors)).map(climbing)).toEqual([]);
  });

  test('a room does not import the two public doors, which stand above all of it', () => {
    const doors = ['packages/core/src/index.ts', 'packages/core/src/dialect.ts'];
    expect(
      inCore
        .filter(({ to }) => to && doors.includes(to))
        .map(({ from, to }) => `${from} imports the public door ${to}. Import the file that defines the thing.`),
    ).toEqual([]);
  });

  test('core needs no npm package', () => {
    const foreign = inCore.filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'));
    expect(foreign.map(({ from, specifier }) => `${from} imports "${specifier}". Core depends on Node alone.`)).toEqual([]);
  });
});

describe('the dialect packages', () => {
  test('see of Aludel only the two published doors', () => {
    const wrong = inDialects.filter(({ specifier }) => specifier.startsWith('@aludel/') && !dialectDoors.includes(specifier));
    expect(
      wrong.map(
        ({ from, specifier }) =>
          `${from} imports "${specifier}". A dialect package may import ${dialectDoors.join(' and ')} only.`,
      ),
    ).toEqual([]);
  });

  test('keep npm drivers out of dialect/', () => {
    const wrong = inDialects.filter(({ from, specifier }) => from.includes('/src/dialect/') && isNpmPackage(specifier));
    expect(
      wrong.map(
        ({ from, specifier }) => `${from} imports "${specifier}". The dialect must work with every driver: move this to driver/.`,
      ),
    ).toEqual([]);
  });

  test('keep dialect/ and driver/ apart', () => {
    const wrong = inDialects.filter(({ from, to }) => to && side(from) && side(to) && side(from) !== side(to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}. Only index.ts joins the dialect to its driver.`)).toEqual([]);
  });
});

describe('every package', () => {
  test('no files import one another in a ring, types included', () => {
    const edges = new Map(
      sources.map((path) => [path, imports.filter(({ from }) => from === path).flatMap(({ to }) => to ?? [])]),
    );
    expect(importRings(edges).map((ring) => `These ${ring.length} files form an import ring: ${ring.join(' <- ')}.`)).toEqual([]);
  });

  test('a relative import names an existing .ts file of the same package', () => {
    const known = new Set(sources);
    const broken = imports.filter(({ to, from }) => to && (!known.has(to) || packageOf(to) !== packageOf(from)));
    expect(
      broken.map(
        ({ from, specifier }) =>
          `${from} imports "${specifier}", which is no source file of its package. Write the path with its .ts extension.`,
      ),
    ).toEqual([]);
  });

  test('another package is entered by its published doors', () => {
    const outside = workspaceFiles('packages/conformance/src/**/*.ts', 'apps/*/src/**/*.ts', 'benchmarks/src/**/*.ts').flatMap(
      importsOfFile,
    );
    const wrong = outside.filter(
      ({ specifier }) => specifier.startsWith('@aludel/') && specifier !== '@aludel/tools' && !publishedDoors.includes(specifier),
    );
    expect(
      wrong.map(
        ({ from, specifier }) =>
          `${from} imports "${specifier}", which is not published. The doors are ${publishedDoors.join(', ')}.`,
      ),
    ).toEqual([]);
  });

  test('apps and benchmarks do not reach into the packages by path', () => {
    const files = workspaceFiles('apps/*/src/**/*.ts', 'benchmarks/src/**/*.ts').flatMap(importsOfFile);
    const wrong = files.filter(({ to }) => to?.startsWith('packages/'));
    expect(wrong.map(({ from, specifier }) => `${from} imports "${specifier}". Import the package by its name.`)).toEqual([]);
  });
});

const lengths = sources.map((path) => readWorkspaceFile(path).split('\n').length - 1).sort((a, b) => a - b);

describe('what a head can hold', () => {
  test(`no source file is longer than ${longestFile} lines (${lengths.length} files: median ${quantile(0.5)}, 90th percentile ${quantile(0.9)}, longest ${quantile(1)})`, () => {
    const long = sources
      .map((path) => ({ path, lines: readWorkspaceFile(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > longestFile);
    expect(long.map(({ path, lines }) => `${path} has ${lines} lines. Split it by idea: one idea, one file.`)).toEqual([]);
  });

  test('no file is called by a word that says nothing', () => {
    const vague = sources.filter((path) => /\/(utils?|helpers?|common|misc|shared|(?<!\/types\/)types)\.ts$/.test(path));
    expect(vague.map((path) => `${path} does not say what is inside. Name it after its one idea.`)).toEqual([]);
  });

  test('no file names a folder of the machine it was written on', () => {
    const texts = workspaceFiles(
      '{packages,apps,benchmarks,tools,docs}/**/*.{ts,js,json,md,sh}',
      '*.{md,json,js}',
      '.ci/*',
    ).filter((path) => path !== 'package-lock.json');
    const naming = texts.filter((path) => /(^|[^\w.-])\/work\/\w/m.test(readWorkspaceFile(path)));
    expect(naming.map((path) => `${path} names a folder that exists on one machine only. Take it out.`)).toEqual([]);
  });
});

function importsOfFile(path: string): Import[] {
  return importsOf(path, readWorkspaceFile(path));
}

function climbs(from: string | undefined, to: string | undefined, table: Readonly<Record<string, readonly string[]>>): boolean {
  return from !== undefined && to !== undefined && from !== to && !table[from]?.includes(to);
}

function climbing({ from, to }: Import): string {
  return `${from} imports ${to}, which is not on a floor below. Move the shared part down, or turn the import round.`;
}

function room(path: string): string | undefined {
  return /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1];
}

function ormRoom(path: string): string | undefined {
  return /^packages\/core\/src\/orm\/([^/]+)\//.exec(path)?.[1];
}

function side(path: string): string | undefined {
  return /\/src\/(dialect|driver)\//.exec(path)?.[1];
}

function packageOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function isNpmPackage(specifier: string): boolean {
  return !specifier.startsWith('.') && !specifier.startsWith('node:') && !specifier.startsWith('@aludel/');
}

function quantile(share: number): number {
  return lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0;
}
