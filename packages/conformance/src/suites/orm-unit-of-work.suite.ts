import {
  column,
  declarativeBase,
  foreignKey,
  func,
  mappedColumn,
  relationship,
  select,
  Session,
  StaleDataError,
  Table,
  types as t,
  UnloadedAttributeError,
  update,
  delete_,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import { allOf, compiledSql, conditional, countStatements, expectStatements, statementsOf } from '../statement-rules.ts';
import type { SuiteContext } from '../suite-context.ts';
import { warningsOf } from '../warnings-of.ts';

/** What a flush sends, and what it puts onto the objects. */
export function ormUnitOfWork(context: SuiteContext): void {
  const Base = declarativeBase();
  const users = uniqueName('uow_user');
  const addresses = uniqueName('uow_address');
  const tags = uniqueName('uow_tag');
  const between = uniqueName('uow_user_tag');
  const userTag = new Table(between, Base.metadata, {
    userId: column('user_id', t.Integer, foreignKey(`${users}.id`), { primaryKey: true }),
    tagId: column('tag_id', t.Integer, foreignKey(`${tags}.id`), { primaryKey: true }),
  });
  class User extends Base(users, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    visits: mappedColumn(t.Integer, { default: 0 }),
    nick: mappedColumn(t.String(30), { nullable: true }),
    addresses: () => relationship([Address], { backPopulates: 'user' }),
    tags: () => relationship([Tag], { secondary: userTag, backPopulates: 'users' }),
  }) {}
  class Address extends Base(addresses, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    userId: mappedColumn('user_id', t.Integer, foreignKey(`${users}.id`), { nullable: true }),
    email: mappedColumn(t.String(50)),
    user: () => relationship(User, { backPopulates: 'addresses', nullable: true }),
  }) {}
  class Tag extends Base(tags, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    users: () => relationship([User], { secondary: userTag, backPopulates: 'tags' }),
  }) {}
  metadataFixture(context, Base.metadata);

  const { insertReturning, updateReturning, setWiseDelete = false } = context.capabilities;
  const open = () => {
    const engine = context.engine();
    return { engine, session: new Session(engine, { autoflush: false }) };
  };
  const named = (name: string) => new User({ name });

  test('parents are inserted before their children, which get the keys, in one batch', async () => {
    const { engine, session } = open();
    await using _ = session;
    const user = new User({ name: 'ed', addresses: [new Address({ email: 'a' }), new Address({ email: 'b' })] });
    session.add(user);
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent.map(({ sql }) => /INTO (\S+)/.exec(sql)?.[1])).toEqual([users, addresses]);
    expect(user.addresses.map(({ userId }) => userId)).toEqual([user.id, user.id]);
    expect(user.addresses.map(({ id }) => id)).toEqual([1, 2]);
    await expectStatements(engine, () => session.flush());
  });

  test('objects of related classes that are not related themselves are inserted parents first', async () => {
    const { engine, session } = open();
    await using _ = session;
    session.addAll([new Address({ email: 'a' }), named('ed')]);
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent.map(({ sql }) => /INTO (\S+)/.exec(sql)?.[1])).toEqual([users, addresses]);
  });

  test('a column that was never set and has no default is NULL afterwards, and reads so without a statement', async () => {
    const { engine, session } = open();
    await using _ = session;
    const user = named('ed');
    session.add(user);
    await session.flush();
    await expectStatements(engine, async () => expect([user.nick, user.visits]).toEqual([null, 0]));
  });

  test('only changed columns are updated, and setting a value again sends nothing', async () => {
    const { engine, session } = open();
    await using _ = session;
    const user = named('ed');
    session.add(user);
    await session.flush();
    user.name = 'ed';
    await expectStatements(engine, () => session.flush());
    user.name = 'jack';
    await expectStatements(
      engine,
      () => session.flush(),
      compiledSql(`UPDATE ${users} SET name=? WHERE ${users}.id = ?`, ['jack', user.id]),
    );
    expect(await session.scalar(select(User.c.name))).toBe('jack');
  });

  test('a child whose parent is set to null although it was not loaded takes one UPDATE and no SELECT', async () => {
    const { engine, session } = open();
    await using _ = session;
    session.add(new User({ name: 'ed', addresses: [new Address({ email: 'a' })] }));
    await session.flush();
    session.expungeAll();
    const [address] = await session.scalars(select(Address)).all();
    if (address === undefined) throw new Error('no address');
    await expectStatements(
      engine,
      async () => {
        address.user = null;
        await session.flush();
      },
      compiledSql(`UPDATE ${addresses} SET user_id=? WHERE ${addresses}.id = ?`, [null, 1]),
    );
  });

  test('children that are taken out of a collection lose the key; so do those of a deleted parent', async () => {
    const { engine, session } = open();
    await using _ = session;
    const user = new User({ name: 'ed', addresses: [new Address({ email: 'a' }), new Address({ email: 'b' })] });
    session.add(user);
    await session.flush();
    const [first, second] = user.addresses as [Address, Address];
    user.addresses.shift();
    await expectStatements(
      engine,
      () => session.flush(),
      compiledSql(`UPDATE ${addresses} SET user_id=? WHERE ${addresses}.id = ?`, [null, first.id]),
    );
    session.delete(user);
    await session.flush();
    expect([second.userId, session.has(second), session.has(user)]).toEqual([null, true, false]);
    expect(await session.scalar(select(func.count()).selectFrom(Address).where(Address.c.userId.isNot(null)))).toBe(0);
  });

  test('the children of a deleted parent are loaded, so that they lose the key', async () => {
    const { session } = open();
    await using _ = session;
    session.add(new User({ name: 'ed', addresses: [new Address({ email: 'a' })], tags: [new Tag({ name: 'x' })] }));
    await session.flush();
    session.expungeAll();
    session.delete(await session.scalars(select(User)).one());
    await session.flush();
    expect(await session.scalars(select(Address.c.userId)).all()).toEqual([null]);
    expect(await session.execute(select(userTag)).all()).toEqual([]);
  });

  test('a child that moves to another parent keeps living when the first one is deleted', async () => {
    const { session } = open();
    await using _ = session;
    const child = new Address({ email: 'a' });
    const [one, two] = [new User({ name: 'one', addresses: [child] }), new User({ name: 'two', addresses: [] })];
    session.addAll([one, two]);
    await session.flush();
    two.addresses.push(child);
    session.delete(one);
    await session.flush();
    expect(child.userId).toBe(two.id);
    expect(await session.scalars(select(Address.c.userId)).all()).toEqual([two.id]);
  });

  test('rows of the table between come and go with the objects in the collections, whichever side they were changed on', async () => {
    const { session } = open();
    await using _ = session;
    const [red, blue] = [new Tag({ name: 'red' }), new Tag({ name: 'blue' })];
    const [ed, jack] = [new User({ name: 'ed', tags: [red] }), named('jack')];
    blue.users.push(ed, jack);
    session.addAll([ed, jack, red, blue]);
    await session.flush();
    const rows = async () =>
      (await session.execute(select(userTag.c.userId, userTag.c.tagId)).all()).map(([user, tag]) => `${user}-${tag}`).sort();
    expect(await rows()).toEqual([`${ed.id}-${blue.id}`, `${ed.id}-${red.id}`, `${jack.id}-${blue.id}`].sort());
    ed.tags.splice(0, 1);
    jack.tags.push(red);
    await session.flush();
    expect(await rows()).toEqual([`${ed.id}-${blue.id}`, `${jack.id}-${blue.id}`, `${jack.id}-${red.id}`].sort());
    session.delete(blue);
    await session.flush();
    expect(await rows()).toEqual([`${jack.id}-${red.id}`]);
  });

  test('many objects with the same changes are updated together, in the order of their keys', async () => {
    const { engine, session } = open();
    await using _ = session;
    const all = Array.from({ length: 9 }, (_one, index) => named(`u${index}`));
    session.addAll(all);
    await session.flush();
    for (const user of all.toReversed()) user.name += '!';
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent.length).toBeLessThanOrEqual(2);
    expect(await session.scalars(select(User.c.name).orderBy(User.c.id)).all()).toEqual(all.map((_one, index) => `u${index}!`));
  });

  test('many objects are deleted together', async () => {
    const { engine, session } = open();
    await using _ = session;
    const all = Array.from({ length: 9 }, (_one, index) => new Tag({ name: `t${index}`, users: [] }));
    session.addAll(all);
    await session.flush();
    for (const tag of all) session.delete(tag);
    await expectStatements(
      engine,
      () => session.flush(),
      conditional(
        setWiseDelete,
        [
          compiledSql(
            `DELETE FROM ${tags} WHERE ${tags}.id IN (${all.map(() => '?').join(', ')})`,
            all.map(({ id }) => id),
          ),
        ],
        [countStatements(1)],
      ),
    );
    expect(await session.scalar(select(func.count()).selectFrom(Tag))).toBe(0);
  });

  test('an SQL expression as a value is sent as SQL; the value is fetched, or not loaded, afterwards', async () => {
    const { session } = open();
    await using _ = session;
    const user = new User({ name: 'ed', visits: 5 });
    session.add(user);
    await session.flush();
    user.visits = User.c.visits.add(2) as never;
    await session.flush();
    if (updateReturning) expect(user.visits).toBe(7);
    else expect(() => user.visits).toThrow(UnloadedAttributeError);
    expect(await session.scalar(select(User.c.visits))).toBe(7);
    const other = new User({ name: 'x', visits: func.abs(-3) as never });
    session.add(other);
    await session.flush();
    if (insertReturning) expect(other.visits).toBe(3);
    expect(await session.scalar(select(User.c.visits).where(User.c.id.eq(other.id)))).toBe(3);
  });

  test('batches end where the columns given change, and the order stays', async () => {
    const { engine, session } = open();
    await using _ = session;
    session.addAll([
      named('1'),
      named('2'),
      new User({ id: 30, name: '3' }),
      new User({ id: 40, name: '4' }),
      new User({ name: '5', visits: func.abs(-1) as never }),
      new User({ id: 60, name: '6' }),
    ]);
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent).toHaveLength(4);
    expect(await session.scalars(select(User.c.name).orderBy(User.c.name)).all()).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  test('an UPDATE of a row that is gone is an error, and a DELETE of one warns', async () => {
    const { session } = open();
    await using _ = session;
    const [one, two] = [named('one'), named('two')];
    session.addAll([one, two]);
    await session.flush();
    await session.execute(delete_(User.table as never));
    session.delete(two);
    expect(await warningsOf(() => session.flush())).toEqual([
      expect.stringContaining('expected to delete 1 row(s); 0 were matched'),
    ]);
    one.name = 'x';
    await expect(session.flush()).rejects.toThrow(StaleDataError);
  });

  test('of many rows that are updated, one that is gone is missed', async () => {
    const { session } = open();
    await using _ = session;
    const all = Array.from({ length: 9 }, (_one, index) => named(`u${index}`));
    session.addAll(all);
    await session.flush();
    await session.execute(
      delete_(User.table as never).where((User.c as never as { id: { eq(v: unknown): never } }).id.eq(all[4]?.id)),
    );
    for (const user of all) user.name += '!';
    await expect(session.flush()).rejects.toThrow('expected to update 9 row(s); 8 were matched');
  });

  test('a new object with the key of a deleted one takes its row over', async () => {
    const { engine, session } = open();
    await using _ = session;
    const old = new User({ id: 7, name: 'old', nick: 'o' });
    session.add(old);
    await session.flush();
    const fresh = new User({ id: 7, name: 'new' });
    session.delete(old);
    session.add(fresh);
    const sent = await statementsOf(engine, () => session.flush());
    expect(sent.filter(({ sql }) => !sql.startsWith('SELECT')).map(({ sql }) => sql.split(' ')[0])).toEqual(['UPDATE']);
    expect(await session.get(User, 7)).toBe(fresh);
    expect([session.has(old), session.has(fresh)]).toEqual([false, true]);
  });

  test('the primary key of an object can change', async () => {
    const { engine, session } = open();
    await using _ = session;
    const user = new User({ id: 7, name: 'ed' });
    session.add(user);
    await session.flush();
    user.id = 8;
    await expectStatements(engine, () => session.flush(), compiledSql(`UPDATE ${users} SET id=? WHERE ${users}.id = ?`, [8, 7]));
    expect([await session.get(User, 8), await session.get(User, 7)]).toEqual([user, null]);
  });

  test('null in a collection is refused at once', async () => {
    const { session } = open();
    await using _ = session;
    const message = 'Tag.users takes objects of User, such as new User({ … }); it got null.';
    expect(() => new Tag({ name: 'x', users: [null as never] })).toThrow(message);
    const tag = new Tag({ name: 'x' });
    session.add(tag);
    expect(() => tag.users.push(null as never)).toThrow(message);
    await session.flush();
    expect(() => Object.assign(tag, { users: [null] })).toThrow(message);
    await expectStatements(context.engine(), () => session.flush());
  });

  test('a child that is not in the session is warned of, and stays out', async () => {
    const Apart = declarativeBase({ metadata: Base.metadata });
    expect(Apart.metadata).toBe(Base.metadata);
    const { session } = open();
    await using _ = session;
    const user = named('ed');
    session.add(user);
    await session.flush();
    const address = new Address({ email: 'a' });
    address.user = user;
    const warnings = await warningsOf(() => session.flush());
    expect(session.has(address)).toBe(false);
    expect(warnings).toEqual([
      `Object of type <Address> not in session, add operation along 'User.addresses' will not proceed. Add it to the session.`,
    ]);
  });

  test('independent tables are written in any order, each once', async () => {
    const { engine, session } = open();
    await using _ = session;
    session.addAll([named('ed'), new Tag({ name: 'x' }), named('jack'), new Tag({ name: 'y' })]);
    await expectStatements(engine, () => session.flush(), allOf(countStatements(2)));
  });

  test('an update of rows elsewhere does not matter to objects until they are read anew', async () => {
    const { session } = open();
    await using _ = session;
    const user = named('ed');
    session.add(user);
    await session.flush();
    await session.execute(update(User.table as never).values({ name: 'other' } as never));
    expect(user.name).toBe('ed');
  });
}
