import {
  aliased,
  attributeKeyed,
  column,
  declarativeBase,
  foreign,
  foreignKey,
  keyedBy,
  mappedColumn,
  relationship,
  remote,
  type Select,
  type Session,
  select,
  Table,
  types as t,
  type WriteOnlyCollection,
} from '@aludel/core';

type Equal<A, B> = (<G>() => G extends A ? 1 : 2) extends <G>() => G extends B ? 1 : 2 ? true : false;
type Expect<T extends true> = T;

const Base = declarativeBase();
const link = new Table('link', Base.metadata, {
  leftId: column(t.Integer, foreignKey('parent.id')),
  rightId: column(t.Integer, foreignKey('child.id')),
});

class Parent extends Base('parent', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  list: () => relationship([Child], { backPopulates: 'parent' }),
  array: () => relationship([Child], { collectionClass: Array }),
  set: () => relationship([Child], { collectionClass: Set, cascade: ['all', 'delete-orphan'] }),
  byWord: () => relationship([Child], { collectionClass: attributeKeyed('word') }),
  byNumber: () => relationship([Child], { collectionClass: keyedBy((child: Child) => child.number * 2) }),
  huge: () => relationship([Child], { lazy: 'writeOnly', orderBy: [Child.c.word, Child.c.id.desc()] }),
  many: () => relationship([Child], { secondary: link, foreignKeys: [link.c.leftId, link.c.rightId] }),
  only: () => relationship(Child, { nullable: true }),
  odd: () => relationship([Child], { primaryjoin: remote(foreign(Child.c.word)).eq('x'), viewonly: true }),
}) {}

class Child extends Base('child', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  word: mappedColumn(t.String(20), { nullable: true }),
  number: mappedColumn(t.Integer),
  parentId: mappedColumn(t.Integer, foreignKey('parent.id')),
  parent: () => relationship(Parent, { backPopulates: 'list' }),
}) {}

class Team extends Base('team', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  best: () => relationship([ranked], { primaryjoin: ranked.c.teamId.eq(Team.c.id), viewonly: true }),
  first: () => relationship(ranked, { nullable: true, viewonly: true }),
}) {}
class Player extends Base('player', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  teamId: mappedColumn(t.Integer, foreignKey('team.id')),
}) {}
const ranked = aliased(Player, select(Player.c.id, Player.c.teamId).limit(10).subquery());
declare const team: Team;

declare const parent: Parent;
declare const child: Child;

export type Held = [
  Expect<Equal<typeof parent.list, Child[]>>,
  Expect<Equal<typeof parent.array, Child[]>>,
  Expect<Equal<typeof parent.set, Set<Child>>>,
  Expect<Equal<typeof parent.byWord, Map<string, Child>>>,
  Expect<Equal<typeof parent.byNumber, Map<number, Child>>>,
  Expect<Equal<typeof parent.huge, WriteOnlyCollection<Child>>>,
  Expect<Equal<typeof parent.many, Child[]>>,
  Expect<Equal<typeof parent.only, Child | null>>,
  Expect<Equal<typeof child.parent, Parent>>,
  Expect<Equal<typeof team.best, Player[]>>,
  Expect<Equal<typeof team.first, Player | null>>,
];

parent.list.push(child);
parent.set.add(child);
parent.byWord.set('x', child);
parent.huge.add(child);
parent.only = null;
// @ts-expect-error a parent is no child
parent.list.push(parent);
// @ts-expect-error nor of a Set
parent.set.add(parent);
// @ts-expect-error the key is a string
parent.byWord.set(5, child);
// @ts-expect-error the key is a number
parent.byNumber.set('x', child);
// @ts-expect-error a write-only collection takes children
parent.huge.add(parent);
// @ts-expect-error and is not read
for (const one of parent.huge) void one;
// @ts-expect-error it is not said to be nullable
child.parent = null;
// @ts-expect-error an array is no Set
parent.set = [child];

// @ts-expect-error there is no such option
relationship([Child], { backPopulate: 'parent' });
// @ts-expect-error nor such a strategy
relationship([Child], { lazy: 'never' });
// @ts-expect-error nor such a cascade, in a list
relationship([Child], { cascade: ['delete-orphans'] });

new Parent({ list: [child], set: new Set([child]), byWord: new Map([['x', child]]), only: child });
// @ts-expect-error a Map has children
new Parent({ byWord: new Map([['x', parent]]) });

export async function load(session: Session): Promise<void> {
  const statement: Select<readonly unknown[]> = parent.huge.select();
  void statement;
  const found: Child[] = await session.scalars(parent.huge.select().where(Child.c.number.gt(5))).all();
  void found;
  // Relationships to Sets and Maps are joined as any others are.
  const pairs = await session.execute(select(Parent, Child).join(Parent.c.set)).all();
  const big = await session
    .execute(
      select(Parent, Child)
        .join(Parent.c.huge)
        .where(Parent.c.huge.any(Child.c.number.gt(5))),
    )
    .all();
  void big[0]?.[1].number;
  const [one, other]: readonly [Parent, Child] = pairs[0] as NonNullable<(typeof pairs)[0]>;
  void [one, other];
}
