import { column, type Connection, insert, inspect, MetaData, select, Table, text, types as t } from '@aludel/core';
import { expect } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** Tables and views that go with their connection. */
export function temporaryTables(context: SuiteContext): void {
  /** A connection with a temporary table that has a key, an index and a unique constraint, and stands before all others. */
  async function withTemporary(work: (connection: Connection, table: Table<string, any>) => Promise<void>): Promise<void> {
    const name = uniqueName('temporary');
    const table = new Table(
      name,
      new MetaData(),
      {
        id: column(t.Integer, { primaryKey: true, autoincrement: false }),
        word: column(t.String(30), { unique: true }),
        size: column(t.Integer, { nullable: true, index: true }),
      },
      { prefixes: ['TEMPORARY'] },
    );
    await using connection = await context.engine().connect();
    await tidily(
      async () => {
        await table.create(connection, { checkfirst: false });
        await work(connection, table);
      },
      async () => {
        await connection.rollback();
        await connection.execute(text(`DROP TABLE IF EXISTS ${name}`));
        await connection.commit();
      },
    );
  }

  context.when('temporaryTables', 'a temporary table takes rows', () =>
    withTemporary(async (connection, table) => {
      await connection.execute(insert(table), [
        { id: 1, word: 'a', size: 5 },
        { id: 2, word: 'b', size: 6 },
      ]);
      expect(await connection.scalars(select(table.c['word'] as never).orderBy(table.c['id'] as never)).all()).toEqual([
        'a',
        'b',
      ]);
    }),
  );

  context.needing(['temporaryTables', 'savepoints'], 'its constraints hold', () =>
    withTemporary(async (connection, table) => {
      await connection.execute(insert(table).values({ id: 1, word: 'a', size: 5 }));
      await expect(
        connection.beginNested(() => connection.execute(insert(table).values({ id: 3, word: 'a' }))),
      ).rejects.toMatchObject({ name: 'UniqueViolationError' });
    }),
  );

  context.needing(['temporaryTables', 'concurrentTransactions'], 'no other connection sees a temporary table', () =>
    withTemporary(async (connection, table) => {
      // Not before the end of the transaction: behind a pooler the next one may have the same session of the server.
      const other = context.engine();
      await expect(other.begin((one) => one.execute(select(table)))).rejects.toThrow();
      expect(await inspect(other).getTableNames()).not.toContain(table.name);
      expect(await inspect(connection).getTableNames()).not.toContain(table.name);
    }),
  );

  context.needing(['temporaryTables', 'listedTemporaryTables'], 'the catalog tells of its columns, keys and indexes', () =>
    withTemporary(async (connection, table) => {
      const inspector = inspect(connection);
      expect(await inspector.getTempTableNames()).toContain(table.name);
      expect(await inspector.hasTable(table.name)).toBe(true);
      const columns = await inspector.getColumns(table.name);
      expect(columns.map(({ name, nullable }) => [name, nullable])).toEqual([
        ['id', false],
        ['word', false],
        ['size', true],
      ]);
      expect((await inspector.getPkConstraint(table.name)).constrainedColumns).toEqual(['id']);
      expect((await inspector.getUniqueConstraints(table.name)).map(({ columnNames }) => columnNames)).toEqual([['word']]);
      const indexes = (await inspector.getIndexes(table.name)).filter((one) => one.duplicatesConstraint === undefined);
      expect(indexes.map(({ columnNames }) => columnNames)).toEqual([['size']]);
      const reflected = await Table.reflect(table.name, new MetaData(), connection);
      expect(Object.keys(reflected.c)).toEqual(['id', 'word', 'size']);
    }),
  );

  context.when('temporaryViews', 'a temporary view is told of, with its columns', () =>
    withTemporary(async (connection, table) => {
      const view = uniqueName('temporary_view');
      await connection.execute(text(`CREATE TEMPORARY VIEW ${view} AS SELECT id, size FROM ${table.name}`));
      const inspector = inspect(connection);
      expect(await inspector.getTempViewNames()).toEqual([view]);
      expect(await inspector.getViewNames()).not.toContain(view);
      expect(await inspector.hasTable(view)).toBe(true);
      expect((await inspector.getColumns(view)).map(({ name }) => name)).toEqual(['id', 'size']);
      await connection.execute(text(`DROP VIEW ${view}`));
    }),
  );
}
