import { type Connection, createEngine, type Engine, inspect, MetaData, Table } from '@aludel/core';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { postgresql } from '../../src/index.ts';

const url = process.env['ALUDEL_TEST_POSTGRESQL_URL'] ?? '';
const describeServer = url === '' ? describe.skip : describe;

const schema = `aludel_introspection_${process.pid}`;

describeServer('a PostgreSQL', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = createEngine(url, { dialect: postgresql });
    await run(`CREATE SCHEMA ${schema}`);
    await run(`CREATE TYPE ${schema}.mood AS ENUM ('sad', 'it''s ok', 'happy')`);
    await run(`CREATE DOMAIN ${schema}.positive AS numeric(10, 2) CHECK (VALUE > 0)`);
    await run(`CREATE TABLE ${schema}.kinds (
      id bigserial CONSTRAINT "The PK" PRIMARY KEY, mood ${schema}.mood DEFAULT 'sad', moods ${schema}.mood[], price ${schema}.positive,
      stamp timestamp(3) with time zone, exact timestamp, day date, clock time(2), zoned time with time zone, span interval day to second(3),
      doc jsonb, address inet, words varchar(30)[], grid integer[][], bits bit(3), varbits bit varying(9), one bit,
      real real, double double precision, fixed char(5), bare numeric, span_range int8range, stamps tstzrange,
      collated varchar(20) COLLATE "C", twice integer GENERATED ALWAYS AS (1 + 1) STORED,
      slice integer[] DEFAULT '{1,2,3}', colon text DEFAULT 'a:b ::c')`);
    await run(`CREATE TABLE ${schema}.indexed (
      a integer, b text, c text, CONSTRAINT "U" UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT no_inherit CHECK (a > 5) NO INHERIT)`);
    await run(`CREATE INDEX ix_ops ON ${schema}.indexed USING btree (b text_pattern_ops DESC NULLS LAST, lower(c), (a + 1) DESC)
      INCLUDE (a) WITH (fillfactor = 70) WHERE (c IS NOT NULL)`);
    await run(`CREATE INDEX ix_hash ON ${schema}.indexed USING hash (a)`);
    await run(`CREATE TABLE ${schema}.parted (id integer, at date) PARTITION BY RANGE (at)`);
    await run(`CREATE TABLE ${schema}.parted_one PARTITION OF ${schema}.parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`);
    await run(`CREATE TABLE ${schema}.heir (more integer) INHERITS (${schema}.indexed) WITH (fillfactor = 60)`);
    await run(`CREATE MATERIALIZED VIEW ${schema}.materialized AS SELECT id, mood FROM ${schema}.kinds`);
  });
  afterAll(async () => {
    await run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await engine.dispose();
  });
  const run = (sql: string) => engine.begin((connection: Connection) => connection.execDriverSql(sql).then(() => undefined));

  test('has types that are read as they are', async () => {
    const columns = await inspect(engine).getColumns('kinds', { schema });
    const mood = `Enum('sad', 'it\\'s ok', 'happy', name='mood', schema='${schema}')`;
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, String(type)]))).toMatchObject({
      id: 'BIGINT()',
      mood,
      moods: `ARRAY(${mood})`,
      price: expect.stringMatching(/^DOMAIN\(.*positive.*NUMERIC\(precision=10, scale=2\)/),
      stamp: 'TIMESTAMP(timezone=true)',
      exact: "TIMESTAMP(mode='string')",
      day: 'DATE()',
      clock: 'TIME(precision=2)',
      zoned: expect.stringMatching(/^TIME\(.*timezone=true/),
      span: expect.stringMatching(/^INTERVAL\(fields='DAY TO SECOND', precision=3\)/),
      doc: 'JSONB()',
      address: 'INET()',
      words: 'ARRAY(VARCHAR(length=30))',
      grid: 'ARRAY(INTEGER())',
      bits: expect.stringMatching(/^BIT\(length=3\b/),
      varbits: expect.stringMatching(/^BIT\(.*length=9/),
      one: expect.stringMatching(/^BIT\(/),
      real: 'REAL()',
      double: 'DOUBLE_PRECISION()',
      fixed: 'CHAR(length=5)',
      bare: 'NUMERIC()',
      span_range: 'INT8RANGE()',
      stamps: expect.stringMatching(/^TSTZRANGE\(/),
      collated: "VARCHAR(length=20, collation='C')",
    });
  });

  test('has a schema that can be created again from what was read', async () => {
    const names = ['kinds', 'indexed'];
    const read = async () => {
      const inspector = inspect(engine);
      const filter = { schema, filterNames: names };
      const columns = await inspector.getMultiColumns(filter);
      return {
        columns: [...columns].map(([name, list]) => [name, list.map((found) => ({ ...found, type: String(found.type) }))]),
        keys: [...(await inspector.getMultiPkConstraint(filter))],
        indexes: [...(await inspector.getMultiIndexes(filter))],
        uniques: [...(await inspector.getMultiUniqueConstraints(filter))],
        checks: [...(await inspector.getMultiCheckConstraints(filter))],
      };
    };
    const before = await read();
    const metadata = new MetaData();
    await metadata.reflect(engine, { schema, only: names });
    await run(`DROP TABLE ${schema}.heir, ${schema}.indexed, ${schema}.kinds CASCADE`);
    await metadata.createAll(engine);
    expect(await read()).toEqual(before);
    await run(`CREATE MATERIALIZED VIEW ${schema}.materialized AS SELECT id, mood FROM ${schema}.kinds`);
    await run(`CREATE TABLE ${schema}.heir (more integer) INHERITS (${schema}.indexed) WITH (fillfactor = 60)`);
  });

  test('has indexes with all that they can say', async () => {
    const inspector = inspect(engine);
    const indexes = await inspector.getIndexes('indexed', { schema });
    expect(indexes).toEqual([
      {
        name: 'U',
        columnNames: ['a'],
        unique: true,
        includeColumns: ['b'],
        duplicatesConstraint: 'U',
        dialectOptions: { postgresql: { include: ['b'], nullsNotDistinct: true } },
      },
      { name: 'ix_hash', columnNames: ['a'], unique: false, using: 'hash' },
      {
        name: 'ix_ops',
        columnNames: ['b', null, null],
        expressions: ['b', 'lower(c)', '(a + 1)'],
        unique: false,
        columnSorting: { b: ['desc', 'nulls_last'], '(a + 1)': ['desc'] },
        includeColumns: ['a'],
        where: 'c IS NOT NULL',
        dialectOptions: { postgresql: { include: ['a'], ops: { b: 'text_pattern_ops' }, with: { fillfactor: '70' } } },
      },
    ]);
    expect(await inspector.getUniqueConstraints('indexed', { schema })).toEqual([
      {
        name: 'U',
        columnNames: ['a'],
        deferrable: true,
        initially: 'DEFERRED',
        comment: null,
        dialectOptions: { postgresql: { include: ['b'], nullsNotDistinct: true } },
      },
    ]);
    expect(await inspector.getCheckConstraints('indexed', { schema })).toEqual([
      { name: 'no_inherit', sqltext: 'a > 5', comment: null, dialectOptions: { postgresql: { noInherit: true } } },
    ]);
  });

  test('has enumerations, partitions, heirs and materialized views', async () => {
    const inspector = inspect(engine);
    expect(await inspector.getEnums({ schema })).toEqual([
      { name: 'mood', schema, visible: false, labels: ['sad', "it's ok", 'happy'] },
    ]);
    expect(await inspector.getTableOptions('parted', { schema })).toEqual({ postgresql: { partitionBy: 'RANGE (at)' } });
    expect(await inspector.getTableOptions('heir', { schema })).toEqual({
      postgresql: { inherits: ['indexed'], with: { fillfactor: '60' } },
    });
    expect(await inspector.getMaterializedViewNames({ schema })).toEqual(['materialized']);
    expect(await inspector.getViewNames({ schema })).toEqual([]);
    expect((await inspector.getColumns('materialized', { schema })).map(({ name }) => name)).toEqual(['id', 'mood']);
    expect(await inspector.getViewDefinition('materialized', { schema })).toMatch(/SELECT/);
    expect(await inspector.hasSequence('kinds_id_seq', { schema })).toBe(true);
  });

  test('has types that Aludel does not know: they are NullType, and a warning names the column', async () => {
    await run(`CREATE TABLE ${schema}.strange (place point)`);
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const [place] = await inspect(engine).getColumns('strange', { schema });
    const warned = warn.mock.calls.map(([message]) => String(message));
    warn.mockRestore();
    expect(String(place?.type)).toBe('NullType()');
    expect(warned).toEqual([expect.stringContaining("Did not recognize type 'point' of column 'strange.place'")]);
    await run(`DROP TABLE ${schema}.strange`);
  });

  test('has tables whose serial columns stay serial', async () => {
    const table = await Table.reflect('kinds', new MetaData(), engine, { schema, resolveFks: false });
    const id = table.columnList[0];
    expect([id?.autoincrement, id?.serverDefault ?? null]).toEqual([true, null]);
    expect(table.primaryKey.name).toBe('The PK');
  });
});
