import {
  bindparam,
  case_,
  column,
  exists,
  false_,
  insert,
  literal,
  MetaData,
  not,
  null_,
  select,
  Table,
  true_,
  type TypeEngine,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import { readOnlyTables } from '../read-only-tables.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What is equal, distinct, true and there, with NULL among it. */
export function comparisons(context: SuiteContext): void {
  type Selected = any;
  const metadata = new MetaData();
  const pair = new Table(uniqueName('pair'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    a: column(t.Integer, { nullable: true }),
    b: column(t.Integer, { nullable: true }),
    isSet: column('is_set', t.Boolean, { nullable: true }),
    other: column(t.Boolean),
    moment: column(t.DateTime),
    instant: column(t.DateTime({ timezone: true })),
    day: column(t.Date),
    time: column('time_of_day', t.Time),
    price: column(t.Numeric(10, 2)),
    key: column(t.Uuid),
    word: column(t.String(10)),
  });
  const { c } = pair;
  const at = new Date('2012-10-15T12:57:18.125Z');
  const common = { moment: at, instant: at, day: '2012-10-15', time: '12:57:18', price: '9.50', word: 'x' };
  const key = '1a4b0c9e-54f7-4a4e-8a4f-fd8f4b1f7e3c';
  const rows = readOnlyTables(context, metadata, (connection) =>
    connection.execute(insert(pair), [
      { ...common, key, id: 1, a: 1, b: 1, isSet: true, other: false },
      { ...common, key, id: 2, a: 1, b: 2, isSet: false, other: true },
      { ...common, key, id: 3, a: 1, b: null, isSet: null, other: false },
      { ...common, key, id: 4, a: null, b: 1, isSet: true, other: true },
      { ...common, key, id: 5, a: null, b: null, isSet: false, other: false },
    ]),
  );
  const idsWhere = async (condition: Selected, params?: Readonly<Record<string, unknown>>): Promise<unknown[]> =>
    (await rows(select(c.id).where(condition).orderBy(c.id), params)).flat();

  test.each<[string, () => Selected, readonly number[]]>([
    ['columns that are distinct', () => c.a.isDistinctFrom(c.b), [2, 3, 4]],
    ['columns that are not', () => c.a.isNotDistinctFrom(c.b), [1, 5]],
    ['a column distinct from a value', () => c.b.isDistinctFrom(1), [2, 3, 5]],
    ['a column not distinct from a value', () => c.b.isNotDistinctFrom(1), [1, 4]],
    ['a column distinct from NULL', () => c.b.isDistinctFrom(null), [1, 2, 4]],
    ['a column not distinct from NULL', () => c.b.isNotDistinctFrom(null), [3, 5]],
    ['values that are distinct', () => literal(1).isDistinctFrom(literal(2)), [1, 2, 3, 4, 5]],
    ['the negation', () => not(c.a.isDistinctFrom(c.b)), [1, 5]],
    ['equality, which NULL is no part of', () => c.a.eq(c.b), [1]],
    ['inequality, which NULL is no part of', () => c.a.ne(c.b), [2]],
    ['NULL in a CASE', () => case_([c.a.eq(c.b), true], { else: null_() }), [1]],
    ['a flag', () => c.isSet, [1, 4]],
    ['a flag that is not', () => c.isSet.not(), [2, 5]],
    ['a flag that is true', () => c.isSet.is(true), [1, 4]],
    ['a flag that is not true', () => c.isSet.isNot(true), [2, 3, 5]],
    ['a flag that is false', () => c.isSet.is(false), [2, 5]],
    ['a flag that is not false', () => c.isSet.isNot(false), [1, 3, 4]],
    ['a flag that is NULL', () => c.isSet.is(null), [3]],
    ['a flag equal to another', () => c.isSet.eq(c.other), [4, 5]],
    ['a flag or another', () => c.isSet.or(c.other), [1, 2, 4]],
    ['true and a condition', () => true_().and(c.id.gt(4)), [5]],
    ['false or a condition', () => false_().or(c.id.gt(4)), [5]],
    ['false', () => false_(), []],
    ['something that is there', () => exists().where(pair.alias().c.id.eq(1)), [1, 2, 3, 4, 5]],
    ['something that is not there', () => exists().where(pair.alias().c.id.eq(99)), []],
  ])('holds for the right rows: %s', async (_what, condition, expected) => {
    expect(await idsWhere(condition())).toEqual(expected);
  });

  test('conditions are values of a row: true, false, or null', async () => {
    const statement = select(c.a.eq(c.b), c.a.isDistinctFrom(c.b), c.isSet, c.isSet.not(), exists(select(c.id)))
      .orderBy(c.id)
      .limit(3);
    expect(await rows(statement as Selected)).toEqual([
      [true, false, true, false, true],
      [false, true, false, true, true],
      [null, true, null, null, true],
    ]);
    expect(await rows(select(exists(select(c.id).where(c.id.eq(99)))) as Selected)).toEqual([[false]]);
  });

  test.each<[string, () => Selected, TypeEngine<any>, unknown]>([
    ['a moment', () => c.moment, t.DateTime, at],
    ['an instant', () => c.instant, t.DateTime({ timezone: true }), at],
    ['a day', () => c.day, t.Date, '2012-10-15'],
    ['a time of day', () => c.time, t.Time, '12:57:18'],
    ['a decimal', () => c.price, t.Numeric(10, 2), '9.50'],
    ['a number', () => c.id, t.Integer, 1],
    ['a text', () => c.word, t.String(10), 'x'],
    ['a uuid', () => c.key, t.Uuid, key],
  ])('a parameter of %s is its value or NULL, in an expression and by itself', async (_what, of, type, value) => {
    const given = bindparam('given', { type });
    const orItself = case_([given.ne(null) as Selected, given], { else: of() });
    expect(await idsWhere((orItself as Selected).eq(of()).and(c.id.eq(1)), { given: null })).toEqual([1]);
    expect(await idsWhere((orItself as Selected).eq(of()).and(c.id.eq(1)), { given: value })).toEqual([1]);
    expect(await idsWhere(of().eq(given), { given: null })).toEqual([]);
    expect(await rows(select(given.label('x')) as Selected, { given: value })).toEqual([[value]]);
    expect(await rows(select(given.label('x')) as Selected, { given: null })).toEqual([[null]]);
    expect(await rows(select(literal(value, type).label('x')) as Selected)).toEqual([[value]]);
  });
}
