import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDialect, sqliteFacts } from '@aludel/conformance';
import { afterAll } from '@jest/globals';
import { sqliteMyWire } from '../src/index.ts';

// A file, since the suite looks at one database through several engines.
const folder = mkdtempSync(join(tmpdir(), 'aludel-sqlite-my-wire-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeDialect({
  name: 'sqlite+my-wire',
  dialect: sqliteMyWire,
  url: `sqlite+my-wire:///${join(folder, 'conformance.db')}`,
  // What SQLite itself does not have, and how it words its SQL. What your way to it lacks as well:
  // lacks: [...sqliteFacts.lacks, 'regexpReplace'],
  ...sqliteFacts,
});
