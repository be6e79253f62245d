import { type Connection, inspect, MetaData, NoSuchTableError, Table, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** What `inspect()` reads of tables that were created by hand. */
export function reflection(context: SuiteContext): void {
  const { quote } = context.notation;
  const action = context.has('deleteActions') ? ' ON DELETE CASCADE' : '';
  const foreignKey = context.has('foreignKeys')
    ? `, CONSTRAINT {book}_fk FOREIGN KEY (author_id) REFERENCES {author} (id)${action}`
    : '';
  const { author, book, odd } = context.tables({
    author: `
      id INTEGER NOT NULL PRIMARY KEY,
      name VARCHAR(30) DEFAULT 'it''s' NOT NULL,
      price NUMERIC(10, 2),
      CONSTRAINT {author}_ck CHECK (price > 5),
      CONSTRAINT {author}_uq UNIQUE (name)`,
    book: `
      a INTEGER NOT NULL, b INTEGER NOT NULL, author_id INTEGER NOT NULL,
      PRIMARY KEY (b, a)${foreignKey}`,
    odd: `${quote('select')} INTEGER, ${quote('a b')} INTEGER, ${quote('MiXed')} INTEGER, ${quote('ü')} INTEGER, ${quote('q"`')} INTEGER`,
  });

  test('tables are found by name', async () => {
    const inspector = inspect(context.engine());
    expect(await inspector.getTableNames()).toEqual(expect.arrayContaining([author, book, odd]));
    expect(await inspector.hasTable(author)).toBe(true);
    expect(await inspector.hasTable(`${author}_not`)).toBe(false);
  });

  test('columns are read with type, null and default', async () => {
    const columns = await inspect(context.engine()).getColumns(author);
    expect(columns.map(({ name, nullable }) => [name, nullable])).toEqual([
      ['id', false],
      ['name', false],
      ['price', true],
    ]);
    if (context.has('columnLengths')) expect(String(columns[1]?.type)).toMatch(/^VARCHAR\(length=30\b/);
    expect(String(columns[2]?.type)).toMatch(/^(?:NUMERIC|DECIMAL)\(precision=10, scale=2/);
    expect(columns.map((column) => column.default === null)).toEqual([true, false, true]);
    expect(columns[1]?.default).toContain("'it''s'");
  });

  test('columns may have any name', async () => {
    const engine = context.engine();
    const columns = await inspect(engine).getColumns(odd);
    expect(columns.map(({ name }) => name)).toEqual(['select', 'a b', 'MiXed', 'ü', 'q"`']);
    const table = await Table.reflect(odd, new MetaData(), engine);
    expect(Object.keys(table.c)).toEqual(['select', 'a b', 'MiXed', 'ü', 'q"`']);
  });

  test('keys are read in their order', async () => {
    const inspector = inspect(context.engine());
    expect((await inspector.getPkConstraint(author)).constrainedColumns).toEqual(['id']);
    expect((await inspector.getPkConstraint(book)).constrainedColumns).toEqual(['b', 'a']);
    expect((await inspector.getPkConstraint(odd)).constrainedColumns).toEqual([]);
  });

  context.needing(['foreignKeys', 'checkConstraints', 'constraintNames'], 'constraints are read', async () => {
    const inspector = inspect(context.engine());
    expect(await inspector.getForeignKeys(book)).toEqual([
      {
        name: `${book}_fk`,
        constrainedColumns: ['author_id'],
        referredSchema: null,
        referredTable: author,
        referredColumns: ['id'],
        options: context.has('deleteActions') ? { ondelete: 'CASCADE' } : {},
        comment: null,
      },
    ]);
    expect(await inspector.getForeignKeys(author)).toEqual([]);
    expect((await inspector.getUniqueConstraints(author)).map(({ name, columnNames }) => [name, columnNames])).toEqual([
      [`${author}_uq`, ['name']],
    ]);
    const [check, ...others] = await inspector.getCheckConstraints(author);
    expect(others).toEqual([]);
    expect(check?.name).toBe(`${author}_ck`);
    expect(check?.sqltext.replace(/[`"()]|::numeric/g, '')).toBe('price > 5');
  });

  test('a table that is not there is an error, with its name', async () => {
    const inspector = inspect(context.engine());
    for (const look of [
      () => inspector.getColumns('no_such_table'),
      () => inspector.getPkConstraint('no_such_table'),
      () => inspector.getForeignKeys('no_such_table'),
      () => inspector.getIndexes('no_such_table'),
      () => inspector.getUniqueConstraints('no_such_table'),
      () => inspector.getCheckConstraints('no_such_table'),
      () => inspector.getTableComment('no_such_table'),
      () => inspector.getTableOptions('no_such_table'),
      () => inspector.getViewDefinition('no_such_table'),
      () => Table.reflect('no_such_table', new MetaData(), context.engine()),
    ]) {
      const error = await look().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(NoSuchTableError);
      expect(String(error)).toContain('"no_such_table"');
    }
  });

  test('many tables are read at once', async () => {
    const inspector = inspect(context.engine());
    const filterNames = [author, book, 'no_such_table'];
    expect([...(await inspector.getMultiColumns({ filterNames })).keys()].sort()).toEqual([author, book].sort());
    const keys = await inspector.getMultiForeignKeys({ filterNames });
    expect([keys.get(author)?.length, keys.get(book)?.length]).toEqual([0, context.has('foreignKeys') ? 1 : 0]);
    expect([...(await inspector.getMultiColumns({ filterNames, kind: 'view' })).keys()]).toEqual([]);
  });

  context.needing(['foreignKeys', 'constraintNames'], 'tables come after those they refer to', async () => {
    const sorted = await inspect(context.engine()).getSortedTableAndFkcNames();
    const names = sorted.map(({ table }) => table);
    expect(names.indexOf(author)).toBeLessThan(names.indexOf(book));
    expect(sorted.find(({ table }) => table === book)?.foreignKeys).toEqual([[book, `${book}_fk`]]);
    expect(sorted.at(-1)?.table).toBeNull();
  });

  test('an inspector remembers until it is told to forget', async () => {
    const added = `${odd}_added`;
    await context.engine().begin(async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.hasTable(added)).toBe(false);
      await connection.execute(text(`CREATE TABLE ${added} (x INTEGER)`));
      await tidily(
        async () => {
          expect(await inspector.hasTable(added)).toBe(false);
          inspector.clearCache();
          expect(await inspector.hasTable(added)).toBe(true);
        },
        async () => {
          await connection.execute(text(`DROP TABLE ${added}`));
        },
      );
    });
  });

  context.when('views', 'a view is read like a table', async () => {
    const view = `${author}_view`;
    await withView(context, view, `SELECT id, name FROM ${author}`, async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.getViewNames()).toContain(view);
      expect(await inspector.getTableNames()).not.toContain(view);
      expect(await inspector.hasTable(view)).toBe(true);
      expect((await inspector.getColumns(view)).map(({ name }) => name)).toEqual(['id', 'name']);
      expect(await inspector.getPkConstraint(view)).toEqual({ name: null, constrainedColumns: [], comment: null });
      expect(await inspector.getViewDefinition(view)).toMatch(/select\b[\s\S]*\bfrom\b/i);
      await expect(inspector.getViewDefinition(author)).rejects.toThrow(NoSuchTableError);
      expect([...(await inspector.getMultiColumns({ kind: 'view', filterNames: [view] })).keys()]).toEqual([view]);
      const metadata = new MetaData();
      await metadata.reflect(connection, { only: [view], views: true });
      expect([...metadata.tables.keys()]).toEqual([view]);
    });
  });

  test('indexes are read', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(text(`CREATE INDEX ${book}_ix ON ${book} (author_id, a)`));
      await connection.execute(text(`CREATE UNIQUE INDEX ${book}_ux ON ${book} (a DESC)`));
    });
    const inspector = inspect(context.engine());
    const indexes = await inspector.getIndexes(book);
    expect(indexes.find(({ name }) => name === `${book}_ix`)).toEqual({
      name: `${book}_ix`,
      columnNames: ['author_id', 'a'],
      unique: false,
    });
    expect(indexes.find(({ name }) => name === `${book}_ux`)).toEqual({
      name: `${book}_ux`,
      columnNames: ['a'],
      unique: true,
      ...(context.has('sortedIndexes') ? { columnSorting: { a: ['desc'] } } : {}),
    });
    expect(await inspector.hasIndex(book, `${book}_ix`)).toBe(true);
    expect(await inspector.hasIndex(book, 'no_such_index')).toBe(false);
    expect(await inspector.hasIndex('no_such_table', 'no_such_index')).toBe(false);
  });

  context.needing(['foreignKeys'], 'a reflected table brings the tables that it refers to', async () => {
    const metadata = new MetaData();
    const table = await Table.reflect(book, metadata, context.engine());
    expect([...metadata.tables.keys()].sort()).toEqual([author, book].sort());
    expect(table.foreignKeyConstraints.map(({ referredTable }) => referredTable.name)).toEqual([author]);
    expect(table.primaryKey.columns.map(({ name }) => name)).toEqual(['b', 'a']);
    const alone = new MetaData();
    await Table.reflect(book, alone, context.engine(), { resolveFks: false });
    expect([...alone.tables.keys()]).toEqual([book]);
  });

  test('a MetaData reads all tables, or only some', async () => {
    const engine = context.engine();
    const all = new MetaData();
    await all.reflect(engine);
    expect([...all.tables.keys()]).toEqual(expect.arrayContaining([author, book, odd]));
    const some = new MetaData();
    await some.reflect(engine, { only: (name) => name === odd });
    expect([...some.tables.keys()]).toEqual([odd]);
    await expect(some.reflect(engine, { only: ['no_such_table'] })).rejects.toThrow(/requested table.*no_such_table/);
  });

  test('the default schema is among the schemas', async () => {
    const inspector = inspect(context.engine());
    const schema = await inspector.getDefaultSchemaName();
    expect(await inspector.getSchemaNames()).toContain(schema);
    expect(await inspector.hasSchema(String(schema))).toBe(true);
    expect(await inspector.hasSchema('no_such_schema')).toBe(false);
    expect(await inspector.getTableNames({ schema })).toContain(author);
    expect((await inspector.getColumns(author, { schema })).map(({ name }) => name)).toEqual(['id', 'name', 'price']);
    if (context.has('foreignKeys')) expect((await inspector.getForeignKeys(book, { schema }))[0]?.referredSchema).toBe(schema);
    await expect(inspector.getColumns(author, { schema: 'no_such_schema' })).rejects.toThrow();
  });
}

async function withView(
  context: SuiteContext,
  view: string,
  select: string,
  body: (connection: Connection) => Promise<void>,
): Promise<void> {
  await using connection = await context.engine().connect();
  await connection.execute(text(`CREATE VIEW ${view} AS ${select}`));
  await connection.commit();
  await tidily(
    async () => {
      await body(connection);
    },
    async () => {
      await connection.execute(text(`DROP VIEW ${view}`));
      await connection.commit();
    },
  );
}
