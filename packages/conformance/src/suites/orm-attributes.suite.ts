import {
  aliased,
  associationProxy,
  columnProperty,
  composite,
  declarativeBase,
  foreignKey,
  func,
  hybrid,
  mappedColumn,
  relationship,
  select,
  Session,
  synonym,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

class Money {
  readonly amount: number;
  readonly currency: string;
  constructor(amount: number, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}

/** Attributes of mapped classes that are no plain columns. */
export function ormAttributes(context: SuiteContext): void {
  const { generatedKey } = context.notation;
  const names = context.tables({
    attr_shop: `id ${generatedKey}, street VARCHAR(30) NOT NULL, town VARCHAR(30) NOT NULL, data JSON`,
    attr_item: `id ${generatedKey}, shop_id INTEGER NOT NULL, name VARCHAR(30) NOT NULL, amount INTEGER, currency VARCHAR(3)`,
  });
  const Base = declarativeBase();
  class Shop extends Base(names.attr_shop, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    street: mappedColumn(t.String(30)),
    town: mappedColumn(t.String(30)),
    data: mappedColumn(t.JSON<{ tags: string[]; open: { from: number } | null }>(), { nullable: true }),
    city: synonym('town'),
    address: () =>
      hybrid({
        get: (shop: Shop) => `${shop.street}, ${shop.town}`,
        expression: (c) => c.street.concat(', ').concat(c.town),
      }),
    itemCount: () => columnProperty(select(func.count(Item.c.id)).where(Item.c.shopId.eq(Shop.c.id)).scalarSubquery()),
    total: () =>
      columnProperty(select(func.sum(Item.c.amount)).where(Item.c.shopId.eq(Shop.c.id)).scalarSubquery(), { deferred: true }),
    items: () => relationship([Item], { backPopulates: 'shop', cascade: 'all, delete-orphan', orderBy: Item.c.name }),
    wares: associationProxy('items', 'name'),
  }) {}
  class Item extends Base(names.attr_item, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    shopId: mappedColumn('shop_id', t.Integer, foreignKey(`${names.attr_shop}.id`)),
    name: mappedColumn(t.String(30)),
    amount: mappedColumn(t.Integer, { nullable: true }),
    currency: mappedColumn(t.String(3), { nullable: true }),
    price: composite(Money, 'amount', 'currency'),
    shop: () => relationship(Shop, { backPopulates: 'items' }),
  }) {}

  const stock = async () => {
    await using session = new Session(context.engine());
    const baker = new Shop({ street: 'Mill Lane 1', town: 'Ely', data: { tags: ['bread'], open: { from: 7 } } });
    baker.items.push(
      new Item({ name: 'bun', price: new Money(2, 'EUR') }),
      new Item({ name: 'loaf', price: new Money(4, 'EUR') }),
    );
    session.addAll([baker, new Shop({ street: 'High Street 2', town: 'Bath' })]);
    await session.commit();
  };

  test('an expression is loaded with the object, of an alias as well', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shops = await session.scalars(select(Shop).orderBy(Shop.c.town)).all();
    expect(shops.map(({ itemCount }) => Number(itemCount))).toEqual([0, 2]);
    const other = aliased(Shop);
    const busy = await session.scalars(select(other).where(other.c.itemCount.gt(1))).one();
    expect(busy).toBe(shops[1]);
    expect(() => busy.total).toThrow('not loaded');
    expect(Number(await session.load(busy, 'total'))).toBe(6);
  });

  test('a hybrid is the same of an object and of a row', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).where(Shop.c.address.eq('Mill Lane 1, Ely'))).one();
    expect(shop.address).toBe('Mill Lane 1, Ely');
    expect(await session.scalars(select(Shop.c.address).orderBy(Shop.c.address)).all()).toEqual([
      'High Street 2, Bath',
      'Mill Lane 1, Ely',
    ]);
    expect(await session.scalars(select(Shop).filterBy({ address: 'Mill Lane 1, Ely', city: 'Ely' })).one()).toBe(shop);
  });

  test('a composite is several columns', async () => {
    await stock();
    await using session = new Session(context.engine());
    const item = await session.scalars(select(Item).where(Item.c.price.eq(new Money(2, 'EUR')))).one();
    expect(item.name).toBe('bun');
    item.price = new Money(3, 'GBP');
    await session.commit();
    session.expungeAll();
    const again = await session.scalars(select(Item).filterBy({ name: 'bun' })).one();
    expect(again.price).toEqual(new Money(3, 'GBP'));
    again.price = null;
    await session.flush();
    expect(await session.scalar(select(Item.c.name).where(Item.c.price.eq(null)))).toBe('bun');
    await session.rollback();
    expect(again.price).toEqual(new Money(3, 'GBP'));
  });

  test('an association proxy adds, removes and finds', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).where(Shop.c.wares.contains('loaf'))).one();
    await session.load(shop, 'items');
    expect([...shop.wares]).toEqual(['bun', 'loaf']);
    shop.wares.push('scone');
    shop.wares.splice(0, 1);
    await session.commit();
    expect(await session.scalars(select(Item.c.name).orderBy(Item.c.name)).all()).toEqual(['loaf', 'scone']);
  });

  test('JSON that was changed in place is saved', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).filterBy({ town: 'Ely' })).one();
    expect(shop.data?.open).toEqual({ from: 7 });
    expect(session.dirty.size).toBe(0);
    shop.data?.tags.push('cake');
    if (shop.data?.open) shop.data.open.from = 8;
    expect(session.dirty.has(shop)).toBe(true);
    await session.commit();
    session.expungeAll();
    const again = await session.scalars(select(Shop).filterBy({ town: 'Ely' })).one();
    expect(again.data).toEqual({ tags: ['bread', 'cake'], open: { from: 8 } });
    again.data?.tags.pop();
    await session.flush();
    await session.rollback();
    expect(again.data).toEqual({ tags: ['bread', 'cake'], open: { from: 8 } });
  });
}
