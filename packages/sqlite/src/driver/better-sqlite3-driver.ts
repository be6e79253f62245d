import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConnectTarget, Driver, DriverConnection } from '@aludel/core/dialect';
import { connectionSettings, type ConnectionSettings, type Pragma, type PragmaValue } from '../connection-settings.ts';
import { loadBetterSqlite3, type BetterSqlite3, type SqliteDatabase } from './better-sqlite3.ts';
import { isBusy, retryWhileBusy } from './busy-retry.ts';
import { addRegexp } from './regexp-function.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteDriverError } from './sqlite-driver-error.ts';
import { SqliteHandle } from './sqlite-handle.ts';
import { releaseWriterQueue, writerQueueOf } from './writer-queue-registry.ts';
import { WriterQueue } from './writer-queue.ts';

/** Opens SQLite databases, files or in memory, inside this process. */
export const betterSqlite3Driver: Driver = { name: 'better-sqlite3', connect };

async function connect(target: ConnectTarget): Promise<DriverConnection> {
  const settings = connectionSettings(target);
  const BetterSqlite3 = await loadBetterSqlite3();
  const database = open(BetterSqlite3, settings);
  try {
    await setPragmas(database, settings);
    addRegexp(database);
    return connectionTo(database, settings);
  } catch (error) {
    database.close();
    throw error;
  }
}

function open(BetterSqlite3: BetterSqlite3, settings: ConnectionSettings): SqliteDatabase {
  const { readonly, fileMustExist, nativeBinding } = settings;
  // The busy time-out of SQLite blocks the event loop; TransactionControl waits instead.
  const options = {
    readonly,
    fileMustExist,
    timeout: 0,
    ...(nativeBinding === undefined ? {} : { nativeBinding: nativeBinding as string }),
  };
  return new BetterSqlite3(settings.file === null ? ':memory:' : filePath(settings.file), options);
}

function filePath(file: string): string {
  const path = resolve(file);
  const folder = dirname(path);
  if (existsSync(folder)) return path;
  throw new SqliteDriverError(
    'SQLITE_CANTOPEN',
    `unable to open database file: the folder ${folder} does not exist. Create it first.`,
  );
}

async function setPragmas(database: SqliteDatabase, { pragmas, busyTimeoutMs }: ConnectionSettings): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs;
  for (const pragma of pragmas) {
    const set = (): unknown => database.pragma(pragmaText(pragma));
    try {
      set();
    } catch (error) {
      // Changing to or from WAL needs the file for itself.
      if (!isBusy(error) || busyTimeoutMs === 0) throw error;
      await retryWhileBusy(set, { deadline, check: () => undefined });
    }
  }
}

function pragmaText({ name, value }: Pragma): string {
  return `${name} = ${pragmaValue(value)}`;
}

function pragmaValue(value: PragmaValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(Number(value));
}

function connectionTo(database: SqliteDatabase, { file, busyTimeoutMs }: ConnectionSettings): SqliteConnection {
  const isShared = file === null;
  return new SqliteConnection(isShared ? memoryHandle(database) : fileHandle(database), {
    isShared,
    ownsHandle: true,
    busyTimeoutMs,
  });
}

function memoryHandle(database: SqliteDatabase): SqliteHandle {
  return new SqliteHandle(database, { writers: new WriterQueue() });
}

function fileHandle(database: SqliteDatabase): SqliteHandle {
  const path = realpathSync(database.name);
  return new SqliteHandle(database, { writers: writerQueueOf(path), onClose: () => releaseWriterQueue(path) });
}
