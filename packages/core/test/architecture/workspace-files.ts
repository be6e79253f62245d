import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder that holds the whole monorepo, with a slash at its end. */
export const workspaceRoot = fileURLToPath(new URL('../../../../', import.meta.url));

/** The paths that match, relative to the monorepo with forward slashes, without what npm and the build put there. */
export function workspaceFiles(...patterns: string[]): string[] {
  return globSync(patterns, {
    cwd: workspaceRoot,
    exclude: (path) => /(^|[\\/])(node_modules|dist|coverage|\.turbo|\.cache)$/.test(path),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

export function readWorkspaceFile(path: string): string {
  return readFileSync(workspaceRoot + path, 'utf8');
}
