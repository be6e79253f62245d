import {
  and,
  column,
  declarativeBase,
  foreign,
  foreignKey,
  type MappedColumn,
  mappedColumn,
  relationship,
  remote,
  select,
  Session,
  Table,
  types as t,
} from '@aludel/core';
import { describe, expect } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import { statementsOf } from '../statement-rules.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Keys that mean something, and change: rows that refer to them follow, by the database or by a flush. */
export function ormNaturalKeys(context: SuiteContext): void {
  describe('by ON UPDATE CASCADE', () => keysThatChange(context, true));
  describe('by UPDATEs of the flush, with passiveUpdates: false', () => keysThatChange(context, false));
}

function keysThatChange(context: SuiteContext, passiveUpdates: boolean): void {
  const needed = passiveUpdates ? (['updateActions'] as const) : [];
  const Base = declarativeBase();
  const [authors, nodes, tags] = ['author', 'node', 'tag'].map((stem) => uniqueName(`nat_${stem}`)) as [string, string, string];
  /** Without a constraint nothing follows by itself. */
  const refers = (target: string) => (passiveUpdates ? [foreignKey(target, { onupdate: 'CASCADE' })] : []) as unknown as [];
  const referring = (name: string, target: string) =>
    mappedColumn(name, t.String(30), ...refers(target), { nullable: true }) as MappedColumn<string | null, false>;
  const between = new Table(uniqueName('nat_between'), Base.metadata, {
    author: column('author', t.String(30), ...refers(`${authors}.name`), { primaryKey: true }),
    tag: column('tag', t.String(30), ...refers(`${tags}.name`), { primaryKey: true }),
  });
  class Author extends Base(authors, {
    name: mappedColumn(t.String(30), { primaryKey: true }),
    books: () =>
      relationship([Book], { primaryjoin: Author.c.name.eq(foreign(Book.c.author)), backPopulates: 'writer', passiveUpdates }),
    notes: () => relationship([Note], { primaryjoin: Author.c.name.eq(foreign(Note.c.author)), passiveUpdates }),
    tags: () =>
      relationship([Tag], {
        secondary: between,
        primaryjoin: Author.c.name.eq(foreign(between.c.author)),
        secondaryjoin: Tag.c.name.eq(foreign(between.c.tag)),
        backPopulates: 'authors',
        passiveUpdates,
      }),
  }) {}
  class Book extends Base(uniqueName('nat_book'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    author: referring('author', `${authors}.name`),
    writer: () =>
      relationship(Author, {
        primaryjoin: Author.c.name.eq(foreign(Book.c.author)),
        backPopulates: 'books',
        nullable: true,
        passiveUpdates,
      }),
  }) {}
  class Letter extends Base(uniqueName('nat_letter'), {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    author: referring('author', `${authors}.name`),
    writer: () =>
      relationship(Author, { primaryjoin: Author.c.name.eq(foreign(Letter.c.author)), nullable: true, passiveUpdates }),
  }) {}
  class Note extends Base(uniqueName('nat_note'), {
    author: mappedColumn('author', t.String(30), ...refers(`${authors}.name`), { primaryKey: true }) as MappedColumn<string>,
    place: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    body: mappedColumn(t.String(30), { nullable: true }),
  }) {}
  class Tag extends Base(tags, {
    name: mappedColumn(t.String(30), { primaryKey: true }),
    authors: () =>
      relationship([Author], {
        secondary: between,
        primaryjoin: Tag.c.name.eq(foreign(between.c.tag)),
        secondaryjoin: Author.c.name.eq(foreign(between.c.author)),
        backPopulates: 'tags',
        passiveUpdates,
      }),
  }) {}
  class Node extends Base(nodes, {
    name: mappedColumn(t.String(30), { primaryKey: true }),
    above: referring('above', `${nodes}.name`),
    nodes: () =>
      relationship([Node], {
        primaryjoin: and(remote(foreign(Node.c.above)).eq(Node.c.name)),
        backPopulates: 'up',
        passiveUpdates,
      }),
    up: () =>
      relationship(Node, {
        primaryjoin: and(foreign(Node.c.above).eq(remote(Node.c.name))),
        backPopulates: 'nodes',
        nullable: true,
        passiveUpdates,
      }),
  }) {}
  metadataFixture(context, Base.metadata);

  const open = (engine = context.engine()) => new Session(engine, { autoflush: false });
  const ofBook = (session: Session) => session.scalars(select(Book.c.author).orderBy(Book.c.id)).all();

  context.needing(needed, 'the children of a collection follow, also their attributes', async () => {
    await using session = open();
    const author = new Author({ name: 'jack', books: [new Book({}), new Book({})], notes: [], tags: [] });
    session.add(author);
    await session.commit();
    author.name = 'ed';
    await session.flush();
    expect(author.books.map((book) => book.author)).toEqual(['ed', 'ed']);
    expect(await ofBook(session)).toEqual(['ed', 'ed']);
    expect(await session.get(Author, 'ed')).toBe(author);
    author.name = 'fred';
    await session.commit();
    expect(await ofBook(session)).toEqual(['fred', 'fred']);
    expect(author.books.map((book) => book.author)).toEqual(['fred', 'fred']);
  });

  context.needing(needed, 'children that are not loaded follow as well', async () => {
    await using session = open();
    session.add(new Author({ name: 'jack', books: [new Book({}), new Book({})], notes: [], tags: [] }));
    await session.commit();
    session.expungeAll();
    const author = await session.getOne(Author, 'jack');
    author.name = 'ed';
    await session.commit();
    expect(await ofBook(session)).toEqual(['ed', 'ed']);
    const [book] = await session.load(author, 'books');
    expect(book?.author).toBe('ed');
  });

  context.needing(needed, 'objects that refer to the changed one by many-to-one follow, if they are in the session', async () => {
    const engine = context.engine();
    await using session = open(engine);
    const author = new Author({ name: 'jack', books: [], notes: [], tags: [] });
    const letters = [new Letter({ writer: author }), new Letter({ writer: author })];
    session.addAll(letters);
    await session.commit();
    author.name = 'ed';
    const sent = await statementsOf(engine, () => session.flush());
    const changed = sent.filter(({ sql }) => sql.startsWith('UPDATE'));
    expect(changed.map(({ params }) => params.length)).toEqual(passiveUpdates ? [1] : [1, 2]);
    expect(letters.map((letter) => letter.author)).toEqual(['ed', 'ed']);
    expect(await session.scalars(select(Letter.c.author)).all()).toEqual(['ed', 'ed']);
    await session.commit();
  });

  context.needing(needed, 'a child that goes elsewhere while the key changes has the key of its new parent', async () => {
    await using session = open();
    const [one, other] = ['jack', 'jill'].map((name) => new Author({ name, books: [new Book({})], notes: [], tags: [] })) as [
      Author,
      Author,
    ];
    session.addAll([one, other]);
    await session.commit();
    const [book] = one.books;
    one.name = 'ed';
    other.books.push(book as Book);
    await session.flush();
    expect(await ofBook(session)).toEqual(['jill', 'jill']);
    expect(book?.author).toBe('jill');
    expect(one.books).toEqual([]);
    await session.commit();
  });

  context.needing(needed, 'the rows of the table between follow, whichever side changes', async () => {
    await using session = open();
    const author = new Author({ name: 'jack', books: [], notes: [], tags: [new Tag({ name: 'a' }), new Tag({ name: 'b' })] });
    session.add(author);
    await session.commit();
    const pairs = async () =>
      (await session.execute(select(between.c.author, between.c.tag).orderBy(between.c.tag)).all()).map((row) =>
        [...row].join(' '),
      );
    author.name = 'ed';
    await session.flush();
    expect(await pairs()).toEqual(['ed a', 'ed b']);
    author.name = 'eddie';
    (author.tags[0] as Tag).name = 'c';
    author.tags.push(new Tag({ name: 'd' }));
    await session.flush();
    expect(await pairs()).toEqual(['eddie b', 'eddie c', 'eddie d']);
    author.name = 'x';
    author.tags.splice(1, 1);
    await session.commit();
    expect(await pairs()).toEqual(['x c', 'x d']);
  });

  // MySQL never changes rows of the same table by ON UPDATE CASCADE.
  if (!passiveUpdates)
    context.needing(needed, 'the nodes below one follow, loaded or not', async () => {
      await using session = open();
      const top = new Node({ name: 'n1', nodes: ['n11', 'n12'].map((name) => new Node({ name })) });
      session.add(top);
      await session.commit();
      const above = () => session.scalars(select(Node.c.above).where(Node.c.above.isNot(null))).all();
      top.name = 'new n1';
      await session.commit();
      expect(await above()).toEqual(['new n1', 'new n1']);
      expect(top.nodes.map((node) => node.above)).toEqual(['new n1', 'new n1']);
      session.expungeAll();
      (await session.getOne(Node, 'new n1')).name = 'newest';
      await session.commit();
      expect(await above()).toEqual(['newest', 'newest']);
    });

  context.needing(needed, 'a key that is part of the key of a child follows, and the child is found by it', async () => {
    await using session = open();
    const notes = [new Note({ place: 1 }), new Note({ place: 2 })] as [Note, Note];
    const author = new Author({ name: 'jack', books: [], notes, tags: [] });
    session.add(author);
    await session.commit();
    author.name = 'ed';
    notes[1].body = 'changed';
    await session.flush();
    expect(notes.map((note) => note.author)).toEqual(['ed', 'ed']);
    expect(await session.get(Note, ['ed', 2])).toBe(notes[1]);
    notes[0].body = 'as well';
    author.name = 'fred';
    await session.commit();
    expect(
      (await session.execute(select(Note.c.author, Note.c.body).orderBy(Note.c.place)).all()).map((row) => [...row]),
    ).toEqual([
      ['fred', 'as well'],
      ['fred', 'changed'],
    ]);
    await session.rollback();
  });

  context.needing(needed, 'a child whose key holds that of its parent moves to another one', async () => {
    await using session = open();
    const [note, stays] = [new Note({ place: 1 }), new Note({ place: 2 })];
    const [one, other] = [
      new Author({ name: 'jack', books: [], notes: [note, stays], tags: [] }),
      new Author({ name: 'jill', books: [], notes: [], tags: [] }),
    ];
    session.addAll([one, other]);
    await session.commit();
    one.notes.splice(0, 1);
    other.notes.push(note);
    await session.flush();
    expect([note.author, stays.author]).toEqual(['jill', 'jack']);
    expect(await session.get(Note, ['jill', 1])).toBe(note);
    note.author = 'jack';
    await session.commit();
    expect(await session.scalars(select(Note.c.author)).all()).toEqual(['jack', 'jack']);
    expect(await session.get(Note, ['jack', 1])).toBe(note);
  });

  context.needing(needed, 'keys are swapped by way of a third one, and a rollback swaps them back', async () => {
    await using session = open();
    const [one, other] = ['jack', 'jill'].map((name) => new Author({ name, books: [new Book({})], notes: [], tags: [] })) as [
      Author,
      Author,
    ];
    session.addAll([one, other]);
    await session.commit();
    for (const [author, name] of [
      [one, 'third'],
      [other, 'jack'],
      [one, 'jill'],
    ] as const) {
      author.name = name;
      await session.flush();
    }
    expect([one.books[0]?.author, other.books[0]?.author]).toEqual(['jill', 'jack']);
    expect(await session.get(Author, 'jack')).toBe(other);
    await session.rollback();
    expect([one.name, other.name, one.books[0]?.author, other.books[0]?.author]).toEqual(['jack', 'jill', 'jack', 'jill']);
    expect(await session.get(Author, 'jack')).toBe(one);
  });
}
