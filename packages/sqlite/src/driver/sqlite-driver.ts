import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConnectTarget, Driver, DriverConnection } from '@aludel/core/dialect';
import { connectionSettings, type ConnectionSettings, type Pragma, type PragmaValue } from '../connection-settings.ts';
import { isBusy, retryWhileBusy } from './busy-retry.ts';
import { addRegexp } from './regexp-function.ts';
import type { SqliteBinding, SqliteDatabase } from './sqlite-binding.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteDriverError } from './sqlite-driver-error.ts';
import { SqliteHandle } from './sqlite-handle.ts';
import { releaseWriterQueue, writerQueueOf } from './writer-queue-registry.ts';
import { WriterQueue } from './writer-queue.ts';

/**
 * A driver over a library that runs SQLite inside this process. It is joined to the dialect like any other:
 * `withDriver(sqliteDialect, sqliteDriver(binding))`.
 */
export function sqliteDriver(binding: SqliteBinding): Driver {
  const { name, errorTag, connectArgs } = binding;
  const settingsOf = (target: ConnectTarget): ConnectionSettings => connectionSettings(target, connectArgs);
  return Object.freeze({
    name,
    errorTag,
    checkTarget: (target: ConnectTarget): void => void settingsOf(target),
    connect: (target: ConnectTarget) => connect(binding, settingsOf(target)),
  });
}

async function connect(binding: SqliteBinding, settings: ConnectionSettings): Promise<DriverConnection> {
  const { readonly, fileMustExist: mustExist, ownArgs: connectArgs } = settings;
  const path = settings.file === null ? ':memory:' : filePath(settings.file);
  const database = await binding.open(path, { readonly, mustExist, connectArgs });
  try {
    // The busy time-out of SQLite blocks the event loop; TransactionControl waits instead.
    setPragma(database, 'busy_timeout = 0');
    setPragma(database, 'foreign_keys = 1');
    await setPragmas(database, settings);
    addRegexp(database);
    return connectionTo(database, settings, path);
  } catch (error) {
    database.close();
    throw error;
  }
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
    const set = (): void => setPragma(database, pragmaText(pragma));
    try {
      set();
    } catch (error) {
      // Changing to or from WAL needs the file for itself.
      if (!isBusy(error) || busyTimeoutMs === 0) throw error;
      await retryWhileBusy(set, { deadline, check: () => undefined });
    }
  }
}

function setPragma(database: SqliteDatabase, text: string): void {
  const statement = database.prepare(`PRAGMA ${text}`);
  if (statement.columnNames().length > 0) statement.all([]);
  else statement.run([]);
}

function pragmaText({ name, value }: Pragma): string {
  return `${name} = ${pragmaValue(value)}`;
}

function pragmaValue(value: PragmaValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(Number(value));
}

function connectionTo(database: SqliteDatabase, { file, busyTimeoutMs }: ConnectionSettings, path: string): SqliteConnection {
  const isShared = file === null;
  return new SqliteConnection(isShared ? memoryHandle(database) : fileHandle(database, path), {
    isShared,
    ownsHandle: true,
    busyTimeoutMs,
  });
}

function memoryHandle(database: SqliteDatabase): SqliteHandle {
  return new SqliteHandle(database, { writers: new WriterQueue() });
}

function fileHandle(database: SqliteDatabase, path: string): SqliteHandle {
  const realPath = realpathSync(path);
  return new SqliteHandle(database, { writers: writerQueueOf(realPath), onClose: () => releaseWriterQueue(realPath) });
}
