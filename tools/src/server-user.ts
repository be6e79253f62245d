import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** An account of the operating system that a server runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run a server as: null (our own) unless we are root, which PostgreSQL, MySQL and pgbouncer refuse to
 * run as; then the first of `names` that this machine knows, else `nobody`.
 */
export function serverUser(...names: readonly string[]): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  for (const name of [...names, 'nobody']) {
    const account = accounts.get(name);
    if (account !== undefined) return account;
  }
  throw new Error(
    `Servers do not run as root, and none of the users ${names.join(', ')}, nobody exists. Run the tests as another user than root.`,
  );
}

/** Whether `user` can read in `directory`: it may enter every folder on the way. */
export function canEnter(user: ServerUser | null, directory: string): boolean {
  if (user === null) return true;
  for (let current = resolve(directory); ; current = dirname(current)) {
    if (!mayEnter(user, current)) return false;
    if (current === dirname(current)) return true;
  }
}

function mayEnter(user: ServerUser, directory: string): boolean {
  const { mode, uid, gid } = statSync(directory);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function readAccounts(): Map<string, ServerUser> {
  const accounts = new Map<string, ServerUser>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
