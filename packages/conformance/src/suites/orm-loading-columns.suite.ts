import { defer, loadOnly, ObjectDeletedError, select, undefer, undeferGroup, delete_ } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { Author, loadingModel } from '../orm-loading-model.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Which columns a query loads, and what loads the others. */
export function ormLoadingColumns(context: SuiteContext): void {
  const filled = loadingModel(context);

  test('a deferred column is left out, and loaded when it is asked for', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const authors = await session.scalars(select(Author).orderBy(Author.c.id)).all();
    const [ann] = authors as [(typeof authors)[0]];
    expect(sent[0]).not.toContain('bio');
    expect(() => ann.bio).toThrow(/not loaded/);
    expect(await session.load(ann, 'bio')).toBe('born');
    expect(await session.load(authors, 'bio')).toEqual(['born', null, 'dead']);
    expect(sent).toHaveLength(3);
  });

  test('the columns of a group are loaded together', async () => {
    await using ready = await filled();
    const { session, sent } = ready;
    const ann = await session.getOne(Author, 1);
    expect(await session.load(ann, 'photo')).toBe('p1');
    expect(ann.scan).toBe('s1');
    expect(sent).toHaveLength(2);
  });

  test('undefer, undeferGroup and a wildcard', async () => {
    await using ready = await filled();
    const { session } = ready;
    const first = async (...options: readonly ReturnType<typeof undefer>[]) => {
      session.expungeAll();
      const [ann] = await session
        .scalars(
          select(Author)
            .options(...options)
            .orderBy(Author.c.id),
        )
        .all();
      return ann as NonNullable<typeof ann>;
    };
    expect((await first(undefer(Author.c.bio))).bio).toBe('born');
    expect((await first(undeferGroup('large'))).scan).toBe('s1');
    const all = await first(undefer('*'));
    expect([all.bio, all.photo]).toEqual(['born', 'p1']);
  });

  test('loadOnly and defer', async () => {
    await using ready = await filled();
    const { session } = ready;
    const [only] = await session.scalars(select(Author).options(loadOnly(Author.c.bio)).orderBy(Author.c.id)).all();
    expect([only?.id, only?.bio]).toEqual([1, 'born']);
    expect(() => only?.name).toThrow(/not loaded/);
    session.expungeAll();
    const [without] = await session.scalars(select(Author).options(defer(Author.c.name)).orderBy(Author.c.id)).all();
    expect(() => without?.name).toThrow(/not loaded/);
    expect(await session.load(without as NonNullable<typeof without>, 'name')).toBe('ann');
    session.expungeAll();
    const [refused] = await session
      .scalars(
        select(Author)
          .options(defer(Author.c.name, { raiseload: true }))
          .orderBy(Author.c.id),
      )
      .all();
    await expect(session.load(refused as NonNullable<typeof refused>, 'name')).rejects.toThrow(
      "'Author.name' is not available due to raiseload=true",
    );
  });

  test('a later query fills in what was left out, and leaves changes alone', async () => {
    await using ready = await filled({ autoflush: false });
    const { session } = ready;
    const [ann] = await session.scalars(select(Author).options(loadOnly(Author.c.bio)).orderBy(Author.c.id)).all();
    if (ann === undefined) throw new Error('There is an author.');
    ann.bio = 'changed';
    await session.scalars(select(Author).options(undefer(Author.c.bio))).all();
    expect([ann.name, ann.bio]).toEqual(['ann', 'changed']);
  });

  test('a row that is gone', async () => {
    await using ready = await filled();
    const { session, engine } = ready;
    const cid = await session.getOne(Author, 3);
    await session.commit();
    await engine.begin((connection) => connection.execute(delete_(Author.table).where(Author.table.c.id.eq(3))));
    await expect(session.load(cid, 'bio')).rejects.toThrow(ObjectDeletedError);
  });
}
