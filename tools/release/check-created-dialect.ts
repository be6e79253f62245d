import { dirname, join } from 'node:path';
import type { FreshApplication } from './fresh-application.ts';
import type { Tarball } from './pack.ts';
import { run } from './run.ts';

/** Writes a dialect package with the packed program, installs what it asks for, and builds it; a sentence if that fails. */
export function checkCreatedDialect(application: FreshApplication, folder: string, core: Tarball): string[] {
  const env = { ...process.env, CREATE_ALUDEL_DIALECT_TARBALLS: dirname(core.path) };
  try {
    run('npm', ['exec', '--no', '--', 'create-aludel-dialect', join('..', 'my-db')], { cwd: application.folder, env });
    const cwd = join(folder, 'my-db');
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
    run('npm', ['run', 'build'], { cwd });
    run('npm', ['run', 'typecheck'], { cwd });
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
