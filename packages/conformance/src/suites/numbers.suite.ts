import {
  cast,
  column,
  type Connection,
  delete_,
  func,
  insert,
  literal,
  literalColumn,
  MetaData,
  select,
  Table,
  type TypeEngine,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Whole numbers, decimals and floats: what they are stored as, and what is calculated with them. */
export function numbers(context: SuiteContext): void {
  type Selected = any;
  const metadata = new MetaData();
  const value = new Table(uniqueName('numeric'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    small: column(t.Numeric(8, 4), { nullable: true }),
    wide: column(t.Numeric(38, 20), { nullable: true }),
    whole: column(t.Numeric(38, 0), { nullable: true }),
    asNumber: column('as_number', t.Numeric(8, 4, { mode: 'number' }), { nullable: true }),
    approximate: column(t.Float, { nullable: true }),
    big: column(t.BigInteger, { nullable: true }),
  });
  metadataFixture(context, metadata);
  const { id, small, wide, whole, asNumber, approximate, big } = value.c;
  const within = <T>(work: (connection: Connection) => Promise<T>): Promise<T> => context.engine().begin(work);
  type Name = 'small' | 'wide' | 'whole' | 'asNumber' | 'approximate' | 'big';

  /** Stores each value by itself and all of them together; gives what is read of both, and what is found again by equality. */
  const stored = (name: Name, values: readonly unknown[]) =>
    within(async (connection) => {
      for (const [index, one] of values.entries())
        await connection.execute(insert(value).values({ id: index, [name]: one } as Selected));
      await connection.execute(insert(value), values.map((one, index) => ({ id: 1_000 + index, [name]: one })) as Selected);
      const read = (await connection.scalars(select(value.c[name] as Selected).orderBy(id) as Selected).all()) as unknown[];
      expect(read.slice(values.length)).toEqual(read.slice(0, values.length));
      await connection.execute(delete_(value));
      return read.slice(0, values.length);
    });

  test('decimals come back with the digits of their column', async () => {
    expect(await stored('small', ['15.7563', '-15.7563', '0', '0.0001', '9999.9999', null, '8', '8.5'])).toEqual([
      '15.7563',
      '-15.7563',
      '0.0000',
      '0.0001',
      '9999.9999',
      null,
      '8.0000',
      '8.5000',
    ]);
  });

  test('decimals can be numbers, where one asks for that', async () => {
    expect(await stored('asNumber', [15.7563, -0.5, 0, null, 8])).toEqual([15.7563, -0.5, 0, null, 8]);
  });

  test('floats come back exactly', async () => {
    const values = [15.7563, -0.1, 1 / 3, 1e-300, 1.7976931348623157e308, 123456789012345680, 5, 0, null];
    expect(await stored('approximate', values)).toEqual(values);
  });

  test('whole numbers of 64 bits come back exactly', async () => {
    const values = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, 0n, 7n, null];
    expect(await stored('big', values)).toEqual(values);
  });

  context.needing(['exactNumeric'], 'decimals of many digits, very small and very large ones', async () => {
    const small = ['31943874831932418390.01', '319438950232418390.273596', '87673.594069654243', '54.234246451650'];
    const wide = [
      ...small,
      '0.00000000000000000001',
      '-0.00000000000000000001',
      '999999999999999999.99999999999999999999',
    ].filter((text) => text.indexOf('.') <= 18);
    const padded = (text: string): string => `${text.split('.')[0]}.${(text.split('.')[1] ?? '').padEnd(20, '0')}`;
    expect(await stored('wide', wide)).toEqual(wide.map(padded));
    const huge = ['4000000000000000000000000000000000000', '2000000000000000000000000', '-1'];
    expect(await stored('whole', huge)).toEqual(huge);
  });

  context.needing(['exactNumeric'], 'decimals are compared, added up and sorted exactly', () =>
    within(async (connection) => {
      const values = ['100000000000000000.10000000000000000001', '100000000000000000.10000000000000000002', '0.1', '-3'];
      await connection.execute(
        insert(value),
        values.map((one, index) => ({ id: index, wide: one })),
      );
      expect(await connection.scalars(select(id).where(wide.eq(values[1] as string))).all()).toEqual([1]);
      expect(await connection.scalars(select(id).orderBy(wide)).all()).toEqual([3, 2, 0, 1]);
      expect(await connection.scalar(select(func.sum(wide)))).toMatch(/^199999999999999997\.30000000000000000003$/);
      expect(await connection.scalar(select(wide.mul('2')).where(id.eq(0)))).toMatch(
        /^200000000000000000\.200000000000000000020*$/,
      );
    }),
  );

  test('a float that is infinite comes back, or is refused', () =>
    within(async (connection) => {
      const outcome = await connection
        .execute(insert(value).values({ id: 1, approximate: Number.POSITIVE_INFINITY }))
        .then(() => connection.scalar(select(approximate)))
        .then(
          (found) => found,
          () => 'refused',
        );
      expect([Number.POSITIVE_INFINITY, 'refused']).toContain(outcome);
      await connection.rollback();
    }));

  const whole15 = literalColumn('15', t.Integer);
  const whole10 = literalColumn('10', t.Integer);
  const numeric = (text: string) => literalColumn(text, t.Numeric(10, 4));
  test.each<[string, () => Selected, unknown]>([
    ['whole numbers', () => whole15.div(whole10), 1.5],
    ['a negative number', () => literalColumn('-15', t.Integer).div(whole10), -1.5],
    ['parameters', () => literal(4).div(literal(3)).sub(literal(4).div(3)), 0],
    ['a parameter and SQL', () => literal(15).div(whole10), 1.5],
    ['SQL and a parameter', () => whole15.div(10), 1.5],
    ['floats', () => literalColumn('15.0', t.Float).div(literalColumn('10.0', t.Float)), 1.5],
    ['a whole number and a float', () => whole15.div(literalColumn('2.5', t.Float)), 6],
    ['whole numbers to the floor', () => whole15.floorDiv(whole10), 1],
    ['whole numbers to the floor, as parameters', () => literal(15).floorDiv(literal(10)), 1],
    ['a negative number to the floor, without remainder', () => literalColumn('-15', t.Integer).floorDiv(5), -3],
    ['floats to the floor', () => literalColumn('15.5', t.Float).floorDiv(literalColumn('10.0', t.Float)), 1],
  ])('a quotient of %s', async (_what, expression, expected) => {
    const found = await within((connection) => connection.scalar(select(expression()) as Selected));
    expect(found).toBeCloseTo(expected as number, 12);
  });

  test.each<[string, () => Selected, number]>([
    ['decimals', () => numeric('15').div(numeric('10')), 1.5],
    ['a decimal and a whole number', () => numeric('15.75').div(whole10), 1.575],
    ['decimals to the floor', () => numeric('15.5').floorDiv(numeric('10')), 1],
  ])('a quotient of %s is a decimal', async (_what, expression, expected) => {
    const found = await within((connection) => connection.scalar(select(expression()) as Selected));
    expect(typeof found).toBe('string');
    expect(Number(found)).toBeCloseTo(expected, 10);
  });

  test.each<[string, unknown, TypeEngine<any>, unknown]>([
    ['a number beyond 32 bits', 1_376_537_018_368_127, t.BigInteger({ mode: 'number' }), 1_376_537_018_368_127],
    ['a number beyond 53 bits', 2n ** 60n + 1n, t.BigInteger, 2n ** 60n + 1n],
    ['a decimal', '25.65', t.Numeric(10, 2), '25.65'],
    ['a float', 25.653723, t.Float, 25.653723],
  ])('%s is what it is without any table', async (_what, given, type, expected) => {
    await within(async (connection) => {
      expect(await connection.scalar(select(literal(given as number, type as TypeEngine<number>)))).toEqual(expected);
      expect(await connection.scalar(select(cast(literal(given as number, type as TypeEngine<number>), type)))).toEqual(expected);
      const { sql } = select(literal(given as number, type as TypeEngine<number>).label('x')).compile({
        dialect: connection.dialect,
        literalBinds: true,
      });
      expect(String(await connection.scalar(sql as 'SELECT 1')).replace(/0+$/, '')).toBe(String(expected).replace(/0+$/, ''));
    });
  });

  test('numbers without a type of their own are accommodated, however large', () =>
    within(async (connection) => {
      for (const one of [1, -1, 2 ** 31, 2 ** 53 - 1, 2n ** 62n]) {
        expect(await connection.scalar(select(literal(one as number)))).toBe(one);
        await connection.execute(insert(value).values({ id: 1, big: BigInt(one) }));
        expect(await connection.scalar(select(big).where(big.eq(BigInt(one))))).toBe(BigInt(one));
        expect(await connection.scalar(select(func.count()).where(big.le(BigInt(one))))).toBe(1);
        await connection.execute(delete_(value));
      }
    }));

  test('aggregates of nothing are null, and of numbers what they should be', () =>
    within(async (connection) => {
      const all = select(func.sum(small), func.avg(approximate), func.max(big), func.count(asNumber), func.min(whole));
      expect([...(await connection.execute(all).one())]).toEqual([null, null, null, 0, null]);
      await connection.execute(insert(value), [
        { id: 1, small: '1.5', approximate: 1, big: 2n ** 60n, asNumber: 1, whole: '5' },
        { id: 2, small: '2.25', approximate: 2, big: 5n, asNumber: null, whole: '-5' },
      ]);
      expect([...(await connection.execute(all).one())]).toEqual(['3.7500', 1.5, 2n ** 60n, 1, '-5']);
    }));
}
