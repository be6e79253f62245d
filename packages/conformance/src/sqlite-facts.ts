import type { DialectUnderTest } from './dialect-under-test.ts';

/**
 * What is true of SQLite whatever driver brings it: the conformance test of a driver of SQLite spreads it into what it
 * gives to `describeDialect`.
 */
export const sqliteFacts: Pick<DialectUnderTest, 'lacks' | 'notation'> = {
  lacks: [
    'arrays',
    'wideComments',
    'coveringIndexes',
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
};
