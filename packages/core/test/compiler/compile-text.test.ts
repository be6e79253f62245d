import { describe, expect, test } from '@jest/globals';
import type { CompileOptions } from '../../src/compiler/compile-options.ts';
import { compileText } from '../../src/compiler/compile-text.ts';
import { CompileError } from '../../src/errors/compile-errors.ts';
import { bindparam } from '../../src/sql/bind-parameter.ts';
import { standardSyntax } from '../../src/sql/lexical-syntax.ts';
import { sql } from '../../src/sql/sql-tag.ts';
import { text } from '../../src/sql/text-clause.ts';
import * as t from '../../src/types/types.ts';
import { numbered, questionMarks } from './notations.ts';

const slotNames = (clause: Parameters<typeof compileText>[0], options: CompileOptions) =>
  compileText(clause, options).slots.map((slot) => slot.name);

describe('placeholders', () => {
  const clause = text("SELECT :a, :b, ':c', x::int FROM t WHERE a = :a");

  test('that cannot repeat have one value each', () => {
    expect(compileText(clause, questionMarks).sql).toBe("SELECT ?, ?, ':c', x::int FROM t WHERE a = ?");
    expect(slotNames(clause, questionMarks)).toEqual(['a', 'b', 'a']);
  });

  test('that can repeat share a value', () => {
    expect(compileText(clause, numbered).sql).toBe("SELECT $1, $2, ':c', x::int FROM t WHERE a = $1");
    expect(slotNames(clause, numbered)).toEqual(['a', 'b']);
  });

  test('escaped colons and percent signs are left as they are meant', () => {
    expect(compileText(text(String.raw`SELECT '%', a\:b, :tab\:\:regclass`), numbered).sql).toBe("SELECT '%', a:b, $1::regclass");
  });
});

describe('a placeholder of the database itself', () => {
  test('is refused where it would take the value of another one', () => {
    expect(() => compileText(text('SELECT ?'), questionMarks)).toThrow(CompileError);
    expect(() => compileText(text('SELECT ?'), questionMarks)).toThrow(
      'a placeholder of its own, like "?", at character 8. Write :name',
    );
    expect(() => compileText(text('SELECT $1'), numbered)).toThrow('a placeholder of its own, like "$1", at character 8.');
  });

  test('is SQL where it is none', () => {
    expect(compileText(text("SELECT '?'"), questionMarks).sql).toBe("SELECT '?'");
    expect(compileText(text('SELECT a ? :b'), numbered).sql).toBe('SELECT a ? $1');
  });
});

describe('values that would not be bound', () => {
  test('are refused inside literals, comments and words', () => {
    for (const clause of [sql`'${1}'`, sql`-- ${1}`, sql`a${1}`, sql`${1}${2}`, sql`x:${1}`, sql`${1}0`]) {
      expect(() => compileText(clause, questionMarks)).toThrow('A value of a sql`…` stands inside a literal');
    }
  });

  test('are refused even if the same text was compiled before', () => {
    const innocent = text("SELECT ':param_1'");
    expect(innocent.cacheKey).not.toBe(sql`SELECT '${1}'`.cacheKey);
  });

  test('are refused where this database reads the text differently', () => {
    const clause = text(String.raw`'\' = :a '`).bindparams({ a: 1 });
    expect(() => compileText(clause, { ...questionMarks, syntax: { ...standardSyntax, backslashEscapes: true } })).toThrow(
      "This text() construct doesn't define a bound parameter named 'a'",
    );
  });
});

describe('types', () => {
  test('encode parameters and decode columns', () => {
    const clause = text('SELECT :a, :b')
      .bindparams(bindparam('a', { type: t.Numeric }))
      .columns({ x: t.Integer, y: t.NullType });
    const compiled = compileText(clause, questionMarks);
    expect(compiled.slots[0]?.encode?.(1e-7)).toBe('0.0000001');
    expect(compiled.slots[1]?.encode).toBeNull();
    const decoders = compiled.decodersFor(['y', 'z', 'x']);
    expect(decoders?.map((decode) => decode?.('5') ?? null)).toEqual([null, null, 5]);
    expect(compiled.keysFor(['y', 'z', 'x'])).toEqual(['y', 'z', 'x']);
  });

  test('match columns by place where they are a list', () => {
    const compiled = compileText(
      text('SELECT 1').columns([
        ['a', t.Integer],
        ['b', t.Boolean],
      ]),
      questionMarks,
    );
    expect(compiled.decodersFor(['x', 'y', 'z'])?.map((decode) => decode?.('1') ?? null)).toEqual([1, true, null]);
    expect(compiled.keysFor(['x', 'y', 'z'])).toEqual(['a', 'b', 'z']);
  });

  test('nothing is decoded where nothing was declared', () => {
    expect(compileText(text('SELECT 1'), questionMarks).decodersFor(['x'])).toBeNull();
  });

  test('a type that a value was inferred to have encodes nothing', () => {
    expect(compileText(text(':a').bindparams({ a: 5 }), questionMarks).slots[0]?.encode).toBeNull();
  });

  test('a dialect can replace the rules of a type', () => {
    const options: CompileOptions = {
      ...questionMarks,
      typeCodecs: { JSON: {}, Boolean: { encode: (value) => (value === true ? 1 : 0) } },
    };
    const clause = text(':a :b')
      .bindparams(bindparam('a', { type: t.Boolean }), bindparam('b', { type: t.JSON }))
      .columns({ j: t.JSON });
    const compiled = compileText(clause, options);
    expect(compiled.slots[0]?.encode?.(true)).toBe(1);
    expect(compiled.slots[1]?.encode).toBeNull();
    expect(compiled.decodersFor(['j'])).toEqual([null]);
  });

  test('a dialect can make its rules from the type itself', () => {
    const options: CompileOptions = {
      ...questionMarks,
      typeCodecs: { DateTime: { adapt: ({ encode }) => ({ encode: (value) => `${encode?.(value)}+00` }) } },
    };
    const type = t.DateTime({ mode: 'string' });
    const compiled = compileText(text(':a').bindparams(bindparam('a', { type })).columns({ a: type }), options);
    expect(compiled.slots[0]?.encode?.('2024-03-31T02:30')).toBe('2024-03-31 02:30:00.000000+00');
    expect(compiled.decodersFor(['a'])).toEqual([null]);
  });
});

test('what is compiled is frozen', () => {
  const compiled = compileText(text(':a'), questionMarks);
  expect(Object.isFrozen(compiled)).toBe(true);
  expect(Object.isFrozen(compiled.slots)).toBe(true);
  expect(Object.isFrozen(compiled.slots[0])).toBe(true);
});
