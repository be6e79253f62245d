import {
  column,
  declarativeBase,
  foreignKey,
  foreignKeyConstraint,
  mappedColumn,
  MetaData,
  primaryKeyConstraint,
  relationship,
  select,
  Session,
  Table,
  types as t,
  uniqueConstraint,
  UniqueViolationError,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** How classes are mapped to tables. */
export function ormMapping(context: SuiteContext): void {
  const metadata = new MetaData({ naming: 'snake_case' });
  const Base = declarativeBase({ metadata, typeMap: { word: t.String(30) } });
  metadataFixture(context, metadata);
  const orderName = uniqueName('map_order');
  const Stamped = Base.with(
    {
      version: mappedColumn(t.Integer),
      note: mappedColumn(Base.type.word, { nullable: true }),
    },
    { versionId: 'version' },
  );
  class Order extends Stamped(
    orderName,
    {
      shopId: mappedColumn(t.Integer),
      orderNo: mappedColumn('number', t.Integer),
      placedBy: mappedColumn(Base.type.word),
      lines: () => relationship([Line], { backPopulates: 'order', cascade: 'all, delete-orphan', orderBy: Line.c.id }),
    },
    { tableArgs: [primaryKeyConstraint('shopId', 'orderNo')] },
  ) {}
  class Line extends Base(
    uniqueName('map_line'),
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      shopId: mappedColumn(t.Integer),
      orderNo: mappedColumn('order_no', t.Integer),
      articleCode: mappedColumn(Base.type.word),
      order: () => relationship(Order, { backPopulates: 'lines' }),
    },
    {
      tableArgs: [
        foreignKeyConstraint(['shopId', 'orderNo'], [`${orderName}.shop_id`, `${orderName}.number`]),
        uniqueConstraint('shopId', 'orderNo', 'articleCode'),
      ],
    },
  ) {}
  const pointTable = new Table(uniqueName('map_point'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    x: column(t.Integer),
    y_value: column(t.Integer),
    parentId: column(t.Integer, { nullable: true }),
  });
  class PlainPoint {
    id!: number;
    x: number;
    y: number;
    constructor(x: number, y: number) {
      this.x = x;
      this.y = y;
    }
  }
  const Point = Base.mapImperatively(PlainPoint, pointTable, { properties: { y: pointTable.c.y_value } });

  const within = async (work: (session: Session) => Promise<void>): Promise<void> => {
    const session = new Session(context.engine());
    try {
      await work(session);
    } finally {
      await session.close();
    }
  };
  const order = (): InstanceType<typeof Order> =>
    new Order({ shopId: 1, orderNo: 7, placedBy: 'sandy', lines: [new Line({ shopId: 1, orderNo: 7, articleCode: 'a' })] });

  test('names, keys of several columns and shared columns are what the database has', () =>
    within(async (session) => {
      session.add(order());
      await session.commit();
      session.expungeAll();
      const found = await session.getOne(Order, [1, 7]);
      expect([found.placedBy, found.version, found.note]).toEqual(['sandy', 1, null]);
      found.note = 'x';
      await session.commit();
      expect(found.version).toBe(2);
      const [line] = await session.load(found, 'lines');
      expect([line?.shopId, line?.orderNo, line?.order === found]).toEqual([1, 7, true]);
      expect(await session.scalars(select(Order.c.orderNo).where(Order.c.placedBy.eq('sandy'))).all()).toEqual([7]);
    }));

  test('constraints are those of the attributes', () =>
    within(async (session) => {
      const one = order();
      one.lines.push(new Line({ shopId: 1, orderNo: 7, articleCode: 'a' }));
      session.add(one);
      await expect(session.flush()).rejects.toBeInstanceOf(UniqueViolationError);
      await session.rollback();
    }));

  test('classes of the application are mapped as they are', () =>
    within(async (session) => {
      session.addAll([new PlainPoint(1, 2), new Point(3, 4)]);
      await session.commit();
      session.expungeAll();
      const [first, second] = await session.scalars(select(Point).orderBy(Point.c.y)).all();
      expect([first?.y, second?.x, second instanceof PlainPoint]).toEqual([2, 3, true]);
      (first as PlainPoint).x = 10;
      await session.commit();
      expect(await session.scalars(select(Point.c.x).orderBy(Point.c.id)).all()).toEqual([10, 3]);
    }));

  test('classes over tables that were reflected have their columns', () =>
    within(async (session) => {
      const other = declarativeBase();
      const reflected = await Table.reflect(orderName, other.metadata, context.engine());
      class Reflected extends other.fromTable(reflected) {}
      session.add(order());
      await session.flush();
      const found = await session.scalars(select(Reflected)).one();
      expect([found['shop_id'], found['placed_by'], found['version']]).toEqual([1, 'sandy', 1]);
    }));

  test('a row without an identity is no object', () =>
    within(async (session) => {
      const Own = declarativeBase();
      class Pair extends Own.fromTable(
        new Table(pointTable.name, Own.metadata, {
          x: column(t.Integer),
          parent: column('parent_id', t.Integer, foreignKey('other.id'), { nullable: true }),
        }),
        {},
        { primaryKey: ['parent'] },
      ) {}
      session.add(new Point(1, 2));
      await session.flush();
      expect(await session.scalars(select(Pair)).all()).toEqual([null]);
    }));
}
