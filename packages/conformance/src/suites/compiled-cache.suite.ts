import {
  bindparam,
  type Connection,
  CreateTable,
  column,
  delete_,
  DropTable,
  insert,
  MetaData,
  select,
  StatementError,
  Table,
  type TypeEngine,
  text,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

export function compiledCache(context: SuiteContext): void {
  const { item } = context.tables({ item: 'id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(30), weight INTEGER' });
  const items = new Table(item, new MetaData(), {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    name: column(t.String(30), { nullable: true }),
    weight: column(t.Integer, { nullable: true }),
  });

  /** A connection to three items, and the origins of the statements that it logs. */
  async function connectLogged(options: { readonly queryCacheSize?: number } = {}) {
    const origins: string[] = [];
    const info = (line: string): void => {
      const origin = /^\[(generated|cached|caching disabled|no key)/.exec(line)?.[1];
      if (origin !== undefined) origins.push(origin);
    };
    const connection = await context.engine({ echo: true, logger: { debug: info, info, warn: info }, ...options }).connect();
    await fill(connection);
    origins.splice(0);
    return { connection, origins };
  }

  async function fill(connection: Connection): Promise<void> {
    await connection.execute(text(`INSERT INTO ${item} (id, name, weight) VALUES (:id, :name, :weight)`), [
      { id: 1, name: 'one', weight: 10 },
      { id: 2, name: 'two', weight: 20 },
      { id: 3, name: null, weight: 30 },
    ]);
  }

  test('a statement built again is found in the cache, and has its own values', async () => {
    const { connection, origins } = await connectLogged();
    const names: unknown[] = [];
    for (const id of [1, 2, 3, 4]) names.push(await connection.scalar(select(items.c.name).where(items.c.id.eq(id))));
    expect(names).toEqual(['one', 'two', null, null]);
    expect(origins).toEqual(['generated', 'cached', 'cached', 'cached']);
    await connection.close();
  });

  test('a list of any length is the same statement', async () => {
    const { connection, origins } = await connectLogged();
    const counts: number[] = [];
    for (const ids of [[1], [3, 1, 2], [], [2, 4]])
      counts.push((await connection.execute(select(items.c.id).where(items.c.id.in(ids))).all()).length);
    expect(counts).toEqual([1, 3, 0, 1]);
    expect(origins).toEqual(['generated', 'cached', 'cached', 'cached']);
    await connection.close();
  });

  test('a statement that is kept takes the values of each execution, or its own', async () => {
    const { connection, origins } = await connectLogged();
    const kept = select(items.c.name).where(items.c.id.eq(bindparam('id', { value: 1, type: t.Integer })));
    expect(await connection.scalar(kept)).toBe('one');
    expect(await connection.scalar(kept, { id: 2 })).toBe('two');
    expect(await connection.scalar(kept)).toBe('one');
    expect(origins).toEqual(['generated', 'cached', 'cached']);
    await connection.close();
  });

  test('without a cache every execution compiles, with the same outcome', async () => {
    const { connection, origins } = await connectLogged({ queryCacheSize: 0 });
    const one = select(items.c.name).where(items.c.id.eq(1));
    expect(await connection.scalar(one)).toBe('one');
    expect(await connection.scalar(one.executionOptions({ compiledCache: null }))).toBe('one');
    expect(origins).toEqual(['caching disabled', 'caching disabled']);
    await connection.close();
  });

  test('what has a type of unknown structure has no key, and works', async () => {
    const { connection, origins } = await connectLogged();
    const foreign: TypeEngine<string> = { typeName: 'Foreign', decode: (value) => `<${String(value)}>` };
    const named = text(`SELECT name FROM ${item} WHERE id = 1`).columns({ name: foreign }).subquery('named');
    const statement = select(named.c.name);
    expect(statement.cacheKey).toBeNull();
    expect(await connection.scalar(statement)).toBe('<one>');
    expect(await connection.scalar(statement)).toBe('<one>');
    expect(origins).toEqual(['no key', 'no key']);
    await connection.close();
  });

  test('a stream gives the rows of a built statement, in batches of the size asked for', async () => {
    const connection = await context.engine().connect();
    await fill(connection);
    const statement = select(items.c.id, items.c.name).orderBy(items.c.id).executionOptions({ yieldPer: 2 });
    const seen: [number, string | null][] = [];
    for await (const row of connection.stream(statement)) seen.push([row.id, row.name]);
    expect(seen).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, null],
    ]);
    const sizes: number[] = [];
    for await (const part of (await connection.stream(statement)).partitions()) sizes.push(part.length);
    expect(sizes).toEqual([2, 1]);
    await connection.close();
  });

  context.when('explain', 'explain() gives the plan of a built statement, with its values', async () => {
    await using connection = await context.engine().connect();
    await fill(connection);
    const plan = await connection.explain(select(items).where(items.c.id.eq(2), items.c.name.in(['one', 'two']))).all();
    expect(plan.length).toBeGreaterThan(0);
    expect(await connection.scalar(select(items.c.name).where(items.c.id.eq(2)))).toBe('two');
  });

  test('more parameters than the database takes are refused before anything is sent', async () => {
    const connection = await context.engine().connect();
    const { maxParameters } = context.capabilities;
    const ids = Array.from({ length: maxParameters + 1 }, (_unused, id) => id);
    const refused = connection.execute(select(items.c.id).where(items.c.id.in(ids))).then(String, (error: unknown) => error);
    expect(await refused).toBeInstanceOf(StatementError);
    expect(String(await refused)).toContain(`${maxParameters + 1} parameters`);
    // Nothing was sent: no transaction was aborted.
    expect(await connection.scalars(select(items.c.id).where(items.c.id.in(ids.slice(0, 3)))).all()).toEqual([]);
    await connection.close();
  });

  test('schemaTranslateMap puts tables into other schemas, in every statement', async () => {
    const { createSchema, dropSchema } = context.notation;
    const schema = `aludel_${process.pid}_tenant`;
    const tenants = new Table(
      'note',
      new MetaData(),
      { id: column(t.Integer, { primaryKey: true }), body: column(t.Text) },
      { schema: 'tenant' },
    );
    const engine = context.engine({ poolSize: 1, maxOverflow: 0, executionOptions: { isolationLevel: 'AUTOCOMMIT' } });
    await using connection = await engine.connect();
    await connection.execDriverSql(createSchema(schema));
    try {
      await connection.executionOptions({ schemaTranslateMap: { tenant: schema } });
      await connection.execute(new CreateTable(tenants));
      await connection.execute(insert(tenants).values({ id: 1, body: 'first' }));
      await connection.execute(insert(tenants), [
        { id: 2, body: 'second' },
        { id: 3, body: 'third' },
      ]);
      await connection.execute(update(tenants).where(tenants.c.id.eq(1)).values({ body: 'changed' }));
      await connection.execute(delete_(tenants).where(tenants.c.id.eq(3)));
      expect(await connection.scalars(select(tenants.c.body).orderBy(tenants.c.id)).all()).toEqual(['changed', 'second']);
      await expect(
        connection.execute(select(tenants), null, { executionOptions: { schemaTranslateMap: { tenant: `${schema}_missing` } } }),
      ).rejects.toThrow();
      await connection.execute(new DropTable(tenants));
    } finally {
      await connection.execDriverSql(dropSchema(schema));
    }
  });
}
