import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ormSource } from './orm-source.ts';
import { schemaSource } from './schema-source.ts';

// A program: node src/type-cost/main.ts [core|orm] [tables …]; counts what TypeScript instantiates for schemas of so many
// tables, or of so many mapped classes.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const given = process.argv.slice(2);
const kinds = ['core', 'orm'].filter((kind) => given.includes(kind) || !given.some((one) => one === 'core' || one === 'orm'));
const sizes = given.map(Number).filter((size) => size > 0);
const bars: Readonly<Record<number, number>> = { 50: 250_000, 150: 750_000 };

const compilerOptions = {
  noEmit: true,
  strict: true,
  target: 'es2023',
  lib: ['es2024', 'esnext.disposable'],
  types: ['node'],
  module: 'nodenext',
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

for (const kind of kinds) {
  console.log(`${kind.padEnd(8)}instantiations  each      types     check     bar`);
  const baseline = measure(kind, 0).instantiations;
  for (const tables of sizes.length === 0 ? [10, 50, 150] : sizes) {
    const { instantiations, types, checkTime } = measure(kind, tables);
    const each = Math.round((instantiations - baseline) / tables);
    const bar = bars[tables] ?? tables * 5_000;
    const figures = [String(tables).padEnd(8), String(instantiations).padEnd(16), String(each).padEnd(10), types.padEnd(10)];
    console.log(`${figures.join('')}${checkTime.padEnd(10)}${instantiations <= bar ? 'within' : 'BEYOND'} ${bar}`);
  }
}

interface Measured {
  readonly instantiations: number;
  readonly types: string;
  readonly checkTime: string;
}

/** Writes a schema into a folder of its own and lets the compiler count. */
function measure(kind: string, tables: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'aludel-types-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['schema.ts'] }));
    const source = kind === 'orm' ? ormSource : schemaSource;
    writeFileSync(join(folder, 'schema.ts'), source({ tables, core: process.env['ALUDEL_CORE'] ?? '@aludel/core' }));
    return readReport(compile(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder: string): string {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder, '--extendedDiagnostics'], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(`The generated schema does not compile.\n${String((error as { stdout?: string }).stdout).slice(0, 3000)}`);
  }
}

function readReport(report: string): Measured {
  const figure = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(report)?.[1] ?? '?';
  return { instantiations: Number(figure('Instantiations')), types: figure('Types'), checkTime: figure('Check time') };
}
