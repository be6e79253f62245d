import {
  bindparam,
  column,
  type Connection,
  foreignKey,
  func,
  insert,
  literal,
  literalColumn,
  MetaData,
  select,
  Sequence,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** What is known of the primary keys of rows, whoever made them. */
export function insertedKeys(context: SuiteContext): void {
  const metadata = new MetaData();
  const numbered = new Table(uniqueName('numbered'), metadata, {
    id: column('some_id', t.Integer, { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  const big = new Table(uniqueName('big'), metadata, {
    id: column(t.BigInteger, { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  const upper = new Table(uniqueName('upper'), metadata, {
    id: column(t.INTEGER, { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  const pair = new Table(uniqueName('pair'), metadata, {
    left: column('left_part', t.Integer, { primaryKey: true, autoincrement: false }),
    right: column('right_part', t.String(10), { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  const made = new Table(uniqueName('made'), metadata, {
    code: column(t.String(20), { primaryKey: true, default: () => `code ${++codes}` }),
    word: column(t.String(20), { nullable: true }),
  });
  const extended = new Table(uniqueName('extended'), metadata, {
    id: column(t.Integer, foreignKey(numbered.c.id), { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  const ofSql = new Table(uniqueName('of_sql'), metadata, {
    id: column(t.Integer, { primaryKey: true, default: func.abs(literal(-42)) }),
    word: column(t.String(20), { nullable: true }),
  });
  const ofQuery = new Table(uniqueName('of_query'), metadata, {
    id: column(t.Integer, {
      primaryKey: true,
      default: select(func.coalesce(func.max(numbered.c.id), 0).add(1000)).scalarSubquery(),
    }),
    word: column(t.String(20), { nullable: true }),
  });
  const ofText = new Table(uniqueName('of_text'), metadata, {
    code: column(t.String(20), { primaryKey: true, default: text('lower(:what)').bindparams({ what: 'MADE OF WORDS' }) }),
    word: column(t.String(20), { nullable: true }),
  });
  const ofServer = new Table(uniqueName('of_server'), metadata, {
    code: column(t.String(20), { primaryKey: true, serverDefault: 'from the server' }),
    word: column(t.String(20), { nullable: true }),
  });
  const tagged = new Table(uniqueName('tagged'), metadata, {
    id: column(new Tagged(), { primaryKey: true }),
    word: column(t.String(20), { nullable: true }),
  });
  let codes = 0;
  metadataFixture(context, metadata);

  const within = (work: (connection: Connection) => Promise<void>) => {
    codes = 0;
    return context.engine().begin(work);
  };
  const keyOf = (result: { readonly insertedPrimaryKey: Iterable<unknown> | null }) => [...(result.insertedPrimaryKey ?? [])];

  test.each([
    ['t.Integer', numbered, 'number'],
    ['t.BigInteger', big, 'bigint'],
    ['t.INTEGER', upper, 'number'],
  ] as const)('the database numbers a key of %s', (_name, table, kind) =>
    within(async (connection) => {
      const first = await connection.execute(insert(table as typeof numbered), { word: 'a' });
      const second = await connection.execute(insert(table as typeof numbered).values({ word: 'b' }));
      const ids = await connection
        .execute(select((table as typeof numbered).c.id).orderBy((table as typeof numbered).c.id))
        .scalars()
        .all();
      expect([keyOf(first)[0], keyOf(second)[0]]).toEqual(ids);
      expect(typeof ids[0]).toBe(kind);
    }),
  );

  context.needing(['lastrowid'], 'the driver tells the number as well', () =>
    within(async (connection) => {
      const result = await connection.execute(insert(numbered), { word: 'a' });
      expect(await connection.scalar(select(numbered.c.id))).toBe(Number(result.lastrowid));
    }),
  );

  test('a key that was given is the key', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(numbered).values({ id: 12, word: 'a' })))).toEqual([12]);
      expect(keyOf(await connection.execute(insert(numbered), { id: 13, word: 'b' }))).toEqual([13]);
    }));

  test('a key of several columns is told in their order', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(pair).values({ right: 'r', left: 3 })))).toEqual([3, 'r']);
      const many = await connection.execute(insert(pair), [
        { left: 4, right: 'x' },
        { left: 5, right: 'y' },
      ]);
      expect(many.insertedPrimaryKeyRows.map((row) => [row.left, row.right])).toEqual([
        [4, 'x'],
        [5, 'y'],
      ]);
      expect(() => many.insertedPrimaryKey).toThrow('executemany');
    }));

  test('a key that a function makes', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(made).values({ word: 'a' })))).toEqual(['code 1']);
      const many = await connection.execute(insert(made), [{ word: 'b' }, { word: 'c' }]);
      expect(many.insertedPrimaryKeyRows.map(([code]) => code)).toEqual(['code 2', 'code 3']);
    }));

  test('a key that is that of another table', () =>
    within(async (connection) => {
      const id = keyOf(await connection.execute(insert(numbered), { word: 'a' }))[0] as number;
      expect(keyOf(await connection.execute(insert(extended).values({ id })))).toEqual([id]);
    }));

  test('a key that an expression of the statement makes', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(numbered).values({ id: func.abs(-77), word: 'a' })))).toEqual([77]);
    }));

  context.needing(['insertReturning'], 'parts of a key that expressions of the statement make', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(pair).values({ left: literal(3).add(4), right: 'x' })))).toEqual([7, 'x']);
      expect(keyOf(await connection.execute(insert(pair).values({ left: 9, right: func.lower('ABC') })))).toEqual([9, 'abc']);
    }),
  );

  test('a key whose default is SQL, also a query', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(ofSql).values({ word: 'a' })))).toEqual([42]);
      await connection.execute(insert(numbered), { id: 5, word: 'a' });
      expect(keyOf(await connection.execute(insert(ofQuery).values({ word: 'a' })))).toEqual([1005]);
      expect(await connection.scalar(select(ofQuery.c.id))).toBe(1005);
      expect(keyOf(await connection.execute(insert(ofText).values({ word: 'a' })))).toEqual(['made of words']);
      await connection.execute(insert(ofText), [
        { code: 'b', word: 'b' },
        { code: 'c', word: 'c' },
      ]);
    }));

  context.needing(['insertReturning'], 'a key that the database has a default for', () =>
    within(async (connection) => {
      expect(keyOf(await connection.execute(insert(ofServer).values({ word: 'a' })))).toEqual(['from the server']);
    }),
  );

  test('a key of a decorated type is told as the application knows it', () =>
    within(async (connection) => {
      const result = await connection.execute(insert(tagged).values({ id: 'id-5', word: 'a' }));
      expect(keyOf(result)).toEqual(['id-5']);
      expect(await connection.scalar(select(tagged.c.id))).toBe('id-5');
    }));

  test('an inline INSERT and rows of a SELECT tell no keys', () =>
    within(async (connection) => {
      await connection.execute(insert(numbered).values({ id: 1000, word: 'a' }));
      const copied = await connection.execute(
        insert(big).fromSelect(['word'], select(numbered.c.word).where(numbered.c.id.gt(0))),
      );
      expect(copied.rowcount).toBe(1);
      const none = await connection.execute(insert(big).fromSelect(['word'], select(numbered.c.word).where(numbered.c.id.lt(0))));
      expect(none.rowcount).toBe(0);
      expect(keyOf(none)).toEqual([]);
      expect(await connection.execute(select(big.c.word)).scalars().all()).toEqual(['a']);
      expect(keyOf(await connection.execute(insert(numbered).values({ word: 'b' }).inline()))).toEqual([]);
    }));

  test('a result without rows says so, and has keys only if it is that of an INSERT', () =>
    within(async (connection) => {
      const result = await connection.execute(insert(numbered), { word: 'a' });
      expect(result.isInsert).toBe(true);
      expect(result.returnsRows).toBe(false);
      expect(() => result.all()).toThrow('does not return rows');
      const changed = await connection.execute(update(numbered).values({ word: 'b' }));
      expect(changed.isInsert).toBe(false);
      expect(() => changed.insertedPrimaryKey).toThrow('not an insert()');
      const raw = await connection.execute(text(`UPDATE ${numbered.name} SET word = 'c'`));
      expect(() => raw.insertedPrimaryKey).toThrow('not a compiled expression');
    }));

  test('a subquery with parameters is the value of each of many rows', () =>
    within(async (connection) => {
      await connection.execute(insert(numbered), [
        { id: 1, word: 'a' },
        { id: 2, word: 'b' },
      ]);
      const word = select(numbered.c.word)
        .where(numbered.c.id.eq(bindparam('which')))
        .scalarSubquery();
      await connection.execute(insert(pair).values({ left: bindparam('l'), right: 'r', word }), [
        { which: 2, l: 1 },
        { which: 1, l: 2 },
      ]);
      expect(await connection.execute(select(pair.c.word).orderBy(pair.c.left)).scalars().all()).toEqual(['b', 'a']);
    }));

  describe('of a sequence', () => {
    const sequenceData = new MetaData();
    const sequence = new Sequence(uniqueName('number_of'), { metadata: sequenceData, start: 7 });
    const counted = new Table(uniqueName('counted'), sequenceData, {
      id: column(t.Integer, { primaryKey: true, sequence }),
      word: column(t.String(20), { nullable: true }),
    });
    metadataFixture(context, sequenceData);

    test('where there are none, the database numbers the rows by itself', () =>
      within(async (connection) => {
        const first = keyOf(await connection.execute(insert(counted).values({ word: 'a' })))[0] as number;
        await connection.execute(insert(counted), [{ word: 'b' }, { word: 'c' }]);
        expect(await connection.execute(select(counted.c.id).orderBy(counted.c.id)).scalars().all()).toEqual([
          first,
          first + 1,
          first + 2,
        ]);
      }));

    context.needing(['sequenceObjects'], 'one row, many rows, and rows of a SELECT', () =>
      within(async (connection) => {
        expect(keyOf(await connection.execute(insert(counted).values({ word: 'a' })))).toEqual([7]);
        expect(keyOf(await connection.execute(insert(counted)))).toEqual([8]);
        await connection.execute(insert(counted), [{ word: 'b' }, { word: 'c' }]);
        await connection.execute(insert(counted).fromSelect(['word'], select(literalColumn("'d'", t.String))));
        expect(await connection.execute(select(counted.c.id).orderBy(counted.c.id)).scalars().all()).toEqual([7, 8, 9, 10, 11]);
        expect(await connection.scalar(select(sequence.nextValue()))).toBe(12);
        expect(keyOf(await connection.execute(insert(counted).values({ id: 50 })))).toEqual([50]);
        expect(keyOf(await connection.execute(insert(counted).values({ id: sequence.nextValue() })))).toEqual([13]);
      }),
    );
  });
}

/** A number in the database, `id-5` in the application. */
class Tagged extends t.TypeDecorator<string, number> {
  override readonly impl = t.Integer;
  override readonly cacheOk = true;

  override processBindParam(value: string): number {
    return Number(value.slice(3));
  }

  override processResultValue(value: number): string {
    return `id-${value}`;
  }
}
