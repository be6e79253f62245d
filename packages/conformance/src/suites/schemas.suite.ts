import {
  column,
  computed,
  CreateSchema,
  DropSchema,
  type Engine,
  foreignKey,
  func,
  identity,
  index,
  insert,
  inspect,
  MetaData,
  select,
  Table,
  text,
  types as t,
  uniqueConstraint,
} from '@aludel/core';
import { expect } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** Tables of the same name in two schemas: in statements, and in the catalog. */
export function schemas(context: SuiteContext): void {
  /** A table in the default schema, one of the same name in another, which refers to it, and a view there. */
  async function withSchema(work: (tables: ReturnType<typeof tablesOf>, engine: Engine) => Promise<void>): Promise<void> {
    const engine = context.engine();
    const schema = uniqueName('other');
    await engine.begin((connection) => connection.execute(new CreateSchema(schema)));
    const all = tablesOf(schema);
    await tidily(
      async () => {
        await all.metadata.createAll(engine);
        await engine.begin((connection) =>
          connection.execute(text(`CREATE VIEW ${schema}.some_view AS SELECT id FROM ${schema}.${all.there.name}`)),
        );
        await work(all, engine);
      },
      async () => {
        await engine.begin((connection) => connection.execute(text(`DROP VIEW IF EXISTS ${schema}.some_view`)));
        await all.metadata.dropAll(engine);
        await engine.begin((connection) => connection.execute(new DropSchema(schema)));
      },
    );
  }

  function tablesOf(schema: string) {
    const metadata = new MetaData();
    const name = uniqueName('same');
    const here = new Table(name, metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      word: column(t.String(20), { nullable: true }),
    });
    const sibling = new Table(
      uniqueName('sibling'),
      metadata,
      {
        id: column(t.Integer, { primaryKey: true, autoincrement: false }),
        twice: column(t.Integer, { computed: computed('id * 2', { persisted: context.has('storedColumns') }), nullable: true }),
      },
      { schema },
    );
    const there = new Table(
      name,
      metadata,
      {
        id: column(t.Integer, { primaryKey: true, autoincrement: false }),
        hereId: column('here_id', t.Integer),
        siblingId: column('sibling_id', t.Integer, foreignKey(sibling.c.id, { name: uniqueName('fk') }), { nullable: true }),
        size: column(t.Integer),
      },
      [uniqueConstraint('size', { name: uniqueName('uq') }), index('ix_there', 'hereId')],
      { schema },
    );
    return { metadata, schema, here, sibling, there };
  }

  context.needing(['createdSchemas'], 'a statement tells them apart, in joins, conditions and subqueries', () =>
    withSchema(async ({ here, there }, engine) => {
      await engine.begin(async (connection) => {
        await connection.execute(insert(here).values({ id: 1, word: 'a' }));
        await connection.execute(insert(there).values({ id: 2, hereId: 1, size: 9 }));
        const joined = select(here, there.c.id, there.c.size).join(there, here.c.id.eq(there.c.hereId));
        expect([...(await connection.execute(joined).one())]).toEqual([1, 'a', 2, 9]);
        expect([...(await connection.execute(select(here.c.id, there.c.id).where(here.c.id.eq(there.c.hereId))).one())]).toEqual([
          1, 2,
        ]);
        const inner = select(here.c.id, there.c.id.label('b')).join(there, here.c.id.eq(there.c.hereId)).subquery();
        expect([...(await connection.execute(select(inner.c.id, inner.c.b)).one())]).toEqual([1, 2]);
        expect(
          await connection.scalar(
            select(func.count())
              .selectFrom(here)
              .where(here.c.id.in(select(there.c.id))),
          ),
        ).toBe(0);
        const correlated = select(there.c.size).where(there.c.hereId.eq(here.c.id)).scalarSubquery();
        expect([...(await connection.execute(select(here.c.word, correlated)).one())]).toEqual(['a', 9]);
        const again = there.alias();
        const beside = select(here.c.word, there.c.size, again.c.id)
          .join(there, here.c.id.eq(there.c.hereId))
          .join(again, again.c.id.eq(there.c.id));
        expect([...(await connection.execute(beside).one())]).toEqual(['a', 9, 2]);
      });
    }),
  );

  context.needing(['createdSchemas', 'foreignKeys'], 'the catalog tells them apart, with their keys, indexes and views', () =>
    withSchema(async ({ schema, here, sibling, there }, engine) => {
      const inspector = inspect(engine);
      expect(await inspector.getSchemaNames()).toContain(schema);
      expect(await inspector.getTableNames({ schema })).toEqual([there.name, sibling.name].toSorted());
      expect(await inspector.getViewNames({ schema })).toEqual(['some_view']);
      expect(await inspector.hasTable('some_view', { schema })).toBe(true);
      expect(await inspector.hasTable('some_view')).toBe(false);
      expect(await inspector.hasTable(here.name, { schema: `${schema}_not` })).toBe(false);
      expect((await inspector.getColumns(here.name)).map(({ name }) => name)).toEqual(['id', 'word']);
      expect((await inspector.getColumns(there.name, { schema })).map(({ name }) => name)).toEqual([
        'id',
        'here_id',
        'sibling_id',
        'size',
      ]);
      const twice = (await inspector.getColumns(sibling.name, { schema }))[1]?.computed;
      expect([twice?.persisted, twice?.sqltext.replace(/[`"()\s]/g, '')]).toEqual([context.has('storedColumns'), 'id*2']);
      const [key] = await inspector.getForeignKeys(there.name, { schema });
      expect([key?.referredSchema, key?.referredTable]).toEqual([schema, sibling.name]);
      expect(await inspector.hasIndex(there.name, 'ix_there', { schema })).toBe(true);
      expect(await inspector.hasIndex(there.name, 'ix_there')).toBe(false);
      expect((await inspector.getUniqueConstraints(there.name, { schema })).map(({ columnNames }) => columnNames)).toEqual([
        ['size'],
      ]);
      expect(await inspector.getUniqueConstraints(here.name)).toEqual([]);
      expect(await inspector.getViewDefinition('some_view', { schema })).toMatch(/select/i);
      const names = [there.name, sibling.name].map((name) => `${schema}.${name}`).toSorted();
      expect([...(await inspector.getMultiColumns({ schema })).keys()].toSorted()).toEqual(names);
      expect([...(await inspector.getMultiColumns({ schema, kind: 'any' })).keys()].toSorted()).toEqual(
        [...names, `${schema}.some_view`].toSorted(),
      );
      const metadata = new MetaData();
      const reflected = await Table.reflect(there.name, metadata, engine, { schema });
      expect(reflected.foreignKeyConstraints[0]?.referredTable.fullname).toBe(`${schema}.${sibling.name}`);
      expect(metadata.tables.size).toBe(2);
    }),
  );

  context.needing(['createdSchemas', 'identityColumns'], 'the catalog tells of identity columns in another schema', async () => {
    const engine = context.engine();
    const schema = uniqueName('counting');
    const metadata = new MetaData({ schema });
    const table = new Table(uniqueName('counted'), metadata, {
      id: column(t.Integer, { primaryKey: true, identity: identity({ always: true, start: 7, increment: 3 }) }),
    });
    await engine.begin((connection) => connection.execute(new CreateSchema(schema)));
    await tidily(
      async () => {
        await metadata.createAll(engine);
        const [id] = await inspect(engine).getColumns(table.name, { schema });
        expect(id?.identity).toMatchObject({ always: true, start: 7, increment: 3 });
        await engine.begin((connection) => connection.execute(insert(table)));
        expect(await engine.begin((connection) => connection.scalar(select(table.c.id)))).toBe(7);
      },
      async () => {
        await metadata.dropAll(engine);
        await engine.begin((connection) => connection.execute(new DropSchema(schema)));
      },
    );
  });
}
