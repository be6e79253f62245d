import {
  bindparam,
  delete_,
  event,
  func,
  insert,
  InvalidRequestError,
  select,
  type Session,
  update,
  withLoaderCriteria,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Employee, Engineer, Order, Item, queryModel, User } from '../orm-query-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** INSERT and UPDATE of classes by lists of rows, and what keeps UPDATE and DELETE from rows that are not meant. */
export function ormDmlBulk(context: SuiteContext): void {
  const model = queryModel(context);
  const visits = (session: Session) => session.scalars(select(User.c.visits).orderBy(User.c.id)).all();

  test('an empty list inserts and updates nothing', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    sent.length = 0;
    expect((await session.execute(insert(User), [])).rowcount).toBe(0);
    expect((await session.execute(update(User), [])).rowcount).toBe(0);
    expect(await session.scalars(insert(User).returning(User), []).all()).toEqual([]);
    expect(sent).toEqual([]);
  });

  test('values that no column takes are refused rather than lost', async () => {
    await using session = model.empty();
    for (const wrong of [{ nickname: 'x' }, { addresses: [] }, { email_address: 'x' }]) {
      const rows = [{ name: 'sandy', ...wrong }] as never;
      await expect(session.execute(insert(User), rows)).rejects.toThrow(InvalidRequestError);
      await expect(session.execute(update(User), [{ id: 1, ...wrong }] as never)).rejects.toThrow(/Unconsumed names/);
      await expect(session.execute(update(User), { name: 'x', ...wrong } as never)).rejects.toThrow(/takes values for/);
    }
    await expect(session.execute(insert(User), [{ name: undefined }] as never)).rejects.toThrow(/undefined/);
    expect(await session.scalar(select(func.count(User.c.id)))).toBe(0);
  });

  test('SQL may stand among the values of a list', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    await session.execute(insert(User), [
      { name: 'plankton', visits: 1 },
      { name: func.lower('PEARL'), visits: 2 },
      { name: 'gary', visits: 3 },
    ]);
    const names = select(User.c.name).where(User.c.visits.lt(5)).orderBy(User.c.id);
    expect(await session.scalars(names).all()).toEqual(['plankton', 'pearl', 'gary']);
    const sandy = await session.getOne(User, 1);
    await session.execute(update(User), [
      { id: 1, visits: User.c.visits.add(5) },
      { id: 2, visits: 7 },
    ]);
    expect((await visits(session)).slice(0, 3)).toEqual([15, 7, 30]);
    await session.scalars(select(User)).all();
    expect(sandy.visits).toBe(15);
  });

  test('what where() and values() say holds for each row of a list', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    await session.execute(update(User).where(User.c.visits.gt(10)), [
      { id: 1, visits: 100 },
      { id: 2, visits: 200 },
    ]);
    expect(await visits(session)).toEqual([10, 200, 30]);
    expect(await session.scalars(select(User).where(User.c.id.eq(1))).one()).toBe(sandy);
    expect(sandy.visits).toBe(10);
    const named = update(User)
      .where(User.c.visits.lt(bindparam('most')))
      .values({ visits: bindparam('wanted') });
    await session.execute(named, [
      { id: 1, most: 5, wanted: 1 },
      { id: 3, most: 50, wanted: 3, fullname: 'Squid' },
    ]);
    expect(await visits(session)).toEqual([10, 200, 3]);
    expect(await session.scalar(select(User.c.fullname).where(User.c.id.eq(3)))).toBe('Squid');
  });

  test('rows of a class with two tables tell their keys, and can be returned', async () => {
    await using session = model.empty();
    const { insertedPrimaryKey } = await session.execute(insert(Engineer), { name: 'ada', language: 'ts' });
    const [first] = insertedPrimaryKey ?? [];
    expect((await session.getOne(Engineer, first as number)).name).toBe('ada');
    const stmt = insert(Engineer).returning(Engineer, Engineer.c.language, { sortByParameterOrder: true });
    const rows = await session
      .execute(stmt, [
        { name: 'zoe', language: 'js' },
        { name: 'bob', language: 'py', fullname: 'Bob' },
        { name: func.upper('cas'), language: 'rs' },
      ])
      .all();
    expect(rows.map(([engineer, language]) => [engineer.name, engineer.kind, engineer.fullname, language])).toEqual([
      ['zoe', 'engineer', null, 'js'],
      ['bob', 'engineer', 'Bob', 'py'],
      ['CAS', 'engineer', null, 'rs'],
    ]);
    expect(await session.get(Employee, rows[0]?.[0].id ?? 0)).toBe(rows[0]?.[0]);
  });

  test('lists of different rows tell all keys', async () => {
    await using session = model.empty();
    const result = await session.execute(insert(User), [
      { id: 5, name: 'a' },
      { id: 6, name: 'b', visits: 1 },
    ]);
    expect(result.insertedPrimaryKeyRows.map((row) => [...row])).toEqual([[5], [6]]);
    expect(result.rowcount).toBe(2);
  });

  test('withLoaderCriteria() keeps UPDATE and DELETE from other rows, also where a listener adds it', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const users = await session.scalars(select(User).orderBy(User.c.id)).all();
    const onlySandy = withLoaderCriteria(User, User.c.id.eq(1));
    await session.execute(update(User).values({ visits: 1 }).options(onlySandy));
    expect(users.map((user) => user.visits)).toEqual([1, 20, 30]);
    expect(await visits(session)).toEqual([1, 20, 30]);
    await session.execute(update(User).options(onlySandy), [
      { id: 1, visits: 2 },
      { id: 2, visits: 2 },
    ]);
    expect(await visits(session)).toEqual([2, 20, 30]);
    await session.scalars(select(User)).all();
    const named = update(User).where(User.c.name.like('%a%')).values({ visits: 3 });
    await session.execute(named.options(onlySandy));
    expect(users.map((user) => user.visits)).toEqual([3, 20, 30]);
    event.listen(session, 'doOrmExecute', (state) => {
      if (state.isDelete) state.statement = state.statement.options(withLoaderCriteria(Address, Address.c.id.gt(2)));
    });
    const addresses = await session.scalars(select(Address).orderBy(Address.c.id)).all();
    expect((await session.execute(delete_(Address).where(Address.c.id.lt(4)))).rowcount).toBe(1);
    expect(addresses.map((address) => session.has(address))).toEqual([true, true, false, true]);
  });

  test('what only the database can tell is asked for with the statement where it can answer', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const users = await session.scalars(select(User).orderBy(User.c.id)).all();
    sent.length = 0;
    const result = await session.execute(update(User).where(User.c.name.like('%s%')).values({ visits: 5 }));
    expect([result.rowcount, result.returnsRows]).toEqual([2, false]);
    expect(sent).toHaveLength(context.capabilities.updateReturning ? 1 : 2);
    expect(users.map((user) => user.visits)).toEqual([5, 20, 5]);
    const addresses = await session.scalars(select(Address).orderBy(Address.c.id)).all();
    sent.length = 0;
    expect((await session.execute(delete_(Address).where(Address.c.email.like('%sandy%')))).rowcount).toBe(2);
    expect(sent).toHaveLength(context.capabilities.deleteReturning ? 1 : 2);
    expect(addresses.map((address) => session.has(address))).toEqual([false, false, true, true]);
  });

  test('an UPDATE of what is related is seen by objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const users = await session.scalars(select(User).orderBy(User.c.id)).all();
    await session.execute(
      update(User)
        .where(User.c.addresses.any(Address.c.email.like('%aol%')))
        .values({ visits: 1 }),
    );
    expect(users.map((user) => user.visits)).toEqual([10, 1, 30]);
    const orders = await session.scalars(select(Order).orderBy(Order.c.id)).all();
    const anchor = await session.getOne(Item, 1);
    await session.execute(
      update(Order)
        .where(Order.c.items.any(Item.c.id.eq(anchor.id)))
        .values({ description: 'anchored' }),
    );
    expect(orders.map((order) => order.description)).toEqual(['anchored', 'order 2']);
    const owned = update(Address)
      .where(Address.c.user.eq(users[0] ?? null))
      .values({ email: 'x' });
    expect((await session.execute(owned)).rowcount).toBe(2);
  });

  test('an object has at once what an UPDATE computes from its own columns', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const sandy = await session.getOne(User, 1);
    sent.length = 0;
    await session.execute(update(User).values({ visits: User.c.visits.add(1) }));
    expect([sandy.visits, sent.length]).toEqual([11, 1]);
    expect((await visits(session))[0]).toBe(11);
  });

  test('a list of parameters for a DELETE is refused', async () => {
    await using session = model.empty();
    await expect(session.execute(delete_(User), [{ id: 1 }])).rejects.toThrow(/Bulk ORM DELETE not supported/);
    await expect(session.execute(delete_(User), [])).rejects.toThrow(InvalidRequestError);
  });
}
