import { describe, expect, test } from '@jest/globals';
import { attributeKeyed, keyedBy } from '../../../src/orm/mapping/keyed-collection.ts';
import { mapperOf } from '../../../src/orm/mapping/mapper-of.ts';
import { mappedColumn } from '../../../src/orm/mapping/mapped-column.ts';
import { relationship } from '../../../src/orm/mapping/relationship-definition.ts';
import type { RelationshipProperty } from '../../../src/orm/mapping/relationship-property.ts';
import type { Mapper } from '../../../src/orm/mapping/mapper.ts';
import { loadCollection } from '../../../src/orm/state/collection.ts';
import { declarativeBase } from '../../../src/orm/state/declarative-base.ts';
import { findState, type InstanceState } from '../../../src/orm/state/instance-state.ts';
import { isOrphan } from '../../../src/orm/state/parents.ts';
import { ObjectStore } from '../../../src/orm/state/object-store.ts';
import { column } from '../../../src/schema/column-definition.ts';
import { foreignKey } from '../../../src/schema/foreign-key.ts';
import { Table } from '../../../src/schema/table.ts';
import * as t from '../../../src/types/types.ts';

const Base = declarativeBase();
const id = () => mappedColumn(t.Integer, { primaryKey: true });
const tagging = new Table('tagging', Base.metadata, {
  noteId: column(t.Integer, foreignKey('note.id')),
  tagId: column(t.Integer, foreignKey('tag.id')),
});

class Owner extends Base('owner', {
  id: id(),
  notes: () => relationship([Note], { backPopulates: 'owner', cascade: 'all, delete-orphan' }),
  badge: () => relationship(Badge, { backPopulates: 'owner', nullable: true }),
  loose: () => relationship([Loose], { collectionClass: Set, backPopulates: 'owner' }),
}) {}
class Note extends Base('note', {
  id: id(),
  title: mappedColumn(t.String(20), { nullable: true }),
  ownerId: mappedColumn(t.Integer, foreignKey('owner.id'), { nullable: true }),
  owner: () => relationship(Owner, { backPopulates: 'notes', nullable: true }),
  tags: () => relationship([Tag], { secondary: tagging, backPopulates: 'notes', collectionClass: attributeKeyed('word') }),
}) {}
class Tag extends Base('tag', {
  id: id(),
  word: mappedColumn(t.String(20), { nullable: true }),
  notes: () => relationship([Note], { secondary: tagging, backPopulates: 'tags', collectionClass: Set }),
}) {}
class Badge extends Base('badge', {
  id: id(),
  ownerId: mappedColumn(t.Integer, foreignKey('owner.id'), { nullable: true }),
  owner: () => relationship(Owner, { backPopulates: 'badge', nullable: true }),
}) {}
class Loose extends Base('loose', {
  id: id(),
  ownerId: mappedColumn(t.Integer, foreignKey('owner.id'), { nullable: true }),
  owner: () => relationship(Owner, { backPopulates: 'loose', nullable: true }),
}) {}

const stateOf = (object: object): InstanceState => findState(object) as InstanceState;
const rel = (construct: unknown, key: string) =>
  (mapperOf(construct) as Mapper).requireProperty(key) as RelationshipProperty<Mapper>;

/** Makes an object one with a row, of which nothing but the columns is loaded. */
function persisted<T extends object>(store: ObjectStore, object: T, key: number): T {
  const state = stateOf(object);
  store.add(object);
  state.values[0] = key;
  store.persist(state, key);
  state.committed();
  return object;
}

describe('one-to-many and many-to-one are kept equal', () => {
  test('from the collection', () => {
    const [owner, note] = [new Owner({}), new Note({})];
    owner.notes.push(note);
    expect(note.owner).toBe(owner);
    owner.notes.splice(0, 1);
    expect(note.owner).toBeNull();
  });

  test('from the object', () => {
    const [owner, note] = [new Owner({}), new Note({})];
    note.owner = owner;
    note.owner = owner;
    expect(owner.notes).toEqual([note]);
    note.owner = null;
    expect(owner.notes).toEqual([]);
  });

  test('where a child moves, by either side', () => {
    const [a, b, note] = [new Owner({}), new Owner({}), new Note({})];
    a.notes.push(note);
    b.notes.push(note);
    expect([a.notes, b.notes, note.owner]).toEqual([[], [note], b]);
    note.owner = a;
    expect([a.notes, b.notes]).toEqual([[note], []]);
    b.notes = [note];
    expect([a.notes, b.notes, note.owner]).toEqual([[], [note], b]);
  });

  test('where a whole collection is replaced', () => {
    const [x, y, z] = [new Note({ title: 'x' }), new Note({ title: 'y' }), new Note({ title: 'z' })];
    const owner = new Owner({ notes: [x, y] });
    owner.notes = [y, z];
    expect([x.owner, y.owner, z.owner]).toEqual([null, owner, owner]);
    const { notes } = owner;
    owner.notes = notes;
    expect(owner.notes).toBe(notes);
    expect(owner.notes).toEqual([y, z]);
  });

  test('where an object is in a list twice: it leaves with the last of it', () => {
    const [owner, note] = [new Owner({}), new Note({})];
    owner.notes.push(note, note);
    expect(note.owner).toBe(owner);
    owner.notes.pop();
    expect(note.owner).toBe(owner);
    owner.notes.pop();
    expect(note.owner).toBeNull();
    owner.notes.push(note, note);
    note.owner = null;
    expect(owner.notes).toEqual([]);
  });
});

describe('one-to-one', () => {
  test('is kept equal, and pushes out on both sides', () => {
    const [a, b, one, other] = [new Owner({}), new Owner({}), new Badge({}), new Badge({})];
    a.badge = one;
    expect(one.owner).toBe(a);
    a.badge = other;
    expect([one.owner, other.owner]).toEqual([null, a]);
    b.badge = one;
    one.owner = a;
    expect([a.badge, b.badge, one.owner, other.owner]).toEqual([one, null, a, null]);
  });
});

describe('many-to-many', () => {
  test('is kept equal, between a Map and a Set', () => {
    const [note, red, blue] = [new Note({}), new Tag({ word: 'red' }), new Tag({ word: 'blue' })];
    note.tags.set('red', red);
    expect([...red.notes]).toEqual([note]);
    blue.notes.add(note);
    expect([...note.tags]).toEqual([
      ['red', red],
      ['blue', blue],
    ]);
    red.notes.delete(note);
    expect([...note.tags.keys()]).toEqual(['blue']);
    note.tags.clear();
    expect(blue.notes.size).toBe(0);
  });
});

describe('a Map of objects', () => {
  test('has them under the key that they give', () => {
    const red = new Tag({ word: 'red' });
    const note = new Note({ tags: new Map([['red', red]]) });
    expect(note.tags.get('red')).toBe(red);
    expect(() => note.tags.set('blue', new Tag({ word: 'green' }))).toThrow(
      "Note.tags was told to keep an object under 'blue'; the attribute \"word\" gives 'green'. Use that as the key.",
    );
  });

  test('lets go of the one that another takes the place of, by either side', () => {
    const [first, second, third] = [new Tag({ word: 'red' }), new Tag({ word: 'red' }), new Tag({ word: 'red' })];
    const note = new Note({});
    note.tags.set('red', first).set('red', second);
    expect([first.notes.size, second.notes.size]).toEqual([0, 1]);
    third.notes.add(note);
    expect([second.notes.size, note.tags.get('red')]).toEqual([0, third]);
  });

  test('cannot take an object that gives no key yet', () => {
    const [tag, note] = [new Tag({}), new Note({})];
    expect(() => tag.notes.add(note)).toThrow(
      'Note.tags is a Map, and the attribute "word" gives no key of a <Tag> yet. Set what the key is made of first.',
    );
    expect([tag.notes.size, note.tags.size]).toEqual([0, 0]);
  });

  test('can be keyed by a function', () => {
    const Other = declarativeBase();
    class Book extends Other('book', {
      id: id(),
      pages: () => relationship([Page], { collectionClass: keyedBy((page: Page) => page.number * 2) }),
    }) {}
    class Page extends Other('page', {
      id: id(),
      number: mappedColumn(t.Integer),
      bookId: mappedColumn(t.Integer, foreignKey('book.id')),
    }) {}
    const page = new Page({ number: 21 });
    const book = new Book({ pages: new Map([[42, page]]) });
    expect(book.pages.get(42)).toBe(page);
  });
});

describe('a Set of objects', () => {
  test('is a Set to everybody', () => {
    const [a, b] = [new Loose({}), new Loose({})];
    const owner = new Owner({ loose: new Set([a]) });
    expect(owner.loose.add(b)).toBe(owner.loose);
    expect(owner.loose.add(b).size).toBe(2);
    expect(owner.loose).toEqual(new Set([a, b]));
    expect(owner.loose.union(new Set()).constructor).toBe(Set);
    expect(() => owner.loose.add({} as never)).toThrow('Owner.loose takes objects of Loose');
    owner.loose.clear();
    expect([a.owner, b.owner]).toEqual([null, null]);
  });
});

describe('in a session', () => {
  test('what is given to a relationship is saved with it, setting the other side saves nothing', () => {
    const store = new ObjectStore();
    const [owner, note, other] = [new Owner({}), new Note({}), new Note({})];
    store.add(owner);
    owner.notes.push(note);
    expect(stateOf(note).kind).toBe('pending');
    other.owner = owner;
    expect(owner.notes).toContain(other);
    expect(stateOf(other).kind).toBe('transient');
    const stray = new Owner({});
    note.owner = stray;
    expect(stateOf(stray).kind).toBe('pending');
  });

  test('a pending object that loses its only parent is expunged at once, one that moves is not', () => {
    const store = new ObjectStore();
    const [a, b, note] = [new Owner({}), new Owner({}), new Note({})];
    store.add(a);
    store.add(b);
    a.notes.push(note);
    b.notes.push(note);
    expect(stateOf(note).kind).toBe('pending');
    b.notes.pop();
    expect(stateOf(note).kind).toBe('transient');
    a.notes.push(note);
    note.owner = null;
    expect(stateOf(note).kind).toBe('transient');
  });

  test('of several objects all are taken, or none', () => {
    const store = new ObjectStore();
    const [owner, note] = [new Owner({}), new Note({})];
    store.add(owner);
    expect(() => owner.notes.push(note, 5 as never)).toThrow('Owner.notes takes objects of Note');
    expect(() => (owner.notes = [note, null as never])).toThrow('Owner.notes takes objects of Note');
    expect([owner.notes, stateOf(note).kind]).toEqual([[], 'transient']);
  });

  test('what belongs to another session is refused before anything has changed', () => {
    const [store, other] = [new ObjectStore(), new ObjectStore()];
    const [owner, note] = [new Owner({}), new Note({})];
    store.add(owner);
    other.add(note);
    expect(() => owner.notes.push(note)).toThrow('already attached to another session');
    expect([owner.notes, note.owner]).toEqual([[], null]);
  });

  test('a collection that is not loaded keeps what is to be added and removed until it is', () => {
    const store = new ObjectStore();
    const owner = persisted(store, new Owner({}), 1);
    const [kept, gone] = [persisted(store, new Note({ ownerId: 1 }), 1), persisted(store, new Note({ ownerId: 1 }), 2)];
    const added = new Note({ owner });
    gone.owner = null;
    expect(stateOf(owner).pending?.get(rel(Owner, 'notes').slot)).toEqual(
      new Map([
        [added, true],
        [gone, false],
      ]),
    );
    expect(() => owner.notes).toThrow('is not loaded');
    loadCollection(stateOf(owner), rel(Owner, 'notes'), [kept, gone]);
    expect(owner.notes).toEqual([kept, added]);
    expect(stateOf(owner).changes?.get(rel(Owner, 'notes').slot)).toEqual([kept, gone]);
  });

  test('a collection that is set without being loaded lets go of what was to be added', () => {
    const store = new ObjectStore();
    const owner = persisted(store, new Owner({}), 1);
    const [stays, goes] = [new Note({ owner }), new Note({ owner })];
    owner.notes = [stays];
    expect([stays.owner, goes.owner]).toEqual([owner, null]);
    expect(stateOf(owner).pending?.size ?? 0).toBe(0);
  });

  test('a collection loses an expired object that is given to another one, or to none, without its own being loaded', () => {
    const store = new ObjectStore();
    const notes = [1, 2].map((key) => persisted(store, new Note({ ownerId: 1 }), key));
    const [one, other] = [1, 2].map((key) => persisted(store, new Owner({}), key)) as [Owner, Owner];
    stateOf(one).values[rel(Owner, 'notes').slot] = loadCollection(stateOf(one), rel(Owner, 'notes'), [...notes]);
    const [moved, lost] = notes as [Note, Note];
    for (const note of notes) stateOf(note).expire();
    moved.owner = other;
    expect(one.notes).toEqual([lost]);
    lost.owner = null;
    expect(one.notes).toEqual([]);
    expect(notes.map((note) => isOrphan(stateOf(note)))).toEqual([false, true]);
  });

  test('a collection that is loaded later lacks what it was given and lost again, whatever its row says', () => {
    const store = new ObjectStore();
    const [owner, note] = [persisted(store, new Owner({}), 1), persisted(store, new Note({ ownerId: 1 }), 1)];
    stateOf(note).expire();
    note.owner = owner;
    note.owner = null;
    loadCollection(stateOf(owner), rel(Owner, 'notes'), [note]);
    expect(owner.notes).toEqual([]);
    stateOf(owner).values[rel(Owner, 'notes').slot] = undefined;
    note.owner = owner;
    loadCollection(stateOf(owner), rel(Owner, 'notes'), []);
    expect(owner.notes).toEqual([note]);
  });

  test('an object that was never loaded, and is in the session, loses the one that moves away', () => {
    const store = new ObjectStore();
    const [a, b] = [persisted(store, new Owner({}), 1), persisted(store, new Owner({}), 2)];
    const note = persisted(store, new Note({ ownerId: 1 }), 1);
    loadCollection(stateOf(a), rel(Owner, 'notes'), [note]);
    note.owner = b;
    expect(a.notes).toEqual([]);
    expect(stateOf(note).changes?.get(rel(Note, 'owner').slot)).toBe(a);
  });
});

describe('singleParent', () => {
  const Other = declarativeBase();
  class House extends Other('house', {
    id: id(),
    keyId: mappedColumn(t.Integer, foreignKey('key.id'), { nullable: true }),
    key: () => relationship(Key, { nullable: true, singleParent: true, cascade: 'all, delete-orphan' }),
  }) {}
  class Key extends Other('key', { id: id() }) {}

  test('refuses a second parent, until the first one lets go', () => {
    const key = new Key({});
    const [one, other] = [new House({ key }), new House({})];
    expect(() => (other.key = key)).toThrow(
      'Instance <Key> is already associated with an instance of House via its House.key attribute, and is only allowed a single parent. Take it out of the other one first.',
    );
    expect(other.key).toBeNull();
    one.key = key;
    one.key = null;
    other.key = key;
    expect(other.key).toBe(key);
  });

  test('replacing a pending target expunges it', () => {
    const store = new ObjectStore();
    const [first, second] = [new Key({}), new Key({})];
    const house = new House({ key: first });
    store.add(house);
    house.key = second;
    expect([stateOf(first).kind, stateOf(second).kind]).toEqual(['transient', 'pending']);
  });
});

describe('viewonly', () => {
  test('is not written by the other side, nor does it write that', () => {
    const Other = declarativeBase();
    class Parent extends Other('parent', {
      id: id(),
      children: () => relationship([Child], { viewonly: true, backPopulates: 'parent' }),
    }) {}
    class Child extends Other('child', {
      id: id(),
      parentId: mappedColumn(t.Integer, foreignKey('parent.id')),
      parent: () => relationship(Parent, { backPopulates: 'children', nullable: true }),
    }) {}
    const [parent, child] = [new Parent({}), new Child({})];
    child.parent = parent;
    expect(parent.children).toEqual([]);
    const store = new ObjectStore();
    store.add(parent);
    const other = new Child({});
    parent.children.push(other);
    expect([other.parent, stateOf(other).kind]).toEqual([null, 'transient']);
  });
});

describe('activeHistory', () => {
  const Own = declarativeBase();
  class Team extends Own('team', {
    id: id(),
    players: () => relationship([Player], { activeHistory: true }),
  }) {}
  class Player extends Own('player', {
    id: id(),
    teamId: mappedColumn(t.Integer, foreignKey('team.id'), { nullable: true }),
    team: () => relationship(Team, { activeHistory: true, nullable: true, overlaps: 'players' }),
  }) {}

  test('refuses to replace what is not loaded', () => {
    const store = new ObjectStore();
    const team = persisted(store, new Team({}), 1);
    const known = persisted(store, new Player({ teamId: 1 }), 1);
    const unknown = persisted(store, new Player({ teamId: 2 }), 2);
    known.team = null;
    expect(() => (unknown.team = team)).toThrow('The relationship Player.team of this object is not loaded.');
    expect(() => (team.players = [])).toThrow('The relationship Team.players of this object is not loaded.');
    new Player({ team }).team = null;
    new Team({}).players = [known];
  });
});
