import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseName } from './database-server.ts';

/** Which databases the tests of each package use; a package that is not named here uses none. */
const databasesByPackage: Readonly<Record<string, readonly DatabaseName[]>> = {
  '@aludel/postgresql': ['postgresql', 'pgbouncer'],
  '@aludel/mysql': ['mariadb', 'mysql'],
  tutorial: ['postgresql', 'mariadb', 'mysql'],
  '@aludel/benchmarks': ['postgresql', 'mariadb', 'mysql'],
};

/** The databases that the tests of the package in `directory` use. */
export function databasesOfPackage(directory: string): readonly DatabaseName[] {
  const { name } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { name: string };
  return databasesByPackage[name] ?? [];
}
