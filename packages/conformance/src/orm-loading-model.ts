import {
  column,
  declarativeBase,
  type Engine,
  event,
  foreignKey,
  foreignKeyConstraint,
  insert,
  mappedColumn,
  relationship,
  Session,
  type SessionOptions,
  Table,
  types as t,
} from '@aludel/core';
import { metadataFixture, uniqueName } from './metadata-fixture.ts';
import type { SuiteContext } from './suite-context.ts';

const [author, book, tag, bookTag, node, shelf, copy] = ['author', 'book', 'tag', 'book_tag', 'node', 'shelf', 'copy'].map(
  (name) => uniqueName(`load_${name}`),
) as [string, string, string, string, string, string, string];
const Base = declarativeBase();

/** Authors, their books, tags of books, a tree, and rows with composite keys. */
export class Author extends Base(author, {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  name: mappedColumn(t.String(30)),
  bio: mappedColumn(t.String(30), { nullable: true, deferred: true }),
  photo: mappedColumn(t.String(30), { nullable: true, deferredGroup: 'large' }),
  scan: mappedColumn(t.String(30), { nullable: true, deferredGroup: 'large' }),
  books: () => relationship([Book], { backPopulates: 'author', orderBy: Book.c.title }),
}) {}
export class Book extends Base(book, {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  authorId: mappedColumn('author_id', t.Integer, foreignKey(`${author}.id`), { nullable: true }),
  title: mappedColumn(t.String(30)),
  author: () => relationship(Author, { backPopulates: 'books', nullable: true }),
  tags: () => relationship([Tag], { secondary: bookTags, backPopulates: 'books', orderBy: Tag.c.id }),
}) {}
export class Tag extends Base(tag, {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  word: mappedColumn(t.String(30)),
  books: () => relationship([Book], { secondary: bookTags, backPopulates: 'tags' }),
}) {}
export class Node extends Base(node, {
  id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  parentId: mappedColumn('parent_id', t.Integer, foreignKey(`${node}.id`), { nullable: true }),
  children: () => relationship([Node], { backPopulates: 'parent', orderBy: Node.c.id }),
  parent: () => relationship(Node, { backPopulates: 'children', remoteSide: Node.c.id, nullable: true }),
}) {}
export class Shelf extends Base(shelf, {
  room: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  place: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
  copies: () => relationship([Copy], { backPopulates: 'shelf', orderBy: Copy.c.id }),
}) {}
export class Copy extends Base(
  copy,
  {
    id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
    room: mappedColumn(t.Integer),
    place: mappedColumn(t.Integer),
    shelf: () => relationship(Shelf, { backPopulates: 'copies' }),
  },
  { tableArgs: [foreignKeyConstraint(['room', 'place'], [`${shelf}.room`, `${shelf}.place`])] },
) {}
const bookTags = new Table(bookTag, Base.metadata, {
  bookId: column('book_id', t.Integer, foreignKey(`${book}.id`), { primaryKey: true }),
  tagId: column('tag_id', t.Integer, foreignKey(`${tag}.id`), { primaryKey: true }),
});

/** A session over filled tables, and the statements that it sends. */
export interface FilledTables extends AsyncDisposable {
  readonly session: Session;
  readonly sent: string[];
  readonly engine: Engine;
}

/** Makes the tables for each test of a suite. */
export function loadingModel(context: SuiteContext): (options?: SessionOptions) => Promise<FilledTables> {
  metadataFixture(context, Base.metadata);
  return async (options = {}) => {
    const engine = context.engine();
    await fill(engine);
    const sent: string[] = [];
    event.listen(engine, 'beforeCursorExecute', (_connection: unknown, sql: string) => {
      sent.push(sql);
    });
    const session = new Session(engine, options);
    return { session, sent, engine, [Symbol.asyncDispose]: () => session.close() };
  };
}

/** Three authors with two books, one, none; a book without an author; tags; a tree of four levels; two shelves. */
async function fill(engine: Engine): Promise<void> {
  await engine.begin(async (connection) => {
    await connection.execute(insert(Author.table), [
      { id: 1, name: 'ann', bio: 'born', photo: 'p1', scan: 's1' },
      { id: 2, name: 'bob', bio: null, photo: null, scan: null },
      { id: 3, name: 'cid', bio: 'dead', photo: 'p3', scan: 's3' },
    ]);
    await connection.execute(insert(Book.table), [
      { id: 1, authorId: 1, title: 'zoo' },
      { id: 2, authorId: 1, title: 'ark' },
      { id: 3, authorId: 2, title: 'sea' },
      { id: 4, authorId: null, title: 'who' },
    ]);
    await connection.execute(insert(Tag.table), [
      { id: 1, word: 'old' },
      { id: 2, word: 'new' },
    ]);
    await connection.execute(insert(bookTags), [
      { bookId: 1, tagId: 1 },
      { bookId: 1, tagId: 2 },
      { bookId: 3, tagId: 2 },
    ]);
    for (const [id, parentId] of [
      [1, null],
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 4],
    ] as const)
      await connection.execute(insert(Node.table), { id, parentId });
    await connection.execute(insert(Shelf.table), [
      { room: 1, place: 1 },
      { room: 1, place: 2 },
    ]);
    await connection.execute(insert(Copy.table), [
      { id: 1, room: 1, place: 2 },
      { id: 2, room: 1, place: 1 },
      { id: 3, room: 1, place: 2 },
    ]);
  });
}
