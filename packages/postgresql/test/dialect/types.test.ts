import {
  bindparam,
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
import * as pg from '../../src/index.ts';
import { describeServer } from '../support/server.ts';

const { postgresql, postgresqlDialect, Range } = pg;

type Case = readonly [type: TypeEngine<unknown>, name: string];

describe('the names of types', () => {
  test.each<Case>([
    [t.Integer, 'INTEGER'],
    [t.SmallInteger, 'SMALLINT'],
    [t.BigInteger, 'BIGINT'],
    [t.Numeric, 'NUMERIC'],
    [t.Numeric(10), 'NUMERIC(10)'],
    [t.Numeric(10, 2), 'NUMERIC(10, 2)'],
    [t.Float, 'FLOAT'],
    [t.Float(24), 'FLOAT(24)'],
    [t.Double, 'DOUBLE PRECISION'],
    [t.String, 'VARCHAR'],
    [t.String(30), 'VARCHAR(30)'],
    [t.String(30, { collation: 'de_DE' }), 'VARCHAR(30) COLLATE "de_DE"'],
    [t.Text, 'TEXT'],
    [t.Boolean, 'BOOLEAN'],
    // SQLAlchemy gives no precision. With it, now() fits a Date.
    [t.DateTime, 'TIMESTAMP(3) WITHOUT TIME ZONE'],
    [t.DateTime({ timezone: true }), 'TIMESTAMP(3) WITH TIME ZONE'],
    [t.DateTime({ mode: 'string' }), 'TIMESTAMP WITHOUT TIME ZONE'],
    [t.DateTime({ mode: 'string', timezone: true }), 'TIMESTAMP WITH TIME ZONE'],
    [t.DateTime({ precision: 0 }), 'TIMESTAMP(0) WITHOUT TIME ZONE'],
    [t.TIMESTAMP({ precision: 6, mode: 'string' }), 'TIMESTAMP WITHOUT TIME ZONE'],
    [t.Date, 'DATE'],
    [t.Time, 'TIME WITHOUT TIME ZONE'],
    [pg.TIME({ precision: 3, timezone: true }), 'TIME(3) WITH TIME ZONE'],
    [t.Interval, 'INTERVAL'],
    [t.LargeBinary, 'BYTEA'],
    [t.JSON, 'JSON'],
    [t.Uuid, 'UUID'],
    [t.Enum('a', 'b', { name: 'mood' }), 'mood'],
    [t.Enum('a', 'b', { name: 'Mood', schema: 'app' }), 'app."Mood"'],
    [t.Enum('a', 'bcd', { nativeEnum: false }), 'VARCHAR(3)'],
    [t.ARRAY(t.Integer), 'INTEGER[]'],
    [t.ARRAY(t.Numeric(10, 2), { dimensions: 2 }), 'NUMERIC(10, 2)[][]'],
    [t.ARRAY(t.String(5, { collation: 'C' })), 'VARCHAR(5)[] COLLATE "C"'],
    [t.DATETIME, 'DATETIME'],
    [t.DOUBLE, 'DOUBLE'],
    [t.DOUBLE_PRECISION, 'DOUBLE PRECISION'],
    [t.VARCHAR(3), 'VARCHAR(3)'],
    [pg.JSONB, 'JSONB'],
    [pg.BYTEA, 'BYTEA'],
    [pg.CITEXT, 'CITEXT'],
    [pg.INET, 'INET'],
    [pg.CIDR, 'CIDR'],
    [pg.MACADDR, 'MACADDR'],
    [pg.MONEY, 'MONEY'],
    [pg.OID, 'OID'],
    [pg.TSVECTOR, 'TSVECTOR'],
    [pg.HSTORE, 'HSTORE'],
    [pg.BIT(3), 'BIT(3)'],
    [pg.BIT(3, { varying: true }), 'BIT VARYING(3)'],
    [pg.BIT(null, { varying: true }), 'BIT VARYING'],
    [pg.INT4RANGE, 'INT4RANGE'],
    [pg.TSTZRANGE({ mode: 'string' }), 'TSTZRANGE'],
    [pg.INT8MULTIRANGE, 'INT8MULTIRANGE'],
    [pg.INTERVAL, 'INTERVAL'],
    [pg.INTERVAL({ fields: 'DAY TO SECOND', precision: 3 }), 'INTERVAL DAY TO SECOND (3)'],
    [pg.ENUM('a', { name: 'mood' }), 'mood'],
    [pg.DOMAIN('us_postal_code', t.Text), 'us_postal_code'],
    [t.JSON.withVariant(pg.JSONB, 'postgresql'), 'JSONB'],
    [t.JSON.withVariant(pg.JSONB, 'mysql'), 'JSON'],
  ])('%s is %s', (type, name) => {
    expect(typeNameFor(type, postgresqlDialect)).toBe(name);
  });

  test('an Enum without a name is an error', () => {
    expect(() => typeNameFor(t.Enum('a'), postgresqlDialect)).toThrow('PostgreSQL ENUM type requires a name.');
  });
});

describe('literals', () => {
  test.each<readonly [TypeEngine<unknown>, unknown, string]>([
    [t.String, "it's \\", "'it''s \\'"],
    [t.LargeBinary, Uint8Array.of(0xde, 0xad), "'\\xdead'"],
    [t.Boolean, true, 'true'],
    [t.Float, Number.NaN, "'NaN'::float8"],
    [t.Float, -0.5, '-0.5'],
    [t.Numeric(10, 2), '19.90', '19.90'],
    [t.Numeric, 'Infinity', "'Infinity'::numeric"],
    [t.DateTime({ timezone: true }), new Date(0), "'1970-01-01 00:00:00.000000+00'"],
    [t.Interval, -3_600_000_001n, "'-1:00:00.000001'"],
    [t.Interval, 2n ** 62n, "'1281023894:00:27.387904'"],
    [t.ARRAY(t.Integer), [1, null], 'ARRAY[1, NULL]::INTEGER[]'],
    [t.ARRAY(t.Text), [], 'ARRAY[]::TEXT[]'],
    [t.ARRAY(t.Text, { dimensions: 2 }), [["it's"]], "ARRAY[ARRAY['it''s']]::TEXT[][]"],
  ])('of %s: %p', (type, value, literal) => {
    expect(writeLiteral(value, type, postgresqlDialect)).toBe(literal);
  });
});

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'types of PostgreSQL', (url) => {
  let counter = 0;

  async function connected<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    await using engine = createEngine(url, { dialect: postgresql });
    return await engine.begin(async (connection) => {
      const result = await work(connection);
      await connection.rollback();
      return result;
    });
  }

  async function roundTrip(connection: Connection, type: TypeEngine<unknown>, value: unknown): Promise<unknown> {
    counter += 1;
    const table = new Table(`pg_type_${process.pid}_${counter}`, new MetaData(), { value: column(type) });
    await connection.execute(text(`CREATE TABLE ${table.name} (value ${typeNameFor(type, postgresqlDialect)})`));
    const insert = text(`INSERT INTO ${table.name} (value) VALUES (:value)`);
    await connection.execute(insert.bindparams(bindparam('value', { type })), { value });
    const literal = writeLiteral(value, type, postgresqlDialect);
    await connection.execDriverSql(`INSERT INTO ${table.name} (value) VALUES (${literal})`);
    const [fromParameter, fromLiteral] = await connection.scalars(select(table.c.value)).all();
    expect(fromLiteral).toEqual(fromParameter);
    return fromParameter;
  }

  test.each<readonly [TypeEngine<unknown>, unknown]>([
    [pg.JSONB, { a: [1, 'x', null] }],
    [pg.JSONB, '5'],
    [pg.INET, '192.168.0.1/24'],
    [pg.CIDR, '192.168.0.0/24'],
    [pg.MACADDR, '08:00:2b:01:02:03'],
    [pg.MONEY, '$12.34'],
    [pg.OID, 4_294_967_295],
    [pg.TSVECTOR, "'cat':1 'rat':2"],
    [pg.BIT(3), '101'],
    [pg.BIT(null, { varying: true }), ''],
    [pg.TIME({ timezone: true }), '07:30:00.5+02'],
    [pg.INTERVAL, { months: 14, days: -3, microseconds: 1n }],
    [pg.INTERVAL, { months: 0, days: 0, microseconds: -1n }],
    [pg.INTERVAL, { months: -1, days: 1, microseconds: 2n ** 62n }],
    [pg.INT4RANGE, new Range(1, 10)],
    [pg.INT4RANGE, new Range<number>(null, 10)],
    [pg.INT4RANGE, Range.empty],
    [pg.INT8RANGE, new Range(2n ** 60n, null)],
    [pg.NUMRANGE, new Range('0.1', '1.5', '(]')],
    [pg.DATERANGE, new Range('2024-02-28', '2024-03-01')],
    [pg.TSRANGE, new Range(new Date(0), new Date(1))],
    [pg.TSTZRANGE({ mode: 'string' }), new Range('2024-03-31T02:30:00.000001Z', '2024-03-31T02:30:00.000002Z', '[]')],
    [pg.INT4MULTIRANGE, [new Range(1, 3), new Range(5, 7)]],
    [pg.NUMMULTIRANGE, []],
    [t.ARRAY(t.Integer), [1, null, -3]],
    [t.ARRAY(t.Integer), []],
    [
      t.ARRAY(t.Integer, { dimensions: 2 }),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [t.ARRAY(t.BigInteger), [2n ** 60n]],
    [t.ARRAY(t.Numeric), ['0.10', '0.000000000000000000000000000001']],
    [t.ARRAY(t.Text), ["it's", '"x"', '\\', '', 'NULL', '{a,b}', '🚀']],
    [t.ARRAY(t.Boolean), [true, false]],
    [t.ARRAY(t.DateTime({ timezone: true })), [new Date(0), new Date(1)]],
    [t.ARRAY(t.Uuid), ['abcdefab-cdef-abcd-efab-cdefabcdefab']],
    [t.ARRAY(pg.JSONB), [[1, 2], { a: 1 }, 'x']],
    [t.ARRAY(pg.INT4RANGE), [new Range(1, 3)]],
    [t.ARRAY(t.Double), [0.1, Number.POSITIVE_INFINITY, -0]],
  ])('a value of %s comes back: %p', async (type, value) => {
    expect(await connected((connection) => roundTrip(connection, type, value))).toEqual(value);
  });

  test('arrays of bytes come back', async () => {
    const value = await connected((connection) => roundTrip(connection, t.ARRAY(t.LargeBinary), [Uint8Array.of(0, 92)]));
    expect((value as Uint8Array[]).map((bytes) => [...bytes])).toEqual([[0, 92]]);
  });

  test('values of an ENUM, alone, in arrays and of a domain come back', async () => {
    await connected(async (connection) => {
      const mood = t.Enum('sad', "it's ok", 'happy, very', { name: `mood_${process.pid}` });
      await connection.execDriverSql(`CREATE TYPE mood_${process.pid} AS ENUM ('sad', 'it''s ok', 'happy, very')`);
      await connection.execDriverSql(`CREATE DOMAIN year_${process.pid} AS integer`);
      expect(await roundTrip(connection, mood, "it's ok")).toBe("it's ok");
      expect(await roundTrip(connection, t.ARRAY(mood), ['sad', 'happy, very'])).toEqual(['sad', 'happy, very']);
      expect(await roundTrip(connection, pg.DOMAIN(`year_${process.pid}`, t.Integer), 2024)).toBe(2024);
    });
  });

  test('an HSTORE comes back', async () => {
    await connected(async (connection) => {
      await connection.execDriverSql('CREATE EXTENSION IF NOT EXISTS hstore');
      const value = { a: '1', "it's": '"x" \\ => ,', none: null, '': '' };
      expect(await roundTrip(connection, pg.HSTORE, value)).toEqual(value);
      expect(await roundTrip(connection, pg.HSTORE, {})).toEqual({});
    });
  });

  test('an interval with months is an error for t.Interval', async () => {
    await connected(async (connection) => {
      const months = text("SELECT interval '1 month' AS x").columns({ x: t.Interval });
      await expect(Promise.resolve(connection.scalar(months))).rejects.toThrow('a month has no fixed length');
      const days = text("SELECT interval '1 day -01:00:00.5' AS x").columns({ x: t.Interval });
      expect(await connection.scalar(days)).toBe(86_400_000_000n - 3_600_500_000n);
    });
  });
});
