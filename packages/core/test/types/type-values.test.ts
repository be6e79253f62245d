import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { structuralKey } from '../../src/types/define-type.ts';
import * as t from '../../src/types/types.ts';
import type { TypeEngine } from '../../src/types/type-engine.ts';

describe('types', () => {
  test.each<[TypeEngine<unknown>, string]>([
    [t.Integer, 'Integer()'],
    [t.SmallInteger, 'SmallInteger()'],
    [t.BigInteger, 'BigInteger()'],
    [t.BigInteger({ mode: 'number' }), "BigInteger(mode='number')"],
    [t.Float, 'Float()'],
    [t.Float(24), 'Float(precision=24)'],
    [t.Double(53), 'Double(precision=53)'],
    [t.Numeric, 'Numeric()'],
    [t.Numeric(10, 2), 'Numeric(precision=10, scale=2)'],
    [t.Numeric(10, 2, { mode: 'number' }), "Numeric(precision=10, scale=2, mode='number')"],
    [t.String, 'String()'],
    [t.String(30), 'String(length=30)'],
    [t.String(30, { collation: 'C' }), "String(length=30, collation='C')"],
    [t.Text, 'Text()'],
    [t.Unicode(5), 'Unicode(length=5)'],
    [t.UnicodeText, 'UnicodeText()'],
    [t.Boolean, 'Boolean()'],
    [t.LargeBinary, 'LargeBinary()'],
    [t.LargeBinary(16), 'LargeBinary(length=16)'],
    [t.JSON, 'JSON()'],
    [t.Uuid, 'Uuid()'],
    [t.Enum("it's", 'b', { name: 'state' }), "Enum('it\\'s', 'b', name='state')"],
    [t.DateTime, 'DateTime()'],
    [t.DateTime({ timezone: true }), 'DateTime(timezone=true)'],
    [t.DateTime({ timezone: true, mode: 'string' }), "DateTime(timezone=true, mode='string')"],
    [t.Date, 'Date()'],
    [t.Time, 'Time()'],
    [t.NullType, 'NullType()'],
  ])('%s prints as SQLAlchemy prints it', (type, repr) => {
    expect(String(type)).toBe(repr);
    expect(inspect(type)).toBe(repr);
  });

  test.each([
    t.Integer,
    t.SmallInteger,
    t.BigInteger,
    t.Float,
    t.Double,
    t.Numeric,
    t.String,
    t.Text,
    t.Unicode,
    t.UnicodeText,
    t.Boolean,
    t.LargeBinary,
    t.JSON,
    t.Uuid,
    t.DateTime,
    t.Date,
    t.Time,
    t.NullType,
  ])('%s is the same value bare and called', (type) => {
    expect((type as () => unknown)()).toBe(type);
  });

  test('a type is frozen', () => {
    expect(Object.isFrozen(t.Integer)).toBe(true);
    expect(Object.isFrozen(t.String(30))).toBe(true);
    expect(Object.isFrozen(t.Enum('a').values)).toBe(true);
  });

  test('the fields say what the type was given', () => {
    expect(t.String.length).toBeNull();
    expect(t.String(30).length).toBe(30);
    expect(t.String(null, { collation: 'C' }).collation).toBe('C');
    expect(t.Numeric(10, 2)).toMatchObject({ typeName: 'Numeric', precision: 10, scale: 2, mode: 'string' });
    expect(t.BigInteger({ mode: 'number' }).mode).toBe('number');
    expect(t.Enum('a', 'b', { name: 'x' })).toMatchObject({ values: ['a', 'b'], name: 'x' });
    expect(t.Enum('a').name).toBeNull();
    expect(t.DateTime({ timezone: true })).toMatchObject({ timezone: true, mode: 'date' });
    expect(t.DateTime({ mode: 'string' })).toMatchObject({ timezone: false, mode: 'string' });
  });

  test('an Enum refuses doubles and what is no string', () => {
    expect(() => t.Enum('a', 'a')).toThrow("An Enum has the value 'a' twice.");
    expect(() => t.Enum(1 as unknown as string)).toThrow('An Enum has a value that is not a string.');
  });

  test('nullable() only tells the compiler', () => {
    expect(t.nullable(t.Integer)).toBe(t.Integer);
  });

  test('types that print alike have one structure; a type from elsewhere has none', () => {
    expect(structuralKey(t.String(30))).toBe(structuralKey(t.String(30)));
    expect(structuralKey(t.String(30))).not.toBe(structuralKey(t.String(31)));
    expect(structuralKey(Object.assign(() => 'Integer()', { typeName: 'Integer' }))).toBeNull();
  });
});

describe('inferType', () => {
  test.each<[unknown, string]>([
    [5, 'Integer()'],
    [-0, 'Integer()'],
    [2 ** 31, "BigInteger(mode='number')"],
    [45.564, 'Float()'],
    [Number.NaN, 'Float()'],
    [1e300, 'Float()'],
    [5n, 'BigInteger()'],
    ['x', 'String()'],
    [true, 'Boolean()'],
    [Uint8Array.of(1), 'LargeBinary()'],
    [new Date(0), 'DateTime()'],
    [null, 'NullType()'],
    [{}, 'NullType()'],
  ])('a value of %p has the type %s', (value, repr) => {
    expect(String(t.inferType(value))).toBe(repr);
  });
});
