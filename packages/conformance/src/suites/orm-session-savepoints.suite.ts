import { inspect, IntegrityError, PendingRollbackError, select } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, sessionModel, storedTags, Tag, tagged, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionSavepoints(context: SuiteContext): void {
  const { open } = sessionModel(context);
  const stored = () => storedTags(open);

  // Savepoints -----------------------------------------------------------------------------------------------------

  context.needing(
    ['savepoints'],
    'a savepoint that is rolled back restores what was changed inside it, and nothing else',
    async () => {
      await using session = open();
      const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
      a.note = 'outside';
      const savepoint = await session.beginNested();
      b.note = 'inside';
      const c = new Tag({ name: 'c' });
      session.add(c);
      await session.flush();
      await savepoint.rollback();
      expect([a.note, b.note]).toEqual(['outside', 'old']);
      expect([inspect(b).expired, session.has(c)]).toEqual([true, false]);
      await session.commit();
      expect(await stored()).toEqual({ a: 'outside', b: 'old' });
    },
  );

  context.needing(['savepoints'], 'beginNested() sends what is pending first', async () => {
    await using session = open();
    const a = new Tag({ name: 'a' });
    session.add(a);
    const savepoint = await session.beginNested();
    expect(inspect(a).persistent).toBe(true);
    await savepoint.rollback();
    expect(session.has(a)).toBe(true);
    await session.commit();
    expect(Object.keys(await stored())).toEqual(['a']);
  });

  context.needing(
    ['savepoints'],
    'after a savepoint rollback an object that was changed only outside is not expired',
    async () => {
      await using session = open();
      const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
      await session.scalars(select(Tag)).all();
      const savepoint = await session.beginNested();
      b.note = 'inside';
      await savepoint.rollback();
      expect([inspect(a).expired, inspect(b).expired]).toEqual([false, true]);
    },
  );

  context.needing(['savepoints'], 'the commit of a savepoint expires nothing', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    await session.get(Tag, 'a');
    const savepoint = await session.beginNested();
    a.note = 'inside';
    await savepoint.commit();
    expect(inspect(a).expired).toBe(false);
    await session.commit();
    expect(await stored()).toEqual({ a: 'inside' });
  });

  context.needing(['savepoints'], 'what a released savepoint did is undone by the rollback of what is around it', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    const outer = await session.beginNested();
    const middle = await session.beginNested();
    const inner = await session.beginNested();
    a.note = 'deep';
    session.delete(b);
    const c = new Tag({ name: 'c' });
    session.add(c);
    await inner.commit();
    await middle.commit();
    await outer.rollback();
    expect([a.note, session.has(b), session.has(c)]).toEqual(['old', true, false]);
    expect(inspect(a).expired).toBe(true);
    await session.commit();
    expect(await stored()).toEqual({ a: 'old', b: 'old' });
  });

  context.needing(['savepoints'], 'session.rollback() inside a savepoint rolls the whole transaction back', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    a.note = 'outside';
    await session.beginNested();
    a.note = 'inside';
    await session.flush();
    await session.rollback();
    expect(session.getTransaction()).toBeNull();
    expect(a.note).toBe('old');
  });

  context.needing(['savepoints'], 'session.commit() inside a savepoint commits everything', async () => {
    await using session = open();
    const [a, b] = (await tagged(session, 'a', 'b')) as [Tag, Tag];
    a.note = 'outside';
    await session.beginNested();
    session.delete(b);
    await session.commit();
    expect(session.inTransaction()).toBe(false);
    expect(await stored()).toEqual({ a: 'outside' });
  });

  // Failed flushes -------------------------------------------------------------------------------------------------

  test('a failed flush rolls back at once, and everything is refused with its message until rollback()', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    session.expungeAll();
    session.add(new Tag({ name: 'b' }));
    await session.flush();
    session.add(new Tag({ name: 'a' }));
    const failure = await session.flush().catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(IntegrityError);
    expect(session.isActive).toBe(false);
    expect([...session]).toEqual([]);
    const message = `This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: ${(failure as Error).message}`;
    await expect(session.scalars(select(Tag)).all()).rejects.toThrow(PendingRollbackError);
    await expect(session.commit()).rejects.toThrow(message);
    await expect(session.get(Tag, 'a')).rejects.toThrow(message);
    await session.rollback();
    expect(session.isActive).toBe(true);
    expect((await session.scalars(select(Tag)).all()).map(({ name }) => name)).toEqual([a.name]);
  });

  test('a key that is taken: after the rollback the new object and what it brought along are out', async () => {
    await using session = open();
    const user = new User({ id: 1, name: 'sandy' });
    session.add(user);
    await session.commit();
    user.fullname = 'changed';
    const clash = new User({ id: 1, name: 'patrick', addresses: [new Address({ email: 'p@x' })] });
    session.add(clash);
    await expect(session.commit()).rejects.toThrow(IntegrityError);
    await session.rollback();
    expect([session.has(clash), session.has(clash.addresses[0] as Address), session.has(user)]).toEqual([false, false, true]);
    expect(user.fullname).toBeNull();
    expect(user.name).toBe('sandy');
  });

  context.needing(['savepoints'], 'a failed flush inside a savepoint needs the rollback of the savepoint alone', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    a.note = 'outside';
    session.add(new Tag({ name: 'b' }));
    const savepoint = await session.beginNested();
    session.add(new Tag({ name: 'c' }));
    session.add(new Tag({ name: 'a' }));
    await expect(session.flush()).rejects.toThrow(IntegrityError);
    await expect(session.get(Tag, 'zzz')).rejects.toThrow(PendingRollbackError);
    await savepoint.rollback();
    expect(a.note).toBe('outside');
    await session.commit();
    expect(await stored()).toEqual({ a: 'outside', b: null });
  });

  context.needing(['savepoints'], 'beginNested(callback) takes a failed flush back and goes on', async () => {
    await using session = open();
    await tagged(session, 'a');
    session.expungeAll();
    for (const name of ['a', 'b'])
      await session
        .beginNested(() => {
          session.add(new Tag({ name, note: 'new' }));
        })
        .catch((error: unknown) => expect(error).toBeInstanceOf(IntegrityError));
    await session.commit();
    expect(await stored()).toEqual({ a: 'old', b: 'new' });
  });

  test('what is changed on a failed transaction is discarded by the rollback', async () => {
    await using session = open();
    await tagged(session, 'a');
    session.expungeAll();
    session.add(new Tag({ name: 'a' }));
    await expect(session.flush()).rejects.toThrow(IntegrityError);
    const late = new Tag({ name: 'late' });
    session.add(late);
    await session.rollback();
    expect(session.has(late)).toBe(false);
    await session.commit();
    expect(Object.keys(await stored())).toEqual(['a']);
  });

  test('a flush that fails inside begin(callback) is named by what is refused after it', async () => {
    await using session = open();
    await tagged(session, 'a');
    session.expungeAll();
    const work = session.begin(async () => {
      session.add(new Tag({ name: 'a' }));
      await session.flush().catch(() => undefined);
      await session.get(Tag, 'b');
    });
    await expect(work).rejects.toThrow(
      /^Can't operate on closed transaction inside context manager. {2}The transaction was rolled back due to an exception: .*Please complete the context manager before emitting further commands.$/s,
    );
    expect(session.inTransaction()).toBe(false);
  });

  test('after a commit or rollback by hand inside begin(callback) objects cannot be added, deleted or changed', async () => {
    await using session = open();
    const [a] = (await tagged(session, 'a')) as [Tag];
    const rule = /^Can't operate on closed transaction inside context manager/;
    await session.begin(async () => {
      a.note = 'new';
      await session.commit();
      expect(() => session.add(new Tag({ name: 'b' }))).toThrow(rule);
      expect(() => session.delete(a)).toThrow(rule);
      expect(() => {
        a.note = 'newer';
      }).toThrow(rule);
      await expect(session.begin()).rejects.toThrow(rule);
    });
    expect(a.note).toBe('new');
    expect(await stored()).toEqual({ a: 'new' });
  });
}
