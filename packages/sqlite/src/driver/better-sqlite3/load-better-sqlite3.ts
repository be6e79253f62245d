import { ArgumentError, NoSuchModuleError } from '@aludel/core/dialect';
import type Database from 'better-sqlite3';

/** What the package `better-sqlite3` exports: the constructor of a database. */
export type BetterSqlite3 = typeof Database;

/** Loads the package when the first connection needs it, so that importing the dialect costs nothing. */
export async function loadBetterSqlite3(
  load: () => Promise<{ readonly default: BetterSqlite3 }> = () => import('better-sqlite3'),
): Promise<BetterSqlite3> {
  refuseOldNode();
  try {
    return (await load()).default;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new NoSuchModuleError('The package better-sqlite3 is not installed. Run: npm install better-sqlite3', { cause: error });
  }
}

/** better-sqlite3 13 is built for Node-API 10, and brings the whole process down where that is missing: before Node 22.14. */
function refuseOldNode(): void {
  const { napi, node } = process.versions;
  if (Number(napi) >= 10) return;
  throw new ArgumentError(`better-sqlite3 needs Node 22.14 or later, and this is Node ${node}. Use a newer Node.`);
}

function isMissing(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && String(message).includes('better-sqlite3');
}
