import {
  ArgumentError,
  IntegrityError,
  identityKey,
  inspect,
  makeTransient,
  makeTransientToDetached,
  NoResultFound,
  objectSession,
  Session,
  select,
  wasDeleted,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Place, sessionModel, Tag, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionObjects(context: SuiteContext): void {
  const { open, engine, sentBy } = sessionModel(context);

  async function saved(session: Session, name = 'sandy'): Promise<User> {
    const user = new User({ name });
    session.add(user);
    await session.commit();
    return user;
  }

  test('an object passes through its states: transient, pending, persistent, deleted, detached', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    const states = () => {
      const { transient, pending, persistent, deleted, detached } = inspect(user);
      return Object.entries({ transient, pending, persistent, deleted, detached })
        .filter(([, is]) => is)
        .map(([state]) => state);
    };
    expect(states()).toEqual(['transient']);
    session.add(user);
    expect(states()).toEqual(['pending']);
    expect(session.new.has(user)).toBe(true);
    await session.flush();
    expect(states()).toEqual(['persistent']);
    session.delete(user);
    expect(states()).toEqual(['persistent']);
    expect(session.deleted.has(user)).toBe(true);
    await session.flush();
    expect(states()).toEqual(['deleted']);
    await session.commit();
    expect(states()).toEqual(['detached']);
  });

  test('an empty flush() starts no transaction', async () => {
    await using session = open();
    await session.flush();
    expect(session.inTransaction()).toBe(false);
  });

  test('with autobegin: false, statements, add() and changes are refused until begin()', async () => {
    await using session = open({ autobegin: false });
    const rule = 'Autobegin is disabled on this Session; please call session.begin() to start a new transaction';
    await expect(session.scalars(select(User)).all()).rejects.toThrow(rule);
    expect(() => session.add(new User({ name: 'sandy' }))).toThrow(rule);
    await session.begin();
    const user = new User({ name: 'sandy' });
    session.add(user);
    await session.commit();
    expect(() => {
      user.name = 'patrick';
    }).toThrow(rule);
    await session.begin(async () => {
      user.name = 'squidward';
    });
    await session.begin();
    expect((await session.getOne(User, user.id)).name).toBe('squidward');
  });

  test('add() and a change begin the transaction, so that begin() comes too late', async () => {
    await using session = open();
    session.add(new User({ name: 'sandy' }));
    expect(session.inTransaction()).toBe(true);
    await expect(session.begin()).rejects.toThrow('A transaction is already begun on this Session.');
  });

  test('get() gives the same object twice without a second SELECT, and another one after expungeAll()', async () => {
    const database = engine();
    const sent = sentBy(database);
    await using session = new Session(database);
    const { id } = await saved(session);
    session.expungeAll();
    sent.length = 0;
    const user = await session.get(User, id);
    expect(await session.get(User, id)).toBe(user);
    expect(await session.scalars(select(User)).one()).toBe(user);
    expect(sent.filter((sql) => sql.startsWith('SELECT')).length).toBe(2);
    session.expungeAll();
    expect(await session.get(User, id)).not.toBe(user);
  });

  test('get() gives null where there is no row, getOne() raises NoResultFound', async () => {
    await using session = open();
    expect(await session.get(User, 99)).toBeNull();
    await expect(session.getOne(User, 99)).rejects.toThrow(new NoResultFound('No row was found when one was required'));
  });

  test('get() with withForUpdate or populateExisting always sends a SELECT, with false or null it does not', async () => {
    const database = engine();
    const sent = sentBy(database);
    await using session = new Session(database);
    const user = await saved(session);
    await session.refresh(user);
    sent.length = 0;
    await session.get(User, user.id, { withForUpdate: false });
    await session.get(User, user.id, { withForUpdate: null });
    expect(sent).toEqual([]);
    if (context.has('rowLocks')) expect(await session.get(User, user.id, { withForUpdate: true })).toBe(user);
    expect(await session.get(User, user.id, { populateExisting: true })).toBe(user);
    expect(sent.length).toBe(context.has('rowLocks') ? 2 : 1);
    await expect(session.get(User, user.id, { withForUpdate: {} })).rejects.toThrow(ArgumentError);
  });

  test('get() with populateExisting puts what the row says in the place of unsaved changes', async () => {
    await using session = open({ autoflush: false });
    const user = await saved(session);
    user.name = 'unsaved';
    await session.get(User, user.id, { populateExisting: true });
    expect(user.name).toBe('sandy');
    expect(session.dirty.size).toBe(0);
  });

  test('get() takes a composite key as a list or by the names of the attributes', async () => {
    await using session = open();
    const place = new Place({ x: 1, y: 2, label: 'here' });
    session.add(place);
    await session.flush();
    expect(await session.get(Place, [1, 2])).toBe(place);
    expect(await session.get(Place, { y: 2, x: 1 })).toBe(place);
    expect(await session.get(Place, [2, 1])).toBeNull();
    await expect(session.get(Place, 1 as never)).rejects.toThrow(
      'Incorrect number of values in identifier to formulate primary key for session.get()',
    );
    for (const key of [
      { x: 1, z: 2 },
      { x: 1, y: 2, z: 3 },
    ])
      await expect(session.get(Place, key as never)).rejects.toThrow(
        "Incorrect names of values in identifier to formulate primary key for session.get(); primary key attribute names are 'x','y'",
      );
  });

  test('get() finds an expired object that lost its row to be gone', async () => {
    await using session = open();
    const user = await saved(session);
    await using other = open();
    await other.delete(await other.getOne(User, user.id));
    await other.commit();
    expect(await session.get(User, user.id)).toBeNull();
    expect(session.has(user)).toBe(false);
  });

  test('delete() of what is not persisted is refused', async () => {
    await using session = open();
    expect(() => session.delete(new User({ name: 'sandy' }))).toThrow("Instance '<User (new)>' is not persisted");
  });

  test('changes made while detached are kept, and saved after add()', async () => {
    await using session = open();
    const user = await saved(session);
    session.expunge(user);
    expect(inspect(user).detached).toBe(true);
    user.name = 'patrick';
    session.add(user);
    expect(session.dirty.has(user)).toBe(true);
    await session.commit();
    await using other = open();
    expect((await other.getOne(User, user.id)).name).toBe('patrick');
  });

  test('a detached object without changes is not dirty when it is added again', async () => {
    await using session = open();
    const user = await saved(session);
    session.expunge(user);
    session.add(user);
    expect(session.dirty.size).toBe(0);
    expect(session.has(user)).toBe(true);
  });

  test('a detached object whose identity another object has in the session is refused', async () => {
    await using session = open();
    const user = await saved(session);
    session.expunge(user);
    await session.getOne(User, user.id);
    expect(() => session.add(user)).toThrow(
      `Can't attach instance <User ${user.id}>; another instance with key User(${user.id}) is already present in this session.`,
    );
  });

  test('an object of another session is refused', async () => {
    await using session = open();
    await using other = open();
    const user = await saved(session);
    expect(() => other.add(user)).toThrow(/is already attached to another session/);
    expect(() => other.delete(user)).toThrow(/is already attached to another session/);
    expect(() => other.expunge(user)).toThrow(/is not present in this Session/);
  });

  test('after the flush of a delete the object is out, yet its session is known until the commit', async () => {
    await using session = open();
    const user = await saved(session);
    session.delete(user);
    await session.flush();
    expect(session.has(user)).toBe(false);
    expect(objectSession(user)).toBe(session);
    expect(wasDeleted(user)).toBe(true);
    await session.commit();
    expect(objectSession(user)).toBeNull();
    expect(wasDeleted(user)).toBe(true);
  });

  test('a deleted object cannot be added, flushed or committed, until makeTransient()', async () => {
    await using session = open();
    const user = await saved(session);
    await session.refresh(user);
    session.delete(user);
    await session.flush();
    const rule = 'has been deleted. Use the makeTransient() function to send this object back to the transient state.';
    expect(() => session.add(user)).toThrow(rule);
    await session.commit();
    expect(() => session.add(user)).toThrow(rule);
    makeTransient(user);
    expect(inspect(user).transient).toBe(true);
    session.add(user);
    await session.commit();
    expect(await session.get(User, user.id)).toBe(user);
  });

  test('an object that was deleted and is added before the flush stays', async () => {
    await using session = open();
    const user = await saved(session);
    session.delete(user);
    session.add(user);
    await session.commit();
    expect(await session.get(User, user.id)).toBe(user);
  });

  test('makeTransient() of an expired object leaves nothing to read, and sends no SQL', async () => {
    const database = engine();
    await using session = new Session(database);
    const user = await saved(session);
    const sent = sentBy(database);
    session.expireAll();
    makeTransient(user);
    expect([user.id, user.name]).toEqual([null, null]);
    expect(inspect(user).transient).toBe(true);
    expect(sent).toEqual([]);
  });

  test('makeTransientToDetached() makes an object that counts as loaded by its key', async () => {
    await using session = open();
    const { id } = await saved(session);
    session.expungeAll();
    const user = new User({ id, name: 'sandy' });
    makeTransientToDetached(user);
    session.add(user);
    expect(inspect(user).persistent).toBe(true);
    expect(session.dirty.size).toBe(0);
    expect(await session.get(User, id)).toBe(user);
    expect(() => makeTransientToDetached(user)).toThrow('Given object must be transient');
  });

  test('close() and reset() leave the session usable; with closeResetsOnly: false close() does not', async () => {
    await using session = open({ closeResetsOnly: false });
    const user = await saved(session);
    await session.reset();
    expect(inspect(user).detached).toBe(true);
    await session.get(User, user.id);
    await session.close();
    await expect(session.get(User, user.id)).rejects.toThrow(/^This Session has been permanently closed/);
    expect(() => session.add(new User({ name: 'patrick' }))).toThrow(/^This Session has been permanently closed/);
  });

  test('close() detaches what has a row and makes what is pending transient', async () => {
    await using session = open();
    const user = await saved(session);
    const fresh = new User({ name: 'patrick' });
    session.add(fresh);
    await session.close();
    expect(inspect(user).detached).toBe(true);
    expect(inspect(fresh).transient).toBe(true);
    expect([...session]).toEqual([]);
  });

  test('setting an attribute to the value it has makes the object dirty, but nothing is sent', async () => {
    const database = engine();
    await using session = new Session(database);
    const user = await saved(session);
    await session.refresh(user);
    const sent = sentBy(database);
    user.name = 'sandy';
    expect(session.dirty.has(user)).toBe(true);
    expect(session.isModified(user)).toBe(false);
    await session.flush();
    expect(sent).toEqual([]);
    expect(session.dirty.size).toBe(0);
    user.name = 'patrick';
    expect(session.isModified(user)).toBe(true);
  });

  test('isModified() can leave collections out', async () => {
    await using session = open();
    const user = new User({ name: 'sandy', addresses: [] });
    session.add(user);
    await session.flush();
    user.addresses.push(new Address({ email: 's@x' }));
    expect(session.isModified(user)).toBe(true);
    expect(session.isModified(user, { includeCollections: false })).toBe(false);
  });

  test('a session lists what is in it', async () => {
    await using session = open();
    const user = await saved(session);
    const fresh = new User({ name: 'patrick' });
    session.add(fresh);
    expect(new Set(session)).toEqual(new Set([user, fresh]));
    expect(session.identityMap.size).toBe(1);
    expect(session.identityMap.get(User, user.id)).toBe(user);
    expect(session.identityMap.has(fresh)).toBe(false);
    expect(session.identityMap.keys()).toEqual([identityKey(User, user.id)]);
    expect(identityKey(user)).toEqual([User, [user.id], null]);
    expect(identityKey(fresh)).toBeNull();
  });

  test('expunge() cascades where the relationship says so', async () => {
    await using session = open();
    const address = new Address({ email: 's@x' });
    const user = new User({ name: 'sandy', addresses: [address] });
    session.add(user);
    expect(session.has(address)).toBe(true);
    session.expunge(user);
    expect([session.has(user), session.has(address)]).toEqual([false, false]);
    expect(inspect(address).transient).toBe(true);
  });

  test('inspect() shows identity, session and the history of attributes', async () => {
    await using session = open();
    const user = await saved(session);
    await session.refresh(user);
    user.name = 'patrick';
    const { attrs, identity, session: own, unloaded } = inspect(user);
    expect(identity).toEqual([user.id]);
    expect(own).toBe(session);
    expect(unloaded.has('addresses')).toBe(true);
    expect(attrs.name?.history).toEqual({ added: ['patrick'], unchanged: [], deleted: ['sandy'] });
    expect(attrs.fullname?.history).toEqual({ added: [], unchanged: [null], deleted: [] });
    expect(attrs.addresses?.loadedValue).toBeUndefined();
    expect(inspect(User).primaryKey.map(({ key }) => key)).toEqual(['id']);
  });

  test('objects that are no objects of mapped classes are refused by name of the call', async () => {
    await using session = open();
    expect(() => session.add({})).toThrow(ArgumentError);
    expect(() => session.delete({})).toThrow(/^delete\(\) takes objects of mapped classes/);
    await expect(session.get(Object as never, 1)).rejects.toThrow(ArgumentError);
  });

  test('operations that run together are carried out one after the other', async () => {
    await using session = open();
    session.addAll([new Tag({ name: 'a' }), new Tag({ name: 'b' })]);
    const [a, all, b] = await Promise.all([session.get(Tag, 'a'), session.scalars(select(Tag)).all(), session.get(Tag, 'b')]);
    expect(all.length).toBe(2);
    expect([a?.name, b?.name]).toEqual(['a', 'b']);
  });

  test('a primary key that is in the session already warns and fails in the database', async () => {
    await using session = open();
    session.add(new Tag({ name: 'a', note: 'first' }));
    await session.commit();
    const first = await session.getOne(Tag, 'a');
    const second = new Tag({ name: 'a', note: 'second' });
    session.add(second);
    await expect(session.commit()).rejects.toThrow(IntegrityError);
    await session.rollback();
    expect([session.has(first), session.has(second)]).toEqual([true, false]);
    expect(first.note).toBe('first');
  });
}
