import { describe, expect, test } from '@jest/globals';
import { bindParameters, type ParameterValues } from '../../src/compiler/bind-parameters.ts';
import type { CompileOptions } from '../../src/compiler/compile-options.ts';
import { compileText } from '../../src/compiler/compile-text.ts';
import { expandParameters } from '../../src/compiler/expand-parameters.ts';
import { bindparam } from '../../src/sql/bind-parameter.ts';
import { type TextClause, text } from '../../src/sql/text-clause.ts';
import * as t from '../../src/types/types.ts';
import { numbered, questionMarks } from './notations.ts';

const ids = bindparam('ids', { expanding: true });

const expand = (clause: TextClause<unknown>, params: ParameterValues, options: CompileOptions = questionMarks) => {
  const compiled = compileText(clause, options);
  return expandParameters(compiled, bindParameters(compiled, clause, params));
};

describe('an expanding parameter', () => {
  const clause = text('SELECT :a WHERE x IN :ids AND y = :b').bindparams(ids);

  test('stands for as many placeholders as the array has elements', () => {
    expect(expand(clause, { a: 1, ids: [2, 3, 4], b: 5 })).toEqual({
      sql: 'SELECT ? WHERE x IN (?, ?, ?) AND y = ?',
      params: [1, 2, 3, 4, 5],
    });
    expect(expand(clause, { a: 1, ids: [2, 3], b: 5 }, numbered)).toEqual({
      sql: 'SELECT $1 WHERE x IN ($2, $3) AND y = $4',
      params: [1, 2, 3, 5],
    });
  });

  test('can stand in several places, among others', () => {
    const twice = text('x IN :ids OR y IN :ids OR z = :a OR w = :a').bindparams(ids);
    expect(expand(twice, { a: 9, ids: [1, 2] })).toEqual({
      sql: 'x IN (?, ?) OR y IN (?, ?) OR z = ? OR w = ?',
      params: [1, 2, 1, 2, 9, 9],
    });
    expect(expand(twice, { a: 9, ids: [1, 2] }, numbered)).toEqual({
      sql: 'x IN ($1, $2) OR y IN ($1, $2) OR z = $3 OR w = $3',
      params: [1, 2, 9],
    });
  });

  test('may have parentheses of its own', () => {
    expect(expand(text('x IN ( :ids ) AND y').bindparams(ids), { ids: [1] }).sql).toBe('x IN (?) AND y');
    expect(expand(text('x IN (:ids, 3)').bindparams(ids), { ids: [1] }).sql).toBe('x IN ((?), 3)');
  });

  test('takes rows', () => {
    const pairs = text('(a, b) IN :ids').bindparams(ids);
    expect(
      expand(
        pairs,
        {
          ids: [
            [1, 2],
            [3, 4],
          ],
        },
        numbered,
      ),
    ).toEqual({ sql: '(a, b) IN (($1, $2), ($3, $4))', params: [1, 2, 3, 4] });
    expect(() => expand(pairs, { ids: [[1, 2], [3]] })).toThrow('The rows of an expanding parameter differ in length.');
    expect(() => expand(pairs, { ids: [[1, 2], 3] })).toThrow('differ in length');
  });

  test('encodes each element', () => {
    const typed = text('x IN :ids').bindparams(bindparam('ids', { expanding: true, type: t.Numeric }));
    expect(expand(typed, { ids: ['1e2', null] }).params).toEqual(['100', null]);
  });

  test('takes arrays only, and no undefined in them', () => {
    expect(() => expand(clause, { a: 1, ids: 5, b: 2 })).toThrow(
      "Parameter 'ids' is expanding: give it an array, [] for no value.",
    );
    expect(() => expand(clause, { a: 1, ids: null, b: 2 })).toThrow('is expanding');
    expect(() => expand(clause, { a: 1, ids: [undefined], b: 2 })).toThrow("The value of parameter 'ids' is undefined.");
  });

  test('has a value of its own if it was given one', () => {
    const bound = text('x IN :ids').bindparams(bindparam('ids', { value: [1, 2], expanding: true }));
    expect(expand(bound, {})).toEqual({ sql: 'x IN (?, ?)', params: [1, 2] });
  });

  test('shows as a preview before the array is known', () => {
    const compiled = compileText(clause, numbered);
    expect(compiled.hasExpanding).toBe(true);
    expect(compiled.sql).toBe('SELECT $1 WHERE x IN (__[POSTCOMPILE_ids]) AND y = $3');
  });
});

describe('an empty array', () => {
  const clause = text('x IN :ids OR y NOT  in (:ids) OR :a').bindparams(ids);
  const none = '(SELECT 1 FROM (SELECT 1) AS _empty_set WHERE 1!=1)';

  test('is a list that contains nothing', () => {
    expect(expand(clause, { ids: [], a: 1 })).toEqual({ sql: `x IN ${none} OR y NOT  in ${none} OR ?`, params: [1] });
  });

  test('is what the dialect says where a subquery would need a type', () => {
    const emptyList = { subquery: '(SELECT NULL WHERE 1!=1)', in: "= ANY ('{}')", notIn: "<> ALL ('{}')" };
    expect(expand(clause, { ids: [], a: 1 }, { ...numbered, emptyList })).toEqual({
      sql: "x = ANY ('{}') OR y <> ALL ('{}') OR $1",
      params: [1],
    });
    expect(expand(text('f(:ids)').bindparams(ids), { ids: [] }, { ...numbered, emptyList }).sql).toBe(
      'f(SELECT NULL WHERE 1!=1)',
    );
  });
});

test('a statement without expanding parameters stays as it is', () => {
  const clause = text('SELECT :a');
  expect(expand(clause, { a: 1 })).toEqual({ sql: 'SELECT ?', params: [1] });
});
