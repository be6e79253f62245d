import { event, inspect, type Select, Session, select, type SessionEvents, type SessionTransaction, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, sessionModel, Tag, User } from '../orm-session-model.ts';
import { warningsOf } from '../warnings-of.ts';
import type { SuiteContext } from '../suite-context.ts';

type Name = keyof SessionEvents<Session, SessionTransaction> & string;

const lifecycle = [
  'transientToPending',
  'pendingToTransient',
  'persistentToTransient',
  'pendingToPersistent',
  'detachedToPersistent',
  'loadedAsPersistent',
  'persistentToDeleted',
  'deletedToPersistent',
  'deletedToDetached',
  'persistentToDetached',
] as const satisfies readonly Name[];

export function ormSessionEvents(context: SuiteContext): void {
  const { open, engine } = sessionModel(context);

  /** What a session tells from now on. */
  function heard(session: Session, names: readonly Name[]): string[] {
    const told: string[] = [];
    for (const name of names)
      event.listen(
        session,
        name as 'transientToPending',
        (_session, object) => void told.push(object instanceof Tag ? `${name} ${object.name}` : name),
      );
    return told;
  }

  test('objects tell of every passage from state to state', async () => {
    await using session = open();
    const told = heard(session, lifecycle);
    const tag = new Tag({ name: 'a' });
    session.add(tag);
    session.expunge(tag);
    session.add(tag);
    await session.flush();
    await session.rollback();
    session.add(tag);
    await session.commit();
    expect(told.splice(0)).toEqual([
      'transientToPending a',
      'pendingToTransient a',
      'transientToPending a',
      'pendingToPersistent a',
      'persistentToTransient a',
      'transientToPending a',
      'pendingToPersistent a',
    ]);
    session.delete(tag);
    await session.flush();
    await session.rollback();
    session.expunge(tag);
    session.add(tag);
    session.delete(tag);
    await session.commit();
    expect(told.splice(0)).toEqual([
      'persistentToDeleted a',
      'deletedToPersistent a',
      'persistentToDetached a',
      'detachedToPersistent a',
      'persistentToDeleted a',
      'deletedToDetached a',
    ]);
  });

  test('an object that is loaded tells so once', async () => {
    await using session = open();
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    session.expungeAll();
    const told = heard(session, ['loadedAsPersistent']);
    await session.scalars(select(Tag)).all();
    await session.scalars(select(Tag)).all();
    expect(told).toEqual(['loadedAsPersistent a']);
  });

  test('beforeAttach and afterAttach are told around the passage; an error keeps the object out', async () => {
    await using session = open();
    const told = heard(session, ['beforeAttach', 'afterAttach', 'transientToPending']);
    session.add(new Tag({ name: 'a' }));
    expect(told).toEqual(['beforeAttach a', 'afterAttach a', 'transientToPending a']);
    event.listen(session, 'beforeAttach', () => {
      throw new Error('no');
    });
    const tag = new Tag({ name: 'b' });
    expect(() => session.add(tag)).toThrow('no');
    expect([session.has(tag), inspect(tag).transient]).toEqual([false, true]);
  });

  test('a flush tells before, after, and when objects count as saved', async () => {
    await using session = open();
    const told: string[] = [];
    const tag = new Tag({ name: 'a' });
    for (const name of ['beforeFlush', 'afterFlush', 'afterFlushPostexec'] as const)
      event.listen(session, name, (same: Session) => void told.push(`${name} ${same.new.has(tag)}`));
    session.add(tag);
    await session.flush();
    await session.flush();
    expect(told).toEqual(['beforeFlush true', 'afterFlush true', 'afterFlushPostexec false']);
  });

  test('what beforeFlush adds is flushed with the rest; it may query, which flushes nothing', async () => {
    await using session = open();
    event.listen(session, 'beforeFlush', async (same) => {
      expect(await same.scalars(select(Tag)).all()).toEqual([]);
      same.add(new Tag({ name: 'added' }));
    });
    session.add(new Tag({ name: 'a' }));
    await session.flush();
    expect((await session.noAutoflush(() => session.scalars(select(Tag.c.name)).all())).length).toBe(2);
  });

  test('what afterFlush adds is sent by a flush of its own before the commit; without an end that is an error', async () => {
    await using session = open();
    let added = 0;
    event.listen(session, 'afterFlush', (same) => {
      if (added++ < 2) same.add(new Tag({ name: `added ${added}` }));
    });
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    expect((await session.scalars(select(Tag)).all()).length).toBe(3);
    added = Number.NEGATIVE_INFINITY;
    let number = 0;
    await using other = open();
    event.listen(other, 'afterFlush', (same) => same.add(new Tag({ name: `endless ${number++}` })));
    other.add(new Tag({ name: 'b' }));
    await session.close();
    await expect(other.commit()).rejects.toThrow(/^Over 100 subsequent flushes have occurred within session.commit\(\)/);
  });

  test('listeners of a class are told of each row, and may set attributes of it and use the connection', async () => {
    const told: string[] = [];
    const connections = new Set<unknown>();
    for (const name of ['beforeInsert', 'afterInsert', 'beforeUpdate', 'afterUpdate', 'beforeDelete', 'afterDelete'] as const) {
      const listener = async (
        _mapper: unknown,
        connection: { execute(sql: unknown): PromiseLike<unknown> },
        tag: { name: string; note: string | null },
      ) => {
        await connection.execute(text('SELECT 1'));
        connections.add(connection);
        told.push(`${name} ${tag.name}`);
        if (name === 'beforeInsert' || name === 'beforeUpdate') tag.note = name;
      };
      event.listen(Tag, name, listener as never);
      cleanups.push(() => event.remove(Tag, name, listener as never));
    }
    try {
      await using session = open();
      const tag = new Tag({ name: 'a' });
      session.add(tag);
      await session.flush();
      expect(tag.note).toBe('beforeInsert');
      tag.note = 'changed';
      await session.flush();
      session.delete(tag);
      await session.flush();
      expect([...connections]).toEqual([await session.connection()]);
      expect(told).toEqual([
        'beforeInsert a',
        'afterInsert a',
        'beforeUpdate a',
        'afterUpdate a',
        'beforeDelete a',
        'afterDelete a',
      ]);
    } finally {
      for (const cleanup of cleanups.splice(0)) cleanup();
    }
  });

  test('what a listener changes of another object after its row was written is discarded, with a warning', async () => {
    await using session = open();
    const [a, b] = [new Tag({ name: 'a' }), new Tag({ name: 'b' })];
    session.addAll([a, b]);
    await session.commit();
    const change = () => {
      b.note = 'late';
    };
    event.listen(Tag, 'afterUpdate', change);
    try {
      a.note = 'new';
      const warnings = await warningsOf(() => session.flush());
      expect(warnings[0]).toMatch(/^Attribute history events accumulated on 1 previously clean instances/);
    } finally {
      event.remove(Tag, 'afterUpdate', change);
    }
    expect(session.dirty.size).toBe(0);
  });

  test('classes tell of objects that are loaded, refreshed, expired and made', async () => {
    await using session = open();
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    session.expungeAll();
    const told: string[] = [];
    const listeners = {
      load: (tag: { name: string }) => void told.push(`load ${tag.name}`),
      refresh: () => void told.push('refresh'),
      expire: (_tag: unknown, keys: readonly string[] | null) => void told.push(`expire ${keys}`),
      init: (_tag: unknown, init: unknown) => void told.push(`init ${JSON.stringify(init)}`),
    };
    for (const [name, listener] of Object.entries(listeners)) event.listen(Tag, name as 'load', listener as never);
    try {
      const tag = await session.getOne(Tag, 'a');
      session.expire(tag);
      await session.refresh(tag, ['note']);
      new Tag({ name: 'b' });
    } finally {
      for (const [name, listener] of Object.entries(listeners)) event.remove(Tag, name as 'load', listener as never);
    }
    expect(told).toEqual(['load a', 'expire null', 'expire note', 'refresh', 'init {"name":"b"}']);
  });

  test('attributes tell of what they are set to, and a listener may set something else', () => {
    const told: unknown[] = [];
    const heardSet = (tag: Tag, value: string, before: string | undefined) => void told.push([tag.name, value, before]);
    const upper = (_tag: Tag, value: string): [string] => [value.toUpperCase()];
    event.listen(Tag.c.note, 'set', heardSet);
    event.listen(Tag.c.note, 'set', upper, { retval: true });
    try {
      const tag = new Tag({ name: 'a' });
      tag.note = 'x';
      tag.note = 'y';
      expect(tag.note).toBe('Y');
      expect(told).toEqual([
        ['a', 'x', undefined],
        ['a', 'y', 'X'],
      ]);
    } finally {
      event.remove(Tag.c.note, 'set', heardSet);
      event.remove(Tag.c.note, 'set', upper);
    }
  });

  test('collections tell of what is added and removed', () => {
    const told: string[] = [];
    const appended = (_user: User, address: Address) => void told.push(`append ${address.email}`);
    const removed = (_user: User, address: Address) => void told.push(`remove ${address.email}`);
    event.listen(User.c.addresses, 'append', appended);
    event.listen(User.c.addresses, 'remove', removed);
    try {
      const user = new User({ name: 'sandy', addresses: [new Address({ email: 'a@x' })] });
      user.addresses.push(new Address({ email: 'b@x' }));
      user.addresses.shift();
      user.addresses = [];
    } finally {
      event.remove(User.c.addresses, 'append', appended);
      event.remove(User.c.addresses, 'remove', removed);
    }
    expect(told).toEqual(['append a@x', 'append b@x', 'remove a@x', 'remove b@x']);
  });

  test('doOrmExecute may put another statement in the place of one, or execute it itself', async () => {
    await using session = open();
    session.addAll([new Tag({ name: 'a' }), new Tag({ name: 'b' })]);
    await session.commit();
    const seen: unknown[] = [];
    event.listen(session, 'doOrmExecute', (state) => {
      seen.push([state.isSelect, state.isOrmStatement]);
      if (state.isOrmStatement) state.statement = select(Tag).where(Tag.c.name.eq('b'));
    });
    expect((await session.scalars(select(Tag)).all()).map(({ name }) => name)).toEqual(['b']);
    await session.execute(text('SELECT 1'));
    expect(seen).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('doOrmExecute reads what the info of the execution options says', async () => {
    await using session = open();
    session.addAll([new Tag({ name: 'kept' }), new Tag({ name: 'removed' })]);
    await session.commit();
    event.listen(session, 'doOrmExecute', (state) => {
      if (state.executionOptions.info?.withRemoved === true) return;
      state.statement = (state.statement as Select<readonly [typeof Tag]>).where(Tag.c.name.ne('removed'));
    });
    const names = async (stmt: Select<readonly [typeof Tag]>) =>
      (await session.scalars(stmt.orderBy(Tag.c.name)).all()).map(({ name }) => name);
    expect(await names(select(Tag))).toEqual(['kept']);
    expect(await names(select(Tag).executionOptions({ info: { withRemoved: true } }))).toEqual(['kept', 'removed']);
  });

  // Binds ----------------------------------------------------------------------------------------------------------

  test('classes and tables can have engines of their own, for queries and for flushes', async () => {
    const [first, second] = [engine(), engine()];
    await using session = new Session({
      bind: first,
      binds: new Map<object, typeof first>([
        [Tag, second],
        [Address.table, second],
      ]),
    });
    expect(session.getBind({ mapper: Tag })).toBe(second);
    expect(session.getBind({ mapper: Address })).toBe(second);
    expect(session.getBind({ mapper: User })).toBe(first);
    expect(session.getBind({ clause: select(Tag.c.name) })).toBe(second);
    expect(session.getBind({ clause: select(Address.table.c.email) })).toBe(second);
    expect(session.getBind({ clause: select(User) })).toBe(first);
    expect(session.getBind()).toBe(first);
    session.add(new Tag({ name: 'a' }));
    await session.commit();
    expect((await session.connection({ bindArguments: { mapper: Tag } })).engine).toBe(second);
    expect(await session.scalars(select(Tag.c.name)).all()).toEqual(['a']);
  });
}

const cleanups: (() => void)[] = [];
