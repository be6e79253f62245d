import {
  column,
  CompileError,
  type Connection,
  type Engine,
  inspect,
  insert,
  literal,
  MetaData,
  type NamedColumn,
  rowMapping,
  rowValues,
  select,
  sql,
  Table,
  type TableDefinition,
  text,
  types as t,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { nastyTexts } from '../nasty-texts.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** Names, keys and texts that are hard to quote arrive as they were given, and mean nothing but themselves. */
export function identifiers(context: SuiteContext): void {
  const { textType } = context.notation;
  const { word: wordName, page: pageName } = context.tables({
    word: `id INTEGER NOT NULL PRIMARY KEY, content ${textType} NOT NULL`,
    page: 'id INTEGER NOT NULL PRIMARY KEY, document JSON NOT NULL',
  });
  const metadata = new MetaData();
  const word = new Table(wordName, metadata, { id: column(t.Integer, { primaryKey: true }), content: column(t.Text) });
  const page = new Table(pageName, metadata, { id: column(t.Integer, { primaryKey: true }), document: column(t.JSON) });

  test('any text is the name of a table, a column, an alias, a label, a subquery and an index', async () => {
    // MySQL takes white space and control characters off the beginning of an alias.
    const names = nastyTexts(52, 3).map((name) => (/^[!-~]/.test(name) ? name : `x${name}`));
    const engine = context.engine({ poolSize: 1 });
    for (let i = 0; i + 3 < names.length; i += 4) {
      const [one, two, three, four] = names.slice(i, i + 4).map((name) => `${name}~`) as [string, string, string, string];
      await tryNames(engine, [one, two, three, four]);
    }
  });

  context.needing(['ctes'], 'any text is the name of a common table expression', async () => {
    await using connection = await context.engine().connect();
    for (const name of nastyTexts(24, 3)) {
      const cte = select(literal('value').label('x')).cte(`x${name}~`);
      expect(await connection.scalar(select(columnOf(cte, 'x')))).toBe('value');
    }
  });

  test('names as long as the database takes them, and labels that are longer', async () => {
    const metadata = new MetaData();
    const long = new Table('x'.repeat(60), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      ['y'.repeat(60)]: column(t.Integer),
    }) as Table<string, TableDefinition>;
    const [id, value] = [columnOf(long, 'id'), columnOf(long, 'y'.repeat(60))];
    const next = long.alias();
    const label = 'z'.repeat(100);
    await metadata.createAll(context.engine());
    await tidily(
      async () => {
        await context.engine().begin(async (connection) => {
          await connection.execute(
            insert(long),
            [
              [1, 10],
              [2, 20],
            ].map(([one, two]) => ({ id: one, ['y'.repeat(60)]: two })) as never,
          );
          const pairs = select(value.label(label), columnOf(next, 'y'.repeat(60)))
            .join(next, columnOf(next, 'id').eq(id))
            .where(id.eq(2));
          const row = await connection.execute(pairs).one();
          expect(rowValues(row)).toEqual([20, 20]);
          expect(Object.keys(rowMapping(row))[0]).toBe(label);
          const twice = select(value, columnOf(next, 'y'.repeat(60)))
            .join(next, columnOf(next, 'id').eq(id))
            .subquery();
          expect(await connection.execute(select(twice)).all()).toHaveLength(2);
          const inner = select(id.label(label)).subquery();
          expect(await connection.scalars(select(columnOf(inner, label)).orderBy(label)).all()).toEqual([1, 2]);
        });
      },
      async () => {
        await metadata.dropAll(context.engine());
      },
    );
  });

  test('a name that no database takes is refused', async () => {
    const engine = context.engine();
    await using connection = await engine.connect();
    for (const name of ['', 'a\0b', '\ud800']) {
      const table = new Table(name, new MetaData(), { id: column(t.Integer) });
      await expect(async () => connection.execute(select(table))).rejects.toThrow(CompileError);
    }
  });

  context.needing(['jsonElements'], 'any text is a key of a JSON document', async () => {
    const engine = context.engine();
    const keys = ['', ...nastyTexts(60, 3).filter((key) => !key.startsWith('-'))];
    const document = Object.fromEntries(keys.map((key, index) => [`${key}`, { [`${key}!`]: [index, { [key]: `v${index}` }] }]));
    await engine.begin((connection) => connection.execute(insert(page).values({ id: 1, document })));
    await using connection = await engine.connect();
    for (const [index, key] of keys.entries()) {
      const { document: c } = page.c;
      const found = await connection
        .execute(select(c.get(key), c.get([key, `${key}!`, 0]).asInteger(), c.get([key, `${key}!`, 1, key]).asString()))
        .one();
      expect([key, ...rowValues(found)]).toEqual([key, document[key], index, `v${index}`]);
    }
  });

  test('any text is found by what it is, how it begins, what it contains and how it ends', async () => {
    const texts = nastyTexts(90, 4);
    const engine = context.engine();
    await engine.begin((connection) =>
      connection.execute(
        insert(word),
        texts.map((content, id) => ({ id, content })),
      ),
    );
    await using connection = await engine.connect();
    for (const [id, content] of texts.entries()) {
      const escaped = content.replace(/[|%_]/g, '|$&');
      const { content: c } = word.c;
      expect([content, await ids(connection, c.eq(content))]).toEqual([content, [id]]);
      expect([content, await ids(connection, c.in([content, 'absent']))]).toEqual([content, [id]]);
      expect([content, await ids(connection, c.like(escaped, { escape: '|' }))]).toEqual([content, same(texts, content)]);
      const all: readonly [string, Parameters<typeof ids>[1], (text: string, part: string) => boolean][] = [
        ['starts', c.startsWith(content, { autoescape: true }), (one, part) => one.startsWith(part)],
        ['ends', c.endsWith(content, { autoescape: true, escape: '^' }), (one, part) => one.endsWith(part)],
        ['contains', c.contains(content, { autoescape: true }), (one, part) => one.includes(part)],
        ['icontains', c.icontains(content, { autoescape: true }), (one, part) => one.toLowerCase().includes(part.toLowerCase())],
      ];
      for (const [what, condition, holds] of all) {
        const found = await ids(connection, condition);
        const expected = texts.flatMap((one, place) => (holds(one, content) ? [place] : []));
        // LIKE of SQLite ignores the case of letters.
        if (/[a-z]/i.test(content)) expect([what, content, found]).toEqual([what, content, expect.arrayContaining(expected)]);
        else expect([what, content, found]).toEqual([what, content, expected]);
      }
    }

    async function ids(at: Connection, condition: ReturnType<typeof word.c.content.eq>): Promise<readonly number[]> {
      return at.scalars(select(word.c.id).where(condition).orderBy(word.c.id)).all();
    }
  });

  test('any text is the same text where it is written as a literal, and the default of a column', async () => {
    const texts = nastyTexts(60, 4);
    const engine = context.engine({ poolSize: 1 });
    await using connection = await engine.connect();
    for (const content of texts) {
      const { sql: written } = select(literal(content).label('x')).compile({ dialect: engine, literalBinds: true });
      const { x } = (await connection.execDriverSql(written).one()) as unknown as { readonly x: string };
      expect(x).toBe(content);
    }
    await connection.rollback();
    for (let i = 0; i < texts.length; i += 20) {
      const some = texts.slice(i, i + 20);
      const columns = some.map((content, index) => [`c${index}`, column(t.String(60), { serverDefault: content })]);
      const table = new Table(`${wordName}_d`, new MetaData(), {
        id: column(t.Integer, { primaryKey: true }),
        ...(Object.fromEntries(columns) as TableDefinition),
      });
      await table.create(connection);
      await connection.execute(insert(table).values({ id: 1 } as never));
      expect(rowValues(await connection.execute(select(table)).one()).slice(1)).toEqual(some);
      await table.drop(connection);
    }
    await connection.commit();
  });

  test('a placeholder of the database in a piece of SQL is refused, rather than given the value of another one', async () => {
    const engine = context.engine();
    const own = engine.dialect.placeholder(0);
    const conditions = [text(`id = ${own}`), sql`id = ${1} AND id = ${text(own)}`];
    await using connection = await engine.connect();
    for (const condition of conditions) {
      const statement = select(word.c.id).where(condition, word.c.content.eq('secret'));
      await expect(async () => connection.execute(statement)).rejects.toThrow('placeholder of its own');
    }
  });

  test('a parameter has its value whatever the same statement was given before', async () => {
    const engine = context.engine({ poolSize: 1 });
    await using connection = await engine.connect();
    const values = [5, 1.5, 'xyz', 9_007_199_254_740_993n, 'abc', new Date(0), true, 1.5, 7n];
    for (const value of [...values, ...values.toReversed()]) {
      expect(await connection.scalar(select(literal(value as string).label('x')))).toEqual(value);
    }
  });

  test('a value of the sql tag that would not be bound is refused inside a statement as well', async () => {
    const engine = context.engine();
    await using connection = await engine.connect();
    const statement = select(word.c.id).where(sql`content = '${'x'}'`);
    await expect(async () => connection.execute(statement)).rejects.toThrow('would not be bound');
  });
}

function same(texts: readonly string[], content: string): readonly number[] {
  return texts.flatMap((one, index) => (one === content ? [index] : []));
}

/** Uses names in every place where one stands, and reads them back from the catalog. */
async function tryNames(engine: Engine, [one, two, three, four]: readonly [string, string, string, string]): Promise<void> {
  const metadata = new MetaData();
  const table = new Table(one, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    [two]: column(t.String(40), { index: true }),
    other: column(three, t.String(40), { nullable: true }),
  }) as Table<string, TableDefinition>;
  const values = { id: 1, [two]: 'value', other: 'another' };
  await metadata.createAll(engine);
  await tidily(
    async () => {
      await engine.begin(async (connection) => {
        await connection.execute(insert(table).values(values as never));
        expect(rowMapping(await connection.execute(select(table)).one())).toEqual(values);
        const inner = select(columnOf(table, two).label(four)).subquery(three);
        expect(await connection.scalar(select(inner).orderBy(four))).toBe('value');
        const alias = table.alias(four);
        expect(await connection.scalar(select(columnOf(alias, 'id')).where(columnOf(alias, two).eq('value')))).toBe(1);
      });
      const inspector = inspect(engine);
      expect(await inspector.hasTable(one)).toBe(true);
      expect((await inspector.getColumns(one)).map(({ name }) => name)).toEqual(['id', two, three]);
      expect((await inspector.getIndexes(one)).map(({ columnNames }) => columnNames)).toEqual([[two]]);
    },
    async () => {
      await metadata.dropAll(engine);
    },
  );
}

function columnOf(from: { readonly c: object }, key: string): NamedColumn<string, unknown> {
  return (from.c as Readonly<Record<string, NamedColumn<string, unknown>>>)[key] as NamedColumn<string, unknown>;
}
