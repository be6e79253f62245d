import { pathToFileURL } from 'node:url';
import type { Driver } from '@aludel/core/dialect';
import { sqliteDriver, type SqliteDatabase, type SqliteOpenOptions } from '@aludel/sqlite/dialect';
import { loadNodeSqlite } from './load-node-sqlite.ts';
import { NodeSqliteDatabase } from './node-sqlite-database.ts';
import { codedError } from './node-sqlite-errors.ts';

/** Opens SQLite databases, files or in memory, through node:sqlite. */
export const nodeSqliteDriver: Driver = sqliteDriver({ name: 'node', errorTag: 'node:sqlite.Error', open });

function open(path: string, { readonly, mustExist }: SqliteOpenOptions): SqliteDatabase {
  const { DatabaseSync } = loadNodeSqlite();
  try {
    return new NodeSqliteDatabase(new DatabaseSync(mustExist && !readonly ? existing(path) : path, { readOnly: readonly }));
  } catch (error) {
    throw codedError(error);
  }
}

/** node:sqlite creates a missing file, unless a URI says otherwise. https://sqlite.org/uri.html */
function existing(path: string): URL {
  const url = pathToFileURL(path);
  url.search = '?mode=rw';
  return url;
}
