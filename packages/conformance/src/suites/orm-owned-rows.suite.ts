import {
  declarativeBase,
  foreignKey,
  inspect,
  InvalidRequestError,
  mappedColumn,
  relationship,
  select,
  Session,
  type Engine,
  types as t,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import { expectStatements, statementsOf } from '../statement-rules.ts';
import type { SuiteContext } from '../suite-context.ts';
import { warningsOf } from '../warnings-of.ts';

/** Rows that others own: in which order they come and go, and who is an orphan. */
export function ormOwnedRows(context: SuiteContext): void {
  const Base = declarativeBase();
  const [shelves, books, notes] = ['shelf', 'book', 'note'].map((stem) => uniqueName(`orm_own_${stem}`)) as [
    string,
    string,
    string,
  ];
  class Shelf extends Base(shelves, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    label: mappedColumn(t.String(30)),
    books: () => relationship([Book], { backPopulates: 'shelf', cascade: 'all, delete-orphan', orderBy: Book.c.id }),
    notes: () => relationship([Note], { lazy: 'raise', orderBy: Note.c.id }),
  }) {}
  class Book extends Base(books, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    shelfId: mappedColumn('shelf_id', t.Integer, foreignKey(`${shelves}.id`), { nullable: true }),
    title: mappedColumn(t.String(30)),
    shelf: () => relationship(Shelf, { backPopulates: 'books', nullable: true }),
  }) {}
  class Note extends Base(notes, {
    id: mappedColumn(t.Integer, { primaryKey: true }),
    shelfId: mappedColumn('shelf_id', t.Integer, foreignKey(`${shelves}.id`), { nullable: true }),
    shelf: () => relationship(Shelf, { lazy: 'raiseOnSql', nullable: true, overlaps: 'notes' }),
  }) {}
  metadataFixture(context, Base.metadata);

  const open = () => {
    const engine = context.engine();
    return { engine, session: new Session(engine, { autoflush: false }) };
  };
  const titled = (title: string) => new Book({ title });
  const shelfOf = (label: string, ...titles: readonly string[]) => new Shelf({ label, books: titles.map(titled) });
  /** `INSERT shelf`, for each statement but SELECTs, without the suffix of the names. */
  const steps = async (engine: Engine, work: () => Promise<unknown>) =>
    (await statementsOf(engine, work)).flatMap(({ sql }) => {
      const [, verb, stem] = /^(INSERT|UPDATE|DELETE).*?orm_own_([a-z]+)/.exec(sql) ?? [];
      return verb === undefined ? [] : [`${verb} ${stem}`];
    });

  describe('the statements of a flush', () => {
    test('are one for each table, however many graphs of objects are written', async () => {
      const { engine, session } = open();
      await using _ = session;
      const both = [shelfOf('left', 'a', 'b'), shelfOf('right', 'c')];
      session.addAll(both);
      const inserts = await steps(engine, () => session.flush());
      expect([...new Set(inserts)]).toEqual(['INSERT shelf', 'INSERT book']);
      expect(inserts).toEqual(inserts.toSorted((one, other) => other.localeCompare(one)));
      session.deleteAll(both);
      expect(await steps(engine, () => session.flush())).toEqual(['DELETE book', 'DELETE shelf']);
    });

    test('are none for objects that did not change beside those that did', async () => {
      const { engine, session } = open();
      await using _ = session;
      const shelf = shelfOf('left', 'a', 'b');
      session.add(shelf);
      await session.flush();
      (shelf.books[1] as Book).title = 'B';
      const sent = await statementsOf(engine, () => session.flush());
      expect(sent).toHaveLength(1);
      expect(sent[0]?.params).toEqual([['B', shelf.books[1]?.id]]);
    });

    test('read what is marked lazy: raise or raiseOnSql all the same', async () => {
      const { engine, session } = open();
      await using _ = session;
      const shelf = new Shelf({ label: 'left', notes: [new Note({}), new Note({})] });
      session.add(shelf);
      await session.commit();
      session.expungeAll();
      const found = await session.getOne(Shelf, shelf.id);
      expect(() => found.notes).toThrow(InvalidRequestError);
      expect(() => found.notes).toThrow("'Shelf.notes' is not available due to lazy='raise'");
      const note = await session.scalars(select(Note).orderBy(Note.c.id)).first();
      expect(await session.load(note as Note, 'shelf')).toBe(found);
      session.delete(found);
      const deleted = await steps(engine, () => session.flush());
      expect([...new Set(deleted)]).toEqual(['UPDATE note', 'DELETE shelf']);
      expect(note?.shelfId).toBeNull();
      expect(await session.scalars(select(Note.c.shelfId)).all()).toEqual([null, null]);
    });

    test('raiseOnSql refuses what would need a statement', async () => {
      const { session } = open();
      await using _ = session;
      session.add(new Shelf({ label: 'left', notes: [new Note({})] }));
      await session.commit();
      session.expungeAll();
      const note = await session.scalars(select(Note)).one();
      expect(() => note.shelf).toThrow("'Note.shelf' is not available due to lazy='raiseOnSql'");
      await expect(session.load(note, 'shelf')).rejects.toThrow("'Note.shelf' is not available due to lazy='raiseOnSql'");
    });
  });

  describe('an orphan', () => {
    test('that never had a parent is inserted, with its key by value or with none', async () => {
      const { session } = open();
      await using _ = session;
      const shelf = shelfOf('left');
      session.add(shelf);
      await session.flush();
      session.addAll([new Book({ title: 'a', shelfId: shelf.id }), titled('b')]);
      expect(await warningsOf(() => session.flush())).toEqual([]);
      const rows = await session.execute(select(Book.c.title, Book.c.shelfId).orderBy(Book.c.title)).all();
      expect(rows.map((row) => [...row])).toEqual([
        ['a', shelf.id],
        ['b', null],
      ]);
    });

    test('that is pending leaves the session at once when it loses its parent', async () => {
      const { engine, session } = open();
      await using _ = session;
      const shelf = shelfOf('left', 'a');
      session.add(shelf);
      const [book] = shelf.books;
      expect(session.has(book as Book)).toBe(true);
      shelf.books.length = 0;
      expect(session.has(book as Book)).toBe(false);
      expect(await steps(engine, () => session.flush())).toEqual(['INSERT shelf']);
    });

    test('is deleted with the flush, unless it has another parent by then', async () => {
      const { session } = open();
      await using _ = session;
      const [left, right] = [shelfOf('left', 'a', 'b'), shelfOf('right')];
      session.addAll([left, right]);
      await session.flush();
      const [moved, lost] = left.books.splice(0) as [Book, Book];
      right.books.push(moved);
      await session.flush();
      expect([inspect(moved).persistent, inspect(lost).deleted]).toEqual([true, true]);
      expect(await session.scalars(select(Book.c.title)).all()).toEqual(['a']);
    });
  });

  test('a cascade loads and makes nothing of what was not loaded', async () => {
    const { engine, session } = open();
    await using _ = session;
    const shelf = shelfOf('left', 'a');
    session.add(shelf);
    await session.commit();
    session.expungeAll();
    const found = await session.getOne(Shelf, shelf.id);
    const sent = await statementsOf(engine, async () => {
      session.expunge(found);
      session.add(found);
      session.expire(found);
    });
    expect(sent).toEqual([]);
    expect([...inspect(found).unloaded].toSorted()).toEqual(['books', 'notes']);
    await session.getOne(Shelf, shelf.id);
    await expectStatements(engine, () => session.flush());
  });
}
