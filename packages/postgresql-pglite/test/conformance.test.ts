import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Connection } from '@aludel/core';
import { describeDialect } from '@aludel/conformance';
import { afterAll, beforeAll } from '@jest/globals';
import { pglite } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'aludel-pglite-'));
const url = `postgresql+pglite:///${folder}`;

// One connection stays open, so that the database is started once and not for every engine of the suite.
const keeper = createEngine(url, { dialect: pglite });
let kept: Connection;
beforeAll(async () => {
  kept = await keeper.connect();
}, 60_000);
afterAll(async () => {
  await kept.close();
  await keeper.dispose();
  rmSync(folder, { recursive: true });
});

describeDialect({ name: 'postgresql+pglite', dialect: pglite, url, lacks: ['accounts', 'virtualColumns'] });
