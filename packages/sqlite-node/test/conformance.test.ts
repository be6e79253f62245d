import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDialect, sqliteFacts } from '@aludel/conformance';
import { afterAll } from '@jest/globals';
import { sqliteNode } from '../src/index.ts';

// A file, since the suite looks at one database through several engines.
const folder = mkdtempSync(join(tmpdir(), 'aludel-sqlite-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeDialect({
  name: 'sqlite+node',
  dialect: sqliteNode,
  url: `sqlite+node:///${join(folder, 'conformance.db')}`,
  ...sqliteFacts,
});
