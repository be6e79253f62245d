import { event, func, inspect, Session, select, sessionmaker, text, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, Place, sessionModel, Tag, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** An operation that must fail, what it does to the session before, and what its error says. */
type Failure = readonly [title: string, error: RegExp, fail: (session: Session) => Promise<unknown>];

const boom = (): never => {
  throw new Error('boom');
};

const failures: readonly Failure[] = [
  ['a statement that the database refuses', /./, (session) => session.execute(text('SELECT * FROM ors_there_is_none'))],
  [
    'a flush that the database refuses',
    /uniq|duplicate/i,
    (session) => {
      session.add(new Tag({ name: 'taken' }));
      return session.flush();
    },
  ],
  [
    'an autoflush that the database refuses',
    /Query-invoked autoflush/,
    (session) => {
      session.add(new Tag({ name: 'taken' }));
      return session.scalars(select(Tag)).all();
    },
  ],
  [
    'a commit that the database refuses',
    /uniq|duplicate/i,
    (session) => {
      session.add(new Tag({ name: 'taken' }));
      return session.commit();
    },
  ],
  [
    'a listener to beforeFlush',
    /boom/,
    (session) => {
      event.listen(session, 'beforeFlush', boom, { once: true });
      session.add(new Tag({ name: 'other' }));
      return session.flush();
    },
  ],
  [
    'a listener to afterFlush',
    /boom/,
    (session) => {
      event.listen(session, 'afterFlush', boom, { once: true });
      session.add(new Tag({ name: 'other' }));
      return session.flush();
    },
  ],
  [
    'a listener to pendingToPersistent',
    /boom/,
    (session) => {
      event.listen(session, 'pendingToPersistent', boom, { once: true });
      session.add(new Tag({ name: 'other' }));
      return session.flush();
    },
  ],
  [
    'a listener to beforeInsert',
    /boom/,
    async (session) => {
      event.listen(Tag, 'beforeInsert', boom);
      session.add(new Tag({ name: 'other' }));
      await session.flush().finally(() => event.remove(Tag, 'beforeInsert', boom));
    },
  ],
  [
    'a listener to the loading of objects',
    /boom/,
    async (session) => {
      event.listen(session, 'loadedAsPersistent', boom, { once: true });
      return session.scalars(select(Tag)).all();
    },
  ],
  [
    'a listener to doOrmExecute',
    /boom/,
    async (session) => {
      event.listen(session, 'doOrmExecute', boom, { once: true });
      return session.scalars(select(Tag)).all();
    },
  ],
  [
    'an object of a stream',
    /boom/,
    async (session) => {
      for await (const tag of session.stream(select(Tag)).scalars()) if (tag.name === 'taken') boom();
    },
  ],
  ['a callback of noAutoflush()', /boom/, (session) => session.noAutoflush(boom)],
  ['a callback of beginNested()', /boom/, (session) => session.beginNested(boom)],
  [
    'a flush inside beginNested()',
    /uniq|duplicate/i,
    (session) => session.beginNested((inner) => inner.add(new Tag({ name: 'taken' }))),
  ],
  [
    'refresh() of an object whose row is gone',
    /Could not refresh/,
    async (session) => {
      const tag = await session.getOne(Tag, 'taken');
      await session.execute(text(`DELETE FROM ${Tag.table.name}`));
      await session.refresh(tag);
    },
  ],
  ['getOne() without a row', /No row was found/, (session) => session.getOne(Place, [1, 2])],
  [
    'merge() of an object without a key, flushed',
    /null|default value/i,
    async (session) => {
      await session.merge(new Place({ label: 'x' } as never));
      await session.flush();
    },
  ],
  [
    'one of several at once',
    /uniq|duplicate/i,
    (session) => {
      session.add(new Tag({ name: 'taken' }));
      return Promise.all([
        session.get(User, 1),
        session.flush(),
        session.scalar(select(func.count(Tag.c.name))),
        session.commit(),
      ]);
    },
  ],
];

export function ormSessionLeaks(context: SuiteContext): void {
  const possible = failures.filter(([what]) => context.capabilities.savepoints !== false || !what.includes('beginNested'));
  const { open, engine } = sessionModel(context);

  test.each(possible)(
    'after the failure of %s a rollback makes the session fit for use, and no connection is left',
    async (...row) => {
      const [, error, fail] = row;
      await using session = open();
      session.add(new Tag({ name: 'taken' }));
      await session.commit();
      session.expungeAll();
      await expect(fail(session)).rejects.toThrow(error);
      await session.rollback();
      expect(session.inTransaction()).toBe(false);
      expect(session.new.size + session.dirty.size + session.deleted.size).toBe(0);
      expect((session.bind as ReturnType<typeof engine>).pool.checkedout()).toBe(0);
      expect(await session.scalars(select(Tag.c.name)).all()).toEqual(['taken']);
      session.add(new Tag({ name: 'goes on' }));
      await session.commit();
      expect((session.bind as ReturnType<typeof engine>).pool.checkedout()).toBe(0);
    },
  );

  test.each(possible)('a block that ends with %s leaves no connection', async (...row) => {
    const [, error, fail] = row;
    const own = engine();
    const Local = sessionmaker(own);
    await Local.begin((session) => session.add(new Tag({ name: 'taken' })));
    await expect(Local.begin(fail)).rejects.toThrow(error);
    expect(own.pool.checkedout()).toBe(0);
    const failed = (async () => {
      await using session = Local();
      await fail(session);
    })();
    await expect(failed).rejects.toThrow(error);
    expect(own.pool.checkedout()).toBe(0);
    await using session = Local();
    expect(await session.scalars(select(Tag.c.name)).all()).toEqual(['taken']);
  });

  // Listeners that fail when all is over ---------------------------------------------------------------------------

  test.each(['afterCommit', 'deletedToDetached'] as const)('what is committed stays so when %s fails', async (name) => {
    const own = engine();
    await using session = new Session(own);
    const [gone, kept] = [new Tag({ name: 'gone' }), new Tag({ name: 'kept' })];
    session.addAll([gone, kept]);
    await session.commit();
    session.delete(gone);
    kept.note = 'changed';
    event.listen(session, name, boom, { once: true });
    await expect(session.commit()).rejects.toThrow('boom');
    expect([session.inTransaction(), own.pool.checkedout(), session.has(gone), kept.note]).toEqual([false, 0, false, 'changed']);
    await session.rollback();
    expect(await session.scalars(select(Tag.c.note)).all()).toEqual(['changed']);
  });

  const undone = [
    'pendingToTransient',
    'persistentToTransient',
    'deletedToPersistent',
    'afterRollback',
    'afterTransactionEnd',
  ] as const;

  test.each(undone)('a rollback is whole when %s fails', async (name) => {
    const own = engine();
    await using session = new Session(own);
    const tags = Array.from({ length: 4 }, (_, index) => new Tag({ name: `tag ${index}`, note: 'old' }));
    session.addAll(tags.slice(0, 2));
    await session.commit();
    const [changed, gone, sent, pending] = tags as [Tag, Tag, Tag, Tag];
    session.delete(gone);
    session.add(sent);
    await session.flush();
    session.add(pending);
    changed.note = 'new';
    event.listen(session, name, boom, { once: true });
    await expect(session.rollback()).rejects.toThrow('boom');
    expect([session.inTransaction(), own.pool.checkedout(), changed.note]).toEqual([false, 0, 'old']);
    expect(tags.map((tag) => session.has(tag))).toEqual([true, true, false, false]);
    expect(await session.scalar(select(func.count(Tag.c.name)))).toBe(2);
  });

  test('close() gives the connection back when a listener fails', async () => {
    const own = engine();
    const session = new Session(own);
    session.add(new Tag({ name: 'sent' }));
    await session.flush();
    event.listen(session, 'persistentToDetached', boom, { once: true });
    await expect(session.close()).rejects.toThrow('boom');
    expect([session.inTransaction(), own.pool.checkedout()]).toEqual([false, 0]);
  });

  // Savepoints that do not end as they should ------------------------------------------------------------------------

  context.needing(['savepoints'], 'the end of a transaction is that of the savepoints in it', async () => {
    await using session = open();
    const transaction = await session.begin();
    await session.beginNested();
    session.add(new Tag({ name: 'lost' }));
    await session.flush();
    await transaction.close();
    expect([session.inTransaction(), session.inNestedTransaction(), session.new.size]).toEqual([false, false, 0]);
    expect(await session.scalars(select(Tag)).all()).toEqual([]);
  });

  context.needing(['savepoints'], 'a savepoint that cannot be released is rolled back, rows and objects alike', async () => {
    const own = engine();
    await using session = new Session(own);
    const tag = new Tag({ name: 'tag', note: 'old' });
    session.add(tag);
    await session.commit();
    event.listen(own, 'releaseSavepoint', boom, { once: true });
    const change = session.beginNested(() => {
      tag.note = 'new';
    });
    await expect(change).rejects.toThrow('boom');
    await session.commit();
    expect([tag.note, await session.scalar(select(Tag.c.note))]).toEqual(['old', 'old']);
  });

  context.needing(['savepoints'], 'a rollback of everything does not mind a savepoint that is gone', async () => {
    const own = engine();
    await using session = new Session(own);
    let name = '';
    event.listen(own, 'savepoint', (_connection, made) => {
      name = made;
    });
    const savepoint = await session.beginNested();
    session.add(new Tag({ name: 'lost' }));
    await session.flush();
    await session.execute(text(`RELEASE SAVEPOINT ${name}`));
    await session.rollback();
    expect([savepoint.isActive, session.inTransaction(), own.pool.checkedout()]).toEqual([false, false, 0]);
    expect(await session.scalars(select(Tag)).all()).toEqual([]);
  });

  test('what is changed after a failed flush is discarded by the end of its transaction, however it ends', async () => {
    await using session = open();
    session.add(new Tag({ name: 'taken' }));
    await session.commit();
    session.expungeAll();
    const transaction = await session.begin();
    session.add(new Tag({ name: 'taken' }));
    await expect(session.flush()).rejects.toThrow();
    session.add(new Tag({ name: 'late' }));
    await transaction.close();
    expect([session.new.size, session.inTransaction()]).toEqual([0, false]);
  });

  test('a stream that is left half read is closed with its session', async () => {
    const own = engine();
    await using session = new Session(own);
    session.addAll(Array.from({ length: 20 }, (_, index) => new Tag({ name: `tag ${index}` })));
    await session.commit();
    for await (const tag of session.stream(select(Tag)).scalars()) if (tag.name.length > 0) break;
    const stream = await session.stream(select(Tag), null, { executionOptions: { yieldPer: 2 } });
    await stream.fetchone();
    await session.close();
    expect(own.pool.checkedout()).toBe(0);
  });

  test('objects that the application lets go of are let go by the session, those that it changed are not', async () => {
    await using session = open();
    const kept = new Tag({ name: 'kept', note: 'as it was' });
    session.add(kept);
    session.addAll(Array.from({ length: 25_000 }, (_, index) => new Tag({ name: `tag ${index}` })));
    await session.commit();
    expect(await session.get(Tag, 'kept')).toBe(kept);
    await changeOne(session);
    const tags = await session.scalars(select(Tag).where(Tag.c.name.like('tag 1%'))).all();
    expect(await session.get(Tag, tags[5]?.name as string)).toBe(tags[5]);
    expect(session.identityMap.has(kept)).toBe(true);
    kept.note = 'changed';
    await session.commit();
    expect(await session.scalars(select(Tag.c.name).where(Tag.c.note.eq('changed')).orderBy(Tag.c.name)).all()).toEqual([
      'kept',
      'tag 7',
    ]);
    expect(inspect(kept).persistent).toBe(true);
  });

  async function changeOne(session: Session): Promise<void> {
    const one = await session.getOne(Tag, 'tag 7');
    one.note = 'changed';
  }

  test('objects from a stream, which the session holds only as long as the application, follow an UPDATE of many', async () => {
    await using session = open();
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    session.expungeAll();
    const streamed: Tag[] = [];
    for await (const tag of session.stream(select(Tag)).scalars()) streamed.push(tag);
    await session.execute(update(Tag).values({ note: 'changed' }));
    expect(streamed[0]?.note).toBe('changed');
  });

  test('many operations at once, on objects of several classes, lose nothing', async () => {
    await using session = open();
    const user = new User({ name: 'sandy' });
    session.add(user);
    await Promise.all([
      session.flush(),
      ...Array.from({ length: 20 }, async (_, index) => {
        user.addresses.push(new Address({ email: `${index}@x` }));
        await session.scalars(select(Address)).all();
        session.add(new Tag({ name: `tag ${index}` }));
        user.fullname = `full ${index}`;
        return session.get(Tag, `tag ${index}`);
      }),
    ]);
    await session.commit();
    await using other = open();
    const counts = await Promise.all([
      other.scalar(select(func.count(Address.c.id))),
      other.scalar(select(func.count(Tag.c.name))),
    ]);
    expect(counts).toEqual([20, 20]);
    expect((await other.get(User, user.id))?.fullname).toBe('full 19');
  });
}
