import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEngine } from '../../src/engine/create-engine.ts';
import { findDialect } from '../../src/engine/find-dialect.ts';
import { ArgumentError, NoSuchModuleError } from '../../src/errors/argument-errors.ts';
import { FakeDatabase } from './fake-dialect.ts';

const good = "export const foo = { driver: { name: 'good', connect() {} }, capabilities: {} };";

/** What the packages of an application hold, by their names. */
const plugIns: Readonly<Record<string, string>> = {
  'aludel-foo-good': good,
  'aludel-foo-throws': "throw new Error('no native add-on.');",
  'aludel-foo-lacks': "import 'some-driver';",
  'aludel-foo-empty': 'export {};',
  'aludel-foo-async': 'export default async () => ({});',
  'aludel-foo-other': good,
};

let application: string;
const [, script] = process.argv as [string, string];
const elsewhere = process.cwd();

beforeAll(() => {
  application = realpathSync(mkdtempSync(join(tmpdir(), 'aludel-find-')));
  for (const [name, text] of Object.entries(plugIns)) install(join(application, 'node_modules', name), text);
});

afterEach(() => {
  process.argv[1] = script;
  process.chdir(elsewhere);
});

afterAll(() => rmSync(application, { recursive: true, force: true }));

function install(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', exports: { '.': './index.js' } }));
  writeFileSync(join(folder, 'index.js'), text);
}

describe('a plug-in is found', () => {
  test('from the working directory', () => {
    process.chdir(application);
    expect(findDialect('foo+good').driver.name).toBe('good');
  });

  test('from the script that runs', () => {
    process.argv[1] = join(application, 'program.js');
    expect(findDialect('foo+good').driver.name).toBe('good');
  });

  test('from a script that is named by its folder', () => {
    process.argv[1] = application;
    expect(findDialect('foo+good').driver.name).toBe('good');
  });

  test('from the file that a script is a link to', () => {
    writeFileSync(join(application, 'program.js'), '');
    const bin = mkdtempSync(join(tmpdir(), 'aludel-bin-'));
    symlinkSync(join(application, 'program.js'), join(bin, 'program'));
    process.argv[1] = join(bin, 'program');
    expect(findDialect('foo+good').driver.name).toBe('good');
    rmSync(bin, { recursive: true });
  });

  test('not at all from a folder that knows nothing of it', () => {
    expect(() => findDialect('foo+good')).toThrow(NoSuchModuleError);
  });
});

describe('a plug-in that is installed is never said to be missing', () => {
  beforeEach(() => process.chdir(application));

  test.each([
    ['throws when it is loaded', 'foo+throws', 'but cannot be loaded: no native add-on.'],
    ['imports a driver that is not there', 'foo+lacks', "but cannot be loaded: Cannot find module 'some-driver'"],
    ['exports nothing', 'foo+empty', 'but exports no dialect'],
    ['exports a promise of a dialect', 'foo+async', 'but exports no dialect'],
    ['has another driver than its name says', 'foo+other', 'but the driver in it has the name "good"'],
  ])('when it %s', (_, drivername, message) => {
    const error = failureOf(() => findDialect(drivername));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).not.toBeInstanceOf(NoSuchModuleError);
    expect(error.message).toContain(`The package "aludel-${drivername.replace('+', '-')}" is installed, `);
    expect(error.message).toContain(message);
    expect(error.cause !== undefined).toBe(message.includes('cannot be loaded'));
  });
});

describe('a scheme without its package', () => {
  const agent = process.env['npm_config_user_agent'];

  afterEach(() => {
    if (agent === undefined) delete process.env['npm_config_user_agent'];
    else process.env['npm_config_user_agent'] = agent;
  });

  test.each([
    ['foo', 'If there is a package for it: npm install aludel-foo.'],
    ['foo+bar', 'If there is a package for it: npm install aludel-foo-bar.'],
    ['sqlite+nodes', 'Run: npm install aludel-sqlite-nodes.'],
    ['postgresql+asyncpg', 'The driver of @aludel/postgresql needs no name: "postgresql://".'],
    ['postgres+asyncpg', 'Run: npm install aludel-postgresql-asyncpg.'],
    ['postgress', 'did you mean "postgresql"?'],
    ['pg', 'did you mean "postgresql"?'],
    ['psql', 'did you mean "postgresql"?'],
    ['sqlite3', 'did you mean "sqlite"?'],
    ['__proto__+x', 'npm install aludel-__proto__-x.'],
    ['constructor', 'npm install aludel-constructor.'],
    ['toString+node', 'npm install aludel-toString-node.'],
    ['mysql2', 'did you mean "mysql"?'],
  ])('%s:// says what to install', (drivername, message) => {
    process.env['npm_config_user_agent'] = 'npm/11.19.1 node/v24.21.0';
    const error = failureOf(() => findDialect(drivername));
    expect(error).toBeInstanceOf(NoSuchModuleError);
    expect(error.message).toContain(message);
    expect(error.message).toContain('If it is installed already, or bundled: import its dialect and pass { dialect }');
  });

  test.each(['pnpm', 'yarn', 'bun'])('speaks the language of %s where that runs the program', (manager) => {
    process.env['npm_config_user_agent'] = `${manager}/9.1.2 npm/? node/v24.21.0`;
    expect(failureOf(() => findDialect('foo')).message).toContain(`${manager} add aludel-foo`);
  });
});

test('a dialect that another copy of this package has made is refused', () => {
  const { dialect } = new FakeDatabase();
  const foreign = { ...dialect, [Symbol.for('aludel.core')]: {} };
  expect(() => createEngine('fake://h', { dialect: foreign })).toThrow('was made with another copy of @aludel/core');
});

function failureOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was done.');
}
