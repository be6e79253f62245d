import {
  column,
  declarativeBase,
  event,
  foreignKey,
  func,
  immediateload,
  insert,
  joinedload,
  literal,
  mappedColumn,
  queryExpression,
  relationship,
  Session,
  select,
  selectinload,
  subqueryload,
  Table,
  types as t,
  UnloadedAttributeError,
  withExpression,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

const Base = declarativeBase();
const [shop, order, item, between, branch, twig, staff] = ['shop', 'order', 'item', 'between', 'branch', 'twig', 'staff'].map(
  (name) => uniqueName(`loadx_${name}`),
) as [string, string, string, string, string, string, string];
const id = () => mappedColumn(t.Integer, { primaryKey: true, autoincrement: false });

class Shop extends Base(shop, {
  id: id(),
  orderCount: () => queryExpression<number>(),
  rank: () => queryExpression<number>(literal(7)),
  orders: () => relationship([Order], { backPopulates: 'shop', orderBy: Order.c.id }),
  staff: () => relationship([Staff], { orderBy: Staff.c.id }),
}) {}
class Order extends Base(order, {
  id: id(),
  shopId: mappedColumn('shop_id', t.Integer, foreignKey(`${shop}.id`)),
  shop: () => relationship(Shop, { backPopulates: 'orders' }),
  doubled: () => queryExpression<number>(),
  items: () => relationship([Item], { secondary: betweens, orderBy: betweens.c.position.desc() }),
}) {}
class Item extends Base(item, { id: id() }) {}
const betweens = new Table(between, Base.metadata, {
  orderId: column('order_id', t.Integer, foreignKey(`${order}.id`), { primaryKey: true }),
  itemId: column('item_id', t.Integer, foreignKey(`${item}.id`), { primaryKey: true }),
  position: column(t.Integer),
});
/** Trees that load themselves two levels deep. */
class Branch extends Base(branch, {
  id: id(),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${branch}.id`), { nullable: true }),
  children: () => relationship([Branch], { lazy: 'joined', joinDepth: 2 }),
}) {}
class Twig extends Base(twig, {
  id: id(),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${twig}.id`), { nullable: true }),
  children: () => relationship([Twig], { lazy: 'selectin', joinDepth: 2 }),
}) {}
class Staff extends Base(
  staff,
  {
    id: id(),
    kind: mappedColumn(t.String(10)),
    shopId: mappedColumn('shop_id', t.Integer, foreignKey(`${shop}.id`), { nullable: true }),
    note: mappedColumn(t.String(10), { nullable: true, deferred: true }),
    shop: () => relationship(Shop, { nullable: true, viewonly: true }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'staff' },
) {}
class Clerk extends Base.inherits(Staff, null, {}, { polymorphicIdentity: 'clerk' }) {}
class Buyer extends Base.inherits(Staff, null, {}, { polymorphicIdentity: 'buyer' }) {}

/** Attributes that a query gives, orders by the table between, and how deep defaults go. */
export function ormLoadingExpressions(context: SuiteContext): void {
  metadataFixture(context, Base.metadata);

  async function filled() {
    const engine = context.engine();
    const session = new Session(engine);
    session.addAll([
      new Shop({ id: 1, orders: [new Order({ id: 1 } as never), new Order({ id: 2 } as never)] }),
      new Shop({ id: 2, orders: [new Order({ id: 3 } as never)] }),
      new Shop({ id: 3 }),
      new Item({ id: 1 }),
      new Item({ id: 2 }),
      new Item({ id: 3 }),
      new Clerk({ id: 1, kind: 'clerk', shopId: 1, note: 'c' }),
      new Buyer({ id: 2, kind: 'buyer', shopId: 1, note: 'b' }),
    ]);
    for (const Tree of [Branch, Twig])
      session.addAll([1, 2, 3, 4].map((one) => new Tree({ id: one, parentId: one === 1 ? null : one - 1 })));
    await session.flush();
    const rows = [
      { orderId: 1, itemId: 1, position: 1 },
      { orderId: 1, itemId: 2, position: 2 },
      { orderId: 2, itemId: 3, position: 1 },
      { orderId: 2, itemId: 1, position: 2 },
    ];
    await session.execute(insert(betweens), rows);
    await session.commit();
    session.expungeAll();
    const sent: string[] = [];
    event.listen(engine, 'beforeCursorExecute', (_connection: unknown, sql: string) => {
      sent.push(sql);
    });
    return { session, sent, [Symbol.asyncDispose]: () => session.close() };
  }

  describe('withExpression', () => {
    const count = () => select(func.count(Order.c.id)).where(Order.c.shopId.eq(Shop.c.id)).scalarSubquery();

    test('gives an attribute its value, with the values of the statement at hand', async () => {
      await using ready = await filled();
      const { session } = ready;
      const counted = select(Shop).options(withExpression(Shop.c.orderCount, count())).orderBy(Shop.c.id);
      expect((await session.scalars(counted).all()).map(({ orderCount, rank }) => [orderCount, rank])).toEqual([
        [2, 7],
        [1, 7],
        [0, 7],
      ]);
      for (const plus of [10, 20]) {
        session.expungeAll();
        const query = select(Shop)
          .options(withExpression(Shop.c.rank, Shop.c.id.add(plus)))
          .orderBy(Shop.c.id);
        expect((await session.scalars(query).all()).map(({ rank }) => rank)).toEqual([1 + plus, 2 + plus, 3 + plus]);
      }
    });

    test('is not loaded where nothing gives it, keeps what it has, and is renewed by populateExisting', async () => {
      await using ready = await filled();
      const { session } = ready;
      const one = await session.getOne(Shop, 1);
      expect(() => one.orderCount).toThrow(UnloadedAttributeError);
      const query = (plus: number) => select(Shop).options(withExpression(Shop.c.orderCount, Shop.c.id.add(plus)));
      await session.scalars(query(1)).all();
      await session.scalars(query(2)).all();
      expect(one.orderCount).toBe(2);
      await session.scalars(query(2).executionOptions({ populateExisting: true })).all();
      expect(one.orderCount).toBe(3);
    });

    test.each([
      ['joinedload', joinedload],
      ['selectinload', selectinload],
      ['subqueryload', subqueryload],
    ] as const)('behind %s, and beside it in a limited query', async (_title, strategy) => {
      await using ready = await filled();
      const { session } = ready;
      const option = strategy(Shop.c.orders).withExpression(Order.c.doubled, Order.c.id.mul(2));
      const query = select(Shop).options(option, withExpression(Shop.c.orderCount, count())).orderBy(Shop.c.id).limit(2);
      const shops = (await session.scalars(query)).unique().all();
      expect(shops.map(({ orderCount, orders }) => [orderCount, orders.map(({ doubled }) => doubled)])).toEqual([
        [2, [2, 4]],
        [1, [6]],
      ]);
    });
  });

  test.each([
    ['selectinload', selectinload],
    ['joinedload', joinedload],
    ['subqueryload', subqueryload],
    ['immediateload', immediateload],
  ] as const)('%s orders by a column of the table between, in a limited query too', async (_title, strategy) => {
    await using ready = await filled();
    const { session } = ready;
    const query = select(Order).options(strategy(Order.c.items)).orderBy(Order.c.id);
    const idsOf = (orders: readonly Order[]) => orders.map(({ items }) => items.map((one) => one.id));
    expect(idsOf((await session.scalars(query)).unique().all())).toEqual([[2, 1], [1, 3], []]);
    session.expungeAll();
    expect(idsOf((await session.scalars(query.limit(1))).unique().all())).toEqual([[2, 1]]);
  });

  test.each([
    ['joined', Branch, 1],
    ['selectin', Twig, 3],
  ] as const)('lazy: %s goes as deep as joinDepth says', async (_title, Tree, statements) => {
    await using ready = await filled();
    const { session, sent } = ready;
    const [root] = (await session.scalars(select(Tree).where(Tree.c.id.eq(1)))).unique().all();
    const second = root?.children[0]?.children[0];
    expect(second?.id).toBe(3);
    expect(() => second?.children).toThrow(UnloadedAttributeError);
    expect(sent).toHaveLength(statements);
  });

  test('objects of several classes load what they inherit by one statement', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const persons = await session.scalars(select(Staff).orderBy(Staff.c.id)).all();
    expect(persons.map((person) => person.constructor)).toEqual([Clerk, Buyer]);
    expect(await session.load(persons, 'note')).toEqual(['c', 'b']);
    expect((await session.load(persons, 'shop')).map((one) => one?.id)).toEqual([1, 1]);
    expect(sent).toHaveLength(3);
  });
}
