import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, QueryCanceledError, text } from '@aludel/core';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sqlite } from '../fixtures/dialect-under-test.ts';

const folder = mkdtempSync(join(tmpdir(), 'aludel-patience-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = `sqlite:///${join(folder, 'x.db')}`;

const endlessRows = text('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i % 1000 = 0');

describe('the patience of a caller', () => {
  test.each(['sqlite://', file])('ends a statement between two of its rows on %s, and the connection goes on', async (url) => {
    await using engine = createEngine(url, { dialect: sqlite });
    await using connection = await engine.connect();
    await expect(connection.execute(endlessRows, {}, { timeout: 0.05 })).rejects.toThrow(QueryCanceledError);
    expect(await connection.scalar(text('SELECT 1'))).toBe(1);
  });

  test('is heard through a signal although SQLite works in this very process', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using connection = await engine.connect();
    const reason = new Error('the user went away');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 20);
    await expect(connection.execute(endlessRows, {}, { signal: controller.signal })).rejects.toMatchObject({ cause: reason });
  });

  test.each([
    ['the turn to write to a file', file],
    ['the writer of a memory database', 'sqlite://'],
  ])('ends the waiting for %s, and the turn is not lost', async (_what, url) => {
    await using engine = createEngine(url, { dialect: sqlite });
    await engine.begin((connection) => connection.execute(text('CREATE TABLE IF NOT EXISTS t (x int)')).then(() => {}));
    await using holder = await engine.connect();
    await holder.execute(text('INSERT INTO t VALUES (1)'));
    await using waiting = await engine.connect();
    const insert = text('INSERT INTO t VALUES (2)');
    await expect(waiting.execute(insert, {}, { timeout: 0.05 })).rejects.toThrow(QueryCanceledError);
    await holder.rollback();
    await waiting.rollback();
    await waiting.execute(insert);
    await waiting.commit();
    expect(await holder.scalar(text('SELECT count(*) FROM t'))).toBe(1);
  });

  test('changes nothing about a statement that ends in time', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using connection = await engine.connect();
    const select = text('SELECT 9007199254740993 AS big, 5 AS small, NULL AS empty');
    const row = await connection.execute(select, {}, { timeout: 10 }).one();
    expect([...row]).toEqual([...(await connection.execute(select).one())]);
    const none = await connection.execute(text('CREATE TABLE t (x int)'), {}, { timeout: 10 });
    expect(none.returnsRows).toBe(false);
    expect((await connection.execute(text('INSERT INTO t VALUES (1), (2)'), {}, { timeout: 10 })).rowcount).toBe(2);
  });

  test('leaves a long stream to timers and signals', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using connection = await engine.connect();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const read = async (): Promise<void> => {
      for await (const _row of connection.stream(
        endlessRows,
        {},
        { signal: controller.signal, executionOptions: { yieldPer: 10 } },
      ));
    };
    await expect(read()).rejects.toThrow(QueryCanceledError);
    expect(await connection.scalar(text('SELECT 1'))).toBe(1);
  });
});
