import {
  bindparam,
  column,
  computed,
  type Connection,
  cte,
  foreignKey,
  func,
  insert,
  literal,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What stands in columns that a statement does not fill. */
export function columnDefaults(context: SuiteContext): void {
  // Defaults that are false in JavaScript are easily overlooked.
  const empty = context.where('emptyText', '')[0] ?? 'none';
  const metadata = new MetaData();
  const calls: unknown[] = [];
  const item = new Table(uniqueName('item'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    zero: column(t.Integer, { default: 0 }),
    empty: column(t.String(10), { default: empty }),
    off: column(t.Boolean, { default: false }),
    made: column(t.Integer, { default: () => calls.push('made'), onupdate: () => 100 }),
    sum: column('sum_of', t.Integer, { default: func.abs(literal(-7)), onupdate: func.abs(-8) }),
    chosen: column(t.Integer, { default: select(literal(3).add(4)).scalarSubquery(), onupdate: literal(9).sub(1) }),
    worded: column(t.String(10), { default: text("'words'"), onupdate: text("'later'") }),
    seen: column(t.String(40), {
      nullable: true,
      default: ({ currentParameters }) => JSON.stringify(currentParameters['given'] ?? null),
    }),
    given: column(t.Integer, { nullable: true }),
    served: column(t.String(10), { nullable: true, serverDefault: 'server' }),
    plain: column(t.Integer, { nullable: true }),
  });
  const doubled = new Table(uniqueName('doubled'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    x: column(t.Integer, { default: 5 }),
    twice: column(t.Integer, { computed: computed('x * 2', { persisted: context.has('storedColumns') }), nullable: true }),
  });
  const parent = new Table(uniqueName('parent'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    stamp: column(t.Integer, { default: () => 11, onupdate: () => 12 }),
    name: column(t.String(10), { nullable: true }),
  });
  const child = new Table(uniqueName('child'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    parentId: column('parent_id', t.Integer, foreignKey(parent.c.id)),
    stamp: column(t.Integer, { default: 21, onupdate: 22 }),
    name: column(t.String(10), { nullable: true }),
  });
  metadataFixture(context, metadata);

  const within = (work: (connection: Connection) => Promise<void>) => {
    calls.length = 0;
    return context.engine().begin(work);
  };
  const stored = (connection: Connection) => connection.execute(select(item).orderBy(item.c.id)).all();
  const filled = { zero: 0, empty, off: false, sum: 7, chosen: 7, worded: 'words', served: 'server' };

  test('values, functions, SQL and the database fill what is not given', () =>
    within(async (connection) => {
      await connection.execute(insert(item));
      await connection.execute(insert(item).values());
      await connection.execute(insert(item), {});
      const rows = await stored(connection);
      expect(rows.map((row) => row.mapping)).toEqual(
        [1, 2, 3].map((n) => ({ ...filled, id: expect.anything(), made: n, seen: 'null', given: null, plain: null })),
      );
    }));

  test('what is given takes the place of every default, NULL too', () =>
    within(async (connection) => {
      const given = { zero: 1, empty: 'x', off: true, made: 9, sum: 1, chosen: 2, worded: 'w', seen: null, served: null };
      await connection.execute(insert(item).values(given));
      await connection.execute(insert(item), given);
      await connection.execute(insert(item), [given, given]);
      expect((await stored(connection)).map((row) => row.mapping)).toEqual(
        Array.from({ length: 4 }, () => ({ ...given, id: expect.anything(), given: null, plain: null })),
      );
      expect(calls).toEqual([]);
    }));

  test('each of many rows has defaults of its own, and they see its values', () =>
    within(async (connection) => {
      await connection.execute(insert(item), [{ given: 5 }, { given: 6 }, { given: null }]);
      await connection.execute(insert(item).values([{ given: 7 }, { given: 8 }]));
      const rows = await stored(connection);
      expect(rows.map((row) => [row.made, row.given, row.seen])).toEqual([
        [1, 5, '5'],
        [2, 6, '6'],
        [3, null, 'null'],
        [4, 7, '7'],
        [5, 8, '8'],
      ]);
      expect(rows.every((row) => row.sum === 7 && row.worded === 'words' && row.off === false)).toBe(true);
    }));

  test('an update fills what it does not set, and leaves alone what has no onupdate', () =>
    within(async (connection) => {
      await connection.execute(insert(item).values({ plain: 1 }));
      await connection.execute(update(item).values({ plain: 2 }));
      const [row] = await stored(connection);
      expect(row?.mapping).toMatchObject({ made: 100, sum: 8, chosen: 8, worded: 'later', zero: 0, plain: 2, served: 'server' });
      await connection.execute(update(item).values({ made: 1, sum: 2, chosen: 3, worded: 'given' }));
      const [again] = await stored(connection);
      expect(again?.mapping).toMatchObject({ made: 1, sum: 2, chosen: 3, worded: 'given' });
    }));

  test('an update without values sets the defaults only', () =>
    within(async (connection) => {
      await connection.execute(insert(item).values({ plain: 1 }));
      await connection.execute(update(item), {});
      expect((await stored(connection))[0]?.mapping).toMatchObject({ made: 100, sum: 8, plain: 1 });
    }));

  test('many updates fill what each does not set', () =>
    within(async (connection) => {
      await connection.execute(insert(item), [{ plain: 1 }, { plain: 2 }]);
      await connection.execute(update(item).where(item.c.plain.eq(bindparam('which'))), [
        { which: 1, given: 10 },
        { which: 2, given: 20 },
      ]);
      expect((await stored(connection)).map((row) => [row.made, row.sum, row.given])).toEqual([
        [100, 8, 10],
        [100, 8, 20],
      ]);
    }));

  test('the rows of a SELECT get what the query does not give', () =>
    within(async (connection) => {
      await connection.execute(insert(item).fromSelect(['plain', 'zero'], select(literal(1), literal(5))));
      expect((await stored(connection))[0]?.mapping).toMatchObject({ ...filled, zero: 5, made: 1, plain: 1 });
    }));

  test('the rows of a SELECT get nothing else where one says so', () =>
    expect(
      within(async (connection) => {
        await connection.execute(insert(parent).fromSelect(['name'], select(literal('x')), { includeDefaults: false }));
      }),
    ).rejects.toMatchObject({ name: 'NotNullViolationError' }));

  test('a column that the database computes follows the others', () =>
    within(async (connection) => {
      await connection.execute(insert(doubled));
      await connection.execute(insert(doubled), [{ x: 1 }, { x: 2 }]);
      await connection.execute(update(doubled).where(doubled.c.x.eq(2)).values({ x: 20 }));
      expect(await connection.execute(select(doubled.c.twice).orderBy(doubled.c.twice)).scalars().all()).toEqual([2, 10, 40]);
    }));

  test('an update that another table decides fills the columns of its own', () =>
    within(async (connection) => {
      const { insertedPrimaryKey } = await connection.execute(insert(parent).values({ name: 'a' }));
      const parentId = insertedPrimaryKey?.id as number;
      await connection.execute(insert(child), [
        { parentId, name: 'x' },
        { parentId, name: 'y' },
      ]);
      await connection.execute(
        update(child).where(child.c.parentId.eq(parent.c.id), parent.c.name.eq('a'), child.c.name.eq('x')).values({ name: 'z' }),
      );
      expect(
        await connection
          .execute(select(child.c.name, child.c.stamp).orderBy(child.c.id))
          .all()
          .then((rows) => rows.map((row) => [...row])),
      ).toEqual([
        ['z', 22],
        ['y', 21],
      ]);
      expect(await connection.scalar(select(parent.c.stamp))).toBe(11);
    }));

  context.needing(['dmlCte'], 'an INSERT in a common table expression fills what is not given', () =>
    within(async (connection) => {
      const added = cte(insert(parent).values({ name: 'a' }).returning(parent.c.id, parent.c.stamp), 'added');
      expect(await connection.execute(select(added.c.stamp)).scalars().all()).toEqual([11]);
    }),
  );
}
