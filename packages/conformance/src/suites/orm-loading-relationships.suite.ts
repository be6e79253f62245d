import {
  aliased,
  containsEager,
  defaultload,
  immediateload,
  insert,
  InvalidRequestError,
  joinedload,
  type LoaderOption,
  load,
  noload,
  raiseload,
  select,
  selectinload,
  subqueryload,
  UnloadedAttributeError,
  update,
  withLoaderCriteria,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { Author, Book, Copy, loadingModel, Node, Shelf, Tag } from '../orm-loading-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Loading relationships with a query, by every strategy, and how many statements that takes. */
export function ormLoadingRelationships(context: SuiteContext): void {
  const filled = loadingModel(context);
  type Titled = { readonly name: string; readonly books: readonly { readonly title: string }[] };
  const titles = (authors: readonly Titled[]) => authors.map(({ name, books }) => [name, books.map(({ title }) => title)]);
  const all = [
    ['ann', ['ark', 'zoo']],
    ['bob', ['sea']],
    ['cid', []],
  ];

  const strategies = [
    { title: 'selectinload', option: () => selectinload(Author.c.books), statements: 2 },
    { title: 'joinedload', option: () => joinedload(Author.c.books), statements: 1 },
    { title: 'subqueryload', option: () => subqueryload(Author.c.books), statements: 2 },
    { title: 'immediateload', option: () => immediateload(Author.c.books), statements: 4 },
    { title: 'a wildcard, for what is loaded as well', option: () => selectinload('*'), statements: 3 },
  ];

  describe.each(strategies)('$title', ({ option, statements }) => {
    test('loads collections in their order, empty ones too', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      const query = select(Author).options(option()).orderBy(Author.c.id);
      const authors = (await session.scalars(query)).unique().all();
      expect(titles(authors)).toEqual(all);
      expect(sent).toHaveLength(statements);
    });

    test('loads those of a limited query', async () => {
      await using ready = await filled();
      const { session } = ready;
      const query = select(Author).options(option()).orderBy(Author.c.id.desc()).limit(2).offset(1);
      expect(titles((await session.scalars(query)).unique().all())).toEqual([all[1], all[0]]);
    });

    test('leaves a collection alone that is loaded and changed', async () => {
      await using ready = await filled({ autoflush: false });
      const { session } = ready;
      const ann = await session.getOne(Author, 1);
      await session.load(ann, 'books');
      ann.books.push(new Book({ id: 9, title: 'new' }));
      (await session.scalars(select(Author).options(option()))).unique().all();
      expect(ann.books.map(({ title }) => title)).toEqual(['ark', 'zoo', 'new']);
    });

    test('keeps what waited for the collection to be loaded', async () => {
      await using ready = await filled({ autoflush: false });
      const { session } = ready;
      const [ann, who] = [await session.getOne(Author, 1), await session.getOne(Book, 4)];
      who.author = ann;
      (await session.scalars(select(Author).options(option()))).unique().all();
      expect(ann.books.map(({ title }) => title)).toEqual(['ark', 'zoo', 'who']);
    });

    test('renews what a commit has expired', async () => {
      await using ready = await filled();
      const { session, engine } = ready;
      const query = select(Author).options(option()).orderBy(Author.c.id);
      const [ann] = (await session.scalars(query)).unique().all();
      const before = ann?.books;
      await session.commit();
      await engine.begin(async (connection) => {
        await connection.execute(update(Book.table).where(Book.table.c.id.eq(2)).values({ authorId: 2 }));
      });
      (await session.scalars(query)).unique().all();
      expect(ann?.books.map(({ title }) => title)).toEqual(['zoo']);
      expect(ann?.books).toBe(before);
    });
  });

  test('a many-to-one is found by the keys that the parents have, once for each', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const books = await session.scalars(select(Book).options(selectinload(Book.c.author)).orderBy(Book.c.id)).all();
    expect(books.map(({ author }) => author?.name)).toEqual(['ann', 'ann', 'bob', undefined]);
    expect(sent).toHaveLength(2);
    expect(sent[1]).not.toContain('JOIN');
  });

  test('many-to-many and nested options along a path', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const query = select(Author).options(selectinload(Author.c.books).selectinload(Book.c.tags)).orderBy(Author.c.id);
    const [ann, bob] = await session.scalars(query).all();
    expect(ann?.books.map(({ tags }) => tags.map(({ word }) => word))).toEqual([[], ['old', 'new']]);
    expect(bob?.books[0]?.tags[0]?.word).toBe('new');
    expect(sent).toHaveLength(3);
  });

  test('two joined collections do not multiply one another', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const query = select(Book)
      .options(joinedload(Book.c.tags), joinedload(Book.c.author).joinedload(Author.c.books))
      .orderBy(Book.c.id);
    const [zoo] = (await session.scalars(query)).unique().all();
    expect(zoo?.tags.map(({ word }) => word)).toEqual(['old', 'new']);
    expect(zoo?.author?.books.map(({ title }) => title)).toEqual(['ark', 'zoo']);
    expect(sent).toHaveLength(1);
  });

  test('composite keys', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const shelves = await session.scalars(select(Shelf).options(selectinload(Shelf.c.copies)).orderBy(Shelf.c.place)).all();
    expect(shelves.map(({ copies }) => copies.map(({ id }) => id))).toEqual([[2], [1, 3]]);
    const copies = await session.scalars(select(Copy).options(selectinload(Copy.c.shelf)).orderBy(Copy.c.id)).all();
    expect(copies.map((copy) => copy.shelf.place)).toEqual([2, 1, 2]);
    // The copies know their shelf: it was loaded with them.
    expect(sent).toHaveLength(3);
    session.expungeAll();
    const again = await session.scalars(select(Copy).options(selectinload(Copy.c.shelf)).orderBy(Copy.c.id)).all();
    expect(again.map((copy) => copy.shelf.place)).toEqual([2, 1, 2]);
    expect(sent).toHaveLength(5);
  });

  test('a tree, as deep as is asked for', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const roots = select(Node).where(Node.c.parentId.is(null));
    const [root] = await session.scalars(roots.options(selectinload(Node.c.children, { recursionDepth: 1 }))).all();
    expect(root?.children.map(({ children }) => children.map(({ id }) => id))).toEqual([[4], []]);
    expect(() => root?.children[0]?.children[0]?.children).toThrow(UnloadedAttributeError);
    expect(sent).toHaveLength(3);
    session.expungeAll();
    const [whole] = await session.scalars(roots.options(selectinload(Node.c.children, { recursionDepth: -1 }))).all();
    expect(whole?.children[0]?.children[0]?.children[0]?.children).toEqual([]);
  });

  context.needing(['windowFunctions'], 'a limit for each parent', async () => {
    await using ready = await filled();
    const { session } = ready;
    const first = selectinload(Author.c.books, { limit: 1 });
    expect(titles(await session.scalars(select(Author).options(first).orderBy(Author.c.id)).all())).toEqual([
      ['ann', ['ark']],
      ['bob', ['sea']],
      ['cid', []],
    ]);
    session.expungeAll();
    const last = selectinload(Author.c.books, { limit: 1, orderBy: Book.c.title.desc() });
    expect(titles(await session.scalars(select(Author).options(last).orderBy(Author.c.id)).all())[0]).toEqual(['ann', ['zoo']]);
  });

  test.each([
    ['selectinload', () => selectinload(Author.c.books.and(Book.c.title.ne('ark')))],
    ['joinedload', () => joinedload(Author.c.books.and(Book.c.title.ne('ark')))],
    ['subqueryload', () => subqueryload(Author.c.books.and(Book.c.title.ne('ark')))],
  ])('%s with conditions, whose values are those of the statement at hand', async (_title, option) => {
    await using ready = await filled();
    const { session } = ready;
    const [ann] = (await session.scalars(select(Author).options(option()).orderBy(Author.c.id))).unique().all();
    expect(ann?.books.map(({ title }) => title)).toEqual(['zoo']);
    session.expungeAll();
    const other = selectinload(Author.c.books.and(Book.c.title.ne('zoo')));
    const [again] = await session.scalars(select(Author).options(other).orderBy(Author.c.id)).all();
    expect(again?.books.map(({ title }) => title)).toEqual(['ark']);
  });

  test('withLoaderCriteria holds for what is selected, joined, loaded with it and later', async () => {
    await using ready = await filled();
    const { session } = ready;
    const only = withLoaderCriteria(Book, (book) => book.c.title.ne('ark'));
    expect(await session.scalars(select(Book).options(only)).all()).toHaveLength(3);
    session.expungeAll();
    for (const option of [selectinload(Author.c.books), joinedload(Author.c.books)]) {
      const [ann] = (await session.scalars(select(Author).options(option, only).orderBy(Author.c.id))).unique().all();
      expect(ann?.books.map(({ title }) => title)).toEqual(['zoo']);
      session.expungeAll();
    }
    const joined = select(Author)
      .join(Author.c.books)
      .options(only)
      .where(Book.c.title.in(['ark', 'sea']));
    expect((await session.scalars(joined).all()).map(({ name }) => name)).toEqual(['bob']);
    session.expungeAll();
    const [later] = await session.scalars(select(Author).options(only).orderBy(Author.c.id)).all();
    expect((await session.load(later as never, 'books' as never)) as unknown[]).toHaveLength(1);
  });

  test('containsEager takes what the query joins, by an alias as well', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const query = select(Author).join(Author.c.books).where(Book.c.title.eq('zoo')).options(containsEager(Author.c.books));
    expect(titles((await session.scalars(query)).unique().all())).toEqual([['ann', ['zoo']]]);
    session.expungeAll();
    const other = aliased(Book);
    const byAlias = select(Author)
      .join(Author.c.books.ofType(other))
      .where(other.c.title.eq('ark'))
      .options(containsEager(Author.c.books, { alias: other }));
    expect(titles((await session.scalars(byAlias)).unique().all())).toEqual([['ann', ['ark']]]);
    expect(sent).toHaveLength(2);
  });

  test('an option for an alias is one for its objects', async () => {
    await using ready = await filled();
    const { session } = ready;
    const other = aliased(Author);
    const query = select(other).options(selectinload(other.c.books)).orderBy(other.c.id);
    for (let time = 0; time < 2; time++) {
      expect(titles(await session.scalars(query).all())).toEqual(all);
      session.expungeAll();
    }
  });

  test('joined collections want unique(), and an option that fits nothing is refused', async () => {
    await using ready = await filled();
    const { session } = ready;
    await expect(session.scalars(select(Author).options(joinedload(Author.c.books))).all()).rejects.toThrow(
      'The unique() method must be invoked on this Result',
    );
    await expect(session.scalars(select(Author).options(selectinload(Book.c.tags))).all()).rejects.toThrow(
      'Mapped class Book does not apply to any of the root entities in this query, e.g. Author.',
    );
  });

  test('raiseload refuses reading and loading, but not what the session has', async () => {
    await using ready = await filled();
    const { session } = ready;
    const [ann] = await session.scalars(select(Author).options(raiseload('*')).orderBy(Author.c.id)).all();
    const message = `'Author.books' is not available due to lazy='raise'`;
    expect(() => ann?.books).toThrow(message);
    await expect(session.load(ann as NonNullable<typeof ann>, 'books')).rejects.toThrow(message);
    const books = await session
      .scalars(
        select(Book)
          .options(raiseload(Book.c.author, { sqlOnly: true }))
          .orderBy(Book.c.id),
      )
      .all();
    const [zoo, , , who] = books as [(typeof books)[0], (typeof books)[0], (typeof books)[0], (typeof books)[0]];
    expect(await session.load(zoo, 'author')).toBe(ann);
    expect(await session.load(who, 'author')).toBeNull();
    await expect(session.load(zoo, 'tags')).resolves.toHaveLength(2);
  });

  test('a wildcard holds for all classes of a query, or for one', async () => {
    await using ready = await filled();
    const { session } = ready;
    const load1 = async (...options: LoaderOption[]) => {
      session.expungeAll();
      const [ann] = await session
        .scalars(
          select(Author)
            .options(...options)
            .orderBy(Author.c.id),
        )
        .all();
      return ann?.books[0] as NonNullable<typeof ann>['books'][number];
    };
    const ark = await load1(selectinload(Author.c.books), raiseload('*'));
    await expect(session.load(ark, 'tags')).rejects.toThrow("'Book.tags' is not available due to lazy='raise'");
    const free = await load1(selectinload(Author.c.books), load(Author).raiseload('*'));
    expect(await session.load(free, 'tags')).toEqual([]);
    const below = await load1(selectinload(Author.c.books).raiseload('*'));
    await expect(session.load(below, 'tags')).rejects.toThrow("'Book.tags' is not available due to lazy='raise'");
  });

  test('noload leaves a collection empty', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const [ann] = await session.scalars(select(Author).options(noload(Author.c.books)).orderBy(Author.c.id)).all();
    expect(ann?.books).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('options of a query hold for what is loaded later', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const query = select(Author).options(defaultload(Author.c.books).selectinload(Book.c.tags)).orderBy(Author.c.id);
    const [ann] = await session.scalars(query).all();
    const [, zoo] = await session.load(ann as NonNullable<typeof ann>, 'books');
    expect(zoo?.tags).toHaveLength(2);
    expect(sent).toHaveLength(3);
  });

  test('load(Class) carries options side by side', async () => {
    await using ready = await filled();
    const { session } = ready;
    const option = load(Author)
      .loadOnly(Author.c.name)
      .options(selectinload(Author.c.books).loadOnly(Book.c.title, Book.c.authorId));
    const [ann] = await session.scalars(select(Author).options(option).orderBy(Author.c.id)).all();
    expect(ann?.books.map(({ title }) => title)).toEqual(['ark', 'zoo']);
  });

  test('populateExisting overwrites what is loaded', async () => {
    await using ready = await filled({ autoflush: false });
    const { session } = ready;
    const ann = await session.getOne(Author, 1);
    await session.load(ann, 'books');
    ann.name = 'changed';
    ann.books.pop();
    const query = select(Author).options(selectinload(Author.c.books)).executionOptions({ populateExisting: true });
    await session.scalars(query).all();
    expect([ann.name, ann.books.map(({ title }) => title)]).toEqual(['ann', ['ark', 'zoo']]);
    expect(session.isModified(ann)).toBe(false);
  });

  describe('session.load', () => {
    test('loads a relationship once, of many objects by one statement', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      const authors = await session.scalars(select(Author).orderBy(Author.c.id)).all();
      const [ann] = authors as [(typeof authors)[0]];
      expect((await session.load(ann, 'books')).map(({ title }) => title)).toEqual(['ark', 'zoo']);
      expect(await session.load(ann, 'books')).toBe(ann.books);
      expect(sent).toHaveLength(2);
      const books = await session.load(authors, 'books');
      expect(books.map((one) => one.length)).toEqual([2, 1, 0]);
      expect(sent).toHaveLength(3);
    });

    test('takes a many-to-one from the session, without SQL', async () => {
      await using ready = await filled();
      const { session, sent } = ready;
      const ann = await session.getOne(Author, 1);
      const books = await session.scalars(select(Book).where(Book.c.authorId.eq(1))).all();
      expect(await session.load(books, 'author')).toEqual([ann, ann]);
      expect(sent).toHaveLength(2);
    });

    test('sends what is pending first', async () => {
      await using ready = await filled();
      const { session } = ready;
      const ann = await session.getOne(Author, 1);
      session.add(new Book({ id: 9, title: 'new', authorId: 1 }));
      expect((await session.load(ann, 'books')).map(({ title }) => title)).toEqual(['ark', 'new', 'zoo']);
    });

    test('refuses an object of no session', async () => {
      await using ready = await filled();
      const { session } = ready;
      const ann = await session.getOne(Author, 1);
      session.expunge(ann);
      await expect(session.load(ann, 'books')).rejects.toThrow('is not bound to a Session');
      await expect(session.load(ann, 'nothing' as never)).rejects.toThrow('Author has no attribute "nothing"');
    });

    test('many-to-many and trees', async () => {
      await using ready = await filled();
      const { session } = ready;
      const tag = await session.getOne(Tag, 2);
      expect((await session.load(tag, 'books')).map(({ title }) => title).sort()).toEqual(['sea', 'zoo']);
      const nodes = await session.scalars(select(Node).orderBy(Node.c.id)).all();
      expect((await session.load(nodes, 'children')).map((some) => some.map(({ id }) => id))).toEqual([[2, 3], [4], [], [5], []]);
      expect((await session.load(nodes, 'parent')).map((parent) => parent?.id)).toEqual([undefined, 1, 1, 2, 4]);
    });

    test('more objects than one statement takes', async () => {
      await using ready = await filled();
      const { session, sent, engine } = ready;
      const many = Array.from({ length: 1100 }, (_, index) => ({
        id: 100 + index,
        name: 'n',
        bio: null,
        photo: null,
        scan: null,
      }));
      await engine.begin((connection) => connection.execute(insert(Author.table), many));
      sent.length = 0;
      const authors = await session.scalars(select(Author).options(selectinload(Author.c.books))).all();
      expect(authors.every(({ books }) => Array.isArray(books))).toBe(true);
      expect(sent).toHaveLength(4);
    });
  });

  test('InvalidRequestError is what refusals are', () => {
    expect(new UnloadedAttributeError('')).toBeInstanceOf(InvalidRequestError);
  });
}
