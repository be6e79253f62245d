import { joinedload, select, selectinload, subqueryload } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { Author, Book, loadingModel, Node } from '../orm-loading-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Loading what a session has a part of already. */
export function ormLoadingAgain(context: SuiteContext): void {
  const filled = loadingModel(context);

  describe('a many-to-one by selectinload', () => {
    const books = select(Book).options(selectinload(Book.c.author)).orderBy(Book.c.id);

    test('needs no statement for what the session has', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      await session.scalars(select(Author)).all();
      expect((await session.scalars(books).all()).map(({ author }) => author?.id)).toEqual([1, 1, 2, undefined]);
      expect(sent).toHaveLength(2);
    });

    test('asks for the rest only', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      await session.getOne(Author, 1);
      expect((await session.scalars(books).all()).map(({ author }) => author?.id)).toEqual([1, 1, 2, undefined]);
      expect(sent).toHaveLength(3);
      expect(sent[2]).toMatch(/IN \((\?|\$1)\)/);
    });

    test('asks for what is expired', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      const ann = await session.getOne(Author, 1);
      await session.commit();
      await session.scalars(books).all();
      expect(sent).toHaveLength(3);
      expect(session.isModified(ann)).toBe(false);
    });

    test('asks for all where there is more to be loaded behind it', async () => {
      await using ready = await filled();
      const { session } = ready;
      await session.scalars(select(Author)).all();
      const deeper = select(Book).options(selectinload(Book.c.author).selectinload(Author.c.books)).orderBy(Book.c.id);
      const [zoo] = await session.scalars(deeper).all();
      expect(zoo?.author?.books.map(({ title }) => title)).toEqual(['ark', 'zoo']);
    });

    test('goes up a tree', async () => {
      await using ready = await filled();
      const { session } = ready;
      const up = selectinload(Node.c.parent, { recursionDepth: -1 });
      const leaf = await session.scalars(select(Node).where(Node.c.id.eq(5)).options(up)).one();
      expect([leaf.parent?.id, leaf.parent?.parent?.id, leaf.parent?.parent?.parent?.id]).toEqual([4, 2, 1]);
      expect(leaf.parent?.parent?.parent?.parent).toBeNull();
    });
  });

  describe.each([
    { title: 'selectinload', deeper: () => selectinload(Author.c.books).selectinload(Book.c.tags) },
    { title: 'joinedload', deeper: () => joinedload(Author.c.books).joinedload(Book.c.tags) },
    { title: 'subqueryload', deeper: () => subqueryload(Author.c.books).subqueryload(Book.c.tags) },
    { title: 'joinedload behind selectinload', deeper: () => selectinload(Author.c.books).joinedload(Book.c.tags) },
    { title: 'selectinload behind joinedload', deeper: () => joinedload(Author.c.books).selectinload(Book.c.tags) },
  ])('$title', ({ deeper }) => {
    const tagsOf = (authors: readonly Author[]) =>
      authors.map(({ books }) => books.map(({ title, tags }) => [title, tags.map(({ word }) => word)]));
    const all = [
      [
        ['ark', []],
        ['zoo', ['old', 'new']],
      ],
      [['sea', ['new']]],
      [],
    ];

    test('loads two levels, each object once', async () => {
      await using ready = await filled();
      const { session } = ready;
      const query = select(Author).options(deeper()).orderBy(Author.c.id);
      expect(tagsOf((await session.scalars(query)).unique().all())).toEqual(all);
    });

    test('loads what is behind a collection that was loaded before, and leaves the collection as it was', async () => {
      await using ready = await filled({ autoflush: false });
      const { session } = ready;
      const first = select(Author).options(selectinload(Author.c.books)).orderBy(Author.c.id);
      const authors = await session.scalars(first).all();
      const [ann, bob] = authors as [Author, Author];
      bob.books.push(new Book({ id: 9, title: 'new' }));
      const query = select(Author).options(deeper()).orderBy(Author.c.id);
      (await session.scalars(query)).unique().all();
      expect(tagsOf([ann])).toEqual([all[0]]);
      expect(bob.books.map(({ title }) => title)).toEqual(['sea', 'new']);
    });
  });

  test('yieldPer says how many rows a partition has', async () => {
    await using ready = await filled();
    const { session } = ready;
    const result = await session.scalars(select(Author).orderBy(Author.c.id).executionOptions({ yieldPer: 2 }));
    expect([...result.partitions()].map((part) => part.map(({ id }) => id))).toEqual([[1, 2], [3]]);
  });
}
