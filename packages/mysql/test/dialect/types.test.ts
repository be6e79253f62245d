import {
  bindparam,
  cast,
  type Connection,
  column,
  createEngine,
  MetaData,
  select,
  Table,
  text,
  type TypeEngine,
  types as t,
} from '@aludel/core';
import { typeNameFor, writeLiteral } from '@aludel/core/dialect';
import { describe, expect, test } from '@jest/globals';
import * as my from '../../src/index.ts';

const { mysqlDialect, mariadbDialect } = my;

type Case = readonly [type: TypeEngine<unknown>, name: string];

describe('the names of types', () => {
  test.each<Case>([
    [t.Integer, 'INTEGER'],
    [t.BigInteger, 'BIGINT'],
    [t.Numeric(10), 'NUMERIC(10)'],
    [t.Numeric(10, 2), 'NUMERIC(10, 2)'],
    // SQLAlchemy says FLOAT, which has seven digits here.
    [t.Float, 'DOUBLE'],
    [t.Float(24), 'FLOAT(24)'],
    [t.Double, 'DOUBLE'],
    [t.String(30), 'VARCHAR(30)'],
    [t.String(30, { collation: 'utf8mb4_bin' }), 'VARCHAR(30) COLLATE utf8mb4_bin'],
    [t.Unicode(30), 'VARCHAR(30)'],
    [t.Text, 'TEXT'],
    [t.Text(300), 'TEXT(300)'],
    [t.Boolean, 'BOOL'],
    // SQLAlchemy gives no digits, and the database would round to seconds.
    [t.DateTime, 'DATETIME(3)'],
    [t.DateTime({ timezone: true, mode: 'string' }), 'DATETIME(6)'],
    [t.DateTime({ precision: 0 }), 'DATETIME'],
    [t.TIMESTAMP, 'TIMESTAMP(3)'],
    [t.Date, 'DATE'],
    [t.Time, 'TIME(6)'],
    [t.Interval, 'BIGINT'],
    [t.LargeBinary, 'BLOB'],
    [t.LargeBinary(100), 'BLOB(100)'],
    [t.JSON, 'JSON'],
    [t.Uuid, 'CHAR(32)'],
    [t.Enum("it's", 'b'), "ENUM('it''s','b')"],
    [t.Enum('a\\', { nativeEnum: false }), 'VARCHAR(2)'],
    [t.FLOAT, 'FLOAT'],
    [t.NVARCHAR(5), 'NATIONAL VARCHAR(5)'],
    [t.NCHAR(5), 'NATIONAL CHAR(5)'],
    [t.CHAR(5), 'CHAR(5)'],
    [t.NUMERIC, 'NUMERIC'],
    [my.TINYINT(), 'TINYINT'],
    [my.TINYINT({ displayWidth: 1 }), 'TINYINT(1)'],
    [my.MEDIUMINT({ unsigned: true }), 'MEDIUMINT UNSIGNED'],
    [my.INTEGER({ unsigned: true, zerofill: true, displayWidth: 5 }), 'INTEGER(5) UNSIGNED ZEROFILL'],
    [my.BIGINT({ unsigned: true }), 'BIGINT UNSIGNED'],
    [my.DECIMAL(10, 2, { unsigned: true }), 'DECIMAL(10, 2) UNSIGNED'],
    [my.DOUBLE(10, 2), 'DOUBLE(10, 2)'],
    [my.FLOAT(10, 2), 'FLOAT(10, 2)'],
    [my.YEAR(), 'YEAR'],
    [my.BIT(8), 'BIT(8)'],
    [my.TINYTEXT(), 'TINYTEXT'],
    [my.LONGTEXT({ charset: 'utf8mb4', collation: 'utf8mb4_bin' }), 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'],
    [my.VARCHAR(30, { ascii: true, binary: true }), 'VARCHAR(30) ASCII BINARY'],
    [my.LONGBLOB, 'LONGBLOB'],
    [my.ENUM('a', 'b'), "ENUM('a','b')"],
    [my.SET('a', 'b'), "SET('a','b')"],
    [my.DATETIME({ fsp: 6, mode: 'string' }), 'DATETIME(6)'],
    [my.TIMESTAMP({ fsp: 0 }), 'TIMESTAMP'],
    [my.TIME({ fsp: 3 }), 'TIME(3)'],
    [t.Text.withVariant(my.LONGTEXT(), 'mysql'), 'LONGTEXT'],
  ])('%s is %s', (type, name) => {
    expect(typeNameFor(type, mysqlDialect)).toBe(name);
    expect(typeNameFor(type, mariadbDialect)).toBe(name);
  });

  test('a variant for MariaDB wins over one for MySQL there', () => {
    const type = t.Uuid.withVariant(t.UUID, 'mariadb').withVariant(t.CHAR(36), 'mysql');
    expect(typeNameFor(type, mariadbDialect)).toBe('UUID');
    expect(typeNameFor(type, mysqlDialect)).toBe('CHAR(36)');
  });

  test.each<Case>([
    [t.String, 'VARCHAR requires a length on dialect mysql'],
    [t.NVARCHAR, 'NVARCHAR requires a length on dialect mysql'],
    [t.Numeric, 'NUMERIC requires a precision on dialect mysql'],
    [t.ARRAY(t.Integer), 'The dialect mysql has no type ARRAY(Integer()). Use t.JSON'],
  ])('%s is an error: %s', (type, message) => {
    expect(() => typeNameFor(type, mysqlDialect)).toThrow(message);
  });
});

describe('the names of types in CAST', () => {
  test.each<Case>([
    [t.Integer, 'SIGNED INTEGER'],
    [t.INTEGER, 'SIGNED INTEGER'],
    [my.INTEGER({ unsigned: true }), 'UNSIGNED INTEGER'],
    [t.BigInteger, 'SIGNED INTEGER'],
    [t.Numeric(10, 2), 'DECIMAL(10, 2)'],
    [t.NUMERIC(10, 2), 'DECIMAL(10, 2)'],
    [t.Float, 'DOUBLE'],
    [t.FLOAT, 'FLOAT'],
    [t.String(30), 'CHAR(30)'],
    [t.VARCHAR(30), 'CHAR(30)'],
    [t.Text, 'CHAR'],
    [my.VARCHAR(30, { charset: 'utf8mb4', collation: 'utf8mb4_bin' }), 'CHAR(30) CHARACTER SET utf8mb4'],
    [t.DateTime, 'DATETIME(3)'],
    [t.TIMESTAMP({ mode: 'string' }), 'DATETIME(6)'],
    [t.Date, 'DATE'],
    [t.Time, 'TIME(6)'],
    [t.LargeBinary, 'BINARY'],
    [t.JSON, 'JSON'],
  ])('%s is %s', (type, name) => {
    const query = select(cast(text('x') as never, type).label('y'));
    expect(query.compile({ dialect: mysqlDialect }).sql).toBe(`SELECT CAST(x AS ${name}) AS y`);
  });
});

test('literals escape backslashes, and know bytes', () => {
  expect(writeLiteral("it's \\", t.String(9), mysqlDialect)).toBe("'it''s \\\\'");
  expect(writeLiteral(Uint8Array.of(0xde, 0xad), t.LargeBinary, mysqlDialect)).toBe("X'dead'");
  expect(writeLiteral('19.90', t.Numeric(10, 2), mysqlDialect)).toBe('19.90');
});

describe.each(['ALUDEL_TEST_MYSQL_URL', 'ALUDEL_TEST_MARIADB_URL'])('types of the server of %s', (variable) => {
  const url = process.env[variable];
  const testHere = url === undefined ? test.skip : test;
  const dialect = variable.includes('MARIADB') ? my.mariadb : my.mysql;
  let counter = 0;

  async function roundTrip(connection: Connection, type: TypeEngine<unknown>, value: unknown): Promise<unknown> {
    counter += 1;
    const table = new Table(`my_type_${process.pid}_${counter}`, new MetaData(), { value: column(type) });
    await connection.execute(text(`CREATE TABLE ${table.name} (value ${typeNameFor(type, dialect)} NULL)`));
    try {
      const insert = text(`INSERT INTO ${table.name} (value) VALUES (:value)`);
      await connection.execute(insert.bindparams(bindparam('value', { type })), { value });
      return await connection.scalars(select(table.c.value)).one();
    } finally {
      await connection.execute(text(`DROP TABLE ${table.name}`));
    }
  }

  async function stored(type: TypeEngine<unknown>, value: unknown): Promise<unknown> {
    await using engine = createEngine(url as string, { dialect });
    return await engine.begin((connection) => roundTrip(connection, type, value));
  }

  testHere.each<readonly [TypeEngine<unknown>, unknown]>([
    [my.TINYINT({ unsigned: true }), 255],
    [my.MEDIUMINT(), -8_388_608],
    [my.INTEGER({ unsigned: true }), 4_294_967_295],
    [my.BIGINT({ unsigned: true }), 2n ** 64n - 1n],
    [my.DECIMAL(65, 30), '12345678901234567890123456789012345.012345678901234567890123456789'],
    [my.YEAR(), 2024],
    [my.BIT(8), 5n],
    [my.BIT(64), 2n ** 64n - 1n],
    [my.LONGTEXT(), '🚀'.repeat(20_000)],
    [my.ENUM('a', "it's"), "it's"],
    [t.Enum('a', '\\'), '\\'],
    [my.SET('read', 'write', 'x'), ['read', 'x']],
    [my.SET('read', 'write'), []],
    [my.DATETIME({ fsp: 6, mode: 'string' }), '9999-12-31T23:59:59.999999'],
    [my.TIMESTAMP(), new Date('2038-01-19T03:14:07.999Z')],
    [my.TIME({ fsp: 3 }), '23:59:59.999000'],
    [t.UUID.withVariant(t.Uuid, 'mysql').withVariant(t.Uuid, 'mariadb'), 'abcdefab-cdef-abcd-efab-cdefabcdefab'],
  ])('a value of %s comes back: %p', async (type, value) => {
    expect(await stored(type, value)).toEqual(value);
  });

  testHere.each<readonly [TypeEngine<unknown>, unknown]>([
    [my.TINYINT(), 128],
    [t.Integer, 2 ** 31],
    [my.TIMESTAMP(), new Date('2038-01-19T03:14:08Z')],
    [t.String(3), 'four'],
    [t.Numeric(4, 2), '100.00'],
    [my.SET('a', 'b'), ['c']],
  ])('%s refuses %p', async (type, value) => {
    await expect(stored(type, value)).rejects.toThrow();
  });
});
