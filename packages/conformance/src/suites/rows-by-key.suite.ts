import { column, event, insert, MetaData, Table, text, type TypeEngine, types as t, uniqueConstraint } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** An object in an application, text in a database; its values never come back the same. */
class Shelf extends t.TypeDecorator<{ readonly shelf: string }, string> {
  override readonly impl = t.String(20);
  override readonly cacheOk = true;

  override processBindParam({ shelf }: { readonly shelf: string }): string {
    return `shelf ${shelf}`;
  }

  override processResultValue(value: string): { readonly shelf: string } {
    return { shelf: value };
  }
}

/** Keys of a type, as an application may write them, and how many statements it takes to insert the rows of them. */
type Keys = readonly [title: string, type: TypeEngine<any>, keys: readonly unknown[], statements: 'few' | 'one for each row'];

const state = t.Enum('new', 'Done', 'gone', { name: uniqueName('key_state') });
const bytes = t.LargeBinary.withVariant(t.VARBINARY(20), 'mysql', 'mariadb');

const keysOfTypes: readonly Keys[] = [
  ['whole numbers', t.Integer, [5, -3, 2_147_483_647, 1, 12], 'few'],
  ['numbers of 64 bits', t.BigInteger, [9_007_199_254_740_993n, 1n, -9_007_199_254_740_993n, 7], 'few'],
  ['text', t.String(40), ['b', 'A ', ' c', 'ß', '😀', "'", '10', '9'], 'few'],
  [
    'UUIDs of any form',
    t.Uuid,
    ['B0000000-0000-4000-8000-00000000000B', 'a0000000000040008000000000000001', '{c0000000-0000-4000-8000-00000000000C}'],
    'few',
  ],
  [
    'UUIDs of the database',
    t.UUID().withVariant(t.Uuid, 'mysql'),
    ['B0000000-0000-4000-8000-00000000000B', 'a0000000000040008000000000000001'],
    'few',
  ],
  ['decimals', t.Numeric(12, 4), ['1.50', '-0.5', '10', '2.0000', '100', '0'], 'few'],
  ['days', t.Date, ['2020-02-29', '1999-12-31', '2024-01-01'], 'few'],
  ['moments', t.DateTime, [new Date('2020-02-29T01:02:03.456Z'), new Date('1999-12-31T00:00:00Z'), new Date(86_400_000)], 'few'],
  [
    'moments as text',
    t.DateTime({ mode: 'string', timezone: true }),
    ['2020-02-29T01:02:03.123456Z', '2020-02-29T02:02:03+02:00'],
    'few',
  ],
  ['times', t.Time, ['07:30:00', '23:59:59.999999', '07:30:00.5'], 'few'],
  ['values of an Enum', state, ['gone', 'new', 'Done'], 'few'],
  ['bytes', bytes, [new Uint8Array([2, 0]), new Uint8Array([2]), new Uint8Array([0, 255])], 'few'],
  ['booleans', t.Boolean, [true, false], 'few'],
  ['values of a decorated type', new Shelf(), [{ shelf: 'b' }, { shelf: 'A' }, { shelf: 'c' }], 'few'],
  ['padded text', t.CHAR(5), ['b', 'a', 'abcde'], 'one for each row'],
  ['approximate numbers', t.Double, [2.5, -1, 0.1], 'one for each row'],
  ['decimals that are numbers', t.Numeric(12, 4, { mode: 'number' }), [2.5, -1, 0.1], 'one for each row'],
];

/** RETURNING in the order of the parameter sets, where the rows bring the keys by which they are told apart. */
export function rowsByKey(context: SuiteContext): void {
  const fewRows = { executionOptions: { insertmanyvaluesPageSize: 4 } };

  /** Creates the tables of a MetaData, and says what was sent meanwhile. */
  const within = async (
    metadata: MetaData,
    work: (insertWords: (table: Table<any, any>, rows: readonly object[]) => Promise<Inserted>) => Promise<void>,
  ): Promise<void> => {
    const engine = context.engine();
    await metadata.createAll(engine);
    let statements = 0;
    event.listen(engine, 'beforeCursorExecute', () => {
      statements += 1;
    });
    await tidily(
      async () => {
        await engine.begin((connection) =>
          work(async (table, rows) => {
            statements = 0;
            const statement = insert(table).returning(table.c.word as never, table.c.served as never, {
              sortByParameterOrder: true,
            });
            const found = await connection.execute(statement, rows as never, fewRows).all();
            expect(found.every((row) => Object.keys(row.mapping).join() === 'word,served' && row[1] === 9)).toBe(true);
            return { words: found.map((row) => row[0]), statements };
          }),
        );
      },
      async () => {
        await metadata.dropAll(engine);
      },
    );
  };

  const rest = {
    word: column('word_of', t.String(20)),
    served: column(t.Integer, { nullable: true, serverDefault: '9' }),
  };

  describe('are in order where the key is given: ', () => {
    for (const [title, type, keys, statements] of keysOfTypes)
      context.needing(['insertReturning'], title, async () => {
        const metadata = new MetaData();
        const table = new Table(uniqueName('keyed'), metadata, {
          id: column(type as TypeEngine<unknown>, { primaryKey: true, autoincrement: false }),
          ...rest,
        });
        await within(metadata, async (insertWords) => {
          const rows = keys.map((id, index) => ({ id, word: `word ${(index * 5) % keys.length}` }));
          const inserted = await insertWords(table, rows);
          expect(inserted.words).toEqual(rows.map(({ word }) => word));
          expect(inserted.statements).toBe(statements === 'few' ? Math.ceil(rows.length / 4) : rows.length);
        });
      });

    context.needing(['insertReturning'], 'several columns', async () => {
      const metadata = new MetaData();
      const table = new Table(uniqueName('keyed'), metadata, {
        left: column('left_of', t.String(20), { primaryKey: true }),
        right: column('right_of', t.BigInteger, { primaryKey: true, autoincrement: false }),
        at: column('at_of', t.Date, { primaryKey: true }),
        ...rest,
      });
      await within(metadata, async (insertWords) => {
        const rows = Array.from({ length: 30 }, (_unused, n) => ({
          left: n % 2 === 0 ? '1,2' : '1',
          right: BigInt((n * 7) % 30),
          at: `2020-01-${10 + (n % 3)}`,
          word: `word ${n}`,
        }));
        expect(await insertWords(table, rows)).toEqual({ words: rows.map(({ word }) => word), statements: 8 });
      });
    });
  });

  context.needing(['insertReturning'], 'are in order where a default makes the key, or where another key is given', async () => {
    const metadata = new MetaData();
    let made = 100;
    const counted = new Table(uniqueName('keyed'), metadata, {
      code: column(t.String(20), { primaryKey: true, default: () => `code ${--made}` }),
      ...rest,
    });
    const unique = new Table(
      uniqueName('keyed'),
      metadata,
      { first: column('first_of', t.String(20)), second: column('second_of', t.Integer), ...rest },
      [uniqueConstraint('first', 'second')],
    );
    await within(metadata, async (insertWords) => {
      const rows = Array.from({ length: 10 }, (_unused, n) => ({ word: `word ${n}` }));
      const words = rows.map(({ word }) => word);
      expect(await insertWords(counted, rows)).toEqual({ words, statements: 3 });
      const others = rows.map(({ word }, n) => ({ first: `${n % 3}`, second: n, word }));
      expect(await insertWords(unique, others)).toEqual({ words, statements: 3 });
    });
  });

  context.needing(['insertReturning'], 'are in order where only some rows give a number', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('keyed'), metadata, { id: column(t.Integer, { primaryKey: true }), ...rest });
    await within(metadata, async (insertWords) => {
      const rows = [9, 0, 5, 7].map((id) => ({ id, word: `word ${id}` }));
      expect(await insertWords(table, rows)).toEqual({ words: rows.map(({ word }) => word), statements: 4 });
      const given = [30, 20, 25].map((id) => ({ id, word: `word ${id}` }));
      expect(await insertWords(table, given)).toEqual({ words: given.map(({ word }) => word), statements: 1 });
    });
  });

  describe('are refused', () => {
    const asText = (name: string) =>
      new Table(name, new MetaData(), { id: column(t.String(20), { primaryKey: true }), word: column(t.Integer) });
    const inserting = async (keyOptions: string, ids: readonly string[]): Promise<unknown> => {
      const name = uniqueName('keyed');
      const table = asText(name);
      const engine = context.engine();
      await engine.begin((connection) =>
        connection.execute(text(`CREATE TABLE ${name} (id INTEGER NOT NULL ${keyOptions}, word INTEGER)`)),
      );
      return tidily(
        async () => {
          return await engine.begin((connection) =>
            connection.execute(
              insert(table).returning(table.c.word, { sortByParameterOrder: true }),
              ids.map((id, word) => ({ id, word })),
            ),
          );
        },
        async () => {
          await engine.begin((connection) => connection.execute(text(`DROP TABLE ${name}`)));
        },
      );
    };

    context.needing(['insertReturning'], 'where the database changes the key', async () => {
      await expect(inserting('PRIMARY KEY', ['007', '8'])).rejects.toMatchObject({
        name: 'InvalidRequestError',
        message: expect.stringContaining("Can't match sentinel values in result set to parameter sets"),
      });
    });

    context.needing(['insertReturning'], 'where several rows have the same key', async () => {
      await expect(inserting('', ['7', '7', '8'])).rejects.toMatchObject({
        name: 'InvalidRequestError',
        message: expect.stringContaining('did not produce correct number of rows 3; produced 2'),
      });
    });
  });

  test('no key is asked for where no row is', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('keyed'), metadata, { id: column(t.Integer, { primaryKey: true }), ...rest });
    const engine = context.engine();
    await metadata.createAll(engine);
    const sent: string[] = [];
    event.listen(engine, 'beforeCursorExecute', (_connection, sql) => void sent.push(sql));
    await engine.begin((connection) =>
      connection.execute(insert(table), [
        { id: 2, word: 'b' },
        { id: 1, word: 'a' },
      ]),
    );
    expect(sent.join()).not.toContain('RETURNING');
    await metadata.dropAll(engine);
  });
}

interface Inserted {
  readonly words: readonly unknown[];
  readonly statements: number;
}
