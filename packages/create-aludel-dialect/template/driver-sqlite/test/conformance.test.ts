import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDialect } from '@aludel/conformance';
import { afterAll } from '@jest/globals';
import { sqliteMyWire } from '../src/index.ts';

// A file, since the suite looks at one database through several engines.
const folder = mkdtempSync(join(tmpdir(), 'aludel-sqlite-my-wire-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeDialect({
  name: 'sqlite+my-wire',
  dialect: sqliteMyWire,
  url: `sqlite+my-wire:///${join(folder, 'conformance.db')}`,
  // What SQLite itself does not have. What your way to it lacks goes here as well.
  lacks: [
    'rangesOfTime',
    'identityColumns',
    'alteredConstraints',
    'lateral',
    'withTies',
    'deleteUsing',
    'distinctOn',
    'regexpReplace',
    'tablesample',
    'dmlCte',
    'createdSchemas',
    'comments',
    'sequenceObjects',
    'exactNumeric',
    'negativeZero',
    'accounts',
    'enforcedLength',
  ],
  notation: {
    binaryType: 'BLOB',
    timestampType: 'DATETIME',
    instantType: 'DATETIME',
    generatedKey: 'INTEGER PRIMARY KEY',
    failing: 'abs(-9223372036854775808)',
    createSchema: (name) => `ATTACH ':memory:' AS ${name}`,
    dropSchema: (name) => `DETACH ${name}`,
  },
});
