import { describe, expect, test } from '@jest/globals';
import { columnStoreDialect } from './column-store-dialect.ts';
import { columnStoreSql } from './column-store-sql.ts';
import { oracleDialect } from './oracle-dialect.ts';
import { oracleSql } from './oracle-sql.ts';
import { sqlServerDialect } from './sql-server-dialect.ts';
import { sqlServerSql } from './sql-server-sql.ts';
import { statements } from './statements.ts';
import { type Compilable, sqlOn } from './tables.ts';

describe.each([
  ['SQL Server', sqlServerDialect, sqlServerSql],
  ['Oracle', oracleDialect, oracleSql],
  ['a column store', columnStoreDialect, columnStoreSql],
] as const)('a database like %s, from the contract alone, says', (_name, dialect, expected) => {
  test.each(Object.keys(expected))('%s', (name) => {
    expect(sqlOn(dialect, statements[name] as () => Compilable)).toBe(expected[name]);
  });
});
