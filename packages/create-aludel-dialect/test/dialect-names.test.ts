import { describe, expect, test } from '@jest/globals';
import { dialectNames } from '../src/dialect-names.ts';

describe('the name', () => {
  test.each([
    ['my-db', null, { template: 'dialect', backend: 'my-db', driver: 'my-db', scheme: 'my-db', packageName: 'aludel-my-db' }],
    [
      'duckdb',
      'wasm',
      { template: 'dialect', backend: 'duckdb', driver: 'wasm', scheme: 'duckdb', packageName: 'aludel-duckdb' },
    ],
    ['duckdb+wasm', null, { template: 'dialect', backend: 'duckdb', driver: 'wasm', packageName: 'aludel-duckdb' }],
    ['sqlite+bun', null, { template: 'driver-sqlite', driver: 'bun', scheme: 'sqlite+bun', packageName: 'aludel-sqlite-bun' }],
    ['postgresql', 'other', { template: 'driver-postgresql', scheme: 'postgresql+other' }],
    ['mysql+other', null, { template: 'driver-mysql', backend: 'mysql' }],
    ['mariadb+other', null, { template: 'driver-mysql', backend: 'mariadb', packageName: 'aludel-mariadb-other' }],
  ])('%s with --driver %s is understood', (name, driver, expected) => {
    expect(dialectNames(name, driver)).toMatchObject(expected);
  });

  test.each([
    ['My_DB', null, /cannot be the name of the dialect.*: my-db$/],
    ['2fast', null, /begin with a letter: fast$/],
    ['a b', null, /: a-b$/],
    ['漢', null, /begin with a letter\.$/],
    ['..', null, /begin with a letter\.$/],
    ['my--db', null, /: my-db$/],
    ['my-db+', null, /"" cannot be the name of the driver/],
    ['my-db+a+b', null, /more than one plus sign/],
    ['my-db+a', 'b', /Leave --driver out/],
    ['sqlite', null, /Aludel itself serves sqlite:\/\/ URLs.*npm create aludel-dialect sqlite\+other/],
    ['postgres', null, /npm create aludel-dialect postgresql\+other/],
    ['aludel-my-db', null, /npm create aludel-dialect my-db$/],
  ])('%s with --driver %s is refused, with what to type instead', (name, driver, message) => {
    expect(() => dialectNames(name, driver)).toThrow(message);
  });

  test('may be a word that every object has', () => {
    expect(dialectNames('constructor', null).template).toBe('dialect');
  });
});
