import { delete_, insert, inspect, objectSession, ResourceClosedError, select, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Place, sessionModel, storedTags, Tag, tagged, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionTransactions(context: SuiteContext): void {
  const { open } = sessionModel(context);
  const stored = () => storedTags(open);

  test('after a rollback attributes are what they were, flushed or not', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    a.note = 'flushed';
    await session.flush();
    a.note = 'flushed twice';
    await session.flush();
    b.note = 'pending';
    await session.rollback();
    expect([a.note, b.note]).toEqual(['old', 'old']);
    expect(session.dirty.size).toBe(0);
    expect([inspect(a).expired, inspect(b).expired]).toEqual([true, true]);
    await session.commit();
    expect(await stored()).toEqual({ a: 'old', b: 'old' });
  });

  test('after a rollback relationships are what they were, on both sides', async () => {
    await using session = open();
    const address = new Address({ email: 's@x' });
    const [user, other] = [new User({ name: 'sandy', addresses: [address] }), new User({ name: 'patrick', addresses: [] })];
    session.addAll([user, other]);
    await session.commit();
    other.addresses.push(address);
    user.addresses.push(new Address({ email: 'new@x' }));
    await session.flush();
    expect(address.userId).toBe(other.id);
    await session.rollback();
    expect(user.addresses).toEqual([address]);
    expect(other.addresses).toEqual([]);
    expect([address.user, address.userId]).toEqual([user, user.id]);
  });

  test('after a rollback new objects are transient, and keep what they have, the key included', async () => {
    await using session = open();
    const flushed = new User({ name: 'sandy', addresses: [new Address({ email: 's@x' })] });
    session.add(flushed);
    await session.flush();
    const pending = new User({ name: 'patrick' });
    session.add(pending);
    const { id } = flushed;
    expect(id).toEqual(expect.any(Number));
    await session.rollback();
    expect(inspect(flushed).transient).toBe(true);
    expect(inspect(pending).transient).toBe(true);
    expect([flushed.id, flushed.name, flushed.addresses.length, pending.name]).toEqual([id, 'sandy', 1, 'patrick']);
    expect([...session]).toEqual([]);
    session.add(flushed);
    await session.commit();
    expect(await session.scalars(select(Address)).all()).toEqual(flushed.addresses);
  });

  test('after a rollback deleted objects are persistent again', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    session.delete(a);
    await session.flush();
    session.delete(b);
    await session.rollback();
    expect([session.has(a), session.has(b)]).toEqual([true, true]);
    expect(session.deleted.size).toBe(0);
    expect(Object.keys(await stored())).toEqual(['a', 'b']);
    expect(await session.get(Tag, 'a')).toBe(a);
  });

  test('what was deleted and committed is not brought back by a later rollback', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    session.delete(a);
    await session.commit();
    await session.get(Tag, 'a');
    await session.rollback();
    expect(session.has(a)).toBe(false);
    expect(objectSession(a)).toBeNull();
  });

  test('what was flushed and expunged stays out after a rollback; so does what was deleted', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    const fresh = new Tag({ name: 'b' });
    session.add(fresh);
    session.delete(a);
    await session.flush();
    session.expunge(fresh);
    session.expunge(a);
    await session.rollback();
    expect([session.has(fresh), session.has(a)]).toEqual([false, false]);
    expect(inspect(fresh).transient).toBe(true);
  });

  test('a change in another session is seen after the commit of this one', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    await session.refresh(a);
    await session.commit();
    await using other = open();
    (await other.getOne(Tag, 'a')).note = 'theirs';
    await other.commit();
    expect(a.note).toBe('old');
    await session.get(Tag, 'a');
    expect(a.note).toBe('theirs');
  });

  test('with expireOnCommit: false nothing is expired by a commit', async () => {
    await using session = open({ expireOnCommit: false });
    const [a] = (await tagged(session, 'a')) as [Tag];
    expect(inspect(a).expired).toBe(false);
    expect(await session.get(Tag, 'a')).toBe(a);
    expect(session.inTransaction()).toBe(false);
  });

  test('an expired attribute that was set shows the last value that was known after a rollback', async () => {
    await using session = open();
    const [{ name }] = (await tagged(session, 'a')) as [Tag];
    await using other = open();
    const tag = await other.getOne(Tag, name);
    other.expire(tag, ['note']);
    tag.note = 'set';
    await other.flush();
    await other.rollback();
    expect(tag.note).toBe('old');
  });

  test('a transaction that has ended cannot be committed or rolled back again', async () => {
    await using session = open();
    const transaction = await session.begin();
    await transaction.commit();
    await expect(transaction.commit()).rejects.toThrow(new ResourceClosedError('This transaction is closed'));
    await expect(transaction.rollback()).rejects.toThrow(ResourceClosedError);
  });

  test('a transaction that is closed takes back what was done in it', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    const transaction = await session.begin();
    a.note = 'new';
    await session.flush();
    await transaction.close();
    expect(a.note).toBe('old');
    expect(await stored()).toEqual({ a: 'old' });
  });

  test('an object that lost its parent and has it back by a rollback is no orphan', async () => {
    await using session = open();
    const [first, second] = [new Address({ email: 'a@x' }), new Address({ email: 'b@x' })];
    const user = new User({ name: 'sandy', addresses: [first, second] });
    session.add(user);
    await session.commit();
    user.addresses.shift();
    second.user = null;
    await session.flush();
    expect(user.addresses).toEqual([]);
    await session.rollback();
    expect(user.addresses).toEqual([first, second]);
    first.email = 'c@x';
    second.email = 'd@x';
    await session.commit();
    const emails = await session.scalars(select(Address.c.email).orderBy(Address.c.email)).all();
    expect(emails).toEqual(['c@x', 'd@x']);
  });

  test('an object whose row another one took over is back after a rollback', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    session.delete(a);
    const heir = new Tag({ name: 'a', note: 'heir' });
    session.add(heir);
    await session.flush();
    expect(await session.get(Tag, 'a')).toBe(heir);
    await session.rollback();
    expect([await session.get(Tag, 'a'), inspect(heir).transient, a.note]).toEqual([a, true, 'old']);
  });

  test('what an UPDATE statement changed of objects is undone with it', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    await session.scalars(select(Tag)).all();
    await session.execute(update(Tag).where(Tag.c.name.eq('a')).values({ note: 'new' }));
    await session.execute(delete_(Tag).where(Tag.c.name.eq('b')));
    expect([a.note, session.has(b)]).toEqual(['new', false]);
    await session.rollback();
    expect([a.note, session.has(b)]).toEqual(['old', true]);
  });

  test('what is set on a deleted object is gone when the rollback brings it back', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    session.delete(a);
    await session.flush();
    a.note = 'posthumous';
    await session.rollback();
    expect(a.note).toBe('old');
    expect(inspect(a).modified).toBe(false);
    a.note = 'alive';
    await session.commit();
    expect(await stored()).toEqual({ a: 'alive' });
  });

  // Primary keys ---------------------------------------------------------------------------------------------------

  test('primary keys that were passed on are restored by a rollback', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    a.name = 'c';
    await session.flush();
    b.name = 'a';
    await session.flush();
    expect(await session.get(Tag, 'a')).toBe(b);
    await session.rollback();
    expect([a.name, b.name]).toEqual(['a', 'b']);
    expect([await session.get(Tag, 'a'), await session.get(Tag, 'b'), await session.get(Tag, 'c')]).toEqual([a, b, null]);
  });

  test('a key that was passed on to a row of another session statement is restored as well', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    a.name = 'b';
    await session.flush();
    await session.execute(insert(Tag.table).values({ name: 'a', note: 'by hand' }));
    const other = await session.getOne(Tag, 'a');
    expect(other).not.toBe(a);
    await session.rollback();
    expect(await session.get(Tag, 'a')).toBe(a);
    expect([session.has(a), session.has(other), a.note]).toEqual([true, false, 'old']);
  });

  test('a deleted object whose key another one took is back after a rollback', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    session.delete(a);
    await session.flush();
    b.name = 'a';
    await session.flush();
    await session.rollback();
    expect(Object.keys(await stored())).toEqual(['a', 'b']);
    expect([await session.get(Tag, 'a'), await session.get(Tag, 'b')]).toEqual([a, b]);
  });

  context.needing(['savepoints'], 'a composite key that was changed in a savepoint is restored with it', async () => {
    await using session = open();
    const place = new Place({ x: 1, y: 1 });
    session.add(place);
    await session.commit();
    const savepoint = await session.beginNested();
    place.y = 2;
    await session.flush();
    expect(await session.get(Place, [1, 2])).toBe(place);
    await savepoint.rollback();
    expect(place.y).toBe(1);
    expect(await session.get(Place, [1, 1])).toBe(place);
    expect(await session.get(Place, [1, 2])).toBeNull();
  });
}
