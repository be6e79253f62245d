import {
  ArgumentError,
  event,
  flagDirty,
  flagModified,
  getHistory,
  InvalidRequestError,
  type OrmExecuteState,
  select,
  selectinload,
  type Session,
  setCommittedValue,
  union,
  update,
  withLoaderCriteria,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Address, sessionModel, SessionBase, Tag, User } from '../orm-session-model.ts';
import type { SuiteContext } from '../suite-context.ts';

export function ormSessionHooks(context: SuiteContext): void {
  const { open } = sessionModel(context);

  /** What sort of statements a session executes from now on. */
  function kinds(session: Session): string[] {
    const seen: string[] = [];
    event.listen(session, 'doOrmExecute', (state) => {
      const { isSelect, isInsert, isUpdate, isDelete, isColumnLoad, isRelationshipLoad } = state;
      const flags = { isSelect, isInsert, isUpdate, isDelete, isColumnLoad, isRelationshipLoad };
      seen.push(
        Object.entries(flags)
          .filter(([, isSet]) => isSet)
          .map(([name]) => name.slice(2))
          .join(' '),
      );
    });
    return seen;
  }

  async function sandy(session: Session): Promise<User> {
    const user = new User({ name: 'sandy', addresses: [new Address({ email: 'a@x' }), new Address({ email: 'b@x' })] });
    session.add(user);
    await session.commit();
    session.expungeAll();
    return user;
  }

  test('doOrmExecute hears of every statement that the application asks for, and of what is loaded beside it', async () => {
    await using session = open();
    const { id } = await sandy(session);
    const seen = kinds(session);
    const user = await session.getOne(User, id);
    await session.load(user, 'addresses');
    await session.refresh(user);
    await session.refresh(user, ['name']);
    session.expungeAll();
    await session.scalars(select(User).options(selectinload(User.c.addresses))).all();
    await session
      .stream(select(User).options(selectinload(User.c.addresses)))
      .scalars()
      .all();
    await session.execute(update(User).values({ fullname: 'x' }), null, { executionOptions: { synchronizeSession: false } });
    await session.query(User).first();
    expect(seen).toEqual([
      'Select',
      'Select RelationshipLoad',
      'Select ColumnLoad',
      'Select ColumnLoad',
      'Select',
      'Select RelationshipLoad',
      'Select',
      'Update',
      'Select',
    ]);
  });

  test('what doOrmExecute adds to queries holds for what they load as well', async () => {
    await using session = open();
    const { id } = await sandy(session);
    event.listen(session, 'doOrmExecute', (state) => {
      if (!state.isSelect || state.isColumnLoad || state.isRelationshipLoad) return;
      state.statement = state.statement.options(withLoaderCriteria(Address, Address.c.email.ne('b@x')));
    });
    const all = union(select(Address.c.email), select(Address.c.email).where(Address.c.id.gt(0)));
    expect(await session.scalars(all.orderBy('email')).all()).toEqual(['a@x']);
    const emails = ({ addresses }: User) => addresses.map(({ email }) => email);
    const [eager] = await session.scalars(select(User).options(selectinload(User.c.addresses))).all();
    expect(emails(eager as User)).toEqual(['a@x']);
    session.expungeAll();
    const user = await session.getOne(User, id);
    await session.load(user, 'addresses');
    expect(emails(user)).toEqual(['a@x']);
    expect((await session.stream(select(Address)).scalars().all()).map(({ email }) => email)).toEqual(['a@x']);
  });

  test('doOrmExecute may execute a statement itself, change its options, or answer from a cache', async () => {
    await using session = open();
    session.addAll([new Tag({ name: 'a' }), new Tag({ name: 'b' })]);
    await session.commit();
    const a = await session.getOne(Tag, 'a');
    const cached = (await session.execute(select(Tag.c.name).where(Tag.c.name.eq('a')))).freeze();
    let answer: (state: OrmExecuteState<Session>) => unknown = () => undefined;
    event.listen(session, 'doOrmExecute', (state) => answer(state));
    answer = (state) => state.invokeStatement(select(Tag.c.name).where(Tag.c.name.eq('b')));
    expect(await session.scalars(select(Tag.c.name)).all()).toEqual(['b']);
    answer = (state) => state.useResult(cached());
    expect(await session.scalars(select(Tag.c.name)).all()).toEqual(['a']);
    answer = (state) => state.updateExecutionOptions({ populateExisting: true });
    a.note = 'unsaved';
    await session.noAutoflush(() => session.scalars(select(Tag)).all());
    expect(a.note).toBeNull();
  });

  test('an UPDATE or DELETE of many objects is told of when it is done', async () => {
    await using session = open();
    session.addAll([new Tag({ name: 'a' }), new Tag({ name: 'b' })]);
    await session.commit();
    const told: unknown[] = [];
    event.listen(session, 'afterBulkUpdate', async ({ session: where, params, result }) => {
      told.push(['update', result.rowcount, params, await where.scalar(select(Tag.c.note).where(Tag.c.name.eq('a')))]);
    });
    event.listen(session, 'afterBulkDelete', ({ result }) => void told.push(['delete', result.rowcount]));
    await session.execute(update(Tag).values({ note: 'x' }));
    await session.query(Tag).filterBy({ name: 'b' }).delete();
    await session.execute(update(Tag.table).values({ note: 'of the table' }));
    expect(told).toEqual([
      ['update', 2, null, 'x'],
      ['delete', 1],
    ]);
  });

  // Classes --------------------------------------------------------------------------------------------------------

  test('a base tells of the objects of all its classes', async () => {
    await using session = open();
    const told: string[] = [];
    const inserted = (_mapper: unknown, _connection: unknown, object: unknown) =>
      void told.push((object as object).constructor.name);
    event.listen(SessionBase, 'beforeInsert', inserted);
    try {
      expect(event.contains(SessionBase, 'beforeInsert', inserted)).toBe(true);
      session.addAll([new Tag({ name: 'a' }), new User({ name: 'sandy' })]);
      await session.flush();
    } finally {
      event.remove(SessionBase, 'beforeInsert', inserted);
    }
    session.add(new Tag({ name: 'b' }));
    await session.flush();
    expect(told.sort()).toEqual(['Tag', 'User']);
  });

  // Attributes -----------------------------------------------------------------------------------------------------

  test('setCommittedValue() gives a value as if it had been loaded', async () => {
    await using session = open();
    const { id } = await sandy(session);
    const user = await session.getOne(User, id);
    const addresses = await session.scalars(select(Address)).all();
    setCommittedValue(user, 'addresses', [...addresses]);
    setCommittedValue(user, 'fullname', 'not written');
    expect(user.addresses).toEqual(addresses);
    expect(session.dirty.size).toBe(0);
    user.addresses.pop();
    expect(getHistory(user, 'addresses').deleted).toEqual([addresses[1]]);
    await session.commit();
    await session.refresh(user);
    expect(user.fullname).toBeNull();
    expect(() => setCommittedValue(user, 'name', undefined as never)).toThrow(ArgumentError);
    expect(() => setCommittedValue(user, 'nothing' as never, 1 as never)).toThrow('User has no attribute "nothing"');
  });

  test('flagModified() writes what did not change, flagDirty() tells of an object alone', async () => {
    await using session = open();
    const { id } = await sandy(session);
    const user = await session.getOne(User, id);
    expect(() => flagModified(user, 'addresses')).toThrow(InvalidRequestError);
    await session.execute(update(User).values({ name: 'changed' }), null, { executionOptions: { synchronizeSession: false } });
    expect(getHistory(user, 'name')).toEqual({ added: [], unchanged: ['sandy'], deleted: [] });
    flagModified(user, 'name');
    expect(getHistory(user, 'name')).toEqual({ added: ['sandy'], unchanged: [], deleted: [] });
    expect(session.isModified(user)).toBe(true);
    await session.commit();
    await session.refresh(user);
    expect(user.name).toBe('sandy');
    flagDirty(user);
    expect(session.dirty.has(user)).toBe(true);
    expect(session.isModified(user)).toBe(false);
    await session.flush();
    expect(session.dirty.size).toBe(0);
  });
}
