import {
  computed,
  declarativeBase,
  FlushError,
  foreignKey,
  mappedColumn,
  relationship,
  select,
  Session,
  StaleDataError,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Who makes the versions of rows, and what happens to those that somebody else has changed. */
export function ormVersions(context: SuiteContext): void {
  const Base = declarativeBase();
  const docs = uniqueName('ver_doc');
  let made = 0;
  class Doc extends Base(
    docs,
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      version: mappedColumn(t.String(20)),
      title: mappedColumn(t.String(30)),
      links: () => relationship([Link], { backPopulates: 'doc' }),
    },
    { versionId: 'version', versionIdGenerator: (before) => `${before === null ? 'first' : 'next'} ${++made}` },
  ) {}
  class Link extends Base(
    uniqueName('ver_link'),
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      docId: mappedColumn('doc_id', t.Integer, foreignKey(`${docs}.id`), { nullable: true }),
      version: mappedColumn(t.Integer, { nullable: true }),
      doc: () => relationship(Doc, { backPopulates: 'links', nullable: true }),
    },
    { versionId: 'version' },
  ) {}
  class ByHand extends Base(
    uniqueName('ver_hand'),
    { id: mappedColumn(t.Integer, { primaryKey: true }), version: mappedColumn(t.Integer), title: mappedColumn(t.String(30)) },
    { versionId: 'version', versionIdGenerator: false },
  ) {}
  class ByDatabase extends Base(
    uniqueName('ver_db'),
    {
      id: mappedColumn(t.Integer, { primaryKey: true }),
      amount: mappedColumn(t.Integer),
      version: mappedColumn(t.Integer, {
        computed: computed('amount + 100', { persisted: context.has('storedColumns') }),
        nullable: true,
      }),
    },
    { versionId: 'version', versionIdGenerator: false },
  ) {}
  metadataFixture(context, Base.metadata);

  const open = () => new Session(context.engine(), { autoflush: false });

  test('a function makes versions of those before', async () => {
    await using session = open();
    made = 0;
    const all = ['a', 'b'].map((title) => new Doc({ title, links: [] }));
    session.addAll(all);
    await session.flush();
    expect(all.map(({ version }) => version)).toEqual(['first 1', 'first 2']);
    (all[1] as Doc).title = 'c';
    await session.flush();
    expect(await session.scalars(select(Doc.c.version).orderBy(Doc.c.id)).all()).toEqual(['first 1', 'next 3']);
    await session.execute(update(Doc).values({ version: 'of somebody else' }).executionOptions({ synchronizeSession: false }));
    (all[0] as Doc).title = 'd';
    await expect(session.flush()).rejects.toThrow(StaleDataError);
    await session.rollback();
  });

  test('a row that goes to another object has the next version of its own', async () => {
    await using session = open();
    made = 0;
    const doc = new Doc({ id: 5, title: 'a', links: [] });
    session.add(doc);
    await session.commit();
    session.delete(doc);
    const other = new Doc({ id: 5, title: 'b', links: [] });
    session.add(other);
    await session.commit();
    expect(other.version).toBe('next 2');
  });

  test('a new child makes no version of its parent; the child that gets a parent has another one', async () => {
    await using session = open();
    const doc = new Doc({ title: 'a', links: [] });
    const link = new Link({});
    session.addAll([doc, link]);
    await session.commit();
    const { version } = doc;
    doc.links.push(link, new Link({}));
    await session.commit();
    expect([doc.version, link.version]).toEqual([version, 2]);
  });

  test('an application that sets versions itself has them checked', async () => {
    await using session = open();
    const row = new ByHand({ version: 10, title: 'a' });
    session.add(row);
    await session.commit();
    row.title = 'without another version';
    await session.flush();
    row.version = 11;
    await session.commit();
    expect(await session.scalars(select(ByHand.c.version)).all()).toEqual([11]);
    await session.execute(update(ByHand).values({ version: 12 }).executionOptions({ synchronizeSession: false }));
    row.title = 'b';
    await expect(session.flush()).rejects.toThrow(StaleDataError);
    await session.rollback();
  });

  test('versions that the database makes come onto the objects, with many rows too', async () => {
    await using session = open();
    const rows = Array.from({ length: 6 }, (_one, index) => new ByDatabase({ amount: index }));
    session.addAll(rows);
    await session.flush();
    expect(rows.map(({ version }) => version)).toEqual([100, 101, 102, 103, 104, 105]);
    for (let turn = 0; turn < 2; turn++) {
      for (const row of rows) row.amount += 10;
      await session.flush();
    }
    expect(rows.map(({ version }) => version)).toEqual([120, 121, 122, 123, 124, 125]);
    await session.commit();
    await session.execute(update(ByDatabase).values({ amount: 0 }).executionOptions({ synchronizeSession: false }));
    (rows[0] as ByDatabase).amount = 1;
    await expect(session.flush()).rejects.toThrow(StaleDataError);
    await session.rollback();
  });

  test('a row without a version cannot be updated', async () => {
    await using session = open();
    const link = new Link({});
    session.add(link);
    await session.flush();
    await session.execute(update(Link).values({ version: null }));
    await session.refresh(link);
    link.docId = null;
    link.doc = null;
    await session.flush();
    const doc = new Doc({ title: 'a', links: [] });
    session.add(doc);
    link.doc = doc;
    await expect(session.flush()).rejects.toThrow(FlushError);
    await session.rollback();
  });
}
