import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PgliteError } from './pglite-error.ts';

/**
 * Keeps a folder for this process, by a file in it that holds the process id: two processes would destroy the database,
 * and PGlite itself does not look. What a process left behind that is no more is taken over. Returns what ends it.
 */
export function lockFolder(path: string): () => void {
  const file = join(path, LOCK_FILE);
  const owner = ownerOf(file);
  if (owner !== null && owner !== process.pid && isRunning(owner)) {
    throw new PgliteError(
      '55006',
      `The database in ${path} is in use by process ${owner}. PGlite serves one process at a time: end that one, or use a PostgreSQL server. If process ${owner} has nothing to do with it, delete ${file}.`,
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  return () => rmSync(file, { force: true });
}

const LOCK_FILE = '.aludel.lock';

function ownerOf(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
