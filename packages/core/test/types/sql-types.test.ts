import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { structuralKey } from '../../src/types/define-type.ts';
import * as t from '../../src/types/types.ts';
import type { TypeEngine } from '../../src/types/type-engine.ts';

describe('types by their names in SQL', () => {
  test.each<readonly [TypeEngine<unknown>, family: string, repr: string]>([
    [t.INTEGER, 'Integer', 'INTEGER()'],
    [t.SMALLINT, 'SmallInteger', 'SMALLINT()'],
    [t.BIGINT, 'BigInteger', 'BIGINT()'],
    [t.BIGINT({ mode: 'number' }), 'BigInteger', "BIGINT(mode='number')"],
    [t.NUMERIC(10, 2), 'Numeric', 'NUMERIC(precision=10, scale=2)'],
    [t.DECIMAL, 'Numeric', 'DECIMAL()'],
    [t.FLOAT, 'Float', 'FLOAT()'],
    [t.REAL, 'Float', 'REAL()'],
    [t.DOUBLE, 'Double', 'DOUBLE()'],
    [t.DOUBLE_PRECISION, 'Double', 'DOUBLE_PRECISION()'],
    [t.VARCHAR(30), 'String', 'VARCHAR(length=30)'],
    [t.NVARCHAR(30), 'Unicode', 'NVARCHAR(length=30)'],
    [t.CHAR(3), 'String', 'CHAR(length=3)'],
    [t.NCHAR(3), 'Unicode', 'NCHAR(length=3)'],
    [t.TEXT, 'Text', 'TEXT()'],
    [t.CLOB, 'Text', 'CLOB()'],
    [t.BOOLEAN, 'Boolean', 'BOOLEAN()'],
    [t.DATE, 'Date', 'DATE()'],
    [t.DATETIME, 'DateTime', 'DATETIME()'],
    [t.TIMESTAMP({ timezone: true }), 'DateTime', 'TIMESTAMP(timezone=true)'],
    [t.TIME({ precision: 3 }), 'Time', 'TIME(precision=3)'],
    [t.BLOB, 'LargeBinary', 'BLOB()'],
    [t.BINARY(16), 'LargeBinary', 'BINARY(length=16)'],
    [t.VARBINARY(16), 'LargeBinary', 'VARBINARY(length=16)'],
    [t.UUID, 'Uuid', 'UUID()'],
  ])('%s is a %s', (type, family, repr) => {
    expect(type.typeName).toBe(family);
    expect(String(type)).toBe(repr);
    expect(structuralKey(type)).toBe(repr);
  });
});

describe('Interval', () => {
  const milliseconds = t.Interval({ mode: 'milliseconds' });

  test.each<readonly [unknown, bigint]>([
    [5, 5n],
    [5n, 5n],
    ['-9007199254740993', -9007199254740993n],
    ['00:00:00.000001', 1n],
    ['-00:00:01', -1_000_000n],
    ['36:00:00', 129_600_000_000n],
    ['1 day', 86_400_000_000n],
    ['2 days -01:00:00', 169_200_000_000n],
    ['-1 days +01:00:00', -82_800_000_000n],
    ['PT-0.5S', -500_000n],
    ['P1DT2H3M4.000005S', 93_784_000_005n],
    ['P0D', 0n],
  ])('reads %p as microseconds', (delivered, value) => {
    expect(t.Interval.decode?.(delivered)).toBe(value);
  });

  test.each(['1 mon', '1 year 2 mons', 'P1Y', 'P1M'])('refuses months, which have no fixed length: %s', (delivered) => {
    expect(() => t.Interval.decode?.(delivered)).toThrow('a month has no fixed length');
  });

  test.each(['', 'x', '1 fortnight', '@ 1 day', 1.5, 2 ** 60, true, {}])('refuses %p', (delivered) => {
    expect(() => t.Interval.decode?.(delivered)).toThrow('cannot be read as one');
  });

  test('counts milliseconds where it is asked to, and loses none', () => {
    expect(milliseconds.encode?.(1500)).toBe(1_500_000n);
    expect(milliseconds.decode?.('00:00:01.5')).toBe(1500);
    expect(() => milliseconds.decode?.(1)).toThrow('no whole number of milliseconds');
    expect(() => milliseconds.encode?.(0.5)).toThrow('a whole number of milliseconds');
    expect(() => t.Interval.encode?.(5 as never)).toThrow('a bigint of microseconds');
    expect(() => t.Interval.encode?.(2n ** 63n)).toThrow('292,000 years');
  });
});

describe('the length of a type', () => {
  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, '30' as never])('is no %p', (length) => {
    expect(() => t.String(length)).toThrow(ArgumentError);
    expect(() => t.LargeBinary(length)).toThrow('The length of LargeBinary is a whole number');
  });

  test('may be left open', () => {
    expect([t.String(null).length, t.LargeBinary().length, t.String(30).length]).toEqual([null, null, 30]);
  });
});

describe('digits behind the seconds', () => {
  test.each<readonly [TypeEngine<unknown>, unknown, boolean]>([
    [t.DateTime({ precision: 0 }), new Date(1000), true],
    [t.DateTime({ precision: 0 }), new Date(1), false],
    [t.DateTime({ precision: 2 }), new Date(10), true],
    [t.DateTime({ precision: 6 }), new Date(1), true],
    [t.DateTime({ mode: 'string', precision: 3 }), '2024-03-31T02:30:00.123', true],
    [t.DateTime({ mode: 'string', precision: 3 }), '2024-03-31T02:30:00.1234', false],
    [t.DateTime({ mode: 'string', precision: 3, timezone: true }), '2024-03-31T02:30:00.123Z', true],
    [t.Time({ precision: 0 }), '07:30', true],
    [t.Time({ precision: 0 }), '07:30:00.1', false],
  ])('%s and %p: it fits: %p', (type, value, fits) => {
    const encode = () => type.encode?.(value);
    if (fits) expect(encode).not.toThrow();
    else expect(encode).toThrow('which the database would round');
  });

  test('are 3 for a Date and 6 for a text', () => {
    expect(t.DateTime.precision).toBe(3);
    expect(t.DateTime({ mode: 'string' }).precision).toBe(6);
    expect(t.DateTime({ precision: 3 })).toBe(t.DateTime);
    expect(String(t.DateTime({ precision: 6 }))).toBe('DateTime(precision=6)');
    expect(() => t.DateTime({ precision: 7 })).toThrow('0 to 6');
  });
});

describe('exact decimals', () => {
  test('with more digits than the scale are an error, trailing zeros apart', () => {
    expect(t.Numeric(10, 2).encode?.('19.900')).toBe('19.900');
    expect(() => t.Numeric(10, 2).encode?.('19.999')).toThrow('2 digits behind the point');
    expect(() => t.Numeric(10).encode?.('1.5')).toThrow('0 digits behind the point');
    expect(t.Numeric(10, 2, { mode: 'number' }).encode?.(0.1 + 0.2)).toBe('0.30000000000000004');
  });

  test('are compared with any other', () => {
    expect(t.Numeric(10, 2).operandType).toBe(t.Numeric);
    expect(String(t.DECIMAL(10, 2).operandType)).toBe('DECIMAL()');
  });
});

describe('JSON', () => {
  test('has a constant for the document null', () => {
    expect(t.JSON.encode?.(t.JSON.NULL)).toBe('null');
    expect(t.JSON.encode?.({ a: t.JSON.NULL })).toBe('{"a":null}');
    expect(String(t.JSON.NULL)).toBe('JSON.NULL');
  });
});

describe('ARRAY', () => {
  const dialect = { name: 'x', codecOf: (type: TypeEngine<unknown>) => type };
  const codec = (type: TypeEngine<unknown>) => type.adapt?.(dialect) as Required<TypeEngine<unknown>>;

  test('encodes and decodes item by item', () => {
    const days = codec(t.ARRAY(t.Date));
    expect(days.encode(['2024-02-29', null])).toEqual(['2024-02-29', null]);
    expect(() => days.encode(['2023-02-29'])).toThrow('a day of the calendar');
    expect(() => days.encode('2024-02-29')).toThrow('an array');
    expect(() => days.encode([undefined])).toThrow('undefined');
    // biome-ignore lint/suspicious/noSparseArray: a hole is the point.
    expect(() => days.encode([, '2024-02-29'])).toThrow('undefined');
    expect(codec(t.ARRAY(t.BigInteger)).decode([[1], [2, null]])).toEqual([[1n], [2n, null]]);
  });

  test('does not take items that are arrays for another dimension', () => {
    expect(codec(t.ARRAY(t.JSON)).encode([[1], { a: 1 }])).toEqual(['[1]', '{"a":1}']);
    expect(codec(t.ARRAY(t.JSON, { dimensions: 2 })).encode([[[1]]])).toEqual([['[1]']]);
  });

  test('is not nested, and shows all it was given', () => {
    expect(() => t.ARRAY(t.ARRAY(t.Integer))).toThrow('Do not nest ARRAY types');
    expect(String(t.ARRAY(t.String(5), { dimensions: 2 }))).toBe('ARRAY(String(length=5), dimensions=2)');
    expect(structuralKey(t.ARRAY(t.Integer))).not.toBe(structuralKey(t.ARRAY(t.BigInteger)));
  });
});

describe('withVariant', () => {
  const type = t.String(30).withVariant(t.Text, 'mysql', 'mariadb').withVariant(t.Unicode(5), 'oracle');

  test('chooses by the names of the dialect, the first one first', () => {
    expect(type.inDialect?.(['mysql'])).toBe(t.Text);
    expect(String(type.inDialect?.(['oracle', 'mysql']))).toBe('Unicode(length=5)');
    expect(String(type.inDialect?.(['sqlite']))).toBe('String(length=30)');
  });

  test('has the fields of the type, and a structure of its own', () => {
    expect(type).toMatchObject({ typeName: 'String', length: 30 });
    expect(String(type)).toBe('String(length=30)');
    expect(structuralKey(type)).toBe(
      "String(length=30).withVariant(Text(), 'mysql').withVariant(Text(), 'mariadb').withVariant(Unicode(length=5), 'oracle')",
    );
    expect(structuralKey(type)).not.toBe(structuralKey(t.String(30)));
    expect(Object.isFrozen(type)).toBe(true);
  });

  test('refuses doubles and variants with variants', () => {
    expect(() => type.withVariant(t.Text, 'mysql')).toThrow("has a variant for the dialect 'mysql' already");
    expect(() => t.Text.withVariant(type, 'mysql')).toThrow('A variant has variants itself');
    expect(() => t.Text.withVariant(t.String, ...([] as unknown as ['x']))).toThrow('the names of dialects');
  });
});
