import { insert, joinedload, select, selectinload } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Author, Book, loadingModel } from '../orm-loading-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Objects from a stream. */
export function ormLoadingStreams(context: SuiteContext): void {
  const filled = loadingModel(context);

  test('objects arrive batch by batch, and are those of the session', async () => {
    await using ready = await filled();
    const { session } = ready;
    const ann = await session.getOne(Author, 1);
    const names: string[] = [];
    for await (const author of session.stream(select(Author).orderBy(Author.c.id)).yieldPer(2).scalars()) {
      if (author.id === 1) expect(author).toBe(ann);
      names.push(author.name);
    }
    expect(names).toEqual(['ann', 'bob', 'cid']);
  });

  test('an object that the application holds stays the one of its row, and a change of one that it does not is saved', async () => {
    await using ready = await filled();
    const { session } = ready;
    let held: object | null = null;
    const statement = select(Book).orderBy(Book.c.id).executionOptions({ yieldPer: 1 });
    for await (const book of session.stream(statement).scalars()) {
      if (book.id === 2) held = book;
      if (book.id === 3) book.title = 'ocean';
    }
    expect(await session.get(Book, 2)).toBe(held);
    await session.commit();
    session.expungeAll();
    expect((await session.getOne(Book, 3)).title).toBe('ocean');
  });

  test('joined collections are refused', async () => {
    await using ready = await filled();
    const { session } = ready;
    await expect(session.stream(select(Author).options(joinedload(Author.c.books))).all()).rejects.toThrow(
      "Can't use stream() with eager loaders that require uniquing",
    );
  });

  context.needing(['statementsWhileStreaming'], 'selectinload loads for each batch', async () => {
    await using ready = await filled();
    const { session, engine } = ready;
    const many = Array.from({ length: 20 }, (_, index) => ({ id: 100 + index, authorId: 1 + (index % 3), title: `t${index}` }));
    await engine.begin((connection) => connection.execute(insert(Book.table), many));
    const counts: number[] = [];
    const query = select(Author).options(selectinload(Author.c.books)).orderBy(Author.c.id).executionOptions({ yieldPer: 2 });
    for await (const author of session.stream(query).scalars()) counts.push(author.books.length);
    expect(counts).toEqual([9, 8, 6]);
  });
}
