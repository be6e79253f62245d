import { delete_, func, insert, InvalidRequestError, select, selectinload, StaleDataError, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Employee, Engineer, Manager, queryModel, User } from '../orm-query-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** INSERT, UPDATE and DELETE of classes, and the objects of the session that they are about. */
export function ormDml(context: SuiteContext): void {
  const model = queryModel(context);

  test('an UPDATE is seen by objects at once, without a query where conditions and values allow', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const users = await session.scalars(select(User).orderBy(User.c.id)).all();
    sent.length = 0;
    const result = await session.execute(
      update(User)
        .where(User.c.visits.gt(15))
        .values({ fullname: 'many', visits: User.c.visits.add(1) }),
    );
    expect(result.rowcount).toBe(2);
    expect(users.map(({ fullname }) => fullname)).toEqual(['Sandy Cheeks', 'many', 'many']);
    expect(sent).toHaveLength(1);
    await session.commit();
    expect((await session.scalars(select(User).orderBy(User.c.id)).all()).map(({ visits }) => visits)).toEqual([10, 21, 31]);
  });

  test('conditions on texts are left to the database', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const users = await session.scalars(select(User).orderBy(User.c.id)).all();
    sent.length = 0;
    await session.execute(update(User).where(User.c.name.like('s%')).values({ visits: 0 }));
    expect(users.map(({ visits }) => visits)).toEqual([0, 20, 0]);
    expect(sent).toHaveLength(context.capabilities.updateReturning ? 1 : 2);
  });

  test('evaluate, fetch and false can be asked for', async () => {
    await using filled = await model.filled();
    const { session, sent } = filled;
    const sandy = await session.getOne(User, 1);
    const stmt = update(User).where(User.c.name.eq('sandy'));
    const how = (synchronizeSession: 'evaluate' | 'fetch' | false) => ({ executionOptions: { synchronizeSession } });
    sent.length = 0;
    await session.execute(stmt.values({ visits: 1 }), null, how('evaluate'));
    expect([sandy.visits, sent.length]).toEqual([1, 1]);
    await session.execute(stmt.values({ visits: 2 }), null, how('fetch'));
    const fetched = context.capabilities.updateReturning ? 2 : 3;
    expect([sandy.visits, sent.length]).toEqual([2, fetched]);
    await session.execute(stmt.values({ visits: 3 }).executionOptions({ synchronizeSession: false }));
    expect([sandy.visits, sent.length]).toEqual([2, fetched + 1]);
    await session.refresh(sandy);
    expect(sandy.visits).toBe(3);
    const odd = update(User).where(func.lower(User.c.name).eq('sandy')).values({ visits: 4 });
    await expect(session.execute(odd, null, how('evaluate'))).rejects.toThrow(
      /Could not evaluate current criteria in JavaScript/,
    );
  });

  test('an attribute that only the database can compute expires', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    await session.execute(
      update(User)
        .where(User.c.id.eq(1))
        .values({ fullname: func.upper(User.c.name) }),
    );
    expect(await session.scalars(select(User).where(User.c.id.eq(1))).one()).toBe(sandy);
    expect(sandy.fullname).toBe('SANDY');
  });

  test('pending changes are saved before, and a rollback brings everything back', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    sandy.visits = 50;
    await session.execute(update(User).where(User.c.visits.eq(50)).values({ fullname: 'fifty' }));
    expect(sandy.fullname).toBe('fifty');
    await session.rollback();
    expect([sandy.fullname, sandy.visits]).toEqual(['Sandy Cheeks', 10]);
  });

  test('a DELETE takes objects out of the session, until a rollback', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const addresses = await session.scalars(select(Address).orderBy(Address.c.id)).all();
    const { rowcount } = await session.execute(delete_(Address).where(Address.c.id.in([1, 4])));
    expect(rowcount).toBe(2);
    expect(addresses.map((address) => session.has(address))).toEqual([false, true, true, false]);
    await session.execute(delete_(Address).where(Address.c.email.like('%aol%')));
    expect(addresses.map((address) => session.has(address))).toEqual([false, true, false, false]);
    await session.rollback();
    expect(addresses.map((address) => session.has(address))).toEqual([true, true, true, true]);
  });

  test('rows are inserted by the names of attributes', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    await session.execute(insert(Address), [
      { userId: 3, email: 'a@example.org' },
      { userId: 3, email: 'b@example.org' },
    ]);
    await session.execute(insert(User).values({ name: 'plankton' }));
    expect(await session.scalar(select(func.count(Address.c.id)).where(Address.c.userId.eq(3)))).toBe(2);
    expect(await session.scalar(select(User.c.visits).where(User.c.name.eq('plankton')))).toBe(0);
  });

  context.when('insertReturning', 'INSERT … RETURNING gives the new objects', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const rows = [{ name: 'plankton' }, { name: 'pearl', fullname: 'Pearl Krabs' }].map((row) => ({ fullname: null, ...row }));
    const users = await session.scalars(insert(User).returning(User, { sortByParameterOrder: true }), rows).all();
    expect(users.map(({ name, fullname, visits }) => [name, fullname, visits])).toEqual([
      ['plankton', null, 0],
      ['pearl', 'Pearl Krabs', 0],
    ]);
    expect(await session.get(User, users[0]?.id ?? 0)).toBe(users[0]);
    const [only] = await session.execute(insert(User).values({ name: 'gary' }).returning(User.c.name, User)).all();
    expect([only?.[0], only?.[1].shout]).toEqual(['gary', 'GARY!']);
    const stated = select(User).fromStatement(insert(User).values({ name: 'larry' }).returning(User));
    expect((await session.scalars(stated).one()).name).toBe('larry');
  });

  context.needing(['insertReturning'], 'loader options are for returned objects, too', async () => {
    await using filled = await model.filled();
    const stmt = insert(Address).returning(Address).options(selectinload(Address.c.user));
    const [address] = await filled.session.scalars(stmt, [{ email: 'new@example.org', userId: 2 }]).all();
    expect(address?.user?.name).toBe('patrick');
  });

  context.needing(['upsert', 'insertReturning'], 'an upsert gives objects, renewed if they were there', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    const stmt = insert(User)
      .onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ fullname: excluded.fullname }) })
      .returning(User);
    const users = await session
      .scalars(stmt, [{ id: 1, name: 'sandy', fullname: 'again' }], { executionOptions: { populateExisting: true } })
      .all();
    expect(users).toEqual([sandy]);
    expect(sandy.fullname).toBe('again');
  });

  context.when('updateReturning', 'UPDATE … RETURNING gives objects as they are now', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    const stmt = update(User)
      .where(User.c.visits.lt(25))
      .values({ fullname: func.upper(User.c.name) })
      .returning(User);
    const users = await session.scalars(stmt).all();
    expect(users.map(({ fullname }) => fullname).sort()).toEqual(['PATRICK', 'SANDY']);
    expect(users).toContain(sandy);
  });

  context.when('deleteReturning', 'DELETE … RETURNING gives what was there', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const gone = await session.scalars(delete_(Address).where(Address.c.id.eq(4)).returning(Address.c.email)).all();
    expect(gone).toEqual(['nobody@example.org']);
  });

  test('a list of parameters updates rows by their primary keys', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const sandy = await session.getOne(User, 1);
    await session.execute(update(User), [
      { id: 1, fullname: 'one', visits: 1 },
      { id: 2, fullname: 'two', visits: 2 },
      { id: 3, name: 'three' },
    ]);
    expect([sandy.fullname, sandy.visits]).toEqual(['one', 1]);
    const rows = await session.execute(select(User.c.name, User.c.fullname, User.c.visits).orderBy(User.c.id)).all();
    expect(rows.map((row) => [...row])).toEqual([
      ['sandy', 'one', 1],
      ['patrick', 'two', 2],
      ['three', null, 30],
    ]);
    await expect(session.execute(update(User), [{ name: 'nobody' }])).rejects.toThrow(/No primary key value supplied/);
    await expect(session.execute(update(User).returning(User), [{ id: 1, name: 'x' }])).rejects.toThrow(InvalidRequestError);
  });

  context.needing(['multiRowcount'], 'a row that is not there is a StaleDataError', async () => {
    await using filled = await model.filled();
    const missing = filled.session.execute(update(User), [
      { id: 1, name: 'a' },
      { id: 99, name: 'b' },
    ]);
    await expect(missing).rejects.toThrow(StaleDataError);
  });

  test('rows of a list may have other names than those before', async () => {
    await using filled = await model.filled();
    const { session } = filled;
    const rows = [{ name: 'plankton' }, { fullname: 'Pearl Krabs', name: 'pearl' }, { name: 'gary', visits: 3 }];
    await session.execute(insert(User), rows);
    const stmt = select(User.c.name, User.c.fullname, User.c.visits).where(User.c.id.gt(3)).orderBy(User.c.id);
    expect((await session.execute(stmt).all()).map((row) => [...row])).toEqual([
      ['plankton', null, 0],
      ['pearl', 'Pearl Krabs', 0],
      ['gary', null, 3],
    ]);
  });

  test('rows of a class with two tables are inserted and updated in both', async () => {
    await using session = model.empty();
    await session.execute(insert(Engineer), [
      { name: 'ada', language: 'ts' },
      { name: 'bob', language: 'js', fullname: 'Bob' },
      { name: 'cas', language: 'py', fullname: 'Cas' },
    ]);
    const rows = async () =>
      (await session.scalars(select(Engineer).orderBy(Engineer.c.name)).all()).map((one) => [
        one.name,
        one.kind,
        one.fullname,
        one.language,
      ]);
    expect(await rows()).toEqual([
      ['ada', 'engineer', null, 'ts'],
      ['bob', 'engineer', 'Bob', 'js'],
      ['cas', 'engineer', 'Cas', 'py'],
    ]);
    const [ada, bob] = await session.scalars(select(Engineer).orderBy(Engineer.c.name)).all();
    await session.execute(update(Engineer), [
      { id: ada?.id, fullname: 'Ada', language: 'c' },
      { id: bob?.id, fullname: 'Robert', language: 'd' },
    ]);
    expect(await rows()).toEqual([
      ['ada', 'engineer', 'Ada', 'c'],
      ['bob', 'engineer', 'Robert', 'd'],
      ['cas', 'engineer', 'Cas', 'py'],
    ]);
  });

  test('a class in the table of its parent is written without touching its siblings', async () => {
    await using session = model.empty();
    await session.execute(insert(Manager), [{ name: 'mia' }, { name: 'max' }]);
    await session.execute(insert(Employee), [{ name: 'eve' }]);
    await session.execute(insert(Manager).values({ name: 'moe' }));
    const managers = await session.scalars(select(Manager).orderBy(Manager.c.name)).all();
    expect(managers.map(({ name, kind }) => [name, kind])).toEqual([
      ['max', 'manager'],
      ['mia', 'manager'],
      ['moe', 'manager'],
    ]);
    expect((await session.execute(update(Manager).values({ golf: 18 }))).rowcount).toBe(3);
    expect(managers.map(({ golf }) => golf)).toEqual([18, 18, 18]);
    expect((await session.execute(delete_(Manager))).rowcount).toBe(3);
    expect((await session.scalars(select(Employee)).all()).map(({ name, golf }) => [name, golf])).toEqual([['eve', null]]);
  });
}
