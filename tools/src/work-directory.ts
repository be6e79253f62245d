import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { canEnter, type ServerUser } from './server-user.ts';
import { watchdog } from './watchdog.ts';

/** Makes a folder for a server and starts the server in it; removes the folder again if that fails. */
export async function inWorkDirectory<T>(
  name: string,
  user: ServerUser | null,
  start: (directory: WorkDirectory) => Promise<T>,
): Promise<T> {
  const directory = new WorkDirectory(name, user);
  try {
    return await start(directory);
  } catch (error) {
    directory.remove();
    throw error;
  }
}

/** A new folder that belongs to one server and goes away with it, also when this process is killed. */
export class WorkDirectory {
  readonly path: string;
  readonly #user: ServerUser | null;

  constructor(name: string, user: ServerUser | null) {
    this.#user = user;
    // A short path: MySQL refuses sockets whose path is longer than 107 bytes.
    const parent = process.platform !== 'win32' && !canEnter(user, tmpdir()) ? '/tmp' : tmpdir();
    this.path = mkdtempSync(join(parent, `aludel-${name}-`));
    watchdog.watchDirectory(this.path);
    this.#handOver(this.path, 0o700);
  }

  join(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file that only the server may read. */
  write(name: string, text: string): string {
    const path = this.join(name);
    writeFileSync(path, text, { mode: 0o600 });
    this.#handOver(path, 0o600);
    return path;
  }

  /** A folder of programs that the server's user can reach: the folder itself, or a copy of it in here. */
  async reachable(programs: string): Promise<string> {
    if (canEnter(this.#user, programs)) return programs;
    const copy = this.join(basename(programs));
    await cp(programs, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    watchdog.forgetDirectory(this.path);
  }

  #handOver(path: string, mode: number): void {
    chmodSync(path, mode);
    if (this.#user !== null) chownSync(path, this.#user.uid, this.#user.gid);
  }
}
