import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tarball } from './pack.ts';
import { run } from './run.ts';

/** A folder with nothing but the packed packages in it, installed from their tarballs as a user would install them from npm. */
export class FreshApplication {
  readonly folder: string;

  constructor(folder: string, tarballs: readonly Tarball[]) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'fresh-application', private: true, type: 'module', allowScripts: { 'better-sqlite3': true } }),
    );
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs.map(({ path }) => path)], { cwd: folder });
  }

  /** Runs a script there with this process's Node and returns its standard output without the last line break. */
  runScript(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return this.runProgram(name);
  }

  /** Runs a program, by its path there or anywhere, in the same way. */
  runProgram(path: string, args: readonly string[] = []): string {
    return run(process.execPath, [path, ...args], { cwd: this.folder }).trimEnd();
  }

  /** Runs a script several times, each in a process of its own, and returns the least of the milliseconds it prints: a busy machine only adds. */
  fastestMilliseconds(name: string, text: string, rounds = 9): number {
    return Math.min(...Array.from({ length: rounds }, () => Number(this.runScript(name, text))));
  }
}
