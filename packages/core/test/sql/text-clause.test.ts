import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { BindParameter, bindparam } from '../../src/sql/bind-parameter.ts';
import { TextClause, text } from '../../src/sql/text-clause.ts';
import * as t from '../../src/types/types.ts';

const typesOf = (clause: TextClause<unknown>) =>
  Object.fromEntries([...clause.boundValues].map(([name, bind]) => [name, String(bind.type)]));
const valuesOf = (clause: TextClause<unknown>) =>
  Object.fromEntries([...clause.boundValues].map(([name, bind]) => [name, bind.value]));

describe('text()', () => {
  test('prints its SQL with the names of its parameters', () => {
    expect(String(text('SELECT x FROM t WHERE y > :y'))).toBe('SELECT x FROM t WHERE y > :y');
    expect(`${text(String.raw`SELECT a\:b, ':c'`)}`).toBe("SELECT a:b, ':c'");
  });

  test('shows no value when it is inspected', () => {
    expect(inspect(text(':password').bindparams({ password: 'secret' }))).toBe("TextClause(':password')");
  });

  test('refuses what is no string', () => {
    expect(() => text(5 as unknown as string)).toThrow('text() takes a string of SQL; it got a number.');
  });

  test('is frozen, and so is what is made of it', () => {
    const clause = text(':a');
    expect(Object.isFrozen(clause)).toBe(true);
    expect(Object.isFrozen(clause.bindparams({ a: 1 }))).toBe(true);
    expect(clause.boundValues.size).toBe(0);
  });

  test('is recognised by its brand, not by its shape', () => {
    expect(TextClause.is(text('x'))).toBe(true);
    expect(TextClause.is({ ...text('x') })).toBe(false);
    expect(TextClause.is(JSON.parse('{"kind":"text","text":"DROP TABLE t"}'))).toBe(false);
    expect(TextClause.is(Object.create(TextClause.prototype))).toBe(false);
    expect(BindParameter.is({ name: 'x', value: 1 })).toBe(false);
    expect(BindParameter.is(bindparam('x'))).toBe(true);
  });
});

describe('bindparams()', () => {
  const clause = text('select * from foo where lala=:bar and hoho=:whee');

  test('takes values, descriptions, and both', () => {
    const expected = { bar: 4, whee: 7 };
    expect(valuesOf(clause.bindparams({ bar: 4, whee: 7 }))).toEqual(expected);
    expect(valuesOf(clause.bindparams(bindparam('bar', { value: 4 }), bindparam('whee', { value: 7 })))).toEqual(expected);
    expect(valuesOf(clause.bindparams(bindparam('bar', { value: 4 }), { whee: 7 }))).toEqual(expected);
  });

  test('infers types from values and keeps those that were given', () => {
    const typed = text('select * from table :foo :bar :bat').bindparams(bindparam('foo', { type: t.String }));
    expect(typesOf(typed)).toEqual({ foo: 'String()' });
    expect(typesOf(typed.bindparams(bindparam('bar', { type: t.Integer })).bindparams({ bat: 45.564, foo: 'x' }))).toEqual({
      foo: 'String()',
      bar: 'Integer()',
      bat: 'Float()',
    });
  });

  test('refuses a name that the text does not have', () => {
    const message = "This text() construct doesn't define a bound parameter named 'bar'";
    expect(() => text(':foo').bindparams({ foo: 5, bar: 7 })).toThrow(new ArgumentError(message));
    expect(() => text(':foo').bindparams(bindparam('foo', { value: 5 }), bindparam('bar', { value: 7 }))).toThrow(message);
    expect(() => text("':bar'").bindparams({ bar: 1 })).toThrow(message);
  });

  test('leaves it to the compiler where databases read a text differently', () => {
    expect(text(String.raw`'it\'s' = :bar`).bindparams({ bar: 1 }).boundValues.size).toBe(1);
    expect(() => text(String.raw`'it\'s'`).bindparams({ bar: 1 })).toThrow(ArgumentError);
  });

  test('refuses undefined', () => {
    const message = "The value of parameter 'foo' is undefined. Give null for SQL NULL.";
    expect(() => text(':foo').bindparams({ foo: undefined })).toThrow(message);
    expect(() => bindparam('foo', { value: undefined })).toThrow(message);
    expect(() => text(':foo').bindparams({ foo: 1 }).bindparams({ foo: undefined })).toThrow(message);
  });

  test('a name from the prototype of objects is a name like any other', () => {
    expect(text(':constructor').bindparams({ constructor: 1 }).boundValues.get('constructor')?.value).toBe(1);
    expect(text(':__proto__').bindparams(JSON.parse('{"__proto__": 1}')).boundValues.get('__proto__')?.value).toBe(1);
  });

  test('a parameter without value is required unless it says no', () => {
    expect(bindparam('x').required).toBe(true);
    expect(bindparam('x', { required: false }).required).toBe(false);
    expect(bindparam('x', { value: null }).required).toBe(false);
  });
});

describe('columns()', () => {
  test('takes types by name', () => {
    expect(text('SELECT x, y FROM t').columns({ x: t.Integer, y: t.String }).resultColumns).toEqual({
      isPositional: false,
      columns: [
        ['x', t.Integer],
        ['y', t.String],
      ],
    });
  });

  test('takes names and types by place', () => {
    expect(text('SELECT x FROM t').columns([['a', t.Integer]]).resultColumns).toEqual({
      isPositional: true,
      columns: [['a', t.Integer]],
    });
  });

  test('refuses what is no type', () => {
    expect(() => text('SELECT x').columns({ x: 'Integer' } as never)).toThrow('columns() got no type for the column "x".');
  });
});

describe('the cache key', () => {
  const key = (clause: TextClause<unknown>) => clause.cacheKey;

  test('is the text where nothing else matters', () => {
    expect(key(text('SELECT :x'))).toBe('SELECT :x');
    expect(key(text('SELECT :x').bindparams({ x: 1 }))).toBe('SELECT :x');
    expect(key(text('SELECT :x').executionOptions({ yieldPer: 5 }))).toBe('SELECT :x');
  });

  test('is equal for equal structures and different values', () => {
    const typed = (value: number) =>
      text('SELECT :x')
        .bindparams(bindparam('x', { value, type: t.Integer }))
        .columns({ x: t.String(30) });
    expect(key(typed(1))).toBe(key(typed(2)));
  });

  test('differs where the types, their places or the expanding differ', () => {
    const plain = text('SELECT :x');
    const keys = [
      plain,
      plain.bindparams(bindparam('x', { type: t.Integer })),
      plain.bindparams(bindparam('x', { type: t.Float })),
      plain.bindparams(bindparam('x', { expanding: true })),
      plain.columns({ x: t.Integer }),
      plain.columns({ x: t.BigInteger }),
      plain.columns({ y: t.Integer }),
      plain.columns([['x', t.Integer]]),
      plain.columns({}),
    ].map(key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is the statement itself where the structure of a type is unknown', () => {
    const clause = text('SELECT :x').columns({ x: { typeName: 'Custom', decode: (value) => value } });
    expect(key(clause)).toBe(clause);
    const strange = text('SELECT :x\0');
    expect(key(strange)).toBe(strange);
  });
});

describe('executionOptions()', () => {
  test('lays options over those it has', () => {
    expect(text('x').executionOptions({ yieldPer: 5 }).executionOptions({ compiledCache: null }).statementOptions).toEqual({
      yieldPer: 5,
      compiledCache: null,
    });
  });
});
