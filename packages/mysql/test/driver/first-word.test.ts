import { describe, expect, test } from '@jest/globals';
import { firstWord, goesAsText, onlyReads } from '../../src/driver/first-word.ts';

describe('the first word of a statement', () => {
  test.each([
    ['select 1', 'SELECT'],
    ['  \n\t(SELECT 1)', 'SELECT'],
    ['/* INSERT */ -- UPDATE\n# DELETE\nBEGIN', 'BEGIN'],
    ['--1', ''],
    ['/*! SET @a = 1 */', ''],
    ['', ''],
  ])('of %p is %p', (sql, word) => {
    expect(firstWord(sql)).toBe(word);
  });

  test('tells what goes as text', () => {
    expect(['BEGIN', 'savepoint a', 'SET @a = 1', 'CREATE TABLE t (a INT)'].map(goesAsText)).toEqual([true, true, true, true]);
    expect(['SELECT 1', 'SHOW TABLES', 'SET STATEMENT a = 1 FOR SELECT 1', 'INSERT INTO t VALUES (1)'].map(goesAsText)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('tells what only reads', () => {
    expect(['SELECT 1', 'WITH a AS (SELECT 1) SELECT * FROM a', '(SELECT 1)'].map(onlyReads)).toEqual([true, true, true]);
    expect(['INSERT INTO t VALUES (1) RETURNING a', 'CALL p()', 'DELETE FROM t RETURNING a'].map(onlyReads)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
