import {
  aliased,
  and,
  Bundle,
  type Condition,
  exists,
  func,
  InvalidRequestError,
  not,
  select,
  text,
  types as t,
  union,
  UnloadedAttributeError,
  withParent,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Item, Node, Order, queryModel, User } from '../orm-query-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** SELECT over classes, aliases and relationships. */
export function ormQuery(context: SuiteContext): void {
  const model = queryModel(context);

  test('rows hold objects, values, or both, by position and by name', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const row = await session.execute(select(User).orderBy(User.c.id)).first();
    const [sandy] = row ?? [];
    expect(sandy).toBeInstanceOf(User);
    expect(sandy?.shout).toBe('SANDY!');
    expect((row as { readonly User?: unknown } | null)?.User).toBe(sandy);
    const mixed = await session.execute(select(User.c.name, Address).join(User.c.addresses).orderBy(Address.c.id)).all();
    expect(mixed.map(([name, address]) => [name, address.email])).toEqual([
      ['sandy', 'sandy@sqlalchemy.org'],
      ['sandy', 'sandy@squirrelpower.org'],
      ['patrick', 'pat@aol.com'],
    ]);
    expect(mixed[0]?.[1]).toBe(await session.get(Address, 1));
    expect(await session.scalar(select(func.count(User.c.id)))).toBe(3);
  });

  test('an alias is another occurrence, by its own name', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const first = aliased(User, { name: 'first' });
    const second = aliased(User, { name: 'second' });
    const pairs = select(first, second).where(first.c.id.lt(second.c.id)).orderBy(first.c.id, second.c.id);
    const rows = await session.execute(pairs).all();
    expect(rows.map((row) => [row.first.name, row.second.name])).toEqual([
      ['sandy', 'patrick'],
      ['sandy', 'squidward'],
      ['patrick', 'squidward'],
    ]);
  });

  test('outer joins give null where there is no object', async () => {
    await using filled = await model.filled();
    const stmt = select(User, Address).outerjoin(User.c.addresses).where(User.c.id.ge(2)).orderBy(User.c.id);
    const rows = await filled.session.execute(stmt).all();
    expect(rows.map(([user, address]) => [user?.name, address?.email ?? null])).toEqual([
      ['patrick', 'pat@aol.com'],
      ['squidward', null],
    ]);
  });

  test('joins follow relationships, also through a table between, which may occur twice', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const anchor = aliased(Item);
    const both = select(Order.c.description)
      .join(Order.c.items)
      .join(Order.c.items.ofType(anchor))
      .where(Item.c.description.eq('buoy'), anchor.c.description.eq('anchor'));
    expect(await session.scalars(both).all()).toEqual(['order 1']);
    const outer = select(Order.c.id, func.count(Item.c.id))
      .outerjoin(Order.c.items.and(Item.c.description.eq('anchor')))
      .groupBy(Order.c.id)
      .orderBy(Order.c.id);
    expect((await session.execute(outer).all()).map((row) => [...row])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    const parent = aliased(Node);
    const selfJoin = select(Node.c.data, parent.c.data.label('parent')).join(Node.c.parent.ofType(parent)).orderBy(Node.c.id);
    expect((await session.execute(selfJoin).all()).map((row) => [row.data, row.parent])).toEqual([
      ['left', 'root'],
      ['right', 'root'],
      ['leaf', 'left'],
    ]);
  });

  test('any() and has() ask for related objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const names = (condition: Condition) => session.scalars(select(User.c.name).where(condition).orderBy(User.c.id)).all();
    expect(await names(User.c.addresses.any())).toEqual(['sandy', 'patrick']);
    expect(await names(User.c.addresses.any(Address.c.email.like('%aol%')))).toEqual(['patrick']);
    expect(await names(User.c.addresses.any().not())).toEqual(['squidward']);
    expect(await names(User.c.orders.any(Order.c.items.any(Item.c.description.eq('anchor'))))).toEqual(['sandy']);
    const owned = select(Address.c.id)
      .where(Address.c.user.has(User.c.name.eq('sandy')))
      .orderBy(Address.c.id);
    expect(await session.scalars(owned).all()).toEqual([1, 2]);
    const parents = select(Node.c.data).where(Node.c.children.any(Node.c.data.eq('leaf')));
    expect(await session.scalars(parents).all()).toEqual(['left']);
    const leaves = select(Node.c.data).where(Node.c.children.eq(null)).orderBy(Node.c.id);
    expect(await session.scalars(leaves).all()).toEqual(['right', 'leaf']);
  });

  test('relationships are compared with objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    const ids = (condition: Condition) => session.scalars(select(Address.c.id).where(condition).orderBy(Address.c.id)).all();
    expect(await ids(Address.c.user.eq(sandy))).toEqual([1, 2]);
    expect(await ids(Address.c.user.ne(sandy))).toEqual([3, 4]);
    expect(await ids(Address.c.user.eq(null))).toEqual([4]);
    expect(await ids(Address.c.user.ne(null))).toEqual([1, 2, 3]);
    expect(await ids(withParent(sandy, User.c.addresses))).toEqual([1, 2]);
    const anchor = await session.getOne(Item, 1);
    const orders = select(Order.c.id).orderBy(Order.c.id);
    expect(await session.scalars(orders.where(Order.c.items.contains(anchor))).all()).toEqual([1]);
    expect(await session.scalars(orders.where(not(Order.c.items.contains(anchor)))).all()).toEqual([2]);
    const address = await session.getOne(Address, 3);
    expect(await session.scalars(select(User.c.name).where(User.c.addresses.contains(address))).all()).toEqual(['patrick']);
    expect(await session.scalars(select(Address).filterBy({ user: sandy, email: 'sandy@sqlalchemy.org' })).all()).toHaveLength(1);
  });

  test('an object is compared by the key it has when the statement is sent, after the flush before', async () => {
    await using session = model.empty();
    const user = new User({ name: 'sandy' });
    const stmt = select(Address).where(Address.c.user.eq(user));
    await expect(session.scalars(stmt).all()).rejects.toThrow(
      /Can't resolve value for column .*id on object .*no value has been set/,
    );
    await session.rollback();
    const address = new Address({ email: 's@example.org', user });
    session.add(address);
    expect(await session.scalars(stmt).all()).toEqual([address]);
  });

  test('subqueries and unions give objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const old = select(Address).where(Address.c.email.like('%aol.com').not());
    const modern = aliased(Address, old.subquery());
    const stmt = select(User, modern).join(modern, User.c.addresses).orderBy(modern.c.id);
    expect((await session.execute(stmt).all()).map(([user, address]) => `${user.name} ${address.email}`)).toEqual([
      'sandy sandy@sqlalchemy.org',
      'sandy sandy@squirrelpower.org',
    ]);
    const few = union(select(User).where(User.c.id.lt(2)), select(User).where(User.c.id.eq(3)));
    const united = aliased(User, few.subquery());
    expect((await session.scalars(select(united).orderBy(united.c.id)).all()).map(({ name }) => name)).toEqual([
      'sandy',
      'squidward',
    ]);
    const stated = await session.scalars(select(User).fromStatement(few)).all();
    expect(new Set(stated.map(({ id }) => id))).toEqual(new Set([1, 3]));
  });

  context.needing(['ctes'], 'common table expressions give objects', async () => {
    await using filled = await model.filled();
    const old = select(Address).where(Address.c.email.like('%aol.com').not());
    const named = aliased(Address, old.cte('modern'));
    expect(await filled.session.scalars(select(named).orderBy(named.c.id)).all()).toHaveLength(3);
  });

  test('two classes with a column of one name pass through one subquery', async () => {
    await using filled = await model.filled();
    const both = select(User, Address).join(User.c.addresses).where(Address.c.id.gt(1)).subquery();
    const user = aliased(User, both);
    const address = aliased(Address, both);
    const rows = await filled.session.execute(select(user, address).orderBy(address.c.id)).all();
    expect(rows.map(([one, other]) => [one.id, other.id])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  test('a subquery that has a part of the columns gives objects that have that part', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const both = select(User.c.id, User.c.name, Address.c.id, Address.c.email)
      .joinFrom(User, Address)
      .where(Address.c.email.startsWith('pat'))
      .subquery();
    const user = aliased(User, both, { name: 'owner' });
    const address = aliased(Address, both);
    const [one, other] = await session.execute(select(user, address).where(user.c.name.eq('patrick'))).one();
    expect([one.id, one.name, other.id, other.email]).toEqual([2, 'patrick', 3, 'pat@aol.com']);
    expect(() => other.userId).toThrow(UnloadedAttributeError);
    expect(await session.load(other, 'userId')).toBe(2);
    expect(() => user.c.fullname).toThrow(
      'The subquery that owner is over has no column for User.fullname. Select User.c.fullname in it.',
    );
    const keyless = aliased(User, select(User.c.name).subquery());
    expect(() => String(select(keyless))).toThrow('The subquery that an alias of User is over has no column for User.id.');
  });

  test('a subquery of a text is a class by the names of its columns', async () => {
    await using filled = await model.filled();
    const rows = text(`SELECT id, email_address FROM ${Address.table.name}`).columns({ id: t.Integer, email_address: t.String });
    const address = aliased(Address, rows.subquery());
    const last = await filled.session.scalars(select(address).where(address.c.email.startsWith('pat'))).one();
    expect([last.id, last.email]).toEqual([3, 'pat@aol.com']);
  });

  test('a text gives objects by the names of its columns, in any order', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sql = String(User.table.name);
    const stmt = select(User).fromStatement(text(`SELECT name, visits, id FROM ${sql} WHERE id > :id ORDER BY id`));
    const users = await session.scalars(stmt, { id: 1 }).all();
    expect(users.map(({ id, name, visits }) => [id, name, visits])).toEqual([
      [2, 'patrick', 20],
      [3, 'squidward', 30],
    ]);
  });

  test('a text gives objects of two classes if it tells their columns apart', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const [user, address] = [String(User.table.name), String(Address.table.name)];
    const from = `FROM ${user} JOIN ${address} ON ${address}.user_id = ${user}.id ORDER BY ${address}.id`;
    const both = select(User, Address);
    const mixed = both.fromStatement(text(`SELECT ${user}.*, ${address}.* ${from}`));
    await expect(session.execute(mixed)).rejects.toThrow(/Ambiguous column name 'id'/);
    const columns = `${user}.name, ${user}.visits, ${user}.id AS ${user}_id, ${address}.id AS ${address}_id, email_address`;
    const apart = both.fromStatement(text(`SELECT ${columns} ${from}`));
    const rows = await session.execute(apart).all();
    expect(rows.map(([one, other]) => [one.id, one.name, one.visits, other.id, other.email])).toEqual([
      [1, 'sandy', 10, 1, 'sandy@sqlalchemy.org'],
      [1, 'sandy', 10, 2, 'sandy@squirrelpower.org'],
      [2, 'patrick', 20, 3, 'pat@aol.com'],
    ]);
  });

  test('a Bundle is one value', async () => {
    await using filled = await model.filled();
    const data = new Bundle('data', User.c.name, User.c.visits);
    const row = await filled.session.execute(select(data, User.c.id).where(data.c.name.eq('patrick'))).one();
    expect([row.data.name, row.data.visits, row.id]).toEqual(['patrick', 20, 2]);
    expect([...row.data]).toEqual(['patrick', 20]);
  });

  test('EXISTS and scalar subqueries correlate to classes', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const count = select(func.count(Address.c.id)).where(Address.c.userId.eq(User.c.id)).scalarSubquery();
    const stmt = select(User.c.name, count.label('addresses')).orderBy(User.c.id);
    expect((await session.execute(stmt).all()).map((row) => [row.name, Number(row.addresses)])).toEqual([
      ['sandy', 2],
      ['patrick', 1],
      ['squidward', 0],
    ]);
    const without = select(User.c.name).where(not(exists().where(Address.c.userId.eq(User.c.id))));
    expect(await session.scalars(without).all()).toEqual(['squidward']);
  });

  test('filterBy() looks at what was joined last', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const stmt = select(User.c.name).filterBy({ name: 'sandy' }).join(User.c.addresses).filterBy({ id: 2 });
    expect(await session.scalars(stmt).all()).toEqual(['sandy']);
    expect(() => select(User).filterBy({ nickname: 'x' } as never)).toThrow(InvalidRequestError);
    expect(await session.scalars(select(User).where(and(User.c.id.eq(1), User.c.fullname.eq(null)))).all()).toEqual([]);
  });
}
