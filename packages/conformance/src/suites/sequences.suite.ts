import {
  column,
  type Connection,
  CreateSchema,
  CreateSequence,
  DropSchema,
  DropSequence,
  func,
  insert,
  inspect,
  MetaData,
  select,
  Sequence,
  Table,
  types as t,
  update,
} from '@aludel/core';
import { expect } from '@jest/globals';
import { uniqueName, withTables } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** Sequences by themselves, as defaults of columns, in other schemas, and in the catalog. */
export function sequences(context: SuiteContext): void {
  const needed = ['sequenceObjects'] as const;
  const within = (metadata: MetaData, work: (connection: Connection) => Promise<void>) => withTables(context, metadata, work);
  const next = (connection: Connection, sequence: Sequence) => connection.scalar(select(sequence.nextValue()));

  context.needing(needed, 'a sequence counts as it says', async () => {
    const metadata = new MetaData();
    const plain = new Sequence(uniqueName('plain'), { metadata });
    const steps = new Sequence(uniqueName('steps'), { metadata, start: 10, increment: 5 });
    const down = new Sequence(uniqueName('down'), { metadata, start: -1, increment: -2, minvalue: -100, maxvalue: -1 });
    const ring = new Sequence(uniqueName('ring'), { metadata, start: 2, minvalue: 1, maxvalue: 3, cycle: true, cache: 1 });
    await within(metadata, async (connection) => {
      expect([await next(connection, plain), await next(connection, plain)]).toEqual([1, 2]);
      expect([await next(connection, steps), await next(connection, steps)]).toEqual([10, 15]);
      expect([await next(connection, down), await next(connection, down)]).toEqual([-1, -3]);
      const around: unknown[] = [];
      for (let i = 0; i < 4; i++) around.push(await next(connection, ring));
      expect(around).toEqual([2, 3, 1, 2]);
    });
  });

  context.needing(needed, 'a column takes the next number where it is given none, and an update can take one', async () => {
    const metadata = new MetaData();
    const sequence = new Sequence(uniqueName('number'), { start: 5 });
    const table = new Table(uniqueName('numbered'), metadata, {
      id: column(t.Integer, { primaryKey: true, sequence }),
      other: column(t.Integer, { nullable: true }),
    });
    await within(metadata, async (connection) => {
      const first = await connection.execute(insert(table).values({ other: 1 }));
      expect([...(first.insertedPrimaryKey ?? [])]).toEqual([5]);
      await connection.execute(insert(table), [{ other: 2 }, { other: 3 }]);
      await connection.execute(update(table).where(table.c.other.eq(1)).values({ other: sequence.nextValue() }));
      const rows = await connection.execute(select(table).where(table.c.id.le(7)).orderBy(table.c.id)).all();
      expect(rows.map((row) => row.id)).toEqual([5, 6, 7]);
      expect(rows[0]?.other).toBeGreaterThanOrEqual(8);
    });
  });

  context.needing(needed, 'the next number is the same expression in a statement of literals', async () => {
    const metadata = new MetaData();
    const sequence = new Sequence(uniqueName('literal'), { metadata });
    const table = new Table(uniqueName('literally'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      word: column(t.String(20)),
    });
    await within(metadata, async (connection) => {
      const statement = insert(table).values({ id: sequence.nextValue(), word: "some 'words'" });
      const { sql } = statement.compile({ dialect: connection.dialect, literalBinds: true });
      await connection.execDriverSql(sql);
      expect([...(await connection.execute(select(table)).one())]).toEqual([1, "some 'words'"]);
    });
  });

  context.needing(needed, 'a sequence that is there only where it is needed is left alone elsewhere', async () => {
    const metadata = new MetaData();
    const sequence = new Sequence(uniqueName('optional'), { optional: true });
    const table = new Table(uniqueName('by_itself'), metadata, { id: column(t.Integer, { primaryKey: true, sequence }) });
    await within(metadata, async (connection) => {
      const result = await connection.execute(insert(table));
      expect([...(result.insertedPrimaryKey ?? [])]).toEqual([1]);
    });
  });

  context.needing(needed, 'a sequence is created and dropped by itself, and is then no more in the catalog', async () => {
    const sequence = new Sequence(uniqueName('alone'), { start: 3 });
    await context.engine({ isolationLevel: 'AUTOCOMMIT' }).begin(async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.hasSequence(sequence.name)).toBe(false);
      await connection.execute(new CreateSequence(sequence));
      expect(await inspector.hasSequence(sequence.name)).toBe(false);
      inspector.clearCache();
      expect(await inspector.hasSequence(sequence.name)).toBe(true);
      expect(await inspector.getSequenceNames()).toContain(sequence.name);
      expect(await inspector.hasTable(sequence.name)).toBe(false);
      expect(await next(connection, sequence)).toBe(3);
      await connection.execute(new DropSequence(sequence));
      inspector.clearCache();
      expect(await inspector.hasSequence(sequence.name)).toBe(false);
      await expect(next(connection, sequence)).rejects.toThrow();
    });
  });

  context.needing(needed, 'no table counts as a sequence, also where its key is numbered', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('no_sequence'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.hasSequence(table.name)).toBe(false);
      expect(await inspector.getSequenceNames()).not.toContain(table.name);
      expect(await connection.scalar(select(func.count()).selectFrom(table))).toBe(0);
    });
  });

  context.needing(['sequenceObjects', 'createdSchemas'], 'a sequence of another schema is there and nowhere else', async () => {
    const schema = uniqueName('numbers');
    const engine = context.engine();
    const metadata = new MetaData();
    const there = new Sequence(uniqueName('there'), { metadata, schema });
    const here = new Sequence(uniqueName('here'), { metadata });
    const translated = new Sequence(there.name, { schema: 'elsewhere' });
    const table = new Table(
      uniqueName('numbered'),
      metadata,
      { id: column(t.Integer, { primaryKey: true, sequence: there }) },
      { schema },
    );
    await engine.begin((connection) => connection.execute(new CreateSchema(schema)));
    await tidily(
      async () => {
        await metadata.createAll(engine);
        await engine.begin(async (connection) => {
          const inspector = inspect(connection);
          expect(await inspector.getSequenceNames({ schema })).toEqual([there.name]);
          expect(await inspector.hasSequence(there.name, { schema })).toBe(true);
          expect(await inspector.hasSequence(there.name)).toBe(false);
          expect(await inspector.hasSequence(here.name)).toBe(true);
          expect(await inspector.hasSequence(here.name, { schema })).toBe(false);
          expect([...((await connection.execute(insert(table))).insertedPrimaryKey ?? [])]).toEqual([1]);
          expect(await next(connection, there)).toBe(2);
          await connection.executionOptions({ schemaTranslateMap: { elsewhere: schema } });
          expect(await next(connection, translated)).toBe(3);
        });
      },
      async () => {
        await metadata.dropAll(engine);
        await engine.begin((connection) => connection.execute(new DropSchema(schema)));
      },
    );
  });
}
