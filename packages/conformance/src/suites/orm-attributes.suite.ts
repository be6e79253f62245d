import {
  aliased,
  associationProxy,
  columnProperty,
  composite,
  declarativeBase,
  foreignKey,
  func,
  hybrid,
  insert,
  keyedBy,
  mappedColumn,
  relationship,
  select,
  selectinload,
  Session,
  synonym,
  types as t,
  update,
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
    attr_label: `id ${generatedKey}, shop_id INTEGER NOT NULL, language VARCHAR(5) NOT NULL, text VARCHAR(30) NOT NULL`,
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
    inCapitals: () => columnProperty(func.upper(Shop.c.town)),
    total: () =>
      columnProperty(select(func.sum(Item.c.amount)).where(Item.c.shopId.eq(Shop.c.id)).scalarSubquery(), { deferred: true }),
    items: () => relationship([Item], { backPopulates: 'shop', cascade: 'all, delete-orphan', orderBy: Item.c.name }),
    wares: associationProxy('items', 'name'),
    mostExpensive: () =>
      hybrid({
        get: (shop: Shop) => Math.max(...shop.items.map(({ amount }) => amount ?? 0)),
        expression: (c) => select(func.max(Item.c.amount)).where(Item.c.shopId.eq(c.id)).scalarSubquery(),
      }),
    labels: () =>
      relationship([Label], { collectionClass: keyedBy((label: Label) => label.language), cascade: 'all, delete-orphan' }),
    names: associationProxy('labels', 'text', {
      creator: (text: string, language: string) => new Label({ language, text }),
    }),
  }) {}
  class Label extends Base(names.attr_label, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    shopId: mappedColumn('shop_id', t.Integer, foreignKey(`${names.attr_shop}.id`)),
    language: mappedColumn(t.String(5)),
    text: mappedColumn(t.String(30)),
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

  test('an expression follows what is flushed', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).filterBy({ town: 'Ely' })).one();
    expect(shop.inCapitals).toBe('ELY');
    shop.town = 'York';
    await session.flush();
    expect((await session.scalars(select(Shop).filterBy({ town: 'York' })).one()).inCapitals).toBe('YORK');
    await session.rollback();
  });

  test('an attribute that is a subquery selects from its class', async () => {
    await stock();
    await using session = new Session(context.engine());
    const counts = await session.scalars(select(Shop.c.itemCount)).all();
    expect(counts.map(Number).sort()).toEqual([0, 2]);
    const dearest = await session.scalars(select(Shop.c.mostExpensive)).all();
    expect(dearest.map(Number).sort()).toEqual([0, 4]);
    const names = select(Item.c.name).join(Item.c.shop).where(Shop.c.itemCount.gt(1)).orderBy(Item.c.name);
    expect(await session.scalars(names).all()).toEqual(['bun', 'loaf']);
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

  test('rows to insert, or to update by key, may have composites and synonyms', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).filterBy({ city: 'Bath' })).one();
    await session.execute(insert(Item), [
      { shopId: shop.id, name: 'pie', price: new Money(5, 'GBP') },
      { shopId: shop.id, name: 'jam', price: null },
    ]);
    const pie = await session.scalars(select(Item).filterBy({ name: 'pie' })).one();
    expect(pie.price).toEqual(new Money(5, 'GBP'));
    await session.execute(update(Item), [{ id: pie.id, price: new Money(6, 'EUR') }]);
    await session.execute(update(Shop), [{ id: shop.id, city: 'York' }]);
    const row = await session.execute(select(Item.c.price, Shop.c.town).join(Item.c.shop).where(Item.c.name.eq('pie'))).one();
    expect([...row]).toEqual([new Money(6, 'EUR'), 'York']);
    expect(await session.scalar(select(Item.c.name).where(Item.c.price.eq(null)))).toBe('jam');
  });

  test('an association proxy of a Map has its keys', async () => {
    await stock();
    await using session = new Session(context.engine());
    const shop = await session.scalars(select(Shop).filterBy({ town: 'Ely' }).options(selectinload(Shop.c.labels))).one();
    shop.names.set('en', 'Baker').set('fr', 'Boulangerie');
    await session.commit();
    session.expungeAll();
    const again = await session
      .scalars(select(Shop).where(Shop.c.names.contains('Baker')).options(selectinload(Shop.c.labels)))
      .one();
    expect(Object.fromEntries(again.names)).toEqual({ en: 'Baker', fr: 'Boulangerie' });
    again.names.set('en', 'Bakery');
    again.names.delete('fr');
    await session.commit();
    const rows = await session.execute(select(Label.c.language, Label.c.text)).all();
    expect(rows.map(String)).toEqual(["('en', 'Bakery')"]);
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
