import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PgliteError } from './pglite-error.ts';

/**
 * Keeps a folder for whoever calls, by a file in it that tells the process: two would destroy the database, and PGlite
 * itself does not look. What a process left behind that is no more is taken over. Returns what ends it.
 */
export function lockFolder(path: string): () => void {
  const file = join(path, LOCK_FILE);
  if (!tryCreate(file)) {
    refuseOwner(path, file);
    rmSync(file, { force: true });
    // Another process may have been quicker.
    if (!tryCreate(file)) refuseOwner(path, file);
  }
  return () => rmSync(file, { force: true });
}

const LOCK_FILE = '.aludel.lock';

function tryCreate(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n${processStart()}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseOwner(path: string, file: string): void {
  const [pid, start] = readOwner(file);
  if (pid === process.pid) {
    // A container gives each first process the same id.
    if (start === processStart()) throw new PgliteError('55006', usedHere(path));
  } else if (pid !== 0 && isRunning(pid)) {
    throw new PgliteError(
      '55006',
      `The database in ${path} is in use by process ${pid}. PGlite serves one process at a time: end that one, or use a PostgreSQL server. If process ${pid} has nothing to do with it, delete ${file}.`,
    );
  }
}

function usedHere(path: string): string {
  return `The database in ${path} is in use in this process, by another thread or by another copy of aludel-postgresql-pglite. Use it in one thread, and let "npm ls aludel-postgresql-pglite" find the copies.`;
}

/** The same in all threads of a process, and other than that of all its predecessors. */
function processStart(): string {
  return String(performance.timeOrigin);
}

function readOwner(file: string): [pid: number, start: string] {
  try {
    const [pid = '', start = ''] = readFileSync(file, 'utf8').split('\n');
    return [Number.parseInt(pid, 10) || 0, start];
  } catch {
    return [0, ''];
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
