import { expect, jest, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { SqliteDatabase } from '../../src/driver/better-sqlite3.ts';
import { SqliteHandle } from '../../src/driver/sqlite-handle.ts';
import { WriterQueue } from '../../src/driver/writer-queue.ts';

test('cursors that come and go leave the mode of the database alone: each change would expire all prepared statements', () => {
  const database = new Database(':memory:');
  const unsafeMode = jest.spyOn(database, 'unsafeMode');
  const handle = new SqliteHandle(database as unknown as SqliteDatabase, { writers: new WriterQueue() });
  for (let round = 0; round < 3; round++) {
    const cursor = { abort: () => {} };
    handle.addCursor(cursor);
    handle.removeCursor(cursor);
  }
  expect(unsafeMode.mock.calls).toEqual([[true]]);
  handle.close();
});
