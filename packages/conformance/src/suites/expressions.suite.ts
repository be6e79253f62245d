import {
  and,
  between,
  bindparam,
  case_,
  cast,
  column,
  compiles,
  type Connection,
  customElement,
  distinct,
  extract,
  func,
  literal,
  MetaData,
  not,
  null_,
  or,
  select,
  Table,
  text,
  true_,
  tuple,
  typeCoerce,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

compiles('conformance.twice', { default: ({ children }, sql) => `(2 * ${sql.list(children)})` });

/** Each expression is selected from one row, or used as a condition: the same value on every database. */
export function expressions(context: SuiteContext): void {
  const { textType } = context.notation;
  const { item: itemName } = context.tables({
    item: `id INTEGER NOT NULL PRIMARY KEY, name ${textType}, price DECIMAL(10, 2), weight DOUBLE PRECISION, flag BOOLEAN, born DATE, data JSON, missing INTEGER`,
  });
  const metadata = new MetaData();
  const item = new Table(itemName, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(50)),
    price: column(t.Numeric(10, 2)),
    weight: column(t.Float),
    flag: column(t.Boolean),
    born: column(t.Date),
    data: column(t.JSON()),
    missing: column(t.Integer, { nullable: true }),
  });
  const { c } = item;

  const document = {
    text: 'word',
    whole: 7,
    fraction: 1.5,
    yes: true,
    no: false,
    nothing: null,
    list: ['a', 'b', 'c'],
    deep: { 'x.y': { 'quo"te': [1, { k: 'found' }] } },
    "it's": 1,
    'back\\slash': 2,
    $: 3,
    '': 4,
    '[0]': 5,
    'null word': 'null',
  };

  const rows = [
    { id: 1, name: 'sandy', price: '10.50', weight: 1.5, flag: true, born: '2020-03-31', data: document },
    { id: 2, name: 'Patrick', price: '2.25', weight: -2.5, flag: false, born: '1999-12-01', data: [1, 2] },
    { id: 3, name: '50%_off', price: '0.00', weight: 0, flag: true, born: '2020-01-15', data: null },
  ];

  const insertItem = text(
    `INSERT INTO ${itemName} (id, name, price, weight, flag, born, data) VALUES (:id, :name, :price, :weight, :flag, :born, :data)`,
  );

  async function withRows<R>(work: (connection: Connection) => Promise<R>): Promise<R> {
    return context.engine().begin(async (connection) => {
      for (const { data, ...row } of rows) {
        const document = data === null ? null : JSON.stringify(data);
        await connection.execute(insertItem, { ...row, data: document });
      }
      return work(connection);
    });
  }

  type Selected = any;
  const fetched = (expression: Selected, id = 1): Promise<unknown> =>
    withRows((connection) => connection.scalar(select(expression).where(c.id.eq(id)) as never) as Promise<unknown>);
  const idsWhere = (condition: Selected): Promise<unknown> =>
    withRows((connection) => connection.scalars(select(c.id).where(condition).orderBy(c.id)).all() as Promise<unknown>);

  test.each<[string, () => Selected, unknown]>([
    ['a sum', () => c.id.add(5), 6],
    ['a difference of parameters', () => literal(7).sub(2), 5],
    ['a sum of two parameters', () => literal(1).add(literal(2)), 3],
    ['a fraction beside a whole number', () => c.id.add(1.5), 2.5],
    ['a product of sums', () => c.id.add(1).mul(c.id.add(2)), 6],
    ['differences in differences', () => literal(10).sub(c.id.sub(3)), 12],
    ['the negative of a sum', () => c.id.add(1).neg(), -2],
    ['a quotient of whole numbers', () => literal(7).div(2), 3.5],
    ['a quotient of a column', () => c.id.div(2), 0.5],
    ['a floor quotient', () => literal(7).floorDiv(2), 3],
    ['a remainder', () => literal(7).mod(4), 3],
    ['an exact decimal', () => c.price.add('0.25'), '10.75'],
    ['a float', () => c.weight.mul(2), 3],
    ['bitwise and', () => literal(12).bitwiseAnd(10), 8],
    ['bitwise or', () => literal(12).bitwiseOr(10), 14],
    ['bitwise xor', () => literal(12).bitwiseXor(10), 6],
    ['bitwise xor in a sum', () => literal(12).bitwiseXor(10).add(1), 7],
    ['a shift to the left', () => c.id.bitwiseLshift(3), 8],
    ['a shift to the right', () => literal(8).bitwiseRshift(2), 2],
    ['texts joined', () => c.name.concat('-').concat(c.name), 'sandy-sandy'],
    ['a text added', () => c.name.add('!'), 'sandy!'],
    ['parameters joined', () => literal('a').concat(literal('b')), 'ab'],
    ['a comparison as a value', () => c.id.eq(1), true],
    ['a comparison of two parameters', () => literal(10).gt(literal(9)), true],
    ['the opposite of a flag', () => c.flag.not(), false],
    ['a conjunction as a value', () => c.flag.and(c.id.gt(5)), false],
    ['NULL', () => null_(), null],
    ['true', () => true_(), true],
    ['a literal text', () => literal("it's"), "it's"],
    ['a literal number', () => literal(5), 5],
    ['a literal boolean', () => literal(true), true],
    ['a bound parameter without type', () => bindparam('given', { value: 'x' }), 'x'],
    ['CASE', () => case_([c.id.gt(5), 'big'], [c.flag, 'flagged'], { else: 'small' }), 'flagged'],
    ['CASE without ELSE', () => case_([c.id.gt(5), 'big']), null],
    ['CASE of numbers', () => case_([c.id.eq(1), 10], { else: 0 }).add(1), 11],
    ['CASE of a value', () => case_({ sandy: 1, patrick: 2 }, { value: c.name, else: 0 }), 1],
    ['CASE of a number', () => case_({ 1: 'one' }, { value: c.id }), 'one'],
    ['a cast to text', () => cast(c.id, t.String(10)), '1'],
    ['a cast to a number', () => cast('12', t.Integer).add(1), 13],
    ['a cast to a decimal', () => cast('1.25', t.Numeric(10, 2)), '1.25'],
    ['a cast to a float', () => cast('1.5', t.Float), 1.5],
    ['a cast to a date', () => cast('2024-02-29', t.Date), '2024-02-29'],
    ['a cast of NULL', () => cast(null, t.Integer), null],
    ['a coerced type', () => typeCoerce(c.id, t.String), '1'],
    ['the year', () => extract('year', c.born), 2020],
    ['the month', () => extract('month', c.born), 3],
    ['the day', () => extract('day', c.born), 31],
    ['count of all', () => func.count(), 1],
    ['a sum of whole numbers', () => func.sum(c.id), 1],
    ['a mean of whole numbers', () => func.avg(c.id), 1],
    ['a mean of decimals', () => func.avg(c.price).cast(t.Numeric(10, 2)), '10.50'],
    ['the least', () => func.min(c.name), 'sandy'],
    ['the greatest date', () => func.max(c.born), '2020-03-31'],
    ['a sum of nothing', () => func.sum(c.missing), null],
    ['coalesce with a value', () => func.coalesce(c.missing, 5), 5],
    ['coalesce of values', () => func.coalesce(null, 'x', 'y'), 'x'],
    ['coalesce of a decimal', () => func.coalesce(c.price, '0'), '10.50'],
    ['nullif', () => func.nullif(c.id, 1), null],
    ['lower and upper', () => func.upper(func.lower('AbC')), 'ABC'],
    ['length', () => func.charLength(c.name), 5],
    ['replace', () => func.replace(c.name, 'sand', 'h'), 'hy'],
    ['a substring', () => func.substr(c.name, 2, 3), 'and'],
    ['an absolute value', () => func.abs(c.id.sub(5)), 4],
    ['greatest and least', () => func.greatest(func.least(c.id, 5), 3), 3],
    ['an aggregate with a filter', () => func.count(c.id).filter(c.id.gt(1)), 0],
    ['a count of all with a filter', () => func.count().filter(c.flag), 1],
    ['a count of distinct values', () => func.count(distinct(c.name)), 1],
    ['texts of a group', () => func.aggregateStrings(c.name, ', '), 'sandy'],
    ['a scalar subquery', () => select(func.max(c.id)).scalarSubquery().add(1), 4],
    ['EXISTS', () => select(item.alias('other').c.id).exists(), true],
    ['a construct of the application', () => customElement('conformance.twice', { children: [c.id], type: t.Integer }), 2],
    ['a construct with a value', () => customElement('conformance.twice', { children: [4], type: t.Integer }), 8],
    ['an operator that is not known', () => c.id.op('+', t.Integer)(3), 4],
  ])('%s', async (_what, expression, expected) => {
    expect(await fetched(expression())).toEqual(expected);
  });

  context.needingEach<[string, () => Selected, unknown]>(
    ['windowFunctions'],
    '%s',
    [
      ['a row number', () => func.rowNumber().over({ orderBy: c.id }), 1],
      ['a window with a frame', () => func.sum(c.id).over({ orderBy: c.id, rows: [-1, 1] }), 1],
      ['a window with a frame without bounds', () => func.sum(c.id).over({ orderBy: c.id, rows: [null, null] }), 1],
      ['lag', () => func.lag(c.id, 1).over({ orderBy: c.id }), null],
    ],
    async (_what, expression, expected) => {
      expect(await fetched(expression())).toEqual(expected);
    },
  );

  test.each<[string, () => Selected, readonly number[]]>([
    ['equality', () => c.name.eq('sandy'), [1]],
    ['inequality', () => c.name.ne('sandy'), [2, 3]],
    ['equality with null', () => c.missing.eq(null), [1, 2, 3]],
    ['inequality with null', () => c.missing.ne(null), []],
    ['a whole number against a fraction', () => c.id.gt(1.5), [2, 3]],
    ['a whole number beyond 32 bits', () => c.id.lt(3_000_000_000), [1, 2, 3]],
    ['a decimal', () => c.price.ge('2.25'), [1, 2]],
    ['a date', () => c.born.gt('2000-01-01'), [1, 3]],
    ['a flag', () => c.flag, [1, 3]],
    ['a flag that is not set', () => not(c.flag), [2]],
    ['a flag that equals true', () => c.flag.eq(true), [1, 3]],
    ['a flag that is false', () => c.flag.is(false), [2]],
    ['a flag and a comparison', () => and(c.flag, c.id.gt(1)), [3]],
    ['a flag or a comparison', () => or(c.flag, c.id.eq(2)), [1, 2, 3]],
    ['true', () => true_(), [1, 2, 3]],
    ['the negation of a conjunction', () => not(and(c.id.gt(1), c.flag)), [1, 2]],
    ['a conjunction inside a disjunction', () => or(and(c.id.eq(1), c.flag), c.id.eq(3)), [1, 3]],
    ['a disjunction inside a conjunction', () => and(or(c.id.eq(1), c.id.eq(3)), c.flag), [1, 3]],
    ['IS DISTINCT FROM', () => c.id.isDistinctFrom(2), [1, 3]],
    ['IS DISTINCT FROM null', () => c.missing.isDistinctFrom(null), []],
    ['IS NOT DISTINCT FROM', () => c.id.isNotDistinctFrom(2), [2]],
    ['BETWEEN', () => between(c.id, 2, 3), [2, 3]],
    ['NOT BETWEEN', () => c.id.notBetween(2, 3), [1]],
    ['IN', () => c.id.in([1, 3]), [1, 3]],
    ['IN of nothing', () => c.id.in([]), []],
    ['NOT IN of nothing', () => c.id.notIn([]), [1, 2, 3]],
    ['IN with null', () => c.id.in([1, null]), [1]],
    ['NOT IN with null', () => c.id.notIn([1, null]), []],
    ['IN with expressions', () => c.id.in([c.id.add(1), 2]), [2]],
    ['IN a query', () => c.id.in(select(func.max(c.id))), [3]],
    [
      'tuples',
      () =>
        tuple(c.id, c.name).in([
          [1, 'sandy'],
          [2, 'sandy'],
        ]),
      [1],
    ],
    ['tuples of decimals and dates', () => tuple(c.price, c.born).in([['10.50', '2020-03-31']]), [1]],
    ['NOT IN of tuples', () => tuple(c.id, c.name).notIn([[1, 'sandy']]), [2, 3]],
    ['no tuples', () => tuple(c.id, c.name).in([]), []],
    ['NOT IN of no tuples', () => tuple(c.id, c.name).notIn([]), [1, 2, 3]],
    ['LIKE', () => c.name.like('%an%'), [1]],
    ['LIKE with an escape character', () => c.name.like('50!%%', { escape: '!' }), [3]],
    ['ILIKE', () => c.name.ilike('pat%'), [2]],
    ['startsWith', () => c.name.startsWith('sa'), [1]],
    ['endsWith', () => c.name.endsWith('dy'), [1]],
    ['contains', () => c.name.contains('ric'), [2]],
    ['contains with wildcards', () => c.name.contains('%_', { autoescape: true }), [3]],
    ['the negation of contains', () => c.name.contains('ric').not(), [1, 3]],
    ['contains another column', () => c.name.contains(c.name), [1, 2, 3]],
    ['icontains', () => c.name.icontains('RIC'), [2]],
    ['an aggregate in a query around', () => c.price.eq(select(func.max(item.alias('other').c.price)).scalarSubquery()), [1]],
    ['a function of a parameter', () => func.lower('SANDY').eq(c.name), [1]],
    ['a parameter on the left', () => literal(2).eq(c.id), [2]],
    ['a parameter of the execution', () => c.id.eq(bindparam('given', { value: 2 })), [2]],
    ['a cast flag', () => cast(c.id.sub(1), t.Boolean), [2, 3]],
    ['CASE as a condition', () => case_([c.id.eq(2), true], { else: false }), [2]],
    ['a comparison of a sum', () => c.id.add(1).eq(3), [2]],
    ['a comparison of comparisons', () => c.id.eq(1).eq(c.flag), [1, 2]],
    ['ANY of a subquery', () => c.id.in(select(c.id).where(c.id.gt(2))), [3]],
    ['EXISTS and a condition', () => and(select(item.alias('other').c.id).exists(), c.id.eq(2)), [2]],
    ['the negation of EXISTS', () => select(item.alias('other').c.id).exists().not(), []],
  ])('a condition: %s', async (_what, condition, expected) => {
    expect(await idsWhere(condition())).toEqual(expected);
  });

  context.when('regexpMatch', 'a condition: a regular expression', async () => {
    expect(await idsWhere(c.name.regexpMatch('^[sp].*y$'))).toEqual([1]);
  });

  context.needing(['regexpMatch'], 'a condition: the negation of a regular expression', async () => {
    expect(await idsWhere(c.name.regexpMatch('^[0-9]').not())).toEqual([1, 2]);
  });

  context.needingEach<[string, () => Selected, unknown]>(
    ['jsonElements'],
    'in a JSON document: %s',
    [
      ['a text', () => c.data.get('text').asString(), 'word'],
      ['a whole number', () => c.data.get('whole').asInteger(), 7],
      ['a fraction', () => c.data.get('fraction').asFloat(), 1.5],
      ['a decimal', () => c.data.get('fraction').asNumeric(10, 2), '1.50'],
      ['true', () => c.data.get('yes').asBoolean(), true],
      ['false', () => c.data.get('no').asBoolean(), false],
      ['the document null as text', () => c.data.get('nothing').asString(), null],
      ['the word null as text', () => c.data.get('null word').asString(), 'null'],
      ['nothing as text', () => c.data.get('absent').asString(), null],
      ['nothing as a number', () => c.data.get('absent').asInteger(), null],
      ['nothing as a boolean', () => c.data.get('absent').asBoolean(), null],
      ['nothing as JSON', () => c.data.get('absent'), null],
      ['a text as JSON', () => c.data.get('text'), 'word'],
      ['true as JSON', () => c.data.get('yes'), true],
      ['a list', () => c.data.get('list'), ['a', 'b', 'c']],
      ['an element of an element', () => c.data.get('list').get(1), 'b'],
      ['a path', () => c.data.get(['list', 2]).asString(), 'c'],
      ['the last element', () => c.data.get(['list', -1]).asString(), 'c'],
      ['keys with dots and quotes', () => c.data.get(['deep', 'x.y', 'quo"te', 1, 'k']).asString(), 'found'],
      ['a key with an apostrophe', () => c.data.get("it's").asInteger(), 1],
      ['a key with a backslash', () => c.data.get('back\\slash').asInteger(), 2],
      ['the key $', () => c.data.get('$').asInteger(), 3],
      ['the empty key', () => c.data.get('').asInteger(), 4],
      ['a key with brackets', () => c.data.get('[0]').asInteger(), 5],
      ['an element in an expression', () => c.data.get('text').asString().concat('!'), 'word!'],
      ['an element in a sum', () => c.data.get('whole').asInteger().add(1), 8],
    ],
    async (_what, expression, expected) => {
      expect(await fetched(expression())).toEqual(expected);
    },
  );

  context.needing(['jsonElements'], 'an index finds an element of a list that is the whole document', async () => {
    expect(await fetched(c.data.get(1).asInteger(), 2)).toBe(2);
  });

  context.when('nullsOrder', 'rows are ordered with NULL where one says', async () => {
    const value = case_([c.id.ne(2), c.id]);
    const [last, first] = await withRows(async (connection) => [
      await connection.scalars(select(c.id).orderBy(value.desc().nullsLast())).all(),
      await connection.scalars(select(c.id).orderBy(value.asc().nullsFirst())).all(),
    ]);
    expect(last).toEqual([3, 1, 2]);
    expect(first).toEqual([2, 1, 3]);
  });

  test('functions count, join and rank groups', async () => {
    const found = await withRows((connection) =>
      connection
        .execute(
          select(
            func.count(c.id).label('many'),
            func.sum(c.price).label('total'),
            func.count(c.id).filter(c.flag).label('flagged'),
            func.aggregateStrings(c.name, '|').aggregateOrderBy(c.id.desc()).label('names'),
          ),
        )
        .one(),
    );
    expect({ ...found.mapping }).toEqual({ many: 3, total: '12.75', flagged: 2, names: '50%_off|Patrick|sandy' });
  });

  test('the clock of the database is near ours, as a Date', async () => {
    const [now, today] = await context
      .engine()
      .begin((connection) => connection.execute(select(func.now(), func.currentDate())).one());
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(26 * 3600_000);
    expect(today).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('the same SQL serves other values', async () => {
    const engine = context.engine();
    const found = await engine.begin(async (connection) => {
      const values: unknown[] = [];
      for (const number of [1, 2, 3]) values.push(await connection.scalar(select(literal(number).add(number))));
      return values;
    });
    expect(found).toEqual([2, 4, 6]);
  });
}
