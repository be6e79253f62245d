import { column, type Connection, func, insert, literal, MetaData, select, Table, types as t, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Spans of time everywhere, and arrays where there are some. */
export function arraysAndIntervals(context: SuiteContext): void {
  const metadata = new MetaData();
  const span = new Table(uniqueName('span'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    length: column(t.Interval, { nullable: true }),
    milliseconds: column(t.Interval({ mode: 'milliseconds' }), { nullable: true }),
  });
  metadataFixture(context, metadata);
  const within = <T>(work: (connection: Connection) => Promise<T>): Promise<T> => context.engine().begin(work);
  const hour = 3_600_000_000n;

  test.each([0n, 1n, -1n, hour, -hour, 24n * hour, 86_399_999_999n, 400n * 24n * hour + 1n, -(1000n * 24n * hour)])(
    'a span of %s microseconds is stored, compared, sent without a table and written as a literal',
    (microseconds) =>
      within(async (connection) => {
        await connection.execute(insert(span).values({ id: 1, length: microseconds }));
        await connection.execute(insert(span), [
          { id: 2, length: microseconds },
          { id: 3, length: null },
        ]);
        const { dialect } = connection;
        await connection.execDriverSql(
          insert(span).values({ id: 4, length: microseconds }).compile({ dialect, literalBinds: true }).sql,
        );
        const equal = select(span.c.length).where(span.c.length.eq(microseconds)).orderBy(span.c.id);
        expect(await connection.scalars(equal).all()).toEqual([microseconds, microseconds, microseconds]);
        expect(await connection.scalar(select(span.c.length).where(span.c.id.eq(3)))).toBeNull();
        expect(await connection.scalar(select(literal(microseconds, t.Interval)))).toBe(microseconds);
        expect(await connection.scalar(select(func.count()).where(span.c.length.gt(microseconds - 1n)))).toBe(3);
      }),
  );

  test('spans are added, subtracted and sorted', () =>
    within(async (connection) => {
      await connection.execute(insert(span), [
        { id: 1, length: 30n * hour, milliseconds: 5 },
        { id: 2, length: -hour, milliseconds: -7 },
        { id: 3, length: hour, milliseconds: 0 },
      ]);
      const { id, length, milliseconds } = span.c;
      expect(await connection.scalars(select(id).orderBy(length)).all()).toEqual([2, 3, 1]);
      const sum = select(length.add(literal(hour, t.Interval) as never)).orderBy(id);
      expect(await connection.scalars(sum as ReturnType<typeof select>).all()).toEqual([31n * hour, 0n, 2n * hour]);
      expect(await connection.scalars(select(milliseconds).orderBy(milliseconds)).all()).toEqual([-7, 0, 5]);
      await connection.execute(
        update(span)
          .where(id.eq(2))
          .values({ length: 2n * hour }),
      );
      expect(await connection.scalar(select(func.max(length)))).toBe(30n * hour);
      expect(await connection.scalar(select(func.sum(length)))).toBe(33n * hour);
    }));

  context.when('arrays', 'arrays of numbers, texts and nothing are stored, read and compared', async () => {
    const name = uniqueName('list');
    const list = new Table(name, new MetaData(), {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      numbers: column(t.ARRAY(t.Integer), { nullable: true }),
      words: column(t.ARRAY(t.Text), { nullable: true }),
      grid: column(t.ARRAY(t.Integer, { dimensions: 2 }), { nullable: true }),
    });
    await within(async (connection) => {
      await list.create(connection);
      const words = ["it's", '', 'NULL', null, '{"a",b}', 'back\\slash', '測試 %s :x'] as string[];
      const row = {
        numbers: [3, 1, 2],
        words,
        grid: [
          [1, 2],
          [3, 4],
        ],
      };
      await connection.execute(insert(list).values({ ...row, id: 1 }));
      await connection.execute(insert(list), [
        { ...row, id: 2 },
        { id: 3, numbers: [], words: [], grid: null },
        { id: 4, numbers: null, words: null, grid: null },
      ]);
      const written = insert(list)
        .values({ ...row, id: 5 })
        .compile({ dialect: connection.dialect, literalBinds: true });
      await connection.execDriverSql(written.sql);
      const rows = await connection.execute(select(list.c.numbers, list.c.words, list.c.grid).orderBy(list.c.id)).all();
      const stored = [row.numbers, row.words, row.grid];
      expect(rows.map((one) => [...one])).toEqual([stored, stored, [[], [], null], [null, null, null], stored]);
      expect(
        await connection
          .scalars(
            select(list.c.id)
              .where(list.c.numbers.eq([3, 1, 2]))
              .orderBy(list.c.id),
          )
          .all(),
      ).toEqual([1, 2, 5]);
      expect(await connection.scalar(select(literal([1, 2], t.ARRAY(t.Integer))))).toEqual([1, 2]);
      await list.drop(connection);
    });
  });
}
