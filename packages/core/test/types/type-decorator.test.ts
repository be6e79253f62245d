import { describe, expect, jest, test } from '@jest/globals';
import { codecOf, typeIn } from '../../src/compiler/codec-of.ts';
import { typeNameFor } from '../../src/compiler/type-names.ts';
import type { CompilerDialect } from '../../src/compiler/rules.ts';
import { structuralKey } from '../../src/types/define-type.ts';
import * as t from '../../src/types/types.ts';
import { numbered } from '../compiler/notations.ts';

class Points extends t.TypeDecorator<{ x: number; y: number }, string> {
  readonly impl = t.String(20);
  override readonly cacheOk = true;
  readonly separator: string;

  constructor(separator = ',') {
    super();
    this.separator = separator;
  }

  override processBindParam({ x, y }: { x: number; y: number }): string {
    return `${x}${this.separator}${y}`;
  }

  override processResultValue(value: string): { x: number; y: number } {
    const [x, y] = value.split(this.separator).map(Number);
    return { x: x as number, y: y as number };
  }
}

class Shouting extends t.TypeDecorator<string> {
  readonly impl = t.Enum('A', 'B');
  override readonly cacheOk = true;

  override processBindParam(value: string): 'A' | 'B' {
    return value.toUpperCase() as 'A' | 'B';
  }
}

const dialect: CompilerDialect = { ...numbered, name: 'oracle' };

describe('a TypeDecorator', () => {
  test('converts before and after the type it is made of', () => {
    const { encode, decode } = codecOf(new Points(), dialect);
    expect(encode?.({ x: 1, y: 2 })).toBe('1,2');
    expect(decode?.('1,2')).toEqual({ x: 1, y: 2 });
    expect(codecOf(new Shouting(), dialect).encode?.('a')).toBe('A');
    expect(() => codecOf(new Shouting(), dialect).encode?.('c')).toThrow('not among the defined values');
    expect(codecOf(new Shouting(), dialect).decode?.('B')).toBe('B');
  });

  test('is called in SQL as the type it is made of, or another one in some databases', () => {
    class Document extends t.TypeDecorator<unknown> {
      readonly impl = t.JSON;
      override readonly cacheOk = true;
      override loadDialectImpl(given: t.TypeDialect) {
        return given.name === 'oracle' ? t.CLOB : this.impl;
      }
    }
    expect(typeNameFor(new Points(), dialect)).toBe('VARCHAR(20)');
    expect(typeNameFor(new Document(), dialect)).toBe('CLOB');
    expect(typeNameFor(new Document(), { ...dialect, name: 'other' })).toBe('JSON');
    expect(new Document().typeName).toBe('JSON');
  });

  test('is replaced by the rules of the dialect inside only', () => {
    const codecs = { ...dialect, typeCodecs: { String: { encode: (value: unknown) => `<${value}>` } } };
    expect(codecOf(new Points(), codecs).encode?.({ x: 1, y: 2 })).toBe('<1,2>');
  });

  test('has the structure of its class and public fields', () => {
    expect(structuralKey(new Points())).toBe(structuralKey(new Points()));
    expect(structuralKey(new Points())).not.toBe(structuralKey(new Points(';')));
    expect(structuralKey(new Points())).not.toBe(structuralKey(new Shouting()));
    const again = (() => {
      class Shouting extends t.TypeDecorator<string> {
        readonly impl = t.Enum('A', 'B');
        override readonly cacheOk = true;
      }
      return new Shouting();
    })();
    expect(structuralKey(again)).not.toBe(structuralKey(new Shouting()));
  });

  test('has no structure where it does not promise one, and says so once', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    class Unsure extends t.TypeDecorator<string> {
      readonly impl = t.String;
    }
    class Never extends t.TypeDecorator<string> {
      readonly impl = t.String;
      override readonly cacheOk = false;
    }
    class Odd extends t.TypeDecorator<string> {
      readonly impl = t.String;
      override readonly cacheOk = true;
      readonly convert = (value: string) => value;
    }
    try {
      expect(structuralKey(new Unsure())).toBeNull();
      expect(structuralKey(new Unsure())).toBeNull();
      expect(structuralKey(new Never())).toBeNull();
      expect(structuralKey(new Odd())).toBeNull();
      expect(structuralKey(t.ARRAY(new Never()))).toBeNull();
      expect(warning).toHaveBeenCalledTimes(1);
      expect(String(warning.mock.calls[0]?.[0])).toContain('TypeDecorator Unsure will not produce a cache key');
    } finally {
      warning.mockRestore();
    }
  });

  test('has variants as every type', () => {
    const type = new Points().withVariant(t.JSON() as never, 'oracle');
    expect(typeIn(type, dialect).typeName).toBe('JSON');
    expect(typeNameFor(type, dialect)).toBe('JSON');
    expect(codecOf(type, { ...dialect, name: 'other' }).encode?.({ x: 1, y: 2 })).toBe('1,2');
    expect(typeNameFor(type, { ...dialect, name: 'other' })).toBe('VARCHAR(20)');
  });

  test('returns null for SQL NULL, and never undefined', () => {
    class Blank extends t.TypeDecorator<string> {
      readonly impl = t.String;
      override processBindParam(value: string) {
        return value === '' ? null : (undefined as unknown as string);
      }
    }
    expect(codecOf(new Blank(), dialect).encode?.('')).toBeNull();
    expect(() => codecOf(new Blank(), dialect).encode?.('x')).toThrow('made undefined of a value');
  });
});
