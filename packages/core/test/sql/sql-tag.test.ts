import { describe, expect, test } from '@jest/globals';
import { bindparam } from '../../src/sql/bind-parameter.ts';
import { sql } from '../../src/sql/sql-tag.ts';
import { type TextClause, text } from '../../src/sql/text-clause.ts';
import * as t from '../../src/types/types.ts';

const valuesOf = (clause: TextClause<unknown>) =>
  Object.fromEntries([...clause.boundValues].map(([name, bind]) => [name, bind.value]));

describe('the sql tag', () => {
  test('binds every value', () => {
    const clause = sql`SELECT * FROM t WHERE y > ${2} AND z = ${'a'}`;
    expect(clause.text).toBe('SELECT * FROM t WHERE y > :param_1 AND z = :param_2');
    expect(valuesOf(clause)).toEqual({ param_1: 2, param_2: 'a' });
  });

  test('takes an array as one value, and anything that looks like a statement as a value', () => {
    const forged = JSON.parse('{"kind":"text","text":"DROP TABLE t"}') as unknown;
    const clause = sql`x = ${[1, 2]} OR y = ${forged}`;
    expect(clause.text).toBe('x = :param_1 OR y = :param_2');
    expect(valuesOf(clause)).toEqual({ param_1: [1, 2], param_2: forged });
  });

  test('splices texts with their values', () => {
    const active = sql`status = ${'active'} AND age > ${18}`;
    const clause = sql`SELECT * FROM t WHERE id = ${1} AND (${active}) AND z = ${2}`;
    expect(clause.text).toBe('SELECT * FROM t WHERE id = :param_1 AND (status = :param_2 AND age > :param_3) AND z = :param_4');
    expect(valuesOf(clause)).toEqual({ param_1: 1, param_2: 'active', param_3: 18, param_4: 2 });
  });

  test('splices text() and bindparam() with the names they have', () => {
    const clause = sql`${text('x = :x').bindparams({ x: 5 })} AND id IN ${bindparam('ids', { expanding: true })} AND y = ${1}`;
    expect(clause.text).toBe('x = :x AND id IN :ids AND y = :param_1');
    expect(valuesOf(clause)).toEqual({ x: 5, ids: null, param_1: 1 });
    expect(clause.boundValues.get('ids')?.expanding).toBe(true);
  });

  test('an empty fragment is nothing', () => {
    expect(sql`SELECT 1${sql``}`.text).toBe('SELECT 1');
  });

  test('makes up names that the text does not have', () => {
    expect(sql`:param_1 = ${1}`.text).toBe(':param_1 = :param__1');
    expect(sql`${bindparam('param_1')} = ${1}`.text).toBe(':param_1 = :param__1');
  });

  test('refuses one name with two values', () => {
    const x = (value: number) => text('x = :x').bindparams({ x: value });
    expect(() => sql`${x(1)} OR ${x(2)}`).toThrow('Two parts of a statement bind :x to different values.');
    expect(valuesOf(sql`${x(1)} OR ${x(1)}`)).toEqual({ x: 1 });
  });

  test('refuses undefined', () => {
    const nothing: unknown = undefined;
    expect(() => sql`x = ${nothing}`).toThrow('A value in sql`…` is undefined. Give null for SQL NULL, or sql`` for nothing.');
  });

  test('keeps an escaped colon escaped, and reads other escapes as JavaScript does', () => {
    expect(sql`a\:b ${1}`.text).toBe('a\\:b :param_1');
    expect(sql`\`x\` = 'a\nb' \\:c \:d :e`.text).toBe("`x` = 'a\nb' \\:c \\:d :e");
    expect(String(sql`a\:b`)).toBe('a:b');
  });

  test('the same template has the same cache key, whatever its values', () => {
    const statement = (y: number) => sql`SELECT ${y}`;
    expect(statement(1).cacheKey).toBe(statement(2).cacheKey);
    expect(statement(1).cacheKey).not.toBe(text('SELECT :param_1').cacheKey);
    expect(statement(1).columns({ x: t.Integer }).cacheKey).toBe(statement(2).columns({ x: t.Integer }).cacheKey);
    expect(sql`SELECT 1`.cacheKey).toBe('SELECT 1');
    expect(sql`a ${sql`b ${1}`}`.cacheKey).toBe(sql`a ${sql`b ${2}`}`.cacheKey);
  });

  test('takes more values by name', () => {
    expect(valuesOf(sql`x = ${1} AND y = :y`.bindparams({ y: 2 }))).toEqual({ param_1: 1, y: 2 });
  });
});

describe('sql.join()', () => {
  test('puts values in a row', () => {
    const clause = sql`x IN (${sql.join([1, 2, 3])})`;
    expect(clause.text).toBe('x IN (:param_1, :param_2, :param_3)');
    expect(valuesOf(clause)).toEqual({ param_1: 1, param_2: 2, param_3: 3 });
  });

  test('puts texts in a row, with a separator', () => {
    const clause = sql.join([sql`a = ${1}`, text('b = :b'), sql`c = ${3}`], sql` AND `);
    expect(clause.text).toBe('a = :param_1 AND b = :b AND c = :param_2');
  });

  test('refuses an empty list, undefined, and a separator that is a plain string', () => {
    expect(() => sql.join([])).toThrow('sql.join() got an empty list');
    expect(() => sql.join([undefined])).toThrow('is undefined');
    expect(() => sql.join([1, 2], ' OR ' as never)).toThrow('The separator of sql.join() is no sql`…`.');
  });
});
