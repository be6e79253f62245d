import { pathToFileURL } from 'node:url';
import type { SqliteBinding, SqliteDatabase, SqliteOpenOptions } from '@aludel/sqlite/dialect';
import { loadNodeSqlite } from './load-node-sqlite.ts';
import { NodeDatabase } from './node-database.ts';
import { codedError } from './node-errors.ts';

/** node:sqlite, as the driver kit of @aludel/sqlite needs it. */
export const nodeBinding: SqliteBinding = { name: 'node', errorTag: 'node:sqlite.Error', open };

function open(path: string, { readonly, mustExist }: SqliteOpenOptions): SqliteDatabase {
  const { DatabaseSync, allIsLate } = loadNodeSqlite();
  try {
    const database = new DatabaseSync(mustExist && !readonly ? existing(path) : path, { readOnly: readonly });
    return new NodeDatabase(database, allIsLate);
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
