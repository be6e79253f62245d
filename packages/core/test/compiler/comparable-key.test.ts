import { describe, expect, test } from '@jest/globals';
import { keyComparison } from '../../src/compiler/comparable-key.ts';
import { types as t } from '../../src/index.ts';
import type { AnyType } from '../../src/sql/nodes/sql-node.ts';

class Boxed extends t.TypeDecorator<{ readonly n: number }, number> {
  override readonly impl = t.Integer;
  override readonly cacheOk = true;
}

const options = { name: 'sqlite' } as Parameters<typeof keyComparison>[1];

describe('a key', () => {
  test.each<[string, AnyType, unknown, unknown]>([
    ['a number and its text', t.Integer, 5, '5'],
    ['a number and a bigint', t.BigInteger({ mode: 'number' }), 5, 5n],
    ['a long number and its text', t.BigInteger, 9_007_199_254_740_993n, '9007199254740993'],
    ['decimals with more zeros', t.Numeric(10, 2), '1.5', '1.50'],
    ['whole decimals', t.Numeric(10, 2), '100', '100.00'],
    ['zero', t.NUMERIC(10, 2), '-0.00', '0'],
    ['UUIDs', t.Uuid, 'A0000000-0000-4000-8000-000000000001', 'a0000000000040008000000000000001'],
    ['moments', t.DateTime, '2020-01-01 00:00:00.500000', '2020-01-01 01:00:00.5+01'],
    ['times', t.Time, '07:30:00.000000', '07:30:00'],
    ['booleans', t.Boolean, true, 1],
    ['bytes', t.LargeBinary, new Uint8Array([1, 255]), new Uint8Array([1, 255])],
    ['what a decorator makes', new Boxed() as AnyType, 5, 5n],
    ['a variant', t.Float().withVariant(t.Integer, 'sqlite'), 5, '5'],
  ])('is the same whether it is sent or comes back: %s', (_what, type, sent, returned) => {
    const compare = keyComparison(type, options);
    expect(compare?.(sent)).toEqual(compare?.(returned));
    expect(['string', 'number', 'boolean']).toContain(typeof compare?.(sent));
  });

  test.each<[string, AnyType, unknown, unknown]>([
    ['long numbers', t.BigInteger, 9_007_199_254_740_993n, 9_007_199_254_740_992n],
    ['decimals', t.Numeric(10, 2), '10', '100'],
    ['text in upper and lower case', t.String(5), 'a', 'A'],
    ['text with a space', t.String(5), 'a', 'a '],
    ['bytes', t.LargeBinary, new Uint8Array([1, 23]), new Uint8Array([12, 3])],
  ])('differs from others: %s', (_what, type, one, other) => {
    const compare = keyComparison(type, options);
    expect(compare?.(one)).not.toEqual(compare?.(other));
  });

  test.each<[string, AnyType]>([
    ['padded text', t.CHAR(5)],
    ['padded bytes', t.BINARY(5)],
    ['approximate numbers', t.Float],
    ['decimals that become numbers', t.Numeric(10, 2, { mode: 'number' })],
    ['decimals of any length', t.Numeric],
    ['documents', t.JSON()],
    ['spans of time', t.Interval],
  ])('cannot be compared: %s', (_what, type) => {
    expect(keyComparison(type, options)).toBeNull();
  });
});
