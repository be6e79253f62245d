import {
  bindparam,
  cast,
  column,
  type Connection,
  insert,
  literal,
  MetaData,
  select,
  Session,
  Table,
  types as t,
  update,
  declarativeBase,
  mappedColumn,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

type Read = 'asBoolean' | 'asInteger' | 'asFloat' | 'asString' | 'asNumeric';

/** What stands in a document is found, read in a type and compared, by its key, its place or its path. */
export function jsonDocuments(context: SuiteContext): void {
  type Selected = any;
  const metadata = new MetaData();
  const page = new Table(uniqueName('page'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    name: column(t.String(30), { nullable: true }),
    data: column(t.JSON, { nullable: true }),
  });
  metadataFixture(context, metadata);
  const { id, name, data } = page.c;
  const within = <T>(work: (connection: Connection) => Promise<T>): Promise<T> => context.engine().begin(work);

  const elements: readonly [what: string, value: unknown, read: Read, found?: unknown][] = [
    ['true', true, 'asBoolean'],
    ['false', false, 'asBoolean'],
    ['a whole number', 7, 'asInteger'],
    ['a negative number', -7, 'asInteger'],
    ['zero', 0, 'asInteger'],
    ['a fraction', 28.5, 'asFloat'],
    ['a long fraction', 1234567.89, 'asFloat'],
    ['a small fraction', 0.0000152587890625, 'asFloat'],
    ['a decimal', 1234567.89, 'asNumeric', '1234567.89'],
    ['a whole decimal', 15, 'asNumeric', '15.00'],
    ['a text', 'some text', 'asString'],
    ...context.where('emptyText', ['an empty text', '', 'asString'] as [string, string, 'asString']),
    ['a text with quotes', 'it\'s "x" \\ y', 'asString'],
    ['a text of other scripts', 'réve 測試 🐍', 'asString'],
    ['a text that looks like a number', '007', 'asString'],
    ['a text that looks like a document', '{"a": [1]}', 'asString'],
    ['the word true', 'true', 'asString'],
    ['the word null', 'null', 'asString'],
  ];
  const read = (element: Selected, how: Read): Selected => (how === 'asNumeric' ? element.asNumeric(12, 2) : element[how]());

  context.needingEach(
    ['jsonElements'],
    '%s is read and compared, by its key, its place and its path',
    elements,
    (_what, value, how, found = value) =>
      within(async (connection) => {
        await connection.execute(insert(page), [
          { id: 1, data: { key: value, deep: { list: [null, value] } } },
          { id: 2, data: { key: how === 'asBoolean' ? !value : how === 'asString' ? 'else' : 99, deep: { list: [] } } },
          { id: 3, data: { other: 1 } },
          { id: 4, data: null },
          { id: 5, data: [value, 'x'] },
        ]);
        const places: readonly (readonly [Selected, number])[] = [
          [data.get('key'), 1],
          [data.get(['deep', 'list', 1]), 1],
          [data.get('deep').get('list').get(1), 1],
          [data.get(0), 5],
        ];
        for (const [element, row] of places) {
          const typed = read(element, how);
          expect(await connection.scalar(select(typed).where(id.eq(row)) as Selected)).toEqual(found);
          expect(await connection.scalar(select(element).where(id.eq(row)) as Selected)).toEqual(value);
          // MySQL takes an object for the first element of itself.
          const others = row === 5 ? id.ge(4) : id.le(5);
          expect(await connection.scalars(select(id).where(typed.eq(found), others)).all()).toEqual([row]);
          expect(await connection.scalars(select(id).where(typed.in([found]), others)).all()).toEqual([row]);
          expect(await connection.scalar(select(typed).where(id.eq(4)) as Selected)).toBeNull();
        }
        const documents = select(id, data.get('key'))
          .where(id.in([1, 2, 3]))
          .orderBy(id);
        expect((await connection.execute(documents).all())[2]?.[1]).toBeNull();
      }),
  );

  test.each<[string, Selected]>([
    ['true', true],
    ['a number', 5],
    ['a number beyond 32 bits', 2 ** 40],
    ['a fraction', 15.052],
    ['a text', 'one two three'],
    ['a list', [1, 2, [3]]],
    ['an object', { key1: 'value1', key2: { nested: [] } }],
    ['an empty object', {}],
    ['an empty list', []],
  ])('%s is a document of its own, given by value, by parameter, to many rows and by an update', (_what, document) =>
    within(async (connection) => {
      await connection.execute(insert(page).values({ id: 1, data: document }));
      await connection.execute(insert(page), { id: 2, data: document });
      await connection.execute(insert(page), [
        { id: 3, data: document },
        { id: 4, data: 'to be changed' },
      ]);
      await connection.execute(update(page).where(id.eq(4)).values({ data: document }));
      await connection.execute(insert(page).fromSelect(['id', 'data'], select(literal(5), data).where(id.eq(1))));
      expect(await connection.scalars(select(data).orderBy(id)).all()).toEqual(Array.from({ length: 5 }, () => document));
      expect(await connection.scalar(select(literal(document, t.JSON)) as Selected)).toEqual(document);
    }),
  );

  test('a large document with every kind of text comes back as it was', () =>
    within(async (connection) => {
      const part = (n: number) => ({ id: n, name: `é${'x'.repeat(50)}漢"\\/\n${n}`, list: [n, n / 8, null, true], deep: { n } });
      const document = { parts: Array.from({ length: 1_500 }, (_unused, n) => part(n)) };
      expect(JSON.stringify(document).length).toBeGreaterThan(150_000);
      await connection.execute(insert(page).values({ id: 1, data: document }));
      expect(await connection.scalar(select(data))).toEqual(document);
    }));

  context.needing(['jsonElements'], 'an element is found far inside of a large document', () =>
    within(async (connection) => {
      const parts = Array.from({ length: 1_500 }, (_unused, n) => ({ text: 'é'.repeat(50), deep: { n } }));
      await connection.execute(insert(page).values({ id: 1, data: { parts } }));
      expect(await connection.scalar(select(data.get(['parts', 1_499, 'deep', 'n']).asInteger()))).toBe(1_499);
    }),
  );

  context.when('jsonElements', 'an element is found by a key that the execution gives, and put beside columns', () =>
    within(async (connection) => {
      await connection.execute(insert(page), [
        { id: 1, name: 'a', data: { a: 'x', n: 3 } },
        { id: 2, name: 'b', data: { a: 'y', n: 1 } },
      ]);
      const sum = select(id.add(data.get('n').asInteger()).label('s'), name.concat(data.get('a').asString()).label('w')).orderBy(
        data.get('n').asInteger(),
      );
      expect((await connection.execute(sum).all()).map((row) => [...row])).toEqual([
        [3, 'by'],
        [4, 'ax'],
      ]);
      const wanted = select(id).where(data.get('a').asString().eq(bindparam('wanted')));
      expect(await connection.scalar(wanted, { wanted: 'y' })).toBe(2);
      expect(await connection.scalar(select(cast(data.get('n').asString(), t.Integer)).where(id.eq(1)))).toBe(3);
    }),
  );

  test('null is SQL NULL however it is given; the document null is another thing', () =>
    within(async (connection) => {
      await connection.execute(insert(page).values({ id: 1, data: null }));
      await connection.execute(insert(page), { id: 2 });
      await connection.execute(insert(page), [
        { id: 3, data: null },
        { id: 4, data: t.JSON.NULL },
      ]);
      await connection.execute(insert(page).values({ id: 5, data: t.JSON.NULL }));
      await connection.execute(insert(page).values({ id: 6, data: { a: null } }));
      expect(await connection.scalars(select(id).where(data.is(null)).orderBy(id)).all()).toEqual([1, 2, 3]);
      expect(await connection.scalars(select(data).orderBy(id)).all()).toEqual([null, null, null, null, null, { a: null }]);
      await connection.execute(update(page).where(id.eq(4)).values({ data: null }));
      await connection.execute(update(page).where(id.eq(1)).values({ data: t.JSON.NULL }));
      expect(await connection.scalars(select(id).where(data.is(null)).orderBy(id)).all()).toEqual([2, 3, 4]);
    }));

  test('objects of a class keep the two apart as well', async () => {
    const Base = declarativeBase();
    class Page extends Base(page.name, {
      id: mappedColumn(t.Integer, { primaryKey: true, autoincrement: false }),
      name: mappedColumn(t.String(30), { nullable: true }),
      data: mappedColumn(t.JSON, { nullable: true }),
    }) {}
    await using session = new Session(context.engine());
    session.addAll([new Page({ id: 1, data: null }), new Page({ id: 2 }), new Page({ id: 3, data: t.JSON.NULL })]);
    session.add(new Page({ id: 4, data: { list: [1] } }));
    await session.flush();
    expect(await session.scalars(select(Page.c.id).where(Page.c.data.is(null)).orderBy(Page.c.id)).all()).toEqual([1, 2]);
    const four = await session.getOne(Page, 4);
    four.data = t.JSON.NULL;
    await session.flush();
    expect(await session.scalars(select(Page.c.id).where(Page.c.data.is(null)).orderBy(Page.c.id)).all()).toEqual([1, 2]);
    four.data = null;
    await session.flush();
    expect(await session.scalars(select(Page.c.id).where(Page.c.data.is(null)).orderBy(Page.c.id)).all()).toEqual([1, 2, 4]);
    await session.rollback();
  });
}
