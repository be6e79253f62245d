import { describe, expect, test } from '@jest/globals';
import { resultCodeName } from '../../src/driver/result-codes.ts';

describe('the name of a result code', () => {
  test.each([
    [1, 'SQLITE_ERROR'],
    [5, 'SQLITE_BUSY'],
    [28, 'SQLITE_WARNING'],
    [517, 'SQLITE_BUSY_SNAPSHOT'],
    [516, 'SQLITE_ABORT_ROLLBACK'],
    [260, 'SQLITE_ABORT'],
    [1032, 'SQLITE_READONLY_DBMOVED'],
    [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
    [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
    [9226, 'SQLITE_IOERR_CODEC'],
    [19 + 99 * 256, 'SQLITE_CONSTRAINT'],
    [99, 'SQLITE_UNKNOWN_99'],
  ])('%i is %s', (code, name) => {
    expect(resultCodeName(code)).toBe(name);
  });
});
