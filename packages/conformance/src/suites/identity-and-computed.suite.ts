import {
  column,
  computed,
  type Connection,
  identity,
  insert,
  inspect,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { uniqueName, withTables } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Columns that the database fills by a rule: what they hold, what they refuse, and what the catalog tells of them. */
export function identityAndComputed(context: SuiteContext): void {
  const within = (metadata: MetaData, work: (connection: Connection) => Promise<void>) => withTables(context, metadata, work);
  const bare = (sqltext: string | undefined): string => (sqltext ?? '').replace(/[`"()\s]/g, '');

  function square() {
    const metadata = new MetaData();
    const table = new Table(uniqueName('square'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      side: column(t.Integer, { serverDefault: text('5') }),
      area: column(t.Integer, { computed: computed('side * side', { persisted: context.has('storedColumns') }), nullable: true }),
      perimeter: column(t.Integer, { computed: computed('4 * side'), nullable: true }),
    });
    return { metadata, table };
  }

  test('computed columns are selected like any other, and follow what they are computed of', async () => {
    const { metadata, table } = square();
    await within(metadata, async (connection) => {
      await connection.execute(insert(table), [
        { id: 1, side: 10 },
        { id: 42, side: 42 },
      ]);
      await connection.execute(insert(table).values({ id: 50 }));
      expect((await connection.execute(select(table).orderBy(table.c.id)).all()).map((row) => [...row])).toEqual([
        [1, 10, 100, 40],
        [42, 42, 1764, 168],
        [50, 5, 25, 20],
      ]);
      await connection.execute(update(table).where(table.c.area.eq(100)).values({ side: 1 }));
      expect(
        await connection.scalars(select(table.c.perimeter).where(table.c.perimeter.lt(30)).orderBy(table.c.id)).all(),
      ).toEqual([4, 20]);
    });
  });

  test('computed columns take no value', async () => {
    const { metadata, table } = square();
    const inserted = within(metadata, async (connection) => {
      await connection.execute(insert(table).values({ id: 1, side: 2, area: 3 }));
    });
    await expect(inserted).rejects.toMatchObject({ statement: expect.stringContaining('INSERT') });
  });

  test('the catalog tells what is computed, how, and that it is stored; what is not computed has a default', async () => {
    const { metadata, table } = square();
    await within(metadata, async (connection) => {
      const columns = await inspect(connection).getColumns(table.name);
      expect(columns.map((found) => [found.name, bare(found.computed?.sqltext)])).toEqual([
        ['id', ''],
        ['side', ''],
        ['area', 'side*side'],
        ['perimeter', '4*side'],
      ]);
      expect(columns[2]?.computed?.persisted).toBe(context.has('storedColumns'));
      expect(columns.map((found) => found.default === null)).toEqual([true, false, true, true]);
      expect(columns.map((found) => found.identity)).toEqual([null, null, null, null]);
    });
  });

  context.when('virtualColumns', 'a computed column that is not stored is read as one', async () => {
    const { metadata, table } = square();
    await within(metadata, async (connection) => {
      expect((await inspect(connection).getColumns(table.name))[3]?.computed?.persisted).toBe(false);
    });
  });

  function counted() {
    const metadata = new MetaData();
    const always = new Table(uniqueName('always'), metadata, {
      id: column(t.Integer, { primaryKey: true, identity: identity({ always: true, start: 42 }) }),
      word: column(t.String(20), { nullable: true }),
    });
    const given = new Table(uniqueName('by_default'), metadata, {
      id: column(t.Integer, {
        primaryKey: true,
        identity: identity({ start: -5, increment: 2, minvalue: -1000, maxvalue: 1000, cycle: true }),
      }),
      word: column(t.String(20), { nullable: true }),
    });
    return { metadata, always, given };
  }

  context.needing(['identityColumns'], 'identity columns count as they say, for one row and for many', async () => {
    const { metadata, always, given } = counted();
    await within(metadata, async (connection) => {
      for (const [table, expected] of [
        [always, [42, 43, 44, 45]],
        [given, [-5, -3, -1, 1]],
      ] as const) {
        const first = await connection.execute(insert(table).values({ word: 'a' }));
        expect([...(first.insertedPrimaryKey ?? [])]).toEqual([expected[0]]);
        await connection.execute(insert(table), [{ word: 'b' }, { word: 'c' }]);
        await connection.execute(insert(table));
        expect(await connection.scalars(select(table.c.id).orderBy(table.c.id)).all()).toEqual(expected);
      }
    });
  });

  context.needing(
    ['identityColumns', 'savepoints'],
    'a number may be given only where the column does not always count',
    async () => {
      const { metadata, always, given } = counted();
      await within(metadata, async (connection) => {
        await connection.execute(insert(given).values({ id: 77, word: 'x' }));
        expect(await connection.scalar(select(given.c.id))).toBe(77);
        await expect(connection.beginNested(() => connection.execute(insert(always).values({ id: 77 })))).rejects.toThrow();
      });
    },
  );

  context.needing(['identityColumns'], 'the catalog tells how they count', async () => {
    const { metadata, always, given } = counted();
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      const [first, word] = await inspector.getColumns(always.name);
      expect(first).toMatchObject({
        autoincrement: true,
        default: null,
        identity: { always: true, start: 42, increment: 1, minvalue: 1, maxvalue: 2_147_483_647, cycle: false, cache: 1 },
      });
      expect(word?.identity).toBeNull();
      const [second] = await inspector.getColumns(given.name);
      expect(second?.identity).toMatchObject({
        always: false,
        start: -5,
        increment: 2,
        minvalue: -1000,
        maxvalue: 1000,
        cycle: true,
      });
      const again = new MetaData();
      await again.reflect(connection, { only: [given.name] });
      await metadata.dropAll(connection);
      await again.createAll(connection);
      await connection.execute(insert(given));
      expect(await connection.scalar(select(given.c.id))).toBe(-5);
    });
  });
}
