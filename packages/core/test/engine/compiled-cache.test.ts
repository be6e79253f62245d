import { sqlite } from '@aludel/sqlite';
import { describe, expect, test } from '@jest/globals';
import type { Rules } from '../../src/compiler/rules.ts';
import { selectRules } from '../../src/compiler/rules/select-rules.ts';
import type { ConnectableDialect } from '../../src/dialect/dialect.ts';
import {
  ArgumentError,
  bindparam,
  column,
  createEngine,
  MetaData,
  Session,
  scopedSession,
  select,
  sessionmaker,
  statementChannel,
  type StatementMessage,
  Table,
  text,
  types as t,
  UnsupportedCompilationError,
} from '../../src/index.ts';

const item = new Table('item', new MetaData(), { id: column(t.Integer, { primaryKey: true }), name: column(t.String(20)) });
const byId = (id: number) => select(item).where(item.c.id.eq(id));

/** An engine that counts how often a SELECT is compiled, and notes what it logs. */
async function countingEngine(options: { readonly queryCacheSize?: number } = {}) {
  const count = { compiled: 0 };
  const log: string[] = [];
  const rules: Partial<Rules> = {
    ...sqlite.rules,
    select: (node, sql) => {
      count.compiled += 1;
      return (sqlite.rules?.select ?? selectRules.select)(node, sql);
    },
  };
  const dialect: ConnectableDialect = { ...sqlite, rules };
  const info = (line: string) => void log.push(line);
  const engine = createEngine('sqlite://', { dialect, echo: true, logger: { debug: info, info, warn: info }, ...options });
  await engine.begin(async (connection) => {
    await connection.execute(text('CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)'));
    await connection.execute(text("INSERT INTO item VALUES (1, 'one'), (2, 'two')"));
  });
  log.splice(0);
  return { engine, count, log };
}

describe('the compiled cache', () => {
  test('compiles a statement once, however often it is built', async () => {
    const { engine, count } = await countingEngine();
    await using connection = await engine.connect();
    for (const id of [1, 2, 1, 2]) expect((await connection.execute(byId(id)).one()).id).toBe(id);
    expect(count.compiled).toBe(1);
  });

  test('does not look into a statement again that is kept', async () => {
    const { engine } = await countingEngine();
    await using connection = await engine.connect();
    const kept = select(item).where(item.c.id.eq(bindparam('id')));
    await connection.execute(kept, { id: 1 });
    const unread = new Proxy(kept.node, {
      get(node, field) {
        if (field === 'kind') return node.kind;
        throw new Error(`walked again: ${String(field)}`);
      },
    });
    Object.defineProperty(kept, 'node', { value: unread });
    expect((await connection.execute(kept, { id: 2 }).one()).name).toBe('two');
  });

  test('is shared by the sessions and connections of an engine, not by engines', async () => {
    const { engine, count } = await countingEngine();
    await using connection = await engine.connect();
    await connection.execute(byId(1));
    await connection.close();
    await using session = new Session(engine);
    expect((await session.execute(byId(2)).one()).name).toBe('two');
    expect(await session.scalar(byId(2))).toBe(2);
    expect(await session.scalars(select(item.c.name)).all()).toEqual(['one', 'two']);
    expect(count.compiled).toBe(2);
    const other = await countingEngine();
    await using elsewhere = await other.engine.connect();
    await elsewhere.execute(byId(1));
    expect(other.count.compiled).toBe(1);
  });

  test('is left out where it has no room, and where a statement asks for that', async () => {
    const { engine, count } = await countingEngine({ queryCacheSize: 0 });
    await using connection = await engine.connect();
    for (const id of [1, 2]) await connection.execute(byId(id));
    expect(count.compiled).toBe(2);
    const other = await countingEngine();
    await using elsewhere = await other.engine.connect();
    for (const id of [1, 2]) await elsewhere.execute(byId(id).executionOptions({ compiledCache: null }));
    expect(other.count.compiled).toBe(2);
    expect(other.log.filter((line) => line.startsWith('[caching disabled'))).toHaveLength(2);
  });

  test('says that a statement has no key, compiles it each time, and keeps nothing of it', async () => {
    const { engine, count, log } = await countingEngine();
    await using connection = await engine.connect();
    const foreign = { typeName: 'Foreign', encode: String };
    const statement = select(item.c.id).where(item.c.name.eq(bindparam('name', { value: 'two', type: foreign }) as never));
    expect(await connection.scalar(statement)).toBe(2);
    expect(await connection.scalar(statement)).toBe(2);
    expect(count.compiled).toBe(2);
    expect(log.filter((line) => line.startsWith('[no key'))).toHaveLength(2);
  });

  test('keeps a statement for each map of schemas', async () => {
    const { engine, count } = await countingEngine();
    await using connection = await engine.connect();
    const named = { executionOptions: { schemaTranslateMap: { '': 'main' } } };
    await connection.execute(byId(1));
    await connection.execute(byId(1), null, named);
    await connection.execute(byId(2), null, named);
    expect(count.compiled).toBe(2);
  });

  test('is not mistaken by a text that looks like a key', async () => {
    const { engine } = await countingEngine();
    await using connection = await engine.connect();
    const statement = select(item.c.id);
    await connection.execute(statement);
    await expect(connection.execute(text(String(statement.cacheKey).slice(1)))).rejects.toThrow();
  });
});

describe('a built statement', () => {
  test('is heard of by listeners and tracers', async () => {
    const { engine } = await countingEngine();
    await using connection = await engine.connect();
    const messages: StatementMessage[] = [];
    const listener = (message: unknown) => void messages.push(message as StatementMessage);
    statementChannel.subscribe(listener);
    await connection.execute(byId(2)).all();
    statementChannel.unsubscribe(listener);
    expect(messages.map(({ parameters, rowcount }) => [parameters, rowcount])).toEqual([[[2], 1]]);
  });

  test('goes through scoped sessions, streams and explain()', async () => {
    const { engine } = await countingEngine();
    const session = scopedSession(sessionmaker(engine));
    await session.run(async () => {
      expect(await session.scalars(select(item.c.name)).all()).toEqual(['one', 'two']);
      const seen: number[] = [];
      for await (const row of session.stream(select(item))) seen.push(row.id);
      expect(seen).toEqual([1, 2]);
    });
    await using connection = await engine.connect();
    const plan = await connection.explain(byId(1)).all();
    expect(String(plan[0])).toContain('item');
    await expect(connection.explain(byId(1), null, { analyze: true })).rejects.toThrow(UnsupportedCompilationError);
    await expect(connection.explain(byId(1), null, { analyse: true } as never)).rejects.toThrow(ArgumentError);
  });

  test('refuses a map of schemas that is none', async () => {
    const { engine } = await countingEngine();
    await using connection = await engine.connect();
    const schemaTranslateMap = { tenant: undefined } as never;
    await expect(connection.execute(byId(1), null, { executionOptions: { schemaTranslateMap } })).rejects.toThrow(
      'schemaTranslateMap',
    );
  });
});
