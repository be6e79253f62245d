import { inspect, InvalidRequestError, Session, select, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Draft, Place, sessionModel, Tag, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionMerge(context: SuiteContext): void {
  const { open, engine, sentBy } = sessionModel(context);

  async function committed<T extends object>(...objects: T[]): Promise<void> {
    await using session = open();
    session.addAll(objects);
    await session.commit();
  }

  test('merge() copies onto another object, which is in the session', async () => {
    await using session = open();
    const given = new Tag({ name: 'a', note: 'given' });
    const merged = await session.merge(given);
    expect(merged).not.toBe(given);
    expect([session.has(merged), session.has(given)]).toEqual([true, false]);
    await session.commit();
    expect(await session.scalars(select(Tag.c.note)).all()).toEqual(['given']);
  });

  test('merge() of an object without a primary key sends no SELECT', async () => {
    const database = engine();
    await using session = new Session(database);
    const sent = sentBy(database);
    const merged = await session.merge(new User({ name: 'sandy' }));
    expect(sent).toEqual([]);
    expect(inspect(merged).pending).toBe(true);
  });

  test('merge() onto a row loads it and changes what was given', async () => {
    await committed(new User({ id: 1, name: 'sandy', fullname: 'Sandy Cheeks' }));
    await using session = open();
    const merged = await session.merge(new User({ id: 1, name: 'patrick' }));
    expect([merged.name, merged.fullname]).toEqual(['patrick', 'Sandy Cheeks']);
    await session.commit();
    await session.refresh(merged);
    expect([merged.name, merged.fullname]).toEqual(['patrick', 'Sandy Cheeks']);
  });

  test('merge() copies null where it was given', async () => {
    await committed(new User({ id: 1, name: 'sandy', fullname: 'Sandy Cheeks' }));
    await using session = open();
    const merged = await session.merge(new User({ id: 1, name: 'sandy', fullname: null }));
    expect(merged.fullname).toBeNull();
  });

  test('merge() onto an object of the session gives that object', async () => {
    await committed(new Place({ x: 1, y: 2, label: 'old' }));
    await using session = open();
    const place = await session.getOne(Place, [1, 2]);
    expect(await session.merge(new Place({ x: 1, y: 2, label: 'new' }))).toBe(place);
    expect(place.label).toBe('new');
    expect(await session.merge(place)).toBe(place);
  });

  test('merge() of a detached object brings its changes along', async () => {
    await committed(new Tag({ name: 'a', note: 'old' }));
    await using other = open();
    const detached = await other.getOne(Tag, 'a');
    await other.close();
    detached.note = 'new';
    await using session = open();
    const merged = await session.merge(detached);
    await session.commit();
    await session.refresh(merged);
    expect(merged.note).toBe('new');
  });

  test('merge() does not take expired values for changes', async () => {
    await committed(new Tag({ name: 'a', note: 'old' }));
    await using other = open();
    const detached = await other.getOne(Tag, 'a');
    await other.commit();
    await other.close();
    expect(detached.note).toBe('old');
    await using session = open();
    await session.execute(text(`UPDATE ${Tag.table.name} SET note = 'new'`));
    const merged = await session.merge(detached);
    expect(merged.note).toBe('new');
    expect(session.dirty.size).toBe(0);
  });

  test('merge() cascades: related objects are merged, those that are gone from a collection are removed', async () => {
    await committed(
      new User({
        id: 1,
        name: 'sandy',
        addresses: [new Address({ id: 101, email: 'a@x' }), new Address({ id: 102, email: 'b@x' })],
      }),
    );
    await using session = open();
    const given = new User({
      id: 1,
      name: 'sandy',
      addresses: [new Address({ id: 102, email: 'changed@x' }), new Address({ email: 'new@x' })],
    });
    const merged = await session.merge(given);
    expect(merged.addresses.map(({ email }) => email)).toEqual(['changed@x', 'new@x']);
    expect(merged.addresses[0]).not.toBe(given.addresses[0]);
    await session.commit();
    expect(merged.addresses.map(({ userId }) => userId)).toEqual([1, 1]);
    expect(await session.scalars(select(Address.c.email).orderBy(Address.c.email)).all()).toEqual(['changed@x', 'new@x']);
  });

  test('an empty collection that was only looked at does not empty that of the target', async () => {
    await committed(new User({ id: 1, name: 'sandy', addresses: [new Address({ id: 1, email: 'a@x' })] }));
    await using session = open();
    const given = new User({ id: 1, name: 'sandy' });
    expect(given.addresses).toEqual([]);
    const merged = await session.merge(given);
    await session.commit();
    expect((await session.load(merged, 'addresses')).length).toBe(1);
    await session.merge(new User({ id: 1, name: 'sandy', addresses: [] }));
    await session.commit();
    expect(await session.scalars(select(Address)).all()).toEqual([]);
  });

  test('merge() of a many-to-one merges what it leads to', async () => {
    await committed(new User({ id: 1, name: 'sandy' }));
    await using session = open();
    const merged = await session.merge(new Address({ email: 'a@x', user: new User({ id: 1, name: 'renamed' }) }));
    await session.commit();
    expect([merged.userId, (await session.getOne(User, 1)).name]).toEqual([1, 'renamed']);
  });

  test('merge() of an old version is refused; one without a version is merged with the newest', async () => {
    await committed(new Draft({ id: 1, title: 'first' }));
    await using session = open();
    const draft = await session.getOne(Draft, 1);
    draft.title = 'second';
    await session.commit();
    await session.refresh(draft);
    expect(draft.version).toBe(2);
    await expect(session.merge(new Draft({ id: 1, version: 1, title: 'late' }))).rejects.toThrow(
      "Version id '1' on merged state <Draft 1> does not match existing version '2'. Leave the version attribute unset when merging to update the most recent version.",
    );
    const merged = await session.merge(new Draft({ id: 1, title: 'third' }));
    await session.flush();
    expect([merged, merged.version]).toEqual([draft, 3]);
    await session.rollback();
    expect([draft.title, draft.version]).toEqual(['second', 2]);
  });

  test('merge() of a composite key finds the row', async () => {
    await committed(new Place({ x: 1, y: 2, label: 'old' }));
    await using session = open();
    const merged = await session.merge(new Place({ x: 1, y: 2, label: 'new' }));
    await session.commit();
    expect(await session.scalars(select(Place.c.label)).all()).toEqual(['new']);
    expect(await session.get(Place, [1, 2])).toBe(merged);
  });

  test('two new objects that mean one row become one', async () => {
    await using session = open();
    const merged = await session.mergeAll([new Tag({ name: 'a', note: 'x' }), new Tag({ name: 'a', note: 'y' })]);
    expect(merged[0]).toBe(merged[1]);
    await session.commit();
    expect(await session.scalars(select(Tag.c.note)).all()).toEqual(['y']);
  });

  test('merge() with load: false sends nothing and leaves nothing dirty', async () => {
    await committed(new User({ id: 1, name: 'sandy', addresses: [new Address({ id: 1, email: 'a@x' })] }));
    await using other = open();
    const user = await other.getOne(User, 1);
    await other.load(user, 'addresses');
    await other.close();
    const database = engine();
    await using session = new Session(database);
    const sent = sentBy(database);
    const merged = await session.merge(user, { load: false });
    expect(merged.addresses.map(({ email }) => email)).toEqual(['a@x']);
    expect(merged.addresses[0]).not.toBe(user.addresses[0]);
    expect([inspect(merged).persistent, session.dirty.size, session.new.size]).toEqual([true, 0, 0]);
    await session.flush();
    expect(sent).toEqual([]);
    expect(await session.get(User, 1)).toBe(merged);
  });

  test('merge() with load: false refuses what is new or changed', async () => {
    await committed(new Tag({ name: 'a' }));
    await using other = open();
    const tag = await other.getOne(Tag, 'a');
    await other.close();
    tag.note = 'changed';
    await using session = open();
    await expect(session.merge(tag, { load: false })).rejects.toThrow(/objects marked as 'dirty'/);
    await expect(session.merge(new Tag({ name: 'b' }), { load: false })).rejects.toThrow(InvalidRequestError);
  });
}
