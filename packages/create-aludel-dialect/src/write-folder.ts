import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './usage-error.ts';

/** The text of each file, by its path in the folder. */
export type FolderFiles = ReadonlyMap<string, string>;

/**
 * Makes a folder with these files, or nothing at all: they are written beside it first.
 *
 * @throws UsageError for a folder that is there already and not empty
 */
export function writeFolder(path: string, files: FolderFiles): void {
  const folder = resolve(path);
  checkFree(folder, path);
  const draft = join(dirname(folder), `.create-aludel-dialect-${process.pid}`);
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(draft, name)), { recursive: true });
      writeFileSync(join(draft, name), text);
    }
    if (existsSync(folder)) moveContents(draft, folder);
    else renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Into an empty folder, which may be the one that the shell is in. */
function moveContents(draft: string, folder: string): void {
  for (const name of readdirSync(draft)) renameSync(join(draft, name), join(folder, name));
}

function checkFree(folder: string, path: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new UsageError(`${path} is a file. Move it away, or give another path: npm create aludel-dialect ./elsewhere/my-db`);
  if (readdirSync(folder).length > 0)
    throw new UsageError(
      `The folder ${path} is not empty; nothing was written. Move it away, or give another path: npm create aludel-dialect ./elsewhere/my-db`,
    );
}
