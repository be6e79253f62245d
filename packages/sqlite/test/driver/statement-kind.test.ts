import { describe, expect, test } from '@jest/globals';
import { statementHead } from '../../src/driver/statement-kind.ts';

describe('the beginning of a statement', () => {
  test.each([
    ['SELECT 1', 'SELECT', null],
    ['  -- note\n /* more */ ; insert into t values (1)', 'INSERT', null],
    ['begin', 'BEGIN', 'begin'],
    ['BEGIN /* now */ IMMEDIATE', 'BEGIN', 'begin'],
    ['BEGIN immediate transaction', 'BEGIN', 'begin-write'],
    ['BEGIN EXCLUSIVE', 'BEGIN', 'begin-write'],
    ['COMMIT', 'COMMIT', 'end'],
    ['end transaction', 'END', 'end'],
    ['ROLLBACK', 'ROLLBACK', 'end'],
    ['ROLLBACK TRANSACTION TO SAVEPOINT a', 'ROLLBACK', 'savepoint'],
    ['SAVEPOINT a', 'SAVEPOINT', 'savepoint'],
    ['RELEASE a', 'RELEASE', 'savepoint'],
    ['VACUUM', 'VACUUM', 'outside-write'],
    ["ATTACH 'x' AS x", 'ATTACH', 'outside'],
    ['PRAGMA table_info(t)', 'PRAGMA', 'outside'],
    ['PRAGMA journal_mode', 'PRAGMA', 'outside'],
    ['PRAGMA journal_mode = WAL', 'PRAGMA', 'outside-write'],
    ['PRAGMA main.user_version(3)', 'PRAGMA', 'outside-write'],
    ['PRAGMA wal_checkpoint', 'PRAGMA', 'outside-write'],
    ['EXPLAIN DELETE FROM t', 'EXPLAIN', 'read'],
    ['', '', null],
    ['/* open', '', null],
  ])('%j is %s, %s', (sql, keyword, kind) => {
    expect(statementHead(sql)).toMatchObject({ keyword, kind });
  });

  test('only PRAGMA and EXPLAIN act while they are prepared', () => {
    expect(['PRAGMA x', 'explain select 1', 'select 1', 'begin'].map((sql) => statementHead(sql).actsWhenPrepared)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('is found in linear time', () => {
    const start = performance.now();
    statementHead('/*'.repeat(50_000));
    statementHead('--'.repeat(50_000));
    statementHead(' ;'.repeat(50_000));
    statementHead('/**/'.repeat(50_000));
    statementHead(`PRAGMA ${'a '.repeat(50_000)}`);
    statementHead(`BEGIN ${' '.repeat(50_000)}`);
    statementHead('x'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
