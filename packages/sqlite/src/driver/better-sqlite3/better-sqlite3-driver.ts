import { ArgumentError, type Driver } from '@aludel/core/dialect';
import type { SqliteDatabase, SqliteOpenOptions } from '../sqlite-binding.ts';
import { sqliteDriver } from '../sqlite-driver.ts';
import { BetterSqlite3Database } from './better-sqlite3-database.ts';
import { loadBetterSqlite3 } from './load-better-sqlite3.ts';

/** Opens SQLite databases, files or in memory, through better-sqlite3. */
export const betterSqlite3Driver: Driver = sqliteDriver({
  name: 'better-sqlite3',
  errorTag: 'better-sqlite3.SqliteError',
  connectArgs: { nativeBinding: checkNativeBinding },
  open,
});

async function open(path: string, { readonly, mustExist, connectArgs }: SqliteOpenOptions): Promise<SqliteDatabase> {
  const BetterSqlite3 = await loadBetterSqlite3();
  const options = { readonly, fileMustExist: mustExist, timeout: 0, ...connectArgs };
  return new BetterSqlite3Database(new BetterSqlite3(path, options));
}

/** Another build of the native addon: its path, or the addon itself. */
function checkNativeBinding(value: unknown): void {
  if (typeof value === 'string' || (typeof value === 'object' && value !== null)) return;
  throw new ArgumentError('"nativeBinding" must be a path or a loaded addon.');
}
