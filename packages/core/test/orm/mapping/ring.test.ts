import '@aludel/sqlite';
import { expect, test } from '@jest/globals';
import { createEngine, joinedload, select, selectinload, Session } from '../../../src/index.ts';

// Classes in modules that import one another in a ring: whichever is loaded first.
const { Author } = await import('./ring/author.ts');
const { Atlas } = await import('./ring/atlas.ts');
const { Base } = await import('./ring/base.ts');
const { Book } = await import('./ring/book.ts');
const { Review } = await import('./ring/review.ts');

test('classes of modules that import one another are mapped, written and loaded', async () => {
  const engine = createEngine('sqlite:///:memory:');
  await Base.metadata.createAll(engine);
  await using session = new Session(engine);
  const ann = Author.named('ann');
  ann.books.push(new Book({ title: 'first' }), new Atlas({ title: 'world', scale: 1000 }));
  session.addAll([ann, new Review({ book: ann.books[1] as InstanceType<typeof Book>, by: Author.named('bob') })]);
  await session.commit();
  session.expungeAll();

  const books = selectinload(Author.c.books).selectinload(Book.c.reviews).joinedload(Review.c.by);
  const again = await session.scalars(select(Author).where(Author.c.name.eq('ann')).options(books)).one();
  expect(again.titles()).toEqual(['first', 'world']);
  expect(again.books.map(({ kind, pages }) => [kind, pages])).toEqual([
    ['book', 100],
    ['atlas', 200],
  ]);
  expect(again.coAuthors().map(({ name }) => name)).toEqual(['bob']);
  const atlas = await session.scalars(select(Atlas).options(joinedload(Atlas.c.author))).one();
  expect(atlas.describe()).toBe('world (1:1000), 200 pages');
  expect(atlas.author).toBe(again);
  expect(atlas.reviews[0]?.atlas()).toBe(atlas);
});
