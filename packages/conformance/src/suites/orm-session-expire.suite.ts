import {
  ArgumentError,
  DetachedInstanceError,
  event,
  InvalidRequestError,
  inspect,
  NotNullViolationError,
  ObjectDeletedError,
  Session,
  select,
  selectinload,
  text,
  UnloadedAttributeError,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Place, sessionModel, Tag, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionExpire(context: SuiteContext): void {
  const { open, engine, sentBy } = sessionModel(context);

  async function tag(session: Session, name = 'a'): Promise<Tag> {
    const made = new Tag({ name, note: 'old' });
    session.add(made);
    await session.commit();
    await session.refresh(made);
    return made;
  }

  /** Changes a row behind the back of the session. */
  const changeRow = (session: Session, note: string) =>
    session.execute(text(`UPDATE ${Tag.table.name} SET note = :note`), { note });

  // Autoflush ------------------------------------------------------------------------------------------------------

  test('a pending object is found by a query, and is the same object', async () => {
    await using session = open();
    const made = new Tag({ name: 'a' });
    session.add(made);
    expect(await session.scalars(select(Tag).where(Tag.c.name.eq('a'))).one()).toBe(made);
    const found = await session.execute(text(`SELECT count(*) FROM ${Tag.table.name}`)).scalar();
    expect(Number(found)).toBe(1);
  });

  test('a change is sent before a query, a refresh, a load and a stream', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    session.add(user);
    await session.commit();
    const changes: ((name: string) => Promise<unknown>)[] = [
      () => session.scalars(select(User)).all(),
      () => session.refresh(user, ['fullname']),
      () => session.load(user, 'addresses'),
      async () => {
        for await (const _row of session.stream(select(Tag))) void _row;
      },
    ];
    for (const [index, query] of changes.entries()) {
      user.name = `name ${index}`;
      await query(user.name);
      expect(session.dirty.size).toBe(0);
    }
  });

  test('a condition on a pending object is worked out after the autoflush; one that is never flushed has no key', async () => {
    await using session = open();
    const address = new Address({ email: 'a@x' });
    const user = new User({ name: 'sandy', addresses: [address] });
    session.add(user);
    expect(await session.scalars(select(Address).where(Address.c.user.eq(user))).all()).toEqual([address]);
    const stranger = new User({ name: 'patrick' });
    await expect(session.scalars(select(Address).where(Address.c.user.eq(stranger))).all()).rejects.toThrow(
      /Can't resolve value for column .* on object .*; (no value has been set for this column|the object)/,
    );
  });

  test('with autoflush: false, and inside noAutoflush(), nothing is sent before a query', async () => {
    await using quiet = open({ autoflush: false });
    quiet.add(new Tag({ name: 'a' }));
    expect(await quiet.scalars(select(Tag)).all()).toEqual([]);
    await quiet.close();
    await using session = open();
    const made = new Tag({ name: 'a' });
    session.add(made);
    await session.noAutoflush(async () => {
      expect(session.autoflush).toBe(false);
      expect(await session.scalars(select(Tag)).all()).toEqual([]);
    });
    expect(await session.scalars(select(Tag)).all()).toEqual([made]);
    const other = new Tag({ name: 'b' });
    session.add(other);
    const all = session.scalars(select(Tag), null, { executionOptions: { autoflush: false } }).all();
    expect(await all).toEqual([made]);
  });

  test('an error of an autoflush says that a query caused it', async () => {
    await using session = open();
    session.add(new User({ name: null as never }));
    const failure = await session
      .scalars(select(User))
      .all()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotNullViolationError);
    expect((failure as Error).message).toMatch(
      /^\(raised as a result of Query-invoked autoflush; consider using session\.noAutoflush\(callback\) if this flush is occurring prematurely\)\n/,
    );
    await session.rollback();
  });

  test('flush() inside a flush is refused', async () => {
    await using session = open();
    event.listen(session, 'beforeFlush', (same) => same.flush());
    session.add(new Tag({ name: 'a' }));
    await expect(session.flush()).rejects.toThrow(new InvalidRequestError('Session is already flushing'));
  });

  // Expiring -------------------------------------------------------------------------------------------------------

  test('an expired attribute shows the last known value, and the next query that gives the row renews it', async () => {
    await using session = open();
    const a = await tag(session);
    await changeRow(session, 'new');
    expect(await session.get(Tag, 'a')).toBe(a);
    expect(a.note).toBe('old');
    session.expire(a);
    expect(a.note).toBe('old');
    await session.scalars(select(Tag)).all();
    expect(a.note).toBe('new');
    expect(inspect(a).expired).toBe(false);
  });

  test('expiring discards changes that were not saved: values are what the database had', async () => {
    const database = engine();
    await using session = new Session(database);
    const a = await tag(session);
    const sent = sentBy(database);
    a.note = 'unsaved';
    session.expire(a);
    expect(a.note).toBe('old');
    expect(session.dirty.size).toBe(0);
    a.note = 'unsaved again';
    session.expireAll();
    expect(a.note).toBe('old');
    await session.flush();
    expect(sent).toEqual([]);
  });

  test('expiring some attributes leaves the others alone', async () => {
    await using session = open();
    const place = new Place({ x: 1, y: 1, label: 'here' });
    session.add(place);
    await session.commit();
    await session.refresh(place);
    place.label = 'unsaved';
    session.expire(place, ['x']);
    expect(place.label).toBe('unsaved');
    session.expire(place, ['label']);
    expect(place.label).toBe('here');
    expect([...inspect(place).expiredAttributes].sort()).toEqual(['label', 'x']);
    expect(() => session.expire(place, ['nothing'] as never)).toThrow(ArgumentError);
    expect(() => session.expire(place, 'label' as never)).toThrow("takes the names of attributes as a list: ['name']");
    await expect(session.refresh(place, 'label' as never)).rejects.toThrow(ArgumentError);
  });

  test('setting an expired attribute sends nothing, and the value survives the load of the others', async () => {
    const database = engine();
    await using session = new Session(database, { autoflush: false });
    const user = new User({ name: 'sandy', fullname: 'Sandy' });
    session.add(user);
    await session.commit();
    const sent = sentBy(database);
    user.name = 'patrick';
    expect(sent).toEqual([]);
    await session.execute(text(`UPDATE ${User.table.name} SET fullname = 'Cheeks'`));
    await session.scalars(select(User)).all();
    expect([user.name, user.fullname]).toEqual(['patrick', 'Cheeks']);
    await session.commit();
    await using other = open();
    expect((await other.getOne(User, user.id)).name).toBe('patrick');
  });

  test('an expired attribute that is set to the value it shows is written: the database may have another one', async () => {
    await using session = open();
    const a = await tag(session);
    await session.commit();
    await using other = open();
    (await other.getOne(Tag, 'a')).note = 'theirs';
    await other.commit();
    a.note = 'old';
    await session.commit();
    await session.refresh(a);
    expect(a.note).toBe('old');
  });

  test('one SELECT renews all columns of an expired object', async () => {
    const database = engine();
    await using session = new Session(database);
    const user = new User({ name: 'sandy' });
    session.add(user);
    await session.commit();
    const sent = sentBy(database);
    await session.get(User, user.id);
    await session.get(User, user.id);
    expect(sent.length).toBe(1);
  });

  test('expire() of what is not persistent here is refused', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    expect(() => session.expire(user)).toThrow("Instance '<User (new)>' is not persistent within this Session");
    await expect(session.refresh(user)).rejects.toThrow("Instance '<User (new)>' is not persistent within this Session");
  });

  test('expire() cascades to related objects, and a pending one is out by that', async () => {
    await using session = open();
    const address = new Address({ email: 'old@x' });
    const user = new User({ name: 'sandy', addresses: [address] });
    session.add(user);
    await session.commit();
    await session.refresh(user);
    await session.load(user, 'addresses');
    await session.refresh(address);
    address.email = 'unsaved';
    const pending = new Address({ email: 'p@x' });
    user.addresses.push(pending);
    session.expire(user);
    expect(address.email).toBe('old@x');
    expect(inspect(address).expired).toBe(true);
    expect([session.has(pending), user.addresses]).toEqual([false, [address]]);
  });

  test('after a refresh of the columns relationships stay expired until they are loaded again', async () => {
    await using session = open();
    const user = new User({ name: 'sandy', addresses: [new Address({ email: 'a@x' })] });
    session.add(user);
    await session.commit();
    await session.execute(text(`INSERT INTO ${Address.table.name} (user_id, email) VALUES (:id, 'b@x')`), { id: user.id });
    await session.refresh(user);
    expect([...inspect(user).expiredAttributes]).toEqual(['addresses']);
    expect(user.addresses.length).toBe(1);
    expect((await session.load(user, 'addresses')).map(({ email }) => email).sort()).toEqual(['a@x', 'b@x']);
    expect(inspect(user).expiredAttributes.size).toBe(0);
  });

  test('a query that loads a relationship renews an expired one', async () => {
    await using session = open();
    const user = new User({ name: 'sandy', addresses: [new Address({ email: 'a@x' })] });
    session.add(user);
    await session.commit();
    await session.execute(text(`DELETE FROM ${Address.table.name}`));
    await session.scalars(select(User).options(selectinload(User.c.addresses))).all();
    expect(user.addresses).toEqual([]);
  });

  test('what is expired stays readable when the object is detached, and what was never loaded says so', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    session.add(user);
    await session.commit();
    session.expunge(user);
    expect(user.name).toBe('sandy');
    expect(() => user.addresses).toThrow(UnloadedAttributeError);
    session.add(user);
    expect(inspect(user).expired).toBe(true);
  });

  test('loading an attribute of an object whose row is gone is an error of its own, and so is one of a detached object', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    session.add(user);
    await session.commit();
    await session.execute(text(`DELETE FROM ${User.table.name}`));
    await expect(session.load(user, 'name')).rejects.toThrow(ObjectDeletedError);
    session.expunge(user);
    await expect(session.load(user, 'addresses')).rejects.toThrow(DetachedInstanceError);
  });

  // Refreshing -----------------------------------------------------------------------------------------------------

  test('refresh() discards what was not saved and reads the row again', async () => {
    await using session = open();
    const a = await tag(session);
    await changeRow(session, 'new');
    a.note = 'unsaved';
    await session.refresh(a);
    expect(a.note).toBe('new');
    expect(session.dirty.size).toBe(0);
  });

  test('refresh() of some attributes reads these alone', async () => {
    const database = engine();
    await using session = new Session(database, { autoflush: false });
    const user = new User({ name: 'sandy', fullname: 'Sandy' });
    session.add(user);
    await session.commit();
    await session.refresh(user);
    await session.execute(text(`UPDATE ${User.table.name} SET name = 'n', fullname = 'f'`));
    user.fullname = 'unsaved';
    const sent = sentBy(database);
    await session.refresh(user, ['name']);
    expect(sent.length).toBe(1);
    expect(sent[0]).not.toContain('fullname');
    expect([user.name, user.fullname]).toEqual(['n', 'unsaved']);
  });

  test('refresh() of a relationship loads it again', async () => {
    await using session = open();
    const user = new User({ name: 'sandy', addresses: [] });
    session.add(user);
    await session.commit();
    await session.execute(text(`INSERT INTO ${Address.table.name} (user_id, email) VALUES (:id, 'a@x')`), { id: user.id });
    await session.refresh(user, ['addresses']);
    expect(user.addresses.map(({ email }) => email)).toEqual(['a@x']);
  });

  context.needing(['rowLocks'], 'refresh() can lock the row', async () => {
    const database = engine();
    await using session = new Session(database);
    const a = await tag(session);
    const sent = sentBy(database);
    await session.refresh(a, null, { withForUpdate: true });
    await session.refresh(a, ['note'], { withForUpdate: { read: false } });
    expect(sent.length).toBe(2);
    await expect(session.refresh(a, null, { withForUpdate: {} })).rejects.toThrow(ArgumentError);
  });

  test('refresh() of an object whose row is gone is refused', async () => {
    await using session = open();
    const a = await tag(session);
    await session.execute(text(`DELETE FROM ${Tag.table.name}`));
    await expect(session.refresh(a)).rejects.toThrow("Could not refresh instance '<Tag a>'");
    await expect(session.refresh(a, ['note'])).rejects.toThrow("Could not refresh instance '<Tag a>'");
  });

  test('refresh() does not guess what a primary key is that was changed and not saved', async () => {
    await using session = open({ autoflush: false });
    const a = await tag(session);
    a.name = 'b';
    await expect(session.refresh(a, ['note'])).rejects.toThrow(
      "Please flush pending primary key changes on attributes 'name' for mapper Tag before proceeding with a refresh",
    );
  });

  test('with populateExisting a query renews what is there, unsaved changes included', async () => {
    await using session = open({ autoflush: false });
    const a = await tag(session);
    await changeRow(session, 'new');
    a.note = 'unsaved';
    await session.scalars(select(Tag)).all();
    expect(a.note).toBe('unsaved');
    await session.scalars(select(Tag).executionOptions({ populateExisting: true })).all();
    expect(a.note).toBe('new');
    expect(session.dirty.size).toBe(0);
  });
}
