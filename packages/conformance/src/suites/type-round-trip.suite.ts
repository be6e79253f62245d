import {
  AludelError,
  bindparam,
  type Connection,
  column,
  func,
  insert,
  MetaData,
  select,
  Table,
  text,
  type TypeEngine,
  types as t,
} from '@aludel/core';
import { typeNameFor, writeLiteral } from '@aludel/core/dialect';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

type Case = readonly [what: string, type: TypeEngine<unknown>, value: unknown, read?: unknown];

let counter = 0;

/** Values go through a column of their type, which the dialect names, and come back as they were. */
export function typeRoundTrip(context: SuiteContext): void {
  const { dialect } = context;

  async function roundTrip(connection: Connection, type: TypeEngine<unknown>, value: unknown): Promise<unknown> {
    counter += 1;
    const table = new Table(`conformance_type_${process.pid}_${counter}`, new MetaData(), {
      id: column(t.Integer, { primaryKey: true }),
      value: column(type, { nullable: true }),
    });
    await connection.execute(
      text(`CREATE TABLE ${table.name} (id INTEGER NOT NULL PRIMARY KEY, value ${typeNameFor(type, dialect)} NULL)`),
    );
    try {
      const insert = text(`INSERT INTO ${table.name} (id, value) VALUES (1, :value)`);
      await connection.execute(insert.bindparams(bindparam('value', { type })), { value });
      return await connection.scalar(select(table.c.value).where(table.c.id.eq(1)));
    } finally {
      await drop(connection, table.name);
    }
  }

  /** DDL outside of a transaction, which a refused value would abort. */
  async function connected<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await context.engine({ isolationLevel: 'AUTOCOMMIT' }).connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  const inColumn = (type: TypeEngine<unknown>, value: unknown) => connected((connection) => roundTrip(connection, type, value));

  test.each<Case>([
    ['the greatest Integer', t.Integer, 2 ** 31 - 1],
    ['the least Integer', t.Integer, -(2 ** 31)],
    ['a SmallInteger', t.SmallInteger, -32_768],
    ['2^53 + 1', t.BigInteger, 2n ** 53n + 1n],
    ['the least 64 bits hold', t.BigInteger, -(2n ** 63n)],
    ['2^53 - 1 as a number', t.BigInteger({ mode: 'number' }), 2 ** 53 - 1],
    ['0.1 as a Float', t.Float, 0.1],
    ['1/3 as a Float', t.Float, 1 / 3],
    ['1/3 as a Double', t.Double, 1 / 3],
    ['the greatest number', t.Double, Number.MAX_VALUE],
    ['0.1 as a Numeric', t.Numeric(10, 2), '0.10'],
    ['a price', t.Numeric(10, 2), '-19.90'],
    ['1e-30 as a Numeric', t.Numeric(38, 30), '0.000000000000000000000000000001'],
    ['a whole number of 18 digits', t.Numeric(18, 0), '123456789012345678'],
    ['a Numeric as a number', t.Numeric(10, 2, { mode: 'number' }), 19.99],
    ['an exact decimal under its SQL name', t.DECIMAL(10, 3), '1.500'],
    ['text', t.String(30), 'it\'s \\ "x" 100%'],
    ...context.where('emptyText', ['empty text', t.String(30), ''] as [string, typeof t.String, string]),
    ['text that looks like a number', t.String(30), '007.50'],
    ['text of four bytes a character', t.String(30), '𝒳 🚀 👩‍👩‍👧'],
    ['Unicode', t.Unicode(30), 'Zażółć'],
    ['a long text', t.Text, 'ü'.repeat(20_000)],
    ['UnicodeText', t.UnicodeText, '日本語'],
    ['text under its SQL name', t.VARCHAR(30), 'x'],
    ['true', t.Boolean, true],
    ['false', t.Boolean, false],
    ['bytes', t.LargeBinary, Uint8Array.of(0, 255, 39, 92)],
    ['no bytes', t.LargeBinary, new Uint8Array()],
    ['a UUID', t.Uuid, '00000000-0000-0000-0000-0000000000e1'],
    ['a UUID of letters', t.Uuid, 'abcdefab-cdef-abcd-efab-cdefabcdefab'],
    ['a value of an Enum', t.Enum('draft', "it's", 'größer', { nativeEnum: false }), "it's"],
    ['a span of time', t.Interval, 93_784_000_001n],
    ['a span back in time', t.Interval, -1n],
    ['the longest span of time', t.Interval({ mode: 'milliseconds' }), 9_007_199_254_740],
  ])('%s comes back', async (_what, type, value) => {
    expect(plain(await inColumn(type, value))).toEqual(plain(value));
  });

  test.each<Case>([
    ['an object', t.JSON, { a: [1, 0.5, null, true, 'ü🚀'], b: {}, '': '' }],
    ['an array', t.JSON, [[], [[1]]]],
    ['a text', t.JSON, 'text'],
    ['a text that is a document itself', t.JSON, '{"a": 1}'],
    ['a text that looks like a number', t.JSON, '5'],
    ['an empty text', t.JSON, ''],
    ['a number', t.JSON, 5],
    ['a fraction', t.JSON, -0.25],
    ['true', t.JSON, true],
    ['an integer beyond 2^53', t.JSON, { id: 2n ** 53n + 1n }],
    ['a document of nothing but such an integer', t.JSON, 2n ** 53n + 1n],
    // MariaDB takes 31 levels, MySQL a hundred.
    ['a deep document', t.JSON, deep(30)],
  ])('the JSON document comes back: %s', async (_what, type, value) => {
    expect(await inColumn(type, value)).toEqual(value);
  });

  test('the document null is no SQL NULL, and both read as null', async () => {
    await connected(async (connection) => {
      const name = `conformance_type_null_${process.pid}`;
      await connection.execute(
        text(`CREATE TABLE ${name} (id INTEGER NOT NULL PRIMARY KEY, value ${typeNameFor(t.JSON, dialect)})`),
      );
      try {
        const insert = text(`INSERT INTO ${name} (id, value) VALUES (:id, :value)`).bindparams(
          bindparam('value', { type: t.JSON }),
        );
        await connection.execute(insert, [
          { id: 1, value: t.JSON.NULL },
          { id: 2, value: null },
        ]);
        expect(await connection.scalars(text(`SELECT id FROM ${name} WHERE value IS NULL`)).all()).toEqual([2]);
        const values = text(`SELECT value FROM ${name}`).columns({ value: t.JSON });
        expect(await connection.scalars(values).all()).toEqual([null, null]);
      } finally {
        await drop(connection, name);
      }
    });
  });

  test.each<Case>([
    ['the year 1', t.DateTime, new Date('0001-01-01T00:00:00.001Z')],
    ['the year 9999', t.DateTime, new Date('9999-12-31T23:59:59.999Z')],
    ['an hour that Berlin did not have', t.DateTime, new Date('2024-03-31T02:30:00.500Z')],
    ['a midnight that São Paulo did not have', t.DateTime, new Date('2018-11-04T00:00:00Z')],
    ['a day that Apia did not have', t.DateTime({ timezone: true }), new Date('2011-12-30T12:00:00.125Z')],
    ['an hour that London had twice', t.DateTime({ timezone: true }), new Date('2024-10-27T01:30:00Z')],
    ['before 1970', t.DateTime({ timezone: true }), new Date(-1)],
    ['microseconds', t.DateTime({ mode: 'string' }), '2024-03-31T02:30:00.123456'],
    ['microseconds of an instant', t.DateTime({ mode: 'string', timezone: true }), '1969-12-31T23:59:59.999999Z'],
    ['a TIMESTAMP', t.TIMESTAMP, new Date('2024-02-29T12:30:00.125Z')],
    ['the year 1 as a day', t.Date, '0001-01-01'],
    ['the year 9999 as a day', t.Date, '9999-12-31'],
    ['a day that Apia did not have, as a day', t.Date, '2011-12-30'],
    ['the last moment of a day', t.Time, '23:59:59.999999'],
    ['the first one', t.Time, '00:00:00'],
  ])('a date or time comes back: %s', async (_what, type, value) => {
    expect(await inColumn(type, value)).toEqual(value);
  });

  test.each([
    t.Integer,
    t.BigInteger,
    t.Float,
    t.Numeric(10, 2),
    t.String(30),
    t.Text,
    t.Boolean,
    t.LargeBinary,
    t.Uuid,
    t.JSON,
    t.Interval,
    t.DateTime,
    t.Date,
    t.Time,
  ])('null is NULL in a column of the type %s', async (type) => {
    expect(await inColumn(type, null)).toBeNull();
  });

  test.each<Case>([
    ['NaN', t.Float, Number.NaN],
    ['infinity', t.Float, Number.POSITIVE_INFINITY],
    ['infinity back', t.Double, Number.NEGATIVE_INFINITY],
    ['-0', t.Double, -0, 0],
    ['text with U+0000', t.String(30), 'a\0b'],
    ['a document with U+0000', t.JSON, 'a\0b'],
    ['an exact decimal of 40 digits', t.Numeric(40, 20), '12345678901234567890.12345678901234567890'],
    ['a NaN among exact decimals', t.Numeric(10, 2), 'NaN'],
    ['a JSON document of 90 bits', t.JSON, 2n ** 90n],
    ['a number of 90 bits inside of a JSON document', t.JSON, { a: [2n ** 90n] }],
    ['a number of 64 bits inside of a JSON document', t.JSON, [2n ** 64n - 1n, -(2n ** 63n)]],
    ['the fractions of a JSON document', t.JSON, [1 / 3, 5e-324, 1.7976931348623157e308, 1e-7, 123456789.123456789]],
    ['half of a surrogate pair in a document', t.JSON, ['a\ud800b']],
    ['a number beyond 2^53 in a document', t.JSON, [1e21, 2 ** 53]],
    ['a document of a thousand levels', t.JSON, deep(1000)],
  ])('%s comes back or is refused; it never becomes something else', async (_what, type, value, equal = value) => {
    const outcome = await inColumn(type, value).catch((error: unknown) => error);
    if (outcome instanceof AludelError) return;
    // The database that knows no -0 gives 0, which is equal to it.
    expect([value, equal]).toContainEqual(outcome);
  });

  test.each<Case>([
    ['half of a surrogate pair', t.String(30), 'a\ud800b'],
    ['a number with a fraction', t.Integer, 1.5],
    ['an exact decimal with more digits than the scale', t.Numeric(10, 2), '19.999'],
    ['a Date with milliseconds for whole seconds', t.DateTime({ precision: 0 }), new Date(1)],
    ['a text that is no value of the Enum', t.Enum('a', 'b', { nativeEnum: false }), 'c'],
    ['an array for a text', t.String(30), ['a']],
    ['undefined in a JSON array', t.JSON, [undefined]],
    ['a bigint that no Float can hold', t.Float, 2n ** 53n + 1n],
  ])('%s is refused', async (_what, type, value) => {
    await expect(inColumn(type, value)).rejects.toThrow(AludelError);
  });

  test('what the database puts in for "now" fits a Date', async () => {
    await connected(async (connection) => {
      for (const type of [t.DateTime, t.DateTime({ timezone: true })]) {
        const name = `conformance_type_now_${process.pid}`;
        const metadata = new MetaData();
        const table = new Table(name, metadata, {
          id: column(t.Integer, { primaryKey: true, autoincrement: false }),
          value: column(type, { serverDefault: func.now() }),
        });
        await metadata.createAll(connection);
        try {
          await connection.execute(insert(table).values({ id: 1 }));
          expect(await connection.scalar(select(table.c.value))).toBeInstanceOf(Date);
        } finally {
          await drop(connection, name);
        }
      }
    });
  });

  test.each<Case>([
    ['text', t.String(30), 'it\'s \\ "x" % :name ? $1'],
    ['a whole number', t.Integer, -5],
    ['a bigint', t.BigInteger, -(2n ** 62n)],
    ['an exact decimal', t.Numeric(10, 2), '19.90'],
    ['a fraction', t.Double, 1 / 3],
    ['true', t.Boolean, true],
    ['bytes', t.LargeBinary, Uint8Array.of(0, 39, 92, 255)],
    ['a document', t.JSON, { a: 'it\'s \\ "x"' }],
    ['a UUID', t.Uuid, 'abcdefab-cdef-abcd-efab-cdefabcdefab'],
    ['a moment', t.DateTime, new Date('2024-03-31T02:30:00.500Z')],
    ['an instant', t.DateTime({ timezone: true }), new Date('2024-03-31T02:30:00.500Z')],
    ['a day', t.Date, '2024-02-29'],
    ['a time of day', t.Time, '23:59:59.999999'],
    ['a span of time', t.Interval, -93_784_000_001n],
  ])('a literal means the same as a parameter: %s', async (_what, type, value) => {
    await connected(async (connection) => {
      const name = `conformance_type_literal_${process.pid}`;
      const literal = writeLiteral(value, type, dialect);
      await connection.execDriverSql(
        `CREATE TABLE ${name} (id INTEGER NOT NULL PRIMARY KEY, value ${typeNameFor(type, dialect)} NULL)`,
      );
      try {
        await connection.execDriverSql(`INSERT INTO ${name} (id, value) VALUES (1, ${literal})`);
        const read = text(`SELECT value FROM ${name}`).columns({ value: type });
        expect(plain(await connection.scalar(read))).toEqual(plain(value));
      } finally {
        await drop(connection, name);
      }
    });
  });

  test('a decorated type and a variant travel as their inner types do', async () => {
    class Tags extends t.TypeDecorator<readonly string[], string> {
      readonly impl = t.String(200);
      override readonly cacheOk = true;

      override processBindParam(tags: readonly string[]): string {
        return tags.join(',');
      }

      override processResultValue(tags: string): readonly string[] {
        return tags.split(',');
      }
    }
    expect(await inColumn(new Tags(), ['a', 'b'])).toEqual(['a', 'b']);
    const variant = t.Text.withVariant(t.String(40), context.variantName);
    expect(typeNameFor(variant, dialect)).toBe(typeNameFor(t.String(40), dialect));
    expect(await inColumn(variant, 'x')).toBe('x');
  });
}

function drop(connection: Connection, name: string): Promise<unknown> {
  return Promise.resolve(connection.execute(text(`DROP TABLE ${name}`)));
}

function deep(levels: number): unknown {
  return levels === 0 ? 'bottom' : [deep(levels - 1)];
}

/** Buffers are bytes like all others. */
function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}
