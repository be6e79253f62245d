import {
  CircularDependencyError,
  declarativeBase,
  delete_,
  event,
  FlushError,
  foreignKey,
  func,
  mappedColumn,
  relationship,
  select,
  Session,
  StaleDataError,
  types as t,
  UnloadedAttributeError,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import { compiledSql, expectStatements, statementsOf } from '../statement-rules.ts';
import type { SuiteContext } from '../suite-context.ts';
import { warningsOf } from '../warnings-of.ts';

/** What mappings and relationships ask of a flush. */
export function ormUnitOfWorkRules(context: SuiteContext): void {
  const Base = declarativeBase();
  const name = Object.fromEntries(
    [
      'node',
      'person',
      'ball',
      'order',
      'item',
      'doc',
      'line',
      'parcel',
      'label',
      'staff',
      'engineer',
      'profile',
      'account',
      'quiet',
      'eager',
      'lazy',
    ].map((stem) => [stem, uniqueName(`uow_${stem}`)]),
  ) as Record<string, string>;
  const of = (stem: string) => name[stem] as string;

  class Node extends Base(of('node'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${of('node')}.id`), { nullable: true }),
    data: mappedColumn(t.String(30)),
    children: () => relationship([Node], { backPopulates: 'parent' }),
    parent: () => relationship(Node, { backPopulates: 'children', remoteSide: Node.c.id, nullable: true }),
  }) {}
  class Person extends Base(of('person'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    favouriteId: mappedColumn(
      'favourite_id',
      t.Integer,
      foreignKey(`${of('ball')}.id`, { name: `${of('person')}_fk`, useAlter: true }),
      {
        nullable: true,
      },
    ),
    name: mappedColumn(t.String(30)),
    balls: () => relationship([Ball], { foreignKeys: Ball.c.personId, backPopulates: 'person', cascade: 'all' }),
    favourite: () => relationship(Ball, { foreignKeys: Person.c.favouriteId, postUpdate: true, nullable: true }),
  }) {}
  class Ball extends Base(of('ball'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    personId: mappedColumn('person_id', t.Integer, foreignKey(`${of('person')}.id`), { nullable: true }),
    person: () => relationship(Person, { foreignKeys: Ball.c.personId, backPopulates: 'balls', nullable: true }),
  }) {}
  class Order extends Base(of('order'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    items: () => relationship([Item], { cascade: 'all, delete-orphan', backPopulates: 'order' }),
  }) {}
  class Item extends Base(of('item'), {
    orderId: mappedColumn('order_id', t.Integer, foreignKey(`${of('order')}.id`), { primaryKey: true }),
    position: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    amount: mappedColumn(t.Integer),
    order: () => relationship(Order, { backPopulates: 'items' }),
  }) {}
  class Doc extends Base(
    of('doc'),
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      version: mappedColumn('version_id', t.Integer),
      title: mappedColumn(t.String(30)),
    },
    { versionId: 'version' },
  ) {}
  class Quiet extends Base(
    of('quiet'),
    { id: mappedColumn(t.Integer, { primaryKey: true }), title: mappedColumn(t.String(30)) },
    { confirmDeletedRows: false, batch: false },
  ) {}
  const made = {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    title: mappedColumn(t.String(30)),
    state: mappedColumn(t.String(30), { serverDefault: 'fresh' }),
    touched: mappedColumn(t.Integer, { nullable: true, onupdate: func.abs(-4) }),
  } as const;
  class Eager extends Base(of('eager'), made, { eagerDefaults: true }) {}
  class Lazy extends Base(of('lazy'), made, { eagerDefaults: false }) {}
  class Parcel extends Base(of('parcel'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    labels: () => relationship([Label], { passiveDeletes: true, cascade: 'all' }),
  }) {}
  class Label extends Base(of('label'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    parcelId: mappedColumn(
      'parcel_id',
      t.Integer,
      foreignKey(`${of('parcel')}.id`, context.has('deleteActions') ? { ondelete: 'CASCADE' } : {}),
      { nullable: true },
    ),
  }) {}
  class Staff extends Base(
    of('staff'),
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      kind: mappedColumn(t.String(20)),
      name: mappedColumn(t.String(30)),
    },
    { polymorphicOn: 'kind', polymorphicIdentity: 'staff' },
  ) {}
  class Engineer extends Base.inherits(
    Staff,
    of('engineer'),
    { id: mappedColumn(t.Integer, foreignKey(`${of('staff')}.id`), { primaryKey: true }), level: mappedColumn(t.Integer) },
    { polymorphicIdentity: 'engineer' },
  ) {}
  class Account extends Base(of('account'), {
    email: mappedColumn(t.String(50), { primaryKey: true }),
    name: mappedColumn(t.String(30)),
    changed: mappedColumn(t.Integer, { nullable: true, onupdate: () => 9 }),
    profile: () => relationship(Profile, { backPopulates: 'account', nullable: true }),
  }) {}
  class Profile extends Base(of('profile'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    accountEmail: mappedColumn('account_email', t.String(50), foreignKey(`${of('account')}.email`), { nullable: true }),
    account: () => relationship(Account, { backPopulates: 'profile', nullable: true }),
  }) {}
  metadataFixture(context, Base.metadata);

  const open = () => {
    const engine = context.engine();
    return { engine, session: new Session(engine, { autoflush: false }) };
  };
  const verbs = (sent: readonly { readonly sql: string }[]) => sent.map(({ sql }) => sql.split(' ')[0]);

  test('a tree is inserted level by level, and deleted from its leaves', async () => {
    const { engine, session } = open();
    await using _ = session;
    const leaf = (data: string) => new Node({ data, children: [] });
    const root = new Node({ data: 'root', children: [new Node({ data: 'a', children: [leaf('a1'), leaf('a2')] }), leaf('b')] });
    session.add(root);
    await session.flush();
    const [a, b] = root.children as [Node, Node];
    expect([a.parentId, b.parentId, a.children[0]?.parentId]).toEqual([root.id, root.id, a.id]);
    for (const node of [root, a, b, ...a.children]) session.delete(node);
    expect(new Set(verbs(await statementsOf(engine, () => session.flush())))).toEqual(new Set(['DELETE']));
    expect(await session.scalar(select(func.count()).selectFrom(Node))).toBe(0);
  });

  test('the children of a deleted node lose it', async () => {
    const { session } = open();
    await using _ = session;
    session.add(new Node({ data: 'root', children: [new Node({ data: 'a' })] }));
    await session.commit();
    session.expungeAll();
    session.delete(await session.scalars(select(Node).where(Node.c.data.eq('root'))).one());
    await session.flush();
    expect(await session.scalars(select(Node.c.parentId)).all()).toEqual([null]);
  });

  test('objects that refer to one another cannot be ordered', async () => {
    const { session } = open();
    await using _ = session;
    const [one, two] = [new Node({ data: 'one' }), new Node({ data: 'two' })];
    one.parent = two;
    two.parent = one;
    session.addAll([one, two]);
    await expect(session.flush()).rejects.toThrow(CircularDependencyError);
    await session.rollback();
  });

  test('postUpdate sets one of two keys that go in a circle afterwards, and clears it before the rows go', async () => {
    const { engine, session } = open();
    await using _ = session;
    const [ball, other] = [new Ball({}), new Ball({})];
    const person = new Person({ name: 'ed', balls: [ball, other], favourite: ball });
    session.add(person);
    expect(verbs(await statementsOf(engine, () => session.flush()))).toEqual(['INSERT', 'INSERT', 'UPDATE']);
    expect([person.favouriteId, ball.personId]).toEqual([ball.id, person.id]);
    expect(await session.scalars(select(Person.c.favouriteId)).all()).toEqual([ball.id]);
    session.delete(person);
    expect(verbs(await statementsOf(engine, () => session.flush()))).toEqual(['UPDATE', 'DELETE', 'DELETE']);
  });

  test('orphans are deleted, also those whose key is part of their own', async () => {
    const { session } = open();
    await using _ = session;
    const order = new Order({ items: [1, 2, 3, 4, 5].map((position) => new Item({ position, amount: position })) });
    session.add(order);
    await session.flush();
    order.items.splice(1, 3);
    await session.flush();
    const left = () => session.scalars(select(Item.c.position).orderBy(Item.c.position)).all();
    expect(await left()).toEqual([1, 5]);
    for (const item of order.items) item.amount += 10;
    await session.flush();
    expect(await session.scalars(select(Item.c.amount).orderBy(Item.c.position)).all()).toEqual([11, 15]);
    session.delete(order);
    await session.flush();
    expect(await left()).toEqual([]);
  });

  test('what a deletion leads to is loaded and deleted too', async () => {
    const { session } = open();
    await using _ = session;
    session.add(new Order({ items: [new Item({ position: 1, amount: 1 }), new Item({ position: 2, amount: 1 })] }));
    await session.commit();
    session.expungeAll();
    session.delete(await session.scalars(select(Order)).one());
    await session.commit();
    expect(await session.scalar(select(func.count()).selectFrom(Item))).toBe(0);
  });

  context.needing(['deleteActions'], 'passiveDeletes leaves what is not loaded to the database', async () => {
    const { engine, session } = open();
    await using _ = session;
    session.add(new Parcel({ id: 1, labels: [new Label({ id: 1 })] }));
    await session.commit();
    session.expungeAll();
    session.delete(await session.scalars(select(Parcel)).one());
    await expectStatements(
      engine,
      () => session.flush(),
      compiledSql(`DELETE FROM ${of('parcel')} WHERE ${of('parcel')}.id = ?`, [1]),
    );
  });

  test('versions are counted, and a row that somebody else changed is an error', async () => {
    const { session } = open();
    await using _ = session;
    const docs = Array.from({ length: 5 }, (_one, index) => new Doc({ title: `d${index}` } as never));
    session.addAll(docs);
    await session.flush();
    expect(docs.map(({ version }) => version)).toEqual([1, 1, 1, 1, 1]);
    for (const doc of docs) doc.title += '!';
    await session.flush();
    expect(docs.map(({ version }) => version)).toEqual([2, 2, 2, 2, 2]);
    expect(await session.scalars(select(Doc.c.version)).all()).toEqual([2, 2, 2, 2, 2]);
    await session.commit();
    await session.execute(update(Doc.table as never).values({ version: 7 } as never));
    (docs[0] as Doc).title = 'x';
    await expect(session.flush()).rejects.toThrow(StaleDataError);
    await session.rollback();
    await session.execute(update(Doc.table as never).values({ version: 7 } as never));
    session.delete(docs[0] as Doc);
    await expect(session.flush()).rejects.toThrow(StaleDataError);
    await session.rollback();
  });

  test('confirmDeletedRows: false says nothing of rows that are gone', async () => {
    const { session } = open();
    await using _ = session;
    const quiet = new Quiet({ title: 'x' });
    session.add(quiet);
    await session.flush();
    await session.execute(delete_(Quiet.table as never));
    session.delete(quiet);
    expect(await warningsOf(() => session.flush())).toEqual([]);
  });

  test('batch: false tells of each object before and after its own statement', async () => {
    const { session } = open();
    await using _ = session;
    const heard: string[] = [];
    const before = (_mapper: unknown, _connection: unknown, object: unknown) =>
      void heard.push(`before ${(object as Quiet).title}`);
    const after = (_mapper: unknown, _connection: unknown, object: unknown) =>
      void heard.push(`after ${(object as Quiet).title}`);
    event.listen(Quiet as never, 'beforeInsert' as never, before as never);
    event.listen(Quiet as never, 'afterInsert' as never, after as never);
    try {
      session.addAll([new Quiet({ title: 'a' }), new Quiet({ title: 'b' })]);
      await session.flush();
    } finally {
      event.remove(Quiet as never, 'beforeInsert' as never, before as never);
      event.remove(Quiet as never, 'afterInsert' as never, after as never);
    }
    expect(heard).toEqual(['before a', 'after a', 'before b', 'after b']);
  });

  test('rows of an inherited class go into all its tables', async () => {
    const { engine, session } = open();
    await using _ = session;
    const all = [
      new Engineer({ name: 'a', level: 1 } as never),
      new Staff({ name: 'b' } as never),
      new Engineer({ name: 'c', level: 3 } as never),
    ];
    session.addAll(all);
    await session.flush();
    expect(
      (await session.execute(select(Staff.table as never).orderBy((Staff.c as never as { id: never }).id)).all()).map((row) =>
        [...(row as Iterable<unknown>)].slice(1),
      ),
    ).toEqual([
      ['engineer', 'a'],
      ['staff', 'b'],
      ['engineer', 'c'],
    ]);
    const [first] = all as [Engineer];
    first.level = 2;
    await expectStatements(
      engine,
      () => session.flush(),
      compiledSql(`UPDATE ${of('engineer')} SET level=? WHERE ${of('engineer')}.id = ?`, [2, first.id]),
    );
    for (const one of all) session.delete(one);
    await session.flush();
    expect(await session.scalar(select(func.count()).selectFrom(Staff.table as never))).toBe(0);
  });

  test('keys that are text serve as well, also where many rows change; onupdate values come onto the objects', async () => {
    const { session } = open();
    await using _ = session;
    const all = ['d@x', 'e@x', 'B@x', 'a@x', 'c@x'].map((email) => new Account({ email, name: email }));
    session.addAll(all);
    await session.flush();
    for (const account of all) account.name = `${account.email}!`;
    await session.flush();
    expect((await session.scalars(select(Account.c.name)).all()).toSorted()).toEqual(
      all.map(({ email }) => `${email}!`).toSorted(),
    );
    expect(all.map(({ changed }) => changed)).toEqual([9, 9, 9, 9, 9]);
    for (const account of all) session.delete(account);
    await session.flush();
    expect(await session.scalar(select(func.count()).selectFrom(Account))).toBe(0);
  });

  test('the one object of a relationship that is replaced although it was not loaded loses the key', async () => {
    const { session } = open();
    await using _ = session;
    session.add(new Account({ email: 'a', name: 'a', profile: new Profile({ id: 1 }) }));
    await session.commit();
    session.expungeAll();
    const account = await session.scalars(select(Account)).one();
    account.profile = new Profile({ id: 2 });
    await session.flush();
    const keys = await session.execute(select(Profile.c.id, Profile.c.accountEmail).orderBy(Profile.c.id)).all();
    expect(keys.map((row) => [...row])).toEqual([
      [1, null],
      [2, 'a'],
    ]);
  });

  test('what the database makes is there at once with eagerDefaults, and not loaded without', async () => {
    const { session } = open();
    await using _ = session;
    const eager = [new Eager({ title: 'a' }), new Eager({ title: 'b' })];
    const lazy = new Lazy({ title: 'a' });
    session.addAll([...eager, lazy]);
    await session.flush();
    expect(eager.map(({ state }) => state)).toEqual(['fresh', 'fresh']);
    expect(() => lazy.state).toThrow(UnloadedAttributeError);
    for (const one of [...eager, lazy]) one.title += '!';
    await session.flush();
    expect(eager.map(({ touched }) => touched)).toEqual([4, 4]);
    expect(() => lazy.touched).toThrow(UnloadedAttributeError);
    expect(await session.scalars(select(Lazy.c.touched)).all()).toEqual([4]);
  });

  test('an object that is deleted does not lose the key that it is found by', async () => {
    const { session } = open();
    await using _ = session;
    const node = new Node({ data: 'x' });
    session.add(node);
    await session.flush();
    const order = new Order({ items: [] });
    session.add(order);
    await session.flush();
    const item = new Item({ position: 1, amount: 1, order } as never);
    session.add(item);
    await session.flush();
    (item as { order: unknown }).order = null;
    order.items = [];
    session.delete(item);
    await session.flush();
    expect(FlushError).toBeDefined();
    expect(await session.scalar(select(func.count()).selectFrom(Item))).toBe(0);
  });
}
