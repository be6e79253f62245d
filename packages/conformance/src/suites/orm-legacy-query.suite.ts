import {
  bindparam,
  func,
  InvalidRequestError,
  joinedload,
  type Query as LegacyQuery,
  MultipleResultsFound,
  NoResultFound,
  select,
  selectinload,
  text,
  UnloadedAttributeError,
  withLoaderCriteria,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, queryModel, User } from '../orm-query-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** `session.query()`. */
export function ormLegacyQuery(context: SuiteContext): void {
  const model = queryModel(context);

  test('a query of one class gives objects, any other rows', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const query = session.query(User).orderBy(User.c.id);
    expect((await query.all()).map(({ name }) => name)).toEqual(['sandy', 'patrick', 'squidward']);
    expect((await query.filterBy({ name: 'patrick' }).one()).id).toBe(2);
    expect(await query.filter(User.c.id.gt(9)).first()).toBeNull();
    await expect(query.filter(User.c.id.gt(9)).one()).rejects.toThrow(NoResultFound);
    await expect(query.oneOrNone()).rejects.toThrow(MultipleResultsFound);
    const rows = await session.query(User.c.id, User.c.name).filter(User.c.id.lt(3)).orderBy(User.c.id).all();
    expect(rows.map((row) => [row.id, row.name])).toEqual([
      [1, 'sandy'],
      [2, 'patrick'],
    ]);
    const names: string[] = [];
    for await (const user of query.limit(2).offset(1)) names.push(user.name);
    expect(names).toEqual(['patrick', 'squidward']);
  });

  test('objects come once, however many rows a join gives', async () => {
    await using filled = await model.filled();
    const joined = filled.session.query(User).join(User.c.addresses).orderBy(User.c.id);
    expect((await joined.all()).map(({ id }) => id)).toEqual([1, 2]);
    expect(await joined.count()).toBe(3);
  });

  test('counts, scalars, EXISTS and subqueries', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const query = session.query(User).filter(User.c.id.gt(1));
    expect(await query.count()).toBe(2);
    expect(await session.query(func.max(User.c.visits)).scalar()).toBe(30);
    expect(await session.query(query.exists()).scalar()).toBeTruthy();
    expect(await session.query(query.filterBy({ name: 'x' }).exists()).scalar()).toBeFalsy();
    const few = query.subquery();
    expect(await session.scalars(select(few.c.name).orderBy(few.c.id)).all()).toEqual(['patrick', 'squidward']);
    const counts = await session
      .query(Address.c.userId, func.count(Address.c.id).label('n'))
      .groupBy(Address.c.userId)
      .having(func.count(Address.c.id).gt(1))
      .all();
    expect(counts.map((row) => [row.userId, Number(row.n)])).toEqual([[1, 2]]);
  });

  test('get() finds by primary key', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const sandy = await session.query(User).get(1);
    expect(sandy?.name).toBe('sandy');
    sent.length = 0;
    expect(await session.query(User).get(1)).toBe(sandy);
    expect(sent).toEqual([]);
    expect(() => session.query(User).filterBy({ name: 'x' }).get(1)).toThrow(InvalidRequestError);
  });

  test('update() and delete() are about the rows it would give', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    expect(await session.query(User).filter(User.c.id.lt(3)).update({ visits: 7 })).toBe(2);
    expect(sandy.visits).toBe(7);
    expect(await session.query(Address).filterBy({ id: 4 }).delete()).toBe(1);
    expect(await session.query(Address).count()).toBe(3);
    await expect(session.query(User).limit(1).delete()).rejects.toThrow(/when limit\(\) has been called/);
  });

  test('populateExisting() discards what was not saved', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    sandy.name = 'changed';
    await session.query(User).populateExisting().autoflush(false).all();
    expect(sandy.name).toBe('sandy');
  });

  test('other things can be asked for', async () => {
    await using filled = await model.filled();
    const query = filled.session.query(User).filterBy({ name: 'sandy' });
    const [row] = await query.withEntities(User.c.id, User.c.fullname).all();
    expect([row?.id, row?.fullname]).toEqual([1, 'Sandy Cheeks']);
    const [both] = await query.addColumns(User.c.visits).all();
    expect([both?.[0].id, both?.[1]]).toEqual([1, 10]);
  });

  test('queries are combined, and what is asked further is about their rows', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const [first, second, third] = [1, 2, 3].map((id) => session.query(User).filterBy({ id })) as [Query, Query, Query];
    const all = first.union(second, third);
    const names = async (query: Query) => (await query.all()).map(({ name }) => name);
    expect(await names(all.orderBy(User.c.name))).toEqual(['patrick', 'sandy', 'squidward']);
    expect(await names(all.filter(User.c.visits.gt(10)).filterBy({ name: 'patrick' }))).toEqual(['patrick']);
    expect(await names(all.join(User.c.addresses).filter(Address.c.email.like('%aol%')))).toEqual(['patrick']);
    expect(await names(all.filter(User.c.addresses.any()).orderBy(User.c.id.desc()))).toEqual(['patrick', 'sandy']);
    expect(await names(all.filter(User.c.id.in(select(Address.c.userId))).orderBy(User.c.id))).toEqual(['sandy', 'patrick']);
    expect(await all.count()).toBe(3);
    expect(await first.unionAll(first).count()).toBe(2);
    expect(await names(first.union(second).union(third).orderBy(User.c.id).limit(2))).toEqual(['sandy', 'patrick']);
    expect(await all.orderBy(User.c.id).first()).toBe(await session.get(User, 1));
    const ids = session.query(User.c.id, User.c.name.label('called'));
    const rows = await ids
      .filterBy({ id: 2 })
      .union(ids.filterBy({ id: 1 }))
      .orderBy(User.c.id)
      .all();
    expect(rows.map((row) => [row.id, row.called])).toEqual([
      [1, 'sandy'],
      [2, 'patrick'],
    ]);
    const pairs = session.query(User, Address).join(User.c.addresses);
    const both = await pairs
      .filter(Address.c.id.eq(1))
      .union(pairs.filter(Address.c.id.eq(3)))
      .orderBy(Address.c.id)
      .all();
    expect(both.map(([user, address]) => [user.id, address.id])).toEqual([
      [1, 1],
      [2, 3],
    ]);
  });

  context.needing(['intersectAndExcept'], 'queries are cut with others', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const many = session.query(User).filter(User.c.id.gt(1));
    const few = session.query(User).filter(User.c.id.lt(3));
    expect((await many.intersect(few).all()).map(({ id }) => id)).toEqual([2]);
    expect((await many.except(few).all()).map(({ id }) => id)).toEqual([3]);
  });

  test('a statement of its own gives objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sql = text(`SELECT * FROM ${String(User.table.name)} WHERE id = :id`);
    const query = session.query(User).fromStatement(sql);
    expect((await query.params({ id: 2 }).one()).name).toBe('patrick');
    expect(await query.params({ id: 9 }).first()).toBeNull();
    const names: string[] = [];
    for await (const user of query.params({ id: 3 })) names.push(user.name);
    expect(names).toEqual(['squidward']);
  });

  test('objects are streamed', async () => {
    await using filled = await model.filled();
    const names: string[] = [];
    for await (const user of filled.session.query(User).orderBy(User.c.id).yieldPer(2)) names.push(user.name);
    expect(names).toEqual(['sandy', 'patrick', 'squidward']);
    const rows: unknown[] = [];
    for await (const [id] of filled.session.query(User.c.id).orderBy(User.c.id).yieldPer(1)) rows.push(id);
    expect(rows).toEqual([1, 2, 3]);
  });

  test('related objects are not loaded where that is switched off', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const query = session.query(User).options(selectinload(User.c.addresses), joinedload(User.c.orders));
    sent.length = 0;
    const [user] = await query.enableEagerloads(false).all();
    expect(sent).toHaveLength(1);
    expect(() => user?.addresses).toThrow(UnloadedAttributeError);
    expect((await query.filterBy({ id: 1 }).one()).addresses).toHaveLength(2);
  });

  test('conditions of loader options, options and parameters are not lost in update() and delete()', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandys = session.query(User).options(withLoaderCriteria(User, User.c.id.eq(1)));
    expect(await sandys.update({ visits: 1 })).toBe(1);
    expect(
      await session
        .query(Address)
        .options(withLoaderCriteria(Address, Address.c.id.eq(4)))
        .delete(),
    ).toBe(1);
    const named = session.query(User).filter(User.c.id.eq(bindparam('wanted')));
    expect(await named.params({ wanted: 2 }).update({ visits: 2 })).toBe(1);
    expect((await session.query(User.c.visits).orderBy(User.c.id).all()).map(([visits]) => visits)).toEqual([1, 2, 30]);
    await expect(session.query(User).having(User.c.id.gt(1)).update({ visits: 0 })).rejects.toThrow(/having\(\)/);
  });

  test('a query is a value of another one', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const count = session.query(func.count(Address.c.id)).filter(Address.c.userId.eq(User.c.id)).label('addresses');
    const rows = await session.query(User.c.name, count).orderBy(User.c.id).all();
    expect(rows.map((row) => [row.name, Number(row.addresses)])).toEqual([
      ['sandy', 2],
      ['patrick', 1],
      ['squidward', 0],
    ]);
    const left = session.query(User, Address).join(User.c.addresses, null, { isouter: true }).filter(User.c.id.eq(3));
    const [user, address] = await left.one();
    expect([user?.name, address]).toEqual(['squidward', null]);
    expect(await session.query(User).filterBy({ id: 1 }).scalar()).toBe(await session.get(User, 1));
    expect(await session.query(User.c.name).filterBy({ id: 9 }).scalar()).toBeNull();
    await expect(session.query(User.c.name).scalar()).rejects.toThrow(MultipleResultsFound);
  });
}

type Query = LegacyQuery<readonly [typeof User]>;
