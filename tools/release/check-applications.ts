import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FreshApplication } from './fresh-application.ts';
import { root } from './public-packages.ts';

const source = join(root, 'tools/release/applications');

/** The compilers that users may have, oldest first. The first one's output is run. */
const compilers = ['typescript-5.9', 'typescript-6.0', 'typescript'];

/** What the programs print, on every database. */
const programs: Readonly<Record<string, readonly string[]>> = {
  'employees.js': employees(),
  'employees.cjs': employees(),
  'blog.js': [
    'One ann@example.org one,sql',
    'Two ann@example.org sql,two',
    'Three ann@example.org sql,three',
    'Two,Three',
    '2 3',
    "('sql', 2)",
    "('three', 1)",
    "('two', 1)",
  ],
  'shop/main.js': [
    'Eve Moss 3 open dark',
    'Eve Moss 3',
    '{"id":1,"firstName":"Eve","lastName":"Moss","settings":{"theme":"dark"},"orders":[{"id":1,"status":"open","customerId":1,"lines":[{"id":1,"product":"pen","quantity":2,"price":1.5,"orderId":1}]}]}',
  ],
};

function employees(): readonly string[] {
  return ['Ada 9000.00 2020-01-01 -', 'Bob 5000.00 2021-02-03 SQL', 'Ada', 'Research 3 5250.50', 'UniqueViolationError 1'];
}

/**
 * Compiles small programs where the packages were installed, strictly, declarations of their own and ours included, by
 * each compiler; then runs them, on PostgreSQL as well if ALUDEL_TEST_POSTGRESQL_URL names one. One sentence for each that
 * went wrong.
 */
export function checkApplications(application: FreshApplication): string[] {
  const folder = join(application.folder, 'src');
  mkdirSync(folder);
  cpSync(source, folder, { recursive: true });
  cpSync(join(source, 'employees.ts'), join(folder, 'employees.cts'));
  writeFileSync(join(application.folder, 'tsconfig.json'), JSON.stringify(configuration));
  return [...compilers.flatMap((name) => complaintOf(() => compile(application, name))), ...run(application)];
}

const configuration = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2024', 'esnext.disposable'],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    isolatedModules: true,
    declaration: true,
    skipLibCheck: false,
    rewriteRelativeImportExtensions: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    rootDir: 'src',
  },
  include: ['src'],
};

function compile(application: FreshApplication, compiler: string): void {
  const program = join(root, 'node_modules', compiler, 'bin/tsc');
  application.runProgram(program, ['-p', '.', '--outDir', compiler === compilers[0] ? 'out' : `out-${compiler}`]);
}

function run(application: FreshApplication): string[] {
  const server = process.env.ALUDEL_TEST_POSTGRESQL_URL;
  return [[], ...(server ? [[server]] : [])].flatMap((args) =>
    Object.entries(programs).flatMap(([file, lines]) =>
      complaintOf(() => {
        const printed = application.runProgram(join('out', file), args).split('\n');
        if (printed.join('\n') !== lines.join('\n'))
          throw new Error(`${file} printed:\n${printed.join('\n')}\ninstead of:\n${lines.join('\n')}`);
      }),
    ),
  );
}

function complaintOf(action: () => void): string[] {
  try {
    action();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
