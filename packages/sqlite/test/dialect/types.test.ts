import { bindparam, column, createEngine, MetaData, select, Table, text, type TypeEngine, types as t } from '@aludel/core';
import { typeNameFor, writeLiteral } from '@aludel/core/dialect';
import { describe, expect, test } from '@jest/globals';
import * as lite from '../../src/index.ts';

const { sqlite, sqliteDialect } = lite;

describe('the names of types', () => {
  test.each<readonly [TypeEngine<unknown>, string]>([
    [t.Integer, 'INTEGER'],
    [t.BigInteger, 'BIGINT'],
    [t.Numeric(10, 2), 'NUMERIC(10, 2)'],
    [t.Float, 'FLOAT'],
    [t.Double, 'DOUBLE'],
    [t.String, 'VARCHAR'],
    [t.String(30), 'VARCHAR(30)'],
    [t.String(30, { collation: 'NOCASE' }), 'VARCHAR(30) COLLATE "NOCASE"'],
    [t.Text, 'TEXT'],
    [t.Boolean, 'BOOLEAN'],
    [t.DateTime, 'DATETIME'],
    [t.DateTime({ timezone: true, mode: 'string' }), 'DATETIME'],
    [t.TIMESTAMP, 'TIMESTAMP'],
    [t.Date, 'DATE'],
    [t.Time, 'TIME'],
    [t.Interval, 'BIGINT'],
    [t.LargeBinary, 'BLOB'],
    [t.JSON, 'JSON'],
    [t.Uuid, 'CHAR(32)'],
    [t.Enum('a', 'bcd'), 'VARCHAR(3)'],
    [lite.DATETIME({ storage: 'seconds' }), 'DATETIME'],
  ])('%s is %s', (type, name) => {
    expect(typeNameFor(type, sqliteDialect)).toBe(name);
  });

  test('an array is an error that says what to use', () => {
    expect(() => typeNameFor(t.ARRAY(t.Integer), sqliteDialect)).toThrow('Use t.JSON');
  });
});

test.each<readonly [TypeEngine<unknown>, unknown, string]>([
  [t.Boolean, true, '1'],
  [t.Boolean, false, '0'],
  [t.String, "it's \\", "'it''s \\'"],
  [t.LargeBinary, Uint8Array.of(0xde), "X'de'"],
  [t.Numeric(10, 2), '19.90', '19.9'],
  [t.DateTime, new Date(0), "'1970-01-01 00:00:00.000000'"],
])('the literal of %s: %p', (type, value, literal) => {
  expect(writeLiteral(value, type, sqliteDialect)).toBe(literal);
});

describe('values', () => {
  async function stored(type: TypeEngine<unknown>, value: unknown): Promise<readonly unknown[]> {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    return await engine.begin(async (connection) => {
      const table = new Table('t', new MetaData(), { value: column(type) });
      await connection.execute(text(`CREATE TABLE t (value ${typeNameFor(type, sqliteDialect)})`));
      await connection.execute(text('INSERT INTO t (value) VALUES (:value)').bindparams(bindparam('value', { type })), { value });
      const kind = await connection.scalar(text('SELECT typeof(value) FROM t'));
      return [kind, await connection.scalar(select(table.c.value).where(table.c.value.eq(value)))];
    });
  }

  test.each<readonly [TypeEngine<unknown>, unknown, string]>([
    [lite.DATETIME(), new Date(1), 'text'],
    [lite.DATETIME({ storage: 'milliseconds' }), new Date('2024-03-31T02:30:00.125Z'), 'integer'],
    [lite.DATETIME({ storage: 'seconds' }), new Date('1969-12-31T23:59:59Z'), 'integer'],
    [t.Numeric(20, 2), '0.10', 'real'],
    [t.Numeric(20, 2), '5.00', 'integer'],
    [t.Numeric(20, 2), '123456789012345678.00', 'integer'],
    [t.Numeric, '0.000000000000000000000000000001', 'real'],
    [t.Numeric(10, 2, { mode: 'number' }), 0.1 + 0.2, 'real'],
    [t.JSON, '5', 'text'],
    [t.JSON, 5, 'integer'],
    [t.Uuid, '00000000-0000-0000-0000-000000000001', 'text'],
  ])('of %s are found and come back: %p, stored as %s', async (type, value, kind) => {
    expect(await stored(type, value)).toEqual([kind, value]);
  });

  test('exact decimals that SQLite would round are an error', async () => {
    await expect(stored(t.Numeric(38, 18), '12345678901234567.5')).rejects.toThrow('SQLite keeps fifteen digits');
    await expect(stored(t.Numeric, 'NaN')).rejects.toThrow('SQLite keeps fifteen digits');
    await expect(stored(t.JSON, 2n ** 64n)).rejects.toThrow('would be rounded by SQLite');
    await expect(stored(lite.DATETIME({ storage: 'seconds' }), new Date(1))).rejects.toThrow('with milliseconds');
  });

  test('exact decimals compare with sums as numbers', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await engine.begin(async (connection) => {
      const sum = text('SELECT 1 WHERE (SELECT sum(x) FROM (SELECT 5.5 AS x)) > :low').bindparams(
        bindparam('low', { type: t.Numeric, value: '5.25' }),
      );
      expect(await connection.scalar(sum)).toBe(1);
    });
  });
});
