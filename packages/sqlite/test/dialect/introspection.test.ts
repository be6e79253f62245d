import { createEngine, type Engine, inspect, MetaData, Table, text } from '@aludel/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readIndexText } from '../../src/dialect/introspection/index-text.ts';
import { readTableText } from '../../src/dialect/introspection/table-text.ts';
import { reflectedType } from '../../src/dialect/reflected-types.ts';
import { sqlite } from '../../src/index.ts';

describe('the text of CREATE TABLE', () => {
  const text = readTableText(`CREATE TABLE "odd ""t" ( -- a comment, with a comma (
    id INTEGER CONSTRAINT "the pk" PRIMARY KEY AUTOINCREMENT,
    [a b] VARCHAR(30) COLLATE NOCASE CONSTRAINT u1 UNIQUE DEFAULT 'it''s, UNIQUE (x)',
    "check" INT CHECK ("check" > (1 + 2) AND "check" <> ')'),
    x NUMERIC(10, 2) DEFAULT (1 + 2) REFERENCES other (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    y INT GENERATED ALWAYS AS (x * (2)) STORED, /* ) */
    z INT AS (x || 'a,b'),
    CONSTRAINT ck CHECK (x IN (1, 2)) CONSTRAINT fk FOREIGN KEY (x, "a b") REFERENCES [other] (a, b) NOT DEFERRABLE,
    UNIQUE (X, "a b")
  ) STRICT, WITHOUT ROWID`);

  test('names its columns, with what computes them', () => {
    expect(text.columns).toEqual([
      { name: 'id', collation: null, computed: null },
      { name: 'a b', collation: 'NOCASE', computed: null },
      { name: 'check', collation: null, computed: null },
      { name: 'x', collation: null, computed: null },
      { name: 'y', collation: null, computed: 'x * (2)' },
      { name: 'z', collation: null, computed: "x || 'a,b'" },
    ]);
  });

  test('names its constraints', () => {
    expect(text.primaryKeyName).toBe('the pk');
    expect(text.uniques).toEqual([
      { name: 'u1', columns: ['a b'] },
      { name: null, columns: ['x', 'a b'] },
    ]);
    expect(text.checks).toEqual([
      { name: null, sqltext: `"check" > (1 + 2) AND "check" <> ')'` },
      { name: 'ck', sqltext: 'x IN (1, 2)' },
    ]);
    expect(text.foreignKeys).toEqual([
      { name: null, deferrable: true, initially: 'DEFERRED' },
      { name: 'fk', deferrable: false, initially: null },
    ]);
  });

  test('says what the table is besides', () => {
    expect([text.hasAutoincrement, text.isStrict, text.isWithoutRowid]).toEqual([true, true, true]);
  });

  test.each(['CREATE VIEW v AS SELECT (1)', 'CREATE VIRTUAL TABLE f USING fts5(a, b)', ''])('is not there in %j', (sql) => {
    expect(readTableText(sql).columns).toEqual([]);
  });
});

test('the text of CREATE INDEX has its parts and its condition', () => {
  expect(
    readIndexText(`CREATE UNIQUE INDEX "i on" ON t (lower(a, ','), b COLLATE NOCASE DESC, "c d") WHERE a <> ') where'`),
  ).toEqual({
    parts: ["lower(a, ',')", 'b COLLATE NOCASE', '"c d"'],
    where: "a <> ') where'",
  });
});

test.each([
  ['VARCHAR(30)', 'VARCHAR(length=30)'],
  ['varchar ( 30 )', 'VARCHAR(length=30)'],
  ['CHARACTER VARYING(5)', 'TEXT(length=5)'],
  ['NUMERIC(10, 2)', 'NUMERIC(precision=10, scale=2)'],
  ['UNSIGNED BIG INT', 'INTEGER()'],
  ['double precision', 'DOUBLE_PRECISION()'],
  ['MY_FLOAT', 'REAL()'],
  ['WHATEVER', 'NUMERIC()'],
])('the type %s is read as %s', (declared, expected) => {
  expect(String(reflectedType({ column: 't.c', declared, collation: null }))).toBe(expected);
});

describe('a database', () => {
  let engine: Engine;
  beforeEach(() => {
    engine = createEngine('sqlite:///:memory:', { dialect: sqlite });
  });
  afterEach(() => engine.dispose());

  test('that is attached is a schema', async () => {
    await using connection = await engine.connect();
    connection.executionOptions({ isolationLevel: 'AUTOCOMMIT' });
    await connection.execute(text(`ATTACH ':memory:' AS "other one"`));
    await connection.execute(text('CREATE TABLE "other one".parent (id INTEGER PRIMARY KEY)'));
    await connection.execute(text('CREATE TABLE "other one".child (parent_id INTEGER CONSTRAINT fk REFERENCES parent)'));
    await connection.execute(text('CREATE INDEX "other one".ix ON child (parent_id) WHERE parent_id > 5'));
    const schema = 'other one';
    const inspector = inspect(connection);
    expect(await inspector.getSchemaNames()).toEqual(['main', 'other one']);
    expect([await inspector.getTableNames(), await inspector.getTableNames({ schema })]).toEqual([[], ['child', 'parent']]);
    expect((await inspector.getForeignKeys('child', { schema }))[0]).toMatchObject({
      name: 'fk',
      referredSchema: schema,
      referredTable: 'parent',
      referredColumns: ['id'],
    });
    expect(await inspector.getIndexes('child', { schema })).toEqual([
      { name: 'ix', columnNames: ['parent_id'], unique: false, where: 'parent_id > 5' },
    ]);
    const table = await Table.reflect('child', new MetaData(), connection, { schema });
    expect(table.fullname).toBe('other one.child');
  });

  test('has temporary tables in front of others of the same name', async () => {
    await using connection = await engine.connect();
    await connection.execute(text('CREATE TABLE t (a INTEGER)'));
    await connection.execute(text('CREATE TEMP TABLE t (b INTEGER)'));
    const inspector = inspect(connection);
    expect((await inspector.getColumns('t')).map(({ name }) => name)).toEqual(['b']);
    expect((await inspector.getColumns('t', { schema: 'main' })).map(({ name }) => name)).toEqual(['a']);
  });

  test('may have keys to tables that are not there, and columns without type', async () => {
    await using connection = await engine.connect();
    await connection.execute(text('CREATE TABLE t (a REFERENCES nowhere (id), b NUMERIC)'));
    const metadata = new MetaData();
    const table = await Table.reflect('t', metadata, connection);
    expect([...metadata.tables.keys()]).toEqual(['t']);
    expect(table.columnList.map(({ type }) => String(type))).toEqual(['NullType()', 'NUMERIC()']);
  });

  test('logs what it is asked as raw SQL', async () => {
    const lines: string[] = [];
    const logging = createEngine('sqlite:///:memory:', {
      dialect: sqlite,
      echo: true,
      logger: {
        info: (line: string) => lines.push(line),
        debug: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      } as never,
    });
    await inspect(logging).getTableNames();
    await logging.dispose();
    expect(lines[0]).toBe('BEGIN (implicit)');
    expect(lines[2]).toMatch(/^\[raw sql\] /);
    expect(lines.at(-1)).toBe('ROLLBACK');
  });
});
