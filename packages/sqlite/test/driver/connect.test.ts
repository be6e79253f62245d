import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { connect, errorOf, kindOf, newFile, rows, run, sharedFile } from '../fixtures/databases.ts';

describe('connecting', () => {
  test('creates a missing file, and reads a relative path from the current folder', async () => {
    const file = newFile();
    await run(await connect(relative(process.cwd(), file)), 'CREATE TABLE t (a)');
    expect(existsSync(file)).toBe(true);
  });

  test('names a missing folder', async () => {
    const missing = join(tmpdir(), 'aludel-no-such-folder', 'app.db');
    const error = await errorOf(() => connect(missing));
    expect(error.message).toContain('aludel-no-such-folder');
    expect(await kindOf(() => connect(missing))).toBe('operational');
  });

  test.each([[{ mode: 'rw' }], [{ mode: 'ro' }]])('with %j wants the file to exist', async (query) => {
    expect(await kindOf(() => connect(newFile(), {}, query))).toBe('operational');
  });

  test('read-only reads and refuses to write', async () => {
    const file = newFile();
    await sharedFile({}, file);
    const connection = await connect(file, {}, { mode: 'ro' });
    expect(await rows(connection, 'SELECT * FROM t')).toEqual([]);
    expect(await errorOf(() => run(connection, 'DELETE FROM t'))).toMatchObject({ code: 'SQLITE_READONLY' });
  });

  test('sets pragmas of every kind', async () => {
    const connection = await connect(newFile(), { pragmas: { journal_mode: 'wal', foreign_keys: false, cache_size: -500 } });
    expect(await rows(connection, 'SELECT * FROM pragma_journal_mode, pragma_foreign_keys, pragma_cache_size')).toEqual([
      ['wal', 0, -500],
    ]);
  });

  test('checks foreign keys unless told otherwise', async () => {
    expect(await rows(await connect(), 'PRAGMA foreign_keys')).toEqual([[1]]);
  });

  test('leaves SQLite no busy time-out that would block the event loop', async () => {
    expect(await rows(await connect(), 'PRAGMA busy_timeout')).toEqual([[0]]);
  });
});
