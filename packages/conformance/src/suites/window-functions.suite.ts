import { column, func, insert, literalColumn, MetaData, select, Table, types as t } from '@aludel/core';
import { expect } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import { readOnlyTables } from '../read-only-tables.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Functions over windows: partitions, orders, and frames of rows, values and groups. */
export function windowFunctions(context: SuiteContext): void {
  const metadata = new MetaData();
  const sale = new Table(uniqueName('sale'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    shop: column(t.String(10)),
    amount: column(t.Integer),
    weight: column(t.Float),
    day: column(t.Date),
  });
  const { id, shop, amount, weight, day } = sale.c;
  const rows = readOnlyTables(context, metadata, (connection) =>
    connection.execute(insert(sale), [
      { id: 1, shop: 'a', amount: 1, weight: 0.25, day: '2024-02-27' },
      { id: 2, shop: 'a', amount: 2, weight: 0.5, day: '2024-02-28' },
      { id: 3, shop: 'a', amount: 4, weight: 1, day: '2024-02-29' },
      { id: 4, shop: 'b', amount: 4, weight: 1.25, day: '2024-03-01' },
      { id: 5, shop: 'b', amount: 8, weight: 4, day: '2024-03-05' },
    ]),
  );
  type Selected = any;
  const byId = async (...expressions: readonly Selected[]): Promise<unknown[][]> =>
    rows(select(...(expressions as [Selected])).orderBy(id) as Selected);

  context.needingEach<[string, () => Selected, readonly unknown[]]>(
    ['windowFunctions'],
    'over a window: %s',
    [
      [
        'a sum up to each row of its partition',
        () => func.sum(amount).over({ partitionBy: shop, orderBy: id }),
        [1, 3, 7, 4, 12],
      ],
      ['a sum of the whole partition', () => func.sum(amount).over({ partitionBy: shop }), [7, 7, 7, 12, 12]],
      ['a sum of everything', () => func.sum(amount).over(), [19, 19, 19, 19, 19]],
      ['several partitions', () => func.count().over({ partitionBy: [shop, amount] }), [1, 1, 1, 1, 1]],
      ['several orders', () => func.rowNumber().over({ orderBy: [shop.desc(), id] }), [3, 4, 5, 1, 2]],
      ['ranks with gaps', () => func.rank().over({ orderBy: amount.desc() }), [5, 4, 2, 2, 1]],
      ['ranks without gaps', () => func.denseRank().over({ orderBy: amount.desc() }), [4, 3, 2, 2, 1]],
      ['parts of equal size', () => func.ntile(2).over({ orderBy: id }), [1, 1, 1, 2, 2]],
      ['the row before', () => func.lag(amount).over({ partitionBy: shop, orderBy: id }), [null, 1, 2, null, 4]],
      ['the second row after', () => func.lead(amount, 2).over({ orderBy: id }), [4, 4, 8, null, null]],
      ['the first value', () => func.firstValue(amount).over({ partitionBy: shop, orderBy: id }), [1, 1, 1, 4, 4]],
      ['the last value', () => func.lastValue(amount).over({ partitionBy: shop, orderBy: id, rows: [0, null] }), [4, 4, 4, 8, 8]],
      ['the rows around', () => func.sum(amount).over({ orderBy: id, rows: [-1, 1] }), [3, 7, 10, 16, 12]],
      ['the rows from here on', () => func.sum(amount).over({ orderBy: id, rows: [0, null] }), [19, 18, 16, 12, 8]],
      ['the rows after', () => func.sum(amount).over({ orderBy: id, rows: [1, 2] }), [6, 8, 12, 8, null]],
      ['the values around', () => func.sum(id).over({ orderBy: amount, range: [-2, 2] }), [3, 10, 9, 9, 5]],
      ['the values up to here', () => func.count().over({ orderBy: amount, range: [null, 0] }), [1, 2, 4, 4, 5]],
      [
        'values at a distance that is no whole number',
        () => func.count().over({ orderBy: weight, range: [{ preceding: 0.5 }, { following: 0.25 }] }),
        [2, 2, 3, 2, 1],
      ],
      ['a function inside an expression', () => amount.mul(2).sub(func.lag(amount).over({ orderBy: id })), [null, 3, 6, 4, 12]],
    ],
    async (_what, expression, expected) => {
      expect((await byId(expression())).map(([value]) => value)).toEqual(expected);
    },
  );

  context.when('windowFunctions', 'the same statement with another frame is another statement', async () => {
    const around = (from: number, to: number) => byId(func.sum(amount).over({ orderBy: id, rows: [from, to] }));
    expect((await around(0, 0)).flat()).toEqual([1, 2, 4, 4, 8]);
    expect((await around(-1, 0)).flat()).toEqual([1, 3, 6, 8, 12]);
    expect((await around(-1, 1)).flat()).toEqual([3, 7, 10, 16, 12]);
    expect((await around(0, 0)).flat()).toEqual([1, 2, 4, 4, 8]);
  });

  context.needing(['windowFunctions'], 'several windows stand in one query, in its order, and in a query around it', async () => {
    const place = func.rowNumber().over({ partitionBy: shop, orderBy: amount.desc() });
    const ranked = select(id, place.label('place'), func.sum(amount).over({ partitionBy: shop }).label('total')).subquery();
    expect(await rows(select(ranked.c.id, ranked.c.total).where(ranked.c.place.eq(1)).orderBy(ranked.c.id))).toEqual([
      [3, 7],
      [5, 12],
    ]);
    expect(await rows(select(id).orderBy(func.rowNumber().over({ orderBy: id.desc() })))).toEqual([[5], [4], [3], [2], [1]]);
  });

  context.needing(['windowFunctions'], 'a window of groups', async () => {
    const statement = select(shop, func.sum(func.sum(amount)).over({ orderBy: shop }))
      .groupBy(shop)
      .orderBy(shop);
    expect(await rows(statement)).toEqual([
      ['a', 7],
      ['b', 19],
    ]);
  });

  context.when('frameGroups', 'a frame counts groups, and leaves rows out', async () => {
    const frame = { orderBy: amount, groups: [-1, 1] as const };
    expect((await byId(func.sum(id).over(frame))).flat()).toEqual([3, 10, 14, 14, 12]);
    expect((await byId(func.sum(id).over({ ...frame, exclude: 'CURRENT ROW' }))).flat()).toEqual([2, 8, 11, 10, 7]);
  });

  context.when('rangesOfTime', 'a frame reaches as far as a span of time', async () => {
    const days = (count: number): Selected => literalColumn(`INTERVAL '${count}' DAY`);
    const statement = func.count().over({ orderBy: day, range: [{ preceding: days(1) }, { following: days(1) }] });
    expect((await byId(statement)).flat()).toEqual([2, 3, 3, 2, 1]);
  });
}
