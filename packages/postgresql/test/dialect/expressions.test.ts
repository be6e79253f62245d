import { afterAll, describe, expect, test } from '@jest/globals';
import {
  all_,
  any_,
  type ColumnElement,
  cast,
  createEngine,
  func,
  literal,
  literalColumn,
  select,
  types as t,
  typeCoerce,
} from '@aludel/core';
import { postgresql } from '../../src/index.ts';

const url = process.env['ALUDEL_TEST_POSTGRESQL_URL'];
const numbers = cast([10, 20, 30], t.ARRAY(t.Integer));
const document = cast({ a: { b: [1, 'x'] }, k: true }, t.JSON());

(url === undefined ? describe.skip : describe)('expressions that PostgreSQL has', () => {
  const engine = createEngine(url ?? 'postgresql://', { dialect: postgresql });
  afterAll(() => engine.dispose());
  const fetched = (expression: ColumnElement<unknown, string>): Promise<unknown> =>
    engine.begin((connection) => connection.scalar(select(expression) as never) as Promise<unknown>);

  test.each<[string, ColumnElement<unknown, string>, unknown]>([
    ['an array', numbers, [10, 20, 30]],
    ['an element of an array', numbers.get(2), 20],
    ['an element at an index that is computed', numbers.get(literal(1).add(2)), 30],
    ['a slice', numbers.slice(2, 3), [20, 30]],
    ['a slice without end', numbers.slice(2), [20, 30]],
    ['contains', numbers.contains([10, 30]), true],
    ['contained by', numbers.containedBy([10, 20]), false],
    ['overlap', numbers.overlap([30, 40]), true],
    ['ANY', literal(20).eq(any_(numbers)), true],
    ['ALL', literal(5).lt(all_(numbers)), true],
    ['a case-insensitive pattern', literal('ABC').ilike('a%'), true],
    ['a regular expression with a flag', literal('ABC').regexpMatch('^a', 'i'), true],
    ['a regular expression with flags', literal('x\nABC').regexpMatch('^a', 'in'), true],
    ['the opposite of a regular expression', literal('ABC').regexpMatch('^a').not(), true],
    ['a replacement', literal('banana').regexpReplace('a', 'o'), 'bonana'],
    ['a replacement of all', literal('banana').regexpReplace('a', 'o', 'g'), 'bonono'],
    ['a full-text match', literal('the fat cats').cast(t.Text).match('cat'), true],
    ['BETWEEN SYMMETRIC', literal(5).between(9, 1, { symmetric: true }), true],
    ['a power', func.pow(2, 10), 1024],
    ['an element of a document', document.get(['a', 'b', 1]).asString(), 'x'],
    ['an element of an element', document.get('a').get('b').get(0).asInteger(), 1],
    ['a boolean of a document', document.get('k').asBoolean(), true],
    ['a document built of parameters', func['json_build_object']!('a', 1).returns(t.JSON()), { a: 1 }],
    ['texts joined by a function of any types', func.concat('a', 1, null, 'b'), 'a1b'],
    ['a percentile', percentile(), 1.5],
    ['a mode', func['mode']!().withinGroup(literalColumn('1', t.Integer)), 1],
    ['an aggregate of an array', func.arrayAgg(literal(1)), [1]],
    ['a coerced parameter in arithmetic', typeCoerce(1, t.Integer).add(typeCoerce(2, t.Integer)), 3],
    ['a difference of dates', cast('2024-03-01', t.Date).sub(cast('2024-02-01', t.Date)), 29],
    ['days added to a date', cast('2024-02-28', t.Date).add(2 as never), '2024-03-01'],
  ])('%s', async (_what, expression, expected) => {
    expect(await fetched(expression)).toEqual(expected);
  });

  function percentile(): ColumnElement<unknown, string> {
    return func.percentileCont(0.5).withinGroup(cast('1.5', t.Float));
  }

  test('functions give tables', async () => {
    const found = await engine.begin(async (connection) => {
      const unnested = func['unnest']!(numbers).tableValued({ value: t.Integer }, { withOrdinality: 'place' }).renderDerived();
      const record = func['json_to_recordset']!(cast([{ a: 1, b: 'x' }], t.JSON()))
        .tableValued({ a: t.Integer, b: t.Text })
        .renderDerived({ name: 'entry', withTypes: true });
      const pairs = func['json_each']!(document).tableValued({ key: t.String, value: t.JSON() }, { name: 'pair' });
      return {
        unnested: (await connection.execute(select(unnested.c.value, unnested.c.place)).all()).map((row) => [...row]),
        record: (await connection.execute(select(record.c.a, record.c.b)).all()).map((row) => [...row]),
        pairs: await connection.scalars(select(pairs.c.key).orderBy(pairs.c.key)).all(),
        series: await connection.scalars(select(func['generate_series']!(1, 3).returns(t.Integer).columnValued('n'))).all(),
      };
    });
    expect(found).toEqual({
      unnested: [
        [10, 1],
        [20, 2],
        [30, 3],
      ],
      record: [[1, 'x']],
      pairs: ['a', 'k'],
      series: [1, 2, 3],
    });
  });
});
