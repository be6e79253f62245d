import {
  column,
  declarativeBase,
  foreignKey,
  func,
  mappedColumn,
  relationship,
  type RelationshipOptions,
  select,
  Session,
  Table,
  types as t,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

const id = () => mappedColumn(t.Integer, { primaryKey: true });

/** What is done to related objects with what is done to an object. */
export function ormCascades(context: SuiteContext): void {
  const open = () => new Session(context.engine());
  const countOf = async (session: Session, rows: object) =>
    Number(await session.scalar(select(func.count()).selectFrom(rows as never)));

  describe('of many-to-many', () => {
    for (const [cascade, afterRemoval, afterDelete] of [
      ['all, delete-orphan', [1, 1, 1], [0, 0, 0]],
      ['all', [1, 2, 3], [0, 1, 2]],
      ['save-update', [1, 2, 3], [0, 2, 3]],
    ] as const)
      describe(cascade, () => {
        const Base = declarativeBase();
        const names = ['a', 'b', 'c', 'ab', 'bc'].map((stem) => uniqueName(`orc_${stem}`));
        const [a, b, c, ab, bc] = names as [string, string, string, string, string];
        const refersTo = (table: string) => column(t.Integer, foreignKey(`${table}.id`));
        const between = new Table(ab, Base.metadata, { a: refersTo(a), b: refersTo(b) });
        const second = new Table(bc, Base.metadata, { b: refersTo(b), c: refersTo(c) });
        class A extends Base(a, {
          id: id(),
          bs: () => relationship([B], { secondary: between, cascade, singleParent: true }),
        }) {}
        class B extends Base(b, {
          id: id(),
          cs: () => relationship([C], { secondary: second, cascade: 'all, delete-orphan', singleParent: true }),
        }) {}
        class C extends Base(c, { id: id() }) {}
        metadataFixture(context, Base.metadata);

        test('reaches as far as it says', async () => {
          await using session = open();
          const one = new A({ bs: [new B({ cs: [new C({}), new C({})] }), new B({ cs: [new C({})] })] });
          session.add(one);
          await session.commit();
          one.bs.splice(0, 1);
          await session.commit();
          const counts = async () => [await countOf(session, between), await countOf(session, B), await countOf(session, C)];
          expect(await counts()).toEqual(afterRemoval);
          session.expungeAll();
          session.delete(await session.scalars(select(A)).one());
          await session.commit();
          expect(await counts()).toEqual(afterDelete);
        });
      });
  });

  describe('of many-to-one', () => {
    const Base = declarativeBase();
    const [pref, user, extra] = ['pref', 'user', 'extra'].map((stem) => uniqueName(`orc_${stem}`)) as [string, string, string];
    class Extra extends Base(extra, { id: id() }) {}
    class Pref extends Base(pref, {
      id: id(),
      extraId: mappedColumn(t.Integer, foreignKey(`${extra}.id`), { nullable: true }),
      extra: () => relationship(Extra, { cascade: 'all', nullable: true }),
    }) {}
    class User extends Base(user, {
      id: id(),
      prefId: mappedColumn(t.Integer, foreignKey(`${pref}.id`), { nullable: true }),
      pref: () => relationship(Pref, { cascade: 'all, delete-orphan', singleParent: true, nullable: true }),
    }) {}
    metadataFixture(context, Base.metadata);

    test('deletes what it loses, loaded or not, with what that leads to', async () => {
      await using session = open();
      const user = new User({ pref: new Pref({ extra: new Extra({}) }) });
      session.add(user);
      await session.commit();
      user.pref = null;
      await session.commit();
      expect([await countOf(session, Pref), await countOf(session, Extra)]).toEqual([0, 0]);
      const first = new Pref({});
      user.pref = first;
      user.pref = new Pref({ extra: new Extra({}) });
      expect(session.has(first)).toBe(false);
      await session.commit();
      session.expungeAll();
      const unloaded = await session.scalars(select(User)).one();
      unloaded.pref = null;
      await session.commit();
      expect([await countOf(session, Pref), await countOf(session, Extra)]).toEqual([0, 0]);
      unloaded.pref = new Pref({ extra: new Extra({}) });
      await session.commit();
      session.expungeAll();
      session.delete(await session.scalars(select(User)).one());
      await session.commit();
      expect([await countOf(session, Pref), await countOf(session, Extra)]).toEqual([0, 0]);
    });
  });

  describe('a new child of an object that goes', () => {
    const Base = declarativeBase();
    const table = uniqueName('orc_branch');
    class Branch extends Base(table, {
      id: id(),
      upId: mappedColumn(t.Integer, foreignKey(`${table}.id`), { nullable: true }),
      branches: () => relationship([Branch], { cascade: 'all, delete-orphan' }),
    }) {}
    metadataFixture(context, Base.metadata);
    const tree = async (session: Session) => {
      const leaf = new Branch({ branches: [] });
      const root = new Branch({ branches: [new Branch({ branches: [leaf] })] });
      session.add(root);
      await session.flush();
      const bud = new Branch({ branches: [new Branch({})] });
      leaf.branches.push(bud);
      return { root, middle: root.branches[0] as Branch, bud };
    };

    test.each(['delete', 'orphan'])('goes with it, by %s', async (how) => {
      await using session = new Session(context.engine(), { autoflush: false });
      const { root, middle, bud } = await tree(session);
      if (how === 'delete') session.delete(middle);
      else root.branches.splice(0, 1);
      await session.flush();
      expect(await session.scalars(select(Branch.c.id)).all()).toEqual([root.id]);
      expect([bud, ...bud.branches].map((one) => [session.has(one), one.id])).toEqual([
        [false, null],
        [false, null],
      ]);
    });

    test('stays if another one has it by now', async () => {
      await using session = new Session(context.engine(), { autoflush: false });
      const { root, middle, bud } = await tree(session);
      session.delete(middle);
      root.branches.push(bud);
      await session.flush();
      expect(await session.scalars(select(Branch.c.upId).orderBy(Branch.c.id)).all()).toEqual([null, root.id, bud.id]);
    });
  });

  describe('an expired child that is given to the parent it has', () => {
    const Base = declarativeBase();
    const [parents, children] = [uniqueName('orc_holder'), uniqueName('orc_held')];
    class Holder extends Base(parents, { id: id(), list: () => relationship([Held], { backPopulates: 'holder' }) }) {}
    class Held extends Base(children, {
      id: id(),
      holderId: mappedColumn(t.Integer, foreignKey(`${parents}.id`), { nullable: true }),
      holder: () => relationship(Holder, { backPopulates: 'list', nullable: true }),
    }) {}
    metadataFixture(context, Base.metadata);

    test('loses it when that is deleted', async () => {
      await using session = new Session(context.engine(), { autoflush: false });
      session.add(new Holder({ list: [new Held({})] }));
      await session.commit();
      session.expungeAll();
      const [holder, held] = [await session.scalars(select(Holder)).one(), await session.scalars(select(Held)).one()];
      session.expireAll();
      held.holder = holder;
      session.delete(holder);
      await session.commit();
      expect(await session.scalars(select(Held.c.holderId)).all()).toEqual([null]);
    });
  });

  describe('a child that moves', () => {
    type Case = readonly [title: string, parents: RelationshipOptions, child: RelationshipOptions | null, parentsLeft: number];
    const cases: readonly Case[] = [
      ['by a one-way relationship', {}, null, 2],
      ['by either side', {}, {}, 2],
      ['where deletion cascades', { cascade: 'all' }, null, 2],
      ['where orphans are deleted', { cascade: 'all, delete-orphan' }, null, 2],
      ['where orphans are deleted, by either side', { cascade: 'all, delete-orphan' }, {}, 2],
      ['where a parent without children is an orphan', {}, { cascade: 'all, delete-orphan', singleParent: true }, 1],
    ];
    for (const [title, options, back, parentsLeft] of cases)
      describe(title, () => {
        const Base = declarativeBase();
        const [parents, children] = [uniqueName('orc_parent'), uniqueName('orc_child')];
        const forward = back === null ? options : { ...options, backPopulates: 'parent' };
        class Parent extends Base(parents, {
          id: id(),
          list: () => relationship([Child], forward),
        }) {}
        class Child extends Base(children, {
          id: id(),
          parentId: mappedColumn(t.Integer, foreignKey(`${parents}.id`)),
          parent: () => relationship(Parent, back === null ? { viewonly: true } : { ...back, backPopulates: 'list' }),
        }) {}
        metadataFixture(context, Base.metadata);

        test.each([true, false])('survives; its first parent is deleted: %s', async (deletes) => {
          await using session = new Session(context.engine(), { autoflush: false });
          const [one, two, child] = [new Parent({}), new Parent({}), new Child({} as never)];
          one.list.push(child);
          session.addAll([one, child]);
          await session.flush();
          if (deletes) session.delete(one);
          two.list.push(child);
          session.add(two);
          await session.commit();
          expect(await session.scalars(select(Child.c.parentId)).all()).toEqual([two.id]);
          expect(await countOf(session, Parent)).toBe(deletes ? 1 : parentsLeft);
        });
      });
  });

  describe('of a class that refers to itself', () => {
    const Base = declarativeBase();
    const table = uniqueName('orc_node');
    const key = () => mappedColumn(t.Integer, foreignKey(`${table}.id`), { nullable: true });
    class Node extends Base(table, {
      id: id(),
      path: mappedColumn(t.String(5)),
      parentId: key(),
      nextId: key(),
      parent: () =>
        relationship(Node, { foreignKeys: Node.c.parentId, remoteSide: Node.c.id, backPopulates: 'children', nullable: true }),
      children: () => relationship([Node], { foreignKeys: Node.c.parentId, backPopulates: 'parent', cascade: 'all' }),
      next: () => relationship(Node, { foreignKeys: Node.c.nextId, remoteSide: Node.c.id, postUpdate: true, nullable: true }),
    }) {}
    metadataFixture(context, Base.metadata);
    const tree = () => {
      const [a, b, c] = ['a', 'b', 'c'].map((path) => new Node({ path })) as [Node, Node, Node];
      [a.next, b.next, c.next] = [b, c, a];
      return new Node({ path: 'root', children: [a, b, c] });
    };

    test('objects that refer to one another by postUpdate are deleted although that is not loaded', async () => {
      await using session = open();
      session.add(tree());
      await session.commit();
      session.expungeAll();
      session.delete(await session.scalars(select(Node).where(Node.c.path.eq('root'))).one());
      await session.commit();
      expect(await countOf(session, Node)).toBe(0);
    });

    test('an object is deleted that another one does not refer to any more by postUpdate', async () => {
      await using session = open();
      session.add(tree());
      await session.commit();
      const [a, b, c] = (await session.scalars(select(Node).where(Node.c.path.ne('root')).orderBy(Node.c.path)).all()) as [
        Node,
        Node,
        Node,
      ];
      a.next = c;
      b.next = null;
      session.delete(b);
      await session.commit();
      expect(await countOf(session, Node)).toBe(3);
    });

    test('children are deleted before the parent that they have not loaded', async () => {
      await using session = open();
      const [top, middle, bottom] = ['1', '2', '3'].map((path) => new Node({ path })) as [Node, Node, Node];
      bottom.parent = middle;
      middle.parent = top;
      session.addAll([top, middle, bottom]);
      await session.commit();
      session.expungeAll();
      for (const node of await session.scalars(select(Node)).all()) session.delete(node);
      await session.commit();
      expect(await countOf(session, Node)).toBe(0);
    });
  });

  describe('each by itself', () => {
    const Base = declarativeBase();
    const [parents, children] = [uniqueName('orc_parent'), uniqueName('orc_child')];
    const key = () => mappedColumn(t.Integer, foreignKey(`${parents}.id`), { nullable: true });
    class Parent extends Base(parents, {
      id: id(),
      all: () => relationship([Child], { cascade: 'all', foreignKeys: Child.c.allId }),
      usual: () => relationship([Child], { foreignKeys: Child.c.usualId }),
      none: () => relationship([Child], { cascade: 'none', foreignKeys: Child.c.noneId }),
    }) {}
    class Child extends Base(children, {
      id: id(),
      name: mappedColumn(t.String(5)),
      allId: key(),
      usualId: key(),
      noneId: key(),
    }) {}
    metadataFixture(context, Base.metadata);

    test('save-update, expunge, refresh-expire and merge go where they are said to', async () => {
      await using session = open();
      const [all, usual, none] = ['a', 'u', 'n'].map((name) => new Child({ name })) as [Child, Child, Child];
      const there = (one: Session = session) => [all, usual, none].map((child) => one.has(child));
      const parent = new Parent({ all: [all], usual: [usual], none: [none] });
      session.add(parent);
      expect(there()).toEqual([true, true, false]);
      session.add(none);
      await session.commit();
      expect(none.noneId).toBe(parent.id);
      session.expunge(parent);
      expect(there()).toEqual([false, true, true]);
      session.add(parent);
      expect(there()).toEqual([true, true, true]);
      for (const child of [all, usual, none]) child.name = 'x';
      session.expire(parent);
      expect([all, usual, none].map((child) => session.isModified(child))).toEqual([false, true, true]);
      await session.rollback();
      await session.refresh(parent, ['all', 'usual', 'none']);
      await session.close();
      await using other = open();
      const merged = await other.merge(parent);
      expect([merged.all[0] !== all, merged.all[0]?.name, merged.usual[0]?.name]).toEqual([true, 'a', 'u']);
      expect(await other.load(merged, 'none').then((list) => list.length)).toBe(1);
    });
  });

  describe('a relationship that is replaced without being loaded', () => {
    const Base = declarativeBase();
    const names = ['owner', 'thing', 'badge', 'tag', 'between'].map((stem) => uniqueName(`orc_${stem}`));
    const [owners, things, badges, tags, between] = names as [string, string, string, string, string];
    const key = () => mappedColumn(t.Integer, foreignKey(`${owners}.id`), { nullable: true });
    const linked = new Table(between, Base.metadata, {
      owner: column(t.Integer, foreignKey(`${owners}.id`), { primaryKey: true }),
      tag: column(t.Integer, foreignKey(`${tags}.id`), { primaryKey: true }),
    });
    class Owner extends Base(owners, {
      id: id(),
      things: () => relationship([Thing], { backPopulates: 'owner' }),
      badge: () => relationship(Badge, { backPopulates: 'owner', nullable: true }),
      tags: () => relationship([Tag], { secondary: linked, backPopulates: 'owners' }),
    }) {}
    class Thing extends Base(things, {
      id: id(),
      ownerId: key(),
      owner: () => relationship(Owner, { backPopulates: 'things', nullable: true }),
    }) {}
    class Badge extends Base(badges, {
      id: id(),
      ownerId: key(),
      owner: () => relationship(Owner, { backPopulates: 'badge', nullable: true }),
    }) {}
    class Tag extends Base(tags, {
      id: id(),
      owners: () => relationship([Owner], { secondary: linked, backPopulates: 'tags' }),
    }) {}
    metadataFixture(context, Base.metadata);

    test.each([true, false])('loses what it had, on both sides; the other sides are loaded: %s', async (isLoaded) => {
      await using session = open();
      session.add(new Owner({ things: [new Thing({})], badge: new Badge({}), tags: [new Tag({}), new Tag({})] }));
      await session.commit();
      session.expungeAll();
      const owner = await session.scalars(select(Owner)).one();
      const [thing, badge] = [await session.scalars(select(Thing)).one(), await session.scalars(select(Badge)).one()];
      const [gone, kept] = (await session.scalars(select(Tag).orderBy(Tag.c.id)).all()) as [Tag, Tag];
      if (isLoaded) {
        await session.load(thing, 'owner');
        await session.load(badge, 'owner');
        await session.load([gone, kept], 'owners');
      }
      const waiting = new Thing({ owner });
      session.add(waiting);
      owner.things = [];
      owner.badge = new Badge({});
      owner.tags = [kept];
      expect(waiting.owner).toBeNull();
      await session.flush();
      expect([thing.ownerId, thing.owner, badge.ownerId, badge.owner]).toEqual([null, null, null, null]);
      expect(session.dirty.size).toBe(0);
      await session.load([gone, kept], 'owners');
      expect([gone.owners, kept.owners]).toEqual([[], [owner]]);
      await session.commit();
      expect((await session.execute(select(linked.c.tag)).all()).map((row) => row.tag)).toEqual([kept.id]);
    });
  });
}
