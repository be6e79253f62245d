import {
  bindparam,
  column,
  type Connection,
  func,
  insert,
  literal,
  MetaData,
  select,
  Table,
  type TypeEngine,
  types as t,
  typeCoerce,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** The rows that RETURNING gives, and that those of many parameter sets belong to them. */
export function returnedRows(context: SuiteContext): void {
  const metadata = new MetaData();
  let made = 0;
  const item = new Table(uniqueName('item'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    word: column('word_of', t.String(30), { nullable: true }),
    made: column(t.Integer, { default: () => ++made }),
    sql: column(t.Integer, { default: func.abs(literal(-4)) }),
    served: column(t.Integer, { nullable: true, serverDefault: '9' }),
  });
  const coded = new Table(uniqueName('coded'), metadata, {
    code: column(t.String(40), { primaryKey: true }),
    word: column(t.String(30), { nullable: true }),
  });
  const pair = new Table(uniqueName('pair'), metadata, {
    left: column('left_of', t.Integer, { primaryKey: true, autoincrement: false }),
    right: column('right_of', t.Integer, { primaryKey: true, autoincrement: false }),
    word: column(t.String(30), { nullable: true }),
  });
  const plain = new Table(uniqueName('plain'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    word: column(t.String(5)),
  });
  const bare = new Table(uniqueName('bare'), metadata, { word: column(t.String(30), { nullable: true }) });
  metadataFixture(context, metadata);

  const within = async (work: (connection: Connection) => Promise<void>): Promise<void> => {
    made = 0;
    await context.engine().begin(work);
  };
  const words = Array.from({ length: 60 }, (_unused, n) => ({ word: `word ${(n * 37) % 60}` }));

  context.needing(['insertReturning', 'returnedParameters'], 'of many rows: values, defaults of each kind, and expressions', () =>
    within(async (connection) => {
      const statement = insert(item).returning(item, func.upper(item.c.word).label('loud'), item.c.id.add(1).label('next'), {
        sortByParameterOrder: true,
      });
      const rows = await connection.execute(statement, words).all();
      expect(rows.map((row) => [row.word, row.loud, row.made, row.sql, row.served])).toEqual(
        words.map(({ word }, index) => [word, word.toUpperCase(), index + 1, 4, 9]),
      );
      expect(rows.every((row) => row.next === row.id + 1)).toBe(true);
      const stored = new Map(
        (await connection.execute(select(item.c.id, item.c.word)).all()).map((row) => [row.id, row.word] as const),
      );
      expect(rows.map((row) => stored.get(row.id))).toEqual(words.map(({ word }) => word));
    }),
  );

  context.when('returnedParameters', 'of one row: expressions with values of the statement', () =>
    within(async (connection) => {
      const statement = insert(bare).values({ word: 'a' }).returning(bare.c.word.concat('!').label('loud'));
      expect(await connection.scalar(statement)).toBe('a!');
    }),
  );

  context.needing(['insertReturning'], 'of rows with a key of their own, in their order', () =>
    within(async (connection) => {
      const rows = words.map(({ word }) => ({ code: `${word}!`, word }));
      const statement = insert(coded).returning(coded.c.word, coded.c.code, { sortByParameterOrder: true });
      expect((await connection.execute(statement, rows).all()).map((row) => ({ ...row.mapping }))).toEqual(rows);
      const pairs = words.map(({ word }, n) => ({ left: n % 7, right: n, word }));
      const ofPairs = insert(pair).returning(pair.c.left, pair.c.right, pair.c.word, { sortByParameterOrder: true });
      expect((await connection.execute(ofPairs, pairs).all()).map((row) => ({ ...row.mapping }))).toEqual(pairs);
      const ofBare = insert(bare).returning(bare.c.word, { sortByParameterOrder: true });
      expect(await connection.execute(ofBare, words).scalars().all()).toEqual(words.map(({ word }) => word));
    }),
  );

  context.needing(['insertReturning'], 'of rows without any value', () =>
    within(async (connection) => {
      const rows = await connection.execute(insert(item).returning(item.c.id, item.c.served), [{}, {}, {}]).all();
      expect(new Set(rows.map((row) => row.id)).size).toBe(3);
      expect(rows.map((row) => row.served)).toEqual([9, 9, 9]);
    }),
  );

  context.needing(['insertReturning'], 'of several rows of VALUES, and of the rows of a SELECT', () =>
    within(async (connection) => {
      const found = await connection
        .execute(
          insert(item)
            .values([{ word: 'a' }, { word: 'b' }])
            .returning(item.c.word),
        )
        .scalars()
        .all();
      expect(found.toSorted()).toEqual(['a', 'b']);
      const copied = insert(coded)
        .fromSelect(['code', 'word'], select(item.c.word, func.upper(item.c.word)))
        .returning(coded.c.word);
      expect((await connection.execute(copied).scalars().all()).toSorted()).toEqual(['A', 'B']);
      const result = await connection.execute(insert(item).values({ word: 'c' }).returning(item.c.id));
      expect(() => result.insertedPrimaryKey).toThrow('returning() is used');
      expect(result.scalarOne()).toBe(await connection.scalar(select(func.max(item.c.id))));
    }),
  );

  context.needing(['insertReturning', 'returnedParameters'], 'in other types, and of values that are written as SQL', () =>
    within(async (connection) => {
      const statement = insert(item)
        .values({ word: func.lower('ABC'), made: literal(2).add(3) })
        .returning(typeCoerce(item.c.made, t.String(5)).label('text'), item.c.word, literal('x').label('x'));
      expect({ ...(await connection.execute(statement).one()).mapping }).toEqual({ text: '5', word: 'abc', x: 'x' });
    }),
  );

  context.needing(['upsert', 'insertReturning'], 'of rows that were there already', () =>
    within(async (connection) => {
      await connection.execute(insert(coded), [
        { code: 'a', word: '1' },
        { code: 'c', word: '3' },
      ]);
      const upsert = insert(coded)
        .onConflictDoUpdate({ indexElements: ['code'], set: (excluded) => ({ word: excluded.word }) })
        .returning(coded.c.code, coded.c.word, { sortByParameterOrder: true });
      const rows = ['a', 'b', 'c', 'd'].map((code) => ({ code, word: `${code}!` }));
      expect((await connection.execute(upsert, rows).all()).map((row) => ({ ...row.mapping }))).toEqual(rows);
    }),
  );

  test.each<[string, TypeEngine<any>, unknown]>([
    ['a decimal', t.Numeric(12, 4), '8.4300'],
    ['a float', t.Float, 8.5],
    ['a boolean', t.Boolean, true],
    ['a day', t.Date, '2020-02-29'],
    ['a moment', t.DateTime, new Date('2020-02-29T01:02:03.456Z')],
    ['JSON', t.JSON(), { a: [1, 'two'] }],
    ['a uuid', t.Uuid, '1a4b0c9e-54f7-4a4e-8a4f-fd8f4b1f7e3c'],
    ['bytes', t.LargeBinary, new Uint8Array([0, 1, 255])],
    ['a big number', t.BigInteger, 9007199254740993n],
    ['NULL', t.String(5), null],
    [
      'a variant',
      t
        .JSON()
        .withVariant(t.String(50) as never, 'a database nobody has')
        .withVariant(t.Text as never, context.variantName),
      '[1]',
    ],
    ['a type decorated as text', new CountedInText(), { count: 5 }],
    ['a type decorated as a document', new CountedInDocument(), { count: 5 }],
  ])('many rows with %s come back as they went in', async (_what, type, value) => {
    const own = new MetaData();
    const table = new Table(uniqueName('typed'), own, {
      id: column(t.Integer, { primaryKey: true }),
      value: column(type as TypeEngine<unknown>, { nullable: true }),
    });
    const engine = context.engine();
    await own.createAll(engine);
    await engine.begin(async (connection) => {
      const rows = [{ value }, { value: null }, { value }];
      const expected = rows.map((row) => row.value);
      await connection.execute(insert(table), rows as never);
      expect(await connection.execute(select(table.c.value).orderBy(table.c.id)).scalars().all()).toEqual(expected);
      if (!context.capabilities.insertReturning) return;
      const statement = insert(table).returning(table.c.value, { sortByParameterOrder: true });
      expect(
        await connection
          .execute(statement, rows as never)
          .scalars()
          .all(),
      ).toEqual(expected);
    });
    await own.dropAll(engine);
  });

  context.needing(['insertReturning', 'enforcedLength'], 'nothing is cut off from rows that are sorted', () =>
    expect(
      within(async (connection) => {
        const statement = insert(plain).returning(plain.c.id, { sortByParameterOrder: true });
        await connection.execute(statement, [{ word: 'short' }, { word: 'much too long' }]);
      }),
    ).rejects.toMatchObject({ name: 'DataError' }),
  );

  context.needing(['updateReturning', 'returnedParameters'], 'of an UPDATE: what stands there afterwards', () =>
    within(async (connection) => {
      await connection.execute(insert(coded), [
        { code: 'a', word: '1' },
        { code: 'b', word: '2' },
      ]);
      const changed = update(coded)
        .where(coded.c.code.eq(bindparam('which')))
        .values({ word: coded.c.word.concat('!') })
        .returning(coded.c.word.concat('?').label('asked'), coded);
      const row = await connection.execute(changed, { which: 'b' }).one();
      expect([...row]).toEqual(['2!?', 'b', '2!']);
    }),
  );
}

/** A count that travels as text. */
class CountedInText extends t.TypeDecorator<{ readonly count: number }, unknown> {
  override readonly impl = t.String(20) as TypeEngine<unknown>;
  override readonly cacheOk = true;

  override processBindParam(value: { readonly count: number }): unknown {
    return String(value.count);
  }

  override processResultValue(value: unknown): { readonly count: number } {
    return { count: Number(value) };
  }
}

/** The same as a document: a type that is not the one it was declared with, where it is used. */
class CountedInDocument extends CountedInText {
  override loadDialectImpl(): TypeEngine<unknown> {
    return t.JSON() as TypeEngine<unknown>;
  }

  override processBindParam(value: { readonly count: number }): unknown {
    return value.count;
  }
}
