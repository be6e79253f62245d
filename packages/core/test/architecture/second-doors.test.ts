import { describe, expect, test } from '@jest/globals';
import { dialectDoors, secondDoors } from './floors.ts';
import { type Import, importsOf } from './imports.ts';
import { readWorkspaceFile, workspaceFiles } from './workspace-files.ts';

describe('the second door of a dialect package', () => {
  test.each(['sqlite', 'postgresql'])('of %s leads to no npm driver, at whatever depth', (name) => {
    const wrong = reachedFrom(`packages/${name}/src/dialect.ts`).filter(
      ({ specifier }) => isPackage(specifier) && !dialectDoors.includes(specifier),
    );
    expect(
      wrong.map(
        ({ from, specifier }) =>
          `${from} imports "${specifier}" and is reached from the door dialect.ts. Other drivers come in there: move it out of their way.`,
      ),
    ).toEqual([]);
  });
});

describe('a plug-in', () => {
  const plugIns = workspaceFiles('packages/{sqlite-node,postgresql-pglite}/src/**/*.ts').flatMap((path) =>
    importsOf(path, readWorkspaceFile(path)),
  );

  test('sees of Aludel only what a stranger sees who writes a dialect or a driver', () => {
    const allowed = [...dialectDoors, ...secondDoors];
    const wrong = plugIns.filter(({ specifier }) => specifier.startsWith('@aludel/') && !allowed.includes(specifier));
    expect(
      wrong.map(({ from, specifier }) => `${from} imports "${specifier}". A plug-in may import ${allowed.join(', ')} only.`),
    ).toEqual([]);
  });

  test('does not reach into a package by path', () => {
    const wrong = plugIns.filter(({ from, to }) => to !== undefined && to.split('/')[1] !== from.split('/')[1]);
    expect(wrong.map(({ from, specifier }) => `${from} imports "${specifier}". Import the package by its name.`)).toEqual([]);
  });

  test('that is SQLite without a native add-on needs Node alone', () => {
    const foreign = plugIns.filter(
      ({ from, specifier }) =>
        from.startsWith('packages/sqlite-node/') && isPackage(specifier) && !specifier.startsWith('@aludel/'),
    );
    expect(foreign.map(({ from, specifier }) => `${from} imports "${specifier}".`)).toEqual([]);
  });
});

/** The imports of a file and of all files that it leads to. */
function reachedFrom(door: string): readonly Import[] {
  const seen = new Set([door]);
  const found: Import[] = [];
  for (const path of seen) {
    for (const one of importsOf(path, readWorkspaceFile(path))) {
      found.push(one);
      if (one.to !== undefined) seen.add(one.to);
    }
  }
  return found;
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('.') && !specifier.startsWith('node:');
}
