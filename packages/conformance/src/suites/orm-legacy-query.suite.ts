import { func, InvalidRequestError, MultipleResultsFound, NoResultFound, select } from '@aludel/core';
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
}
