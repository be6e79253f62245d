import { describe, expect, test } from '@jest/globals';
import { comparableLines, comparableLog } from '../src/log-lines.ts';
import { linesFor } from '../src/tutorial.ts';

describe('a comparable log', () => {
  test('has no times, and the same placeholders on every database', () => {
    const records = ['SELECT 1 WHERE 1 = $1', '[generated in 0.00012s] [1]', 'SELECT 2', '[cached since 1.2e-05s ago] []'];
    expect(comparableLog(records)).toEqual([
      'SELECT 1 WHERE 1 = ?',
      '[generated in …] [1]',
      'SELECT 2',
      '[cached since … ago] []',
    ]);
  });

  test('has one line for the queries that ask for the tables, which differ between databases', () => {
    const records = [
      'BEGIN (implicit)',
      'PRAGMA a',
      '[raw sql] []',
      'SELECT\n  b',
      '[raw sql] []',
      'CREATE TABLE t',
      '[no key 0.1s] []',
    ];
    expect(comparableLog(records)).toEqual(['BEGIN (implicit)', '(asks for the tables)', 'CREATE TABLE t', '[no key …] []']);
  });

  test('has the lines of a statement without what stands at their ends', () => {
    expect(comparableLines(['\nCREATE TABLE t (\n\tid INTEGER, \n)\n\n'])).toEqual(['CREATE TABLE t (', '    id INTEGER,', ')']);
  });
});

test('lines are those of the dialect, or of all the others', () => {
  expect(linesFor(['a'], 'mysql')).toEqual(['a']);
  expect(linesFor({ mysql: ['b'], others: ['c'] }, 'mysql')).toEqual(['b']);
  expect(linesFor({ mysql: ['b'], others: ['c'] }, 'sqlite')).toEqual(['c']);
});
