import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createDialect } from '../src/create-dialect.ts';
import { scratchFolder } from './support/scratch-folder.ts';

const folder = scratchFolder();

describe('create-aludel-dialect', () => {
  test('writes a package into a new folder, and says what to type next', () => {
    const { code, printed } = run(join(folder, 'new', 'my-db'));
    expect(code).toBe(0);
    expect(printed).toContain('npm run first-steps');
    expect(readdirSync(join(folder, 'new', 'my-db')).sort()).toEqual([
      '.github',
      '.gitignore',
      'CHANGELOG.md',
      'README.md',
      'WRITE-A-DIALECT.md',
      'jest.config.js',
      'package.json',
      'src',
      'test',
      'tsconfig.build.json',
      'tsconfig.json',
    ]);
    expect(readdirSync(join(folder, 'new'))).toEqual(['my-db']);
    expect(statSync(join(folder, 'new', 'my-db')).mode & 0o055).not.toBe(0);
  });

  test('writes into a folder that is there, if it is empty', () => {
    mkdirSync(join(folder, 'empty'));
    expect(run(join(folder, 'empty')).code).toBe(0);
    expect(existsSync(join(folder, 'empty', 'src', 'index.ts'))).toBe(true);
  });

  test('leaves no placeholder of the template behind, in no name of a file and in no text', () => {
    run(join(folder, 'quick-base'), '--driver', 'q-wire');
    const texts = filesBelow(join(folder, 'quick-base')).map((path) => `${path}\n${readFileSync(path, 'utf8')}`);
    expect(texts.filter((text) => /my-?_?(db|wire)/i.test(text.replaceAll(/\bmydb\b/g, '')))).toEqual([]);
    expect(existsSync(join(folder, 'quick-base', 'src', 'driver', 'q-wire-connection.ts'))).toBe(true);
    expect(readFileSync(join(folder, 'quick-base', 'src', 'index.ts'), 'utf8')).toContain(
      'export const quickBase: ConnectableDialect',
    );
  });

  test('makes no plus sign a part of a folder', () => {
    expect(run(join(folder, 'sqlite+bun')).code).toBe(0);
    expect(existsSync(join(folder, 'sqlite-bun', 'package.json'))).toBe(true);
  });

  test('refuses a folder that is not empty, and leaves it alone', () => {
    mkdirSync(join(folder, 'full-one'));
    writeFileSync(join(folder, 'full-one', 'mine.txt'), 'mine');
    const { code, complaint } = run(join(folder, 'full-one'));
    expect(code).toBe(1);
    expect(complaint).toMatch(/is not empty; nothing was written/);
    expect(readdirSync(join(folder, 'full-one'))).toEqual(['mine.txt']);
  });

  test('refuses the path of a file', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(run(join(folder, 'file')).complaint).toMatch(/is a file/);
  });

  test('writes nothing at all for a wrong name', () => {
    const before = readdirSync(folder);
    expect(run(join(folder, 'No_Name')).code).toBe(1);
    expect(readdirSync(folder)).toEqual(before);
  });

  test.each([[['--help']], [['-h']]])('explains itself: %j', (args) => {
    const { code, printed } = run(...args);
    expect(code).toBe(0);
    expect(printed).toContain('npm create aludel-dialect my-db');
  });

  test.each([
    [[], /The name of the dialect is missing/],
    [['a', 'b'], /One name is enough/],
    [['--frob'], /--help/],
    [['--driver'], /--help/],
  ])('refuses %j, and says what to type', (args, message) => {
    const { code, complaint } = run(...args);
    expect(code).toBe(1);
    expect(complaint).toMatch(message);
  });
});

function run(...args: readonly string[]): { readonly code: number; readonly printed: string; readonly complaint: string } {
  let printed = '';
  let complaint = '';
  const code = createDialect(args, {
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complaint += text;
    },
  });
  return { code, printed, complaint };
}

function filesBelow(path: string): readonly string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
