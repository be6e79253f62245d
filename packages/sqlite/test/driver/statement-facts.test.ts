import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from '@jest/globals';
import { requireEnd, statementFacts } from '../../src/driver/statement-facts.ts';

const database = new Database(':memory:');
database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, v); CREATE INDEX ix ON t (v)');
afterAll(() => {
  database.close();
});

/** What SQLite itself says of a statement: how many values it takes, or that some of them have names. */
function countOf(sql: string): number | 'named' {
  const statement = database.prepare(sql);
  for (let count = 0; ; count++) {
    try {
      statement.bind(...new Array<null>(count).fill(null));
      return count;
    } catch (error) {
      if ((error as Error).message.includes('named')) return 'named';
    }
  }
}

const expression = fc.constantFrom(
  '?',
  '?',
  "'it''s a ?'",
  "'?'",
  '/* ? */ 1',
  '1 -- ? :a\n',
  '1 AS "a ? b"',
  '1 AS "a"" ?"',
  '1 AS [x ? y]',
  '1 AS `q ?`',
  '1 AS a$b',
  '1 AS größe',
  "x'00'",
  '1e5',
  '(?)',
  'coalesce(?, ?)',
  "'{}' ->> '$.a'",
  '?=?',
  '?||?',
  "'a'||':b'",
  ':n',
  '@n',
  '$n',
  '?3',
  "''",
  '"id"',
  'CASE WHEN ? THEN 1 END',
);

describe('what the text of a statement says', () => {
  test('about its placeholders is what SQLite says', () => {
    fc.assert(
      fc.property(fc.array(expression, { minLength: 1, maxLength: 6 }), (list) => {
        const sql = `SELECT ${list.join(', ')} FROM t`;
        const { placeholders, hasNamedPlaceholders } = statementFacts(sql);
        expect(hasNamedPlaceholders ? 'named' : placeholders).toBe(countOf(sql));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    'SELECT 1',
    ' ; -- x\n select * from t',
    'VALUES (1), (2)',
    'INSERT INTO t (v) SELECT 1',
    'INSERT INTO t (v) VALUES (1) RETURNING id',
    'REPLACE INTO t (v) VALUES (1)',
    'UPDATE t SET v = (SELECT 1)',
    'DELETE FROM t',
    'CREATE TABLE other (a)',
    'CREATE VIEW seen AS SELECT 1',
    'DROP TABLE t',
    'ALTER TABLE t ADD COLUMN w',
    'ANALYZE',
    'REINDEX',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'WITH a (x, y) AS (VALUES (1, 2)) VALUES (3)',
    'WITH a AS (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a, b',
    'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3) SELECT x FROM n',
    'WITH a AS (SELECT 1) INSERT INTO t (v) SELECT * FROM a',
    'WITH a AS (SELECT 1) -- select\n UPDATE t SET v = 1',
    'WITH a AS (SELECT 1)/* select */DELETE FROM t WHERE id IN (SELECT * FROM a)',
    'WITH a AS (SELECT 1) REPLACE INTO t (v) SELECT * FROM a',
    'WITH "insert" AS (SELECT 1), replace AS (SELECT 2) SELECT * FROM "insert", replace',
    "WITH a AS (SELECT ') DELETE FROM t') SELECT * FROM a",
  ])('about writing is what SQLite says: %s', (sql) => {
    expect(statementFacts(sql).isReadOnly).toBe(database.prepare(sql).readonly);
  });
});

describe('the end of a statement', () => {
  test.each([['SELECT 1'], ['SELECT 1;'], ['SELECT 1; ;; -- done\n/* yes */ ']])('is the end of the text: %j', (sql) => {
    requireEnd(sql, 'SELECT 1'.length);
  });

  test.each([['SELECT 1; SELECT 2'], ['SELECT 1;/**/x']])('is followed by more: %j', (sql) => {
    expect(() => requireEnd(sql, 'SELECT 1;'.length)).toThrow('more than one statement');
  });
});
