import { describe, expect, test } from '@jest/globals';
import { bindParameters, type ParameterValues } from '../../src/compiler/bind-parameters.ts';
import { compileText } from '../../src/compiler/compile-text.ts';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { bindparam } from '../../src/sql/bind-parameter.ts';
import { sql } from '../../src/sql/sql-tag.ts';
import { type TextClause, text } from '../../src/sql/text-clause.ts';
import * as t from '../../src/types/types.ts';
import { numbered, questionMarks } from './notations.ts';

const bind = (clause: TextClause<unknown>, params?: ParameterValues | null, options = questionMarks) =>
  bindParameters(compileText(clause, options), clause, params);

describe('the values of a statement', () => {
  const update = text('UPDATE t SET y = :y WHERE x = :x AND y <> :y');

  test('come in the order of the placeholders', () => {
    expect(bind(update, { x: 9, y: 11 })).toEqual([11, 9, 11]);
    expect(bind(update, { x: 9, y: 11 }, numbered)).toEqual([11, 9]);
  });

  test('are those of the execution, else those of the statement', () => {
    expect(bind(update.bindparams({ x: 1, y: 2 }), { x: 9 })).toEqual([2, 9, 2]);
    expect(bind(update.bindparams({ x: 1, y: 2 }))).toEqual([2, 1, 2]);
    expect(bind(sql`x = ${1} AND y = :y`, { y: 2 })).toEqual([1, 2]);
  });

  test('may be more than the statement needs', () => {
    expect(bind(text(':a'), { a: 1, b: undefined })).toEqual([1]);
  });

  test('must all be there', () => {
    expect(() => bind(text(':a :p'), { a: 1 })).toThrow(InvalidRequestError);
    expect(() => bind(text(':a :p'), { a: 1 })).toThrow("A value is required for bind parameter 'p'");
    expect(() => bind(text(':p'))).toThrow(expect.objectContaining({ code: 'cd3x' }));
    expect(() => bind(text(':p').bindparams(bindparam('p', { type: t.Integer })), null)).toThrow(InvalidRequestError);
  });

  test('are NULL where the statement says that they may be missing', () => {
    expect(bind(text(':p').bindparams(bindparam('p', { required: false })))).toEqual([null]);
  });

  test('are never undefined', () => {
    expect(() => bind(text(':a'), { a: undefined })).toThrow("The value of parameter 'a' is undefined. Give null for SQL NULL.");
    expect(() => bind(text(':a').bindparams({ a: 1 }), { a: undefined })).toThrow('is undefined');
  });

  test('are never taken from the prototype of objects', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(() => bind(text(`:${name}`), {})).toThrow(`A value is required for bind parameter '${name}'`);
    }
    expect(bind(text(':__proto__ :constructor'), JSON.parse('{"__proto__": 1, "constructor": 2}') as ParameterValues)).toEqual([
      1, 2,
    ]);
    const bare = Object.assign(Object.create(null) as object, { a: 1 }) as ParameterValues;
    expect(bind(text(':a'), bare)).toEqual([1]);
  });

  test('are encoded by their type, except NULL', () => {
    const clause = text(':a').bindparams(bindparam('a', { type: t.Numeric }));
    expect(bind(clause, { a: 1e-7 })).toEqual(['0.0000001']);
    expect(bind(clause, { a: null })).toEqual([null]);
    expect(() => bind(clause, { a: 'x' })).toThrow("Parameter 'a': Numeric takes a decimal number");
  });
});
