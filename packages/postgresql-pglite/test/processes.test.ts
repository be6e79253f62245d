import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, text } from '@aludel/core';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pglite } from '../src/index.ts';
import { failureOf } from './support/failure-of.ts';
import { runScript } from './support/run-script.ts';

// One folder for all, since making one takes the most time.
const folder = mkdtempSync(join(tmpdir(), 'aludel-pglite-'));
const url = `postgresql+pglite:///${folder}`;
const open = `const engine = createEngine(${JSON.stringify(url)}, { dialect: pglite });`;
const longMs = 120_000;

afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder and its processes', () => {
  test(
    'a process that forgets to dispose of its engine ends all the same, and nothing is lost',
    async () => {
      const script = runScript(`${open}
      await engine.begin(async (connection) => {
        await connection.execute(text('CREATE TABLE kept (id int)'));
        await connection.execute(text('INSERT INTO kept VALUES (1)'));
      });
      const began = performance.now();
      process.on('exit', () => console.log(performance.now() - began < 1000 ? 'at once' : 'late'));`);
      expect(await script.ended).toEqual({ code: 0, output: 'at once\n' });
    },
    longMs,
  );

  test(
    'a process that was killed in a transaction leaves the folder usable; the transaction is undone',
    async () => {
      const script = runScript(`${open}
      const connection = await engine.connect();
      await connection.execute(text('INSERT INTO kept VALUES (2)'));
      console.log('written');
      setInterval(() => {}, 1000);`);
      await script.said('written');
      expect(readdirSync(folder)).toContain('.aludel.lock');
      const used = await failureOf(() => createEngine(url, { dialect: pglite }).connect());
      expect(used.message).toContain(`is in use by process ${script.process.pid}`);
      expect(pglite.classifyError(used.cause)?.kind).toBe('operational');
      script.process.kill('SIGKILL');
      await script.ended;
      const engine = createEngine(url, { dialect: pglite });
      expect(await engine.begin((connection) => connection.scalars(text('SELECT id FROM kept')).all())).toEqual([1]);
      await engine.dispose();
      expect(readdirSync(folder)).not.toContain('.aludel.lock');
    },
    longMs,
  );

  test(
    'after dispose() a process ends at once, with no error',
    async () => {
      const script = runScript(`${open}
      await engine.begin((connection) => connection.execute(text('SELECT 1')));
      await engine.dispose();
      const began = performance.now();
      process.on('exit', () => console.log(performance.now() - began < 1000 ? 'at once' : 'late'));`);
      expect(await script.ended).toEqual({ code: 0, output: 'at once\n' });
    },
    longMs,
  );
});
