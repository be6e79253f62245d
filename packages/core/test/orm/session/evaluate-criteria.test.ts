import { describe, expect, test } from '@jest/globals';
import { and, bindparam, type ColumnElement, func, literal, not, or, select, types as t } from '../../../src/index.ts';
import { evaluatorOf, unknownValue } from '../../../src/orm/session/evaluate-criteria.ts';
import { stateOf } from '../../../src/orm/state/instance-state.ts';
import { requireMapper } from '../../../src/orm/mapping/mapper-of.ts';
import { Address, User } from '../query-models.ts';

class Cents extends t.TypeDecorator<number> {
  readonly impl = t.Integer;
  override readonly cacheOk = true;
  override processBindParam = (units: number) => -units;
}

const mapper = requireMapper(User, 'test');
const { id, name, fullname } = User.c;

function evaluate(condition: ColumnElement<unknown>, isStrict = false, params = {}): unknown {
  const made = evaluatorOf(condition.node, { mapper, params, isStrict });
  if (typeof made !== 'function') return made.reason;
  return made(stateOf(new User({ id: 5, name: 'sandy', fullname: null })));
}

describe('evaluating conditions on objects', () => {
  test.each<[string, ColumnElement<unknown>, unknown]>([
    ['equality', id.eq(5), true],
    ['inequality', id.ne(5), false],
    ['order', and(id.gt(4), id.le(5)), true],
    ['equality of texts', name.eq('sandy'), true],
    ['a comparison with NULL', fullname.eq('x'), null],
    ['IS NULL', fullname.is(null), true],
    ['IS NOT NULL', fullname.isNot(null), false],
    ['the opposite of NULL', not(and(fullname.eq('x'), id.eq(5))), null],
    ['AND decided in spite of NULL', and(fullname.eq('x'), id.eq(6)), false],
    ['OR decided in spite of NULL', or(fullname.eq('x'), id.eq(5)), true],
    ['OR that NULL leaves open', or(fullname.eq('x'), id.eq(6)), null],
    ['IN', id.in([1, 5]), true],
    ['NOT IN with NULL', id.notIn([1, null]), null],
    ['NOT IN', id.notIn([1, 2]), true],
    ['IN nothing', id.in([]), false],
    ['NOT IN nothing of NULL', fullname.notIn([]), true],
    ['BETWEEN', id.between(1, 5), true],
    ['NOT BETWEEN', not(id.between(1, 4)), true],
    ['BETWEEN that one bound decides', id.between(6, fullname as never), false],
    ['IS DISTINCT FROM NULL', fullname.isDistinctFrom('x'), true],
    ['IS NOT DISTINCT FROM NULL', fullname.isNotDistinctFrom(null), true],
    ['arithmetic', id.add(1).eq(6), true],
  ])('%s', (_title, condition, expected) => {
    expect(evaluate(condition)).toBe(expected);
  });

  test('what was never loaded, and named parameters', () => {
    const made = evaluatorOf(fullname.eq('x').node, { mapper, params: {}, isStrict: false });
    expect((made as (state: unknown) => unknown)(stateOf(new User({ name: 'x' } as never)))).toBe(unknownValue);
    expect(evaluate(id.eq(bindparam('wanted')) as ColumnElement<unknown>, true, { wanted: 5 })).toBe(true);
    expect(evaluate(id.eq(bindparam('wanted')) as ColumnElement<unknown>)).toMatch('which has no value');
  });

  test('what databases may see differently is not evaluated where it must be exact', () => {
    expect(evaluate(id.eq(5), true)).toBe(true);
    expect(evaluate(name.eq('sandy'), true)).toBe('Cannot evaluate values of type String');
  });

  test('types whose values are others in the database are not evaluated', () => {
    const [cents, marks] = [literal(5, new Cents()), literal(5, t.Integer.withVariant(t.SmallInteger, 'mysql'))];
    expect(evaluate(cents.eq(5))).toBe('Cannot evaluate values of type Integer');
    expect(evaluate(marks.eq(5))).toBe('Cannot evaluate values of type Integer');
  });

  test('what only the database knows is not evaluated', () => {
    expect(evaluate(name.like('s%'))).toBe('Cannot evaluate operator like');
    expect(evaluate(func.lower(name).eq('sandy'))).toBe('Cannot evaluate function');
    expect(evaluate(id.in(select(Address.c.userId)))).toBe('Cannot evaluate IN with a query');
    expect(evaluate(id.eq(Address.c.userId))).toMatch('another class');
  });
});
