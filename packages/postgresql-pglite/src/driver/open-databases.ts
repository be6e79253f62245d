import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { ConnectionSettings } from './connection-settings.ts';
import { lockFolder } from './folder-lock.ts';
import { PgliteError } from './pglite-error.ts';
import { Session } from './session.ts';
import { startPglite } from './start-pglite.ts';

/** A running database, for one more connection. */
export interface OpenDatabase {
  readonly session: Session;
  /** The connection does not need it any more; the last one closes it. */
  release(): Promise<void>;
}

interface Entry {
  readonly session: Promise<Session>;
  users: number;
  readonly extensions: ConnectionSettings['extensions'];
  /** Closes PGlite and gives the folder free. */
  readonly close: () => Promise<void>;
}

/** By their real paths, for the whole process: several engines may use the same folder, PGlite may not. */
const entries = new Map<string, Entry>();
const closings = new Map<string, Promise<void>>();

/** Opens a database of one's own in memory. */
export async function openMemory({ extensions }: ConnectionSettings): Promise<OpenDatabase> {
  const pglite = await startPglite({ extensions });
  return { session: new Session(pglite), release: () => pglite.close() };
}

/** Opens the database in a folder, which is made if it is missing, or joins those who use it already. */
export async function openFolder(folder: string, { extensions }: ConnectionSettings): Promise<OpenDatabase> {
  const path = realFolder(folder);
  for (let closing = closings.get(path); closing !== undefined; closing = closings.get(path)) await closing;
  const entry = entries.get(path) ?? newEntry(path, extensions);
  refuseNewExtensions(path, entry, extensions);
  entry.users++;
  try {
    const session = await entry.session;
    return { session, release: () => release(path, entry) };
  } catch (error) {
    await release(path, entry);
    throw error;
  }
}

function newEntry(path: string, extensions: ConnectionSettings['extensions']): Entry {
  refuseOtherFiles(path);
  const unlock = usable(path, () => lockFolder(path));
  const starting = startPglite({ dataDir: path, extensions });
  const close = async (): Promise<void> => {
    const pglite: PGlite | null = await starting.catch(() => null);
    try {
      await pglite?.close();
    } finally {
      unlock();
    }
  };
  const session = starting.then(
    (pglite) => new Session(pglite),
    (error: unknown) => explain(error, path),
  );
  const entry = { session, users: 0, extensions, close };
  entries.set(path, entry);
  return entry;
}

function refuseNewExtensions(path: string, entry: Entry, extensions: ConnectionSettings['extensions']): void {
  const missing = Object.keys(extensions).find((name) => !Object.hasOwn(entry.extensions, name));
  if (missing === undefined) return;
  throw new PgliteError(
    '55006',
    `The database in ${path} was opened without the extension "${missing}". Give the same extensions to all engines that use it.`,
  );
}

async function release(path: string, entry: Entry): Promise<void> {
  entry.users--;
  if (entry.users > 0) return;
  entries.delete(path);
  const closing = entry.close().finally(() => closings.delete(path));
  closings.set(path, closing);
  await closing;
}

function realFolder(folder: string): string {
  return usable(folder, () => {
    makeFolder(resolve(folder));
    return realpathSync(folder);
  });
}

/** Explains what the file system refuses. */
function usable<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof PgliteError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new PgliteError(
      '58030',
      `The folder ${folder} cannot be used (${code ?? message}). Give one that this process may write to.`,
      { cause: error },
    );
  }
}

/** Where a parent cannot hold folders, as in /proc, Node's own `recursive` would try for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** PGlite would put its thousand files among them. */
function refuseOtherFiles(path: string): void {
  const files = readdirSync(path).filter((name) => !name.startsWith('.'));
  if (files.length === 0 || files.includes('PG_VERSION')) return;
  throw new PgliteError(
    '58P02',
    `The folder ${path} holds other files, and no PostgreSQL database. Give an empty folder, or one that does not exist yet.`,
  );
}

function explain(error: unknown, path: string): never {
  throw new PgliteError(
    '58000',
    `PGlite could not open the database in ${path}${madeBy(path)}: ${String((error as Error)?.message ?? error)}`,
    { cause: error },
  );
}

function madeBy(path: string): string {
  try {
    return `, which was made by PostgreSQL ${readFileSync(join(path, 'PG_VERSION'), 'utf8').trim()}`;
  } catch {
    return '';
  }
}
