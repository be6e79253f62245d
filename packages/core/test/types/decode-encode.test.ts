import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import * as t from '../../src/types/types.ts';
import type { TypeEngine } from '../../src/types/type-engine.ts';

type Case = readonly [type: TypeEngine<unknown>, value: unknown, result: unknown];

const bytes = (...values: number[]) => Uint8Array.from(values);
const rejected = Symbol('rejected');

const asNumber = t.BigInteger({ mode: 'number' });
const nearest = t.Numeric(10, 2, { mode: 'number' });
const id = '123e4567-e89b-12d3-a456-426614174000';

describe('decoding what drivers deliver', () => {
  test.each<Case>([
    [t.Integer, 5, 5],
    [t.Integer, 5n, 5],
    [t.Integer, '5', 5],
    [t.Integer, '-5', -5],
    [t.Integer, '15.0000', 15],
    [t.Integer, true, 1],
    [t.Integer, 5.5, rejected],
    [t.Integer, '5.5', rejected],
    [t.Integer, '', rejected],
    [t.Integer, 'five', rejected],
    [t.Integer, 2n ** 60n, rejected],
    [t.Integer, '9007199254740993', rejected],
    [t.Integer, Number.NaN, rejected],
    [t.Integer, bytes(5), rejected],
    [t.SmallInteger, '7', 7],
    [t.BigInteger, 5, 5n],
    [t.BigInteger, 5n, 5n],
    [t.BigInteger, '9007199254740993', 9007199254740993n],
    [t.BigInteger, '+12.00', 12n],
    [t.BigInteger, false, 0n],
    [t.BigInteger, 2 ** 60, rejected],
    [t.BigInteger, '1e3', rejected],
    [t.BigInteger, '', rejected],
    [asNumber, '5', 5],
    [asNumber, 2n ** 60n, rejected],
    [t.Float, 1.5, 1.5],
    [t.Float, '1.5e-7', 1.5e-7],
    [t.Float, 'NaN', Number.NaN],
    [t.Float, '-Infinity', Number.NEGATIVE_INFINITY],
    [t.Double, 3n, 3],
    [t.Double, '.5', 0.5],
    [t.Double, '', rejected],
    [t.Double, '0x10', rejected],
    [t.Double, true, rejected],
    [t.Numeric, '1.50', '1.50'],
    [t.Numeric, 1.5, '1.5'],
    [t.Numeric, 1e21, '1000000000000000000000'],
    [t.Numeric, 1e-7, '0.0000001'],
    [t.Numeric, 12345678901234567890n, '12345678901234567890'],
    [t.Numeric, '1.5E+3', '1500'],
    [t.Numeric, 'NaN', 'NaN'],
    [t.Numeric, '1,5', rejected],
    [t.Numeric, true, rejected],
    [nearest, '1.50', 1.5],
    [nearest, 1.25, 1.25],
    [t.String, 'x', 'x'],
    [t.String, 5, '5'],
    [t.String, 5n, '5'],
    [t.String, true, 'true'],
    [t.String, bytes(0xc3, 0xa9), 'é'],
    [t.String, bytes(0xc3), rejected],
    [t.String, {}, rejected],
    [t.Text, 'x', 'x'],
    [t.Unicode, 'x', 'x'],
    [t.UnicodeText, 'x', 'x'],
    [t.Boolean, true, true],
    [t.Boolean, 1, true],
    [t.Boolean, 0n, false],
    [t.Boolean, '1', true],
    [t.Boolean, 'f', false],
    [t.Boolean, bytes(1), true],
    [t.Boolean, bytes(0), false],
    [t.Boolean, 2, rejected],
    [t.Boolean, 'yes', rejected],
    [t.Boolean, bytes(1, 0), rejected],
    [t.LargeBinary, bytes(1, 2), bytes(1, 2)],
    [t.LargeBinary, bytes(1, 2).buffer, bytes(1, 2)],
    [t.LargeBinary, 'é', bytes(0xc3, 0xa9)],
    [t.LargeBinary, 5, rejected],
    [t.JSON, '{"a":[1,null]}', { a: [1, null] }],
    [t.JSON, '{"a":9007199254740993}', { a: 9007199254740993n }],
    [t.JSON, { a: 1 }, { a: 1 }],
    [t.JSON, bytes(0x5b, 0x31, 0x5d), [1]],
    [t.JSON, '{', rejected],
    [t.Uuid, id, id],
    [t.Uuid, id.toUpperCase(), id],
    [t.Uuid, id.replaceAll('-', ''), id],
    [t.Uuid, Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex')), id],
    [t.Uuid, 'not a uuid', rejected],
    [t.Uuid, bytes(1), rejected],
    [t.Enum('a', 'b'), 'a', 'a'],
    [t.Enum('a', 'b'), 'c', rejected],
    [t.Enum('a', 'b'), 1, rejected],
  ])('%s reads %p as %p', (type, value, result) => {
    if (result === rejected) expect(() => type.decode?.(value)).toThrow(ArgumentError);
    else expect(type.decode?.(value)).toEqual(result);
  });

  test('a type without rules leaves values alone', () => {
    expect(t.NullType.decode).toBeUndefined();
    expect(t.NullType.encode).toBeUndefined();
  });
});

describe('encoding what callers give', () => {
  test.each<Case>([
    [t.Integer, 5, 5],
    [t.Integer, 5n, 5n],
    [t.Integer, 5.5, rejected],
    [t.Integer, '5', rejected],
    [t.Integer, Number.NaN, rejected],
    [t.Integer, 2 ** 53, rejected],
    [t.BigInteger, 5n, 5n],
    [t.BigInteger, 5, 5n],
    [t.BigInteger, 2 ** 53, rejected],
    [asNumber, 5, 5],
    [asNumber, 2 ** 53, rejected],
    [t.Float, 1.5, 1.5],
    [t.Float, Number.NaN, Number.NaN],
    [t.Float, '1.5', rejected],
    [t.Numeric, '19.90', '19.90'],
    [t.Numeric, 1e-7, '0.0000001'],
    [t.Numeric, '1e2', '100'],
    [t.Numeric, '1e999999999', rejected],
    [t.Numeric, 'abc', rejected],
    [t.Numeric, '', rejected],
    [t.Numeric, null, rejected],
    [nearest, 1.5, '1.5'],
    [t.String, 'x', 'x'],
    [t.String, 5, rejected],
    [t.Boolean, true, true],
    [t.Boolean, 1, true],
    [t.Boolean, 0, false],
    [t.Boolean, 'true', rejected],
    [t.LargeBinary, bytes(1), bytes(1)],
    [t.LargeBinary, 'x', rejected],
    [t.JSON, { a: [1, 2n ** 60n] }, '{"a":[1,1152921504606846976]}'],
    [t.JSON, 'text', '"text"'],
    [t.JSON, Number.NaN, rejected],
    [t.JSON, { deep: [Number.POSITIVE_INFINITY] }, rejected],
    [t.JSON, () => 1, rejected],
    [t.Uuid, id.toUpperCase(), id],
    [t.Uuid, `{${id}}`, id],
    [t.Uuid, 5, rejected],
    [t.Enum('a', 'b'), 'b', 'b'],
    [t.Enum('a', 'b'), 'c', rejected],
  ])('%s sends %p as %p', (type, value, result) => {
    if (result === rejected) expect(() => type.encode?.(value)).toThrow(ArgumentError);
    else expect(type.encode?.(value)).toEqual(result);
  });

  test('a document with a cycle is refused', () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    expect(() => t.JSON.encode?.(cyclic)).toThrow(ArgumentError);
  });

  test('an error says what sort of value came, and never shows it', () => {
    expect(() => t.Integer.encode?.('secret' as never)).toThrow('Integer takes a whole number; it got a string.');
    expect(() => t.Integer.encode?.(1.5)).toThrow('it got a number with a fraction.');
    expect(() => t.Integer.encode?.(2 ** 60)).toThrow('it got a number beyond 2^53, which may be rounded.');
    expect(() => t.String.encode?.([] as never)).toThrow('it got an array.');
    expect(() => t.Enum('a', 'b', { name: 'state' }).encode?.('secret' as never)).toThrow(
      "A value is not among the defined values of the Enum 'state'. Possible values: a, b.",
    );
  });
});
