import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type Format } from 'esbuild';
import type { FreshApplication } from './fresh-application.ts';
import { run } from './run.ts';

/** Programs that say themselves which dialect they want: a bundle has no packages to look it up in. */
const programs: Readonly<Record<string, string>> = {
  registered: `
    import { createEngine, registerDialect, text } from '@aludel/core';
    import { sqliteNode } from 'aludel-sqlite-node';
    registerDialect('sqlite+node', sqliteNode);
    const engine = createEngine('sqlite+node:///:memory:');
    engine.begin((connection) => connection.scalar(text('SELECT :x'), { x: 2 })).then((x) => console.log(String(x)));`,
  given: `
    import { createEngine, text } from '@aludel/core';
    import { sqliteNode } from 'aludel-sqlite-node';
    const engine = createEngine('sqlite+node:///:memory:', { dialect: sqliteNode });
    engine.begin((connection) => connection.scalar(text('SELECT :x'), { x: 2 })).then((x) => console.log(String(x)));`,
  forgotten: `
    import { createEngine } from '@aludel/core';
    try {
      createEngine('sqlite+node:///:memory:');
    } catch (error) {
      console.log(error.message.includes('npm install aludel-sqlite-node') && error.message.includes('{ dialect }') ? 2 : error);
    }`,
};

const formats: readonly { readonly format: Format; readonly extension: string }[] = [
  { format: 'esm', extension: 'mjs' },
  { format: 'cjs', extension: 'cjs' },
];

/** Bundles each program to one file, takes that to a folder without packages and runs it; a sentence for each that fails. */
export function checkBundles(application: FreshApplication, folder: string): string[] {
  mkdirSync(folder);
  return Object.entries(programs).flatMap(([name, text]) =>
    formats.flatMap(({ format, extension }) => complaintOf(application, folder, { name, text, format, extension })),
  );
}

interface Bundle {
  readonly name: string;
  readonly text: string;
  readonly format: Format;
  readonly extension: string;
}

function complaintOf(application: FreshApplication, folder: string, { name, text, format, extension }: Bundle): string[] {
  const source = join(application.folder, `${name}-to-bundle.mjs`);
  const outfile = join(application.folder, 'bundles', `${name}.${extension}`);
  const copy = join(folder, `${name}.${extension}`);
  writeFileSync(source, text);
  try {
    const { warnings } = buildSync({
      entryPoints: [source],
      outfile,
      format,
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
    copyFileSync(outfile, copy);
    const printed = run(process.execPath, [copy], { cwd: folder, env: { PATH: process.env.PATH } }).trimEnd();
    return [
      ...(printed === '2' ? [] : [`The bundle ${name}.${extension} printed "${printed}" instead of "2".`]),
      ...warnings.map((warning) => `esbuild warns of ${name}.${extension}: ${warning.text}`),
    ];
  } catch (error) {
    return [(error as Error).message];
  }
}
