import {
  AludelError,
  bindparam,
  column,
  type Connection,
  delete_,
  func,
  insert,
  literal,
  literalColumn,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { watchedDialect } from '../watched-dialect.ts';

/** What is refused before it is sent, names of parameters, and what a connection remembers of its settings. */
export function guards(context: SuiteContext): void {
  const metadata = new MetaData();
  const item = new Table(uniqueName('guarded'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    word: column(t.String(50), { nullable: true }),
  });
  metadataFixture(context, metadata);
  const { id, word } = item.c;
  const { capabilities } = context;

  test.each([
    ['an INSERT', capabilities.insertReturning, () => insert(item).values({ id: 1 }).returning(id)],
    ['many INSERTs', capabilities.insertReturning, () => insert(item).returning(id)],
    ['an UPDATE', capabilities.updateReturning, () => update(item).values({ word: 'x' }).returning(id)],
    ['a DELETE', capabilities.deleteReturning, () => delete_(item).returning(id)],
  ])('%s that gives rows works, or is refused before anything is sent', async (what, isThere, statement) => {
    const { dialect, calls } = watchedDialect(context.dialect);
    await using connection = await context.engine({ dialect }).connect();
    calls.length = 0;
    const params = what === 'many INSERTs' ? [{ id: 1 }, { id: 2 }] : {};
    const outcome = await connection.execute(statement() as ReturnType<typeof select>, params as never).then(
      (result) => result.all().length,
      (error: unknown) => error,
    );
    if (isThere) expect(typeof outcome).toBe('number');
    else {
      expect(outcome).toBeInstanceOf(AludelError);
      expect(String(outcome)).toMatch(/RETURNING/);
      expect(calls.filter(({ method }) => method.startsWith('execute'))).toEqual([]);
    }
    await connection.rollback();
  });

  test.each([
    'per % cent',
    '%(x)s',
    'par(ens)',
    'col:ons',
    'dot.s',
    'no$dollar',
    "quo'te",
    'double"quote',
    'back`tick',
    '漢字',
    '1',
    'select',
  ])('a parameter may be called %s, also where it is a list', async (name) => {
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(item), [
        { id: 1, word: 'one' },
        { id: 2, word: 'two' },
      ]);
      const one = select(id).where(word.eq(bindparam(name, { type: t.String(50) })));
      expect(await connection.scalar(one, { [name]: 'two' })).toBe(2);
      const list = bindparam(name, { expanding: true }) as never;
      const several = select(id).where(word.in(list)).orderBy(id);
      expect(await connection.scalars(several, { [name]: ['two', 'one', 'none'] }).all()).toEqual([1, 2]);
      expect(await connection.scalars(several, { [name]: [] }).all()).toEqual([]);
      expect(await connection.scalar(select(bindparam(name, { value: 'x' })))).toBe('x');
    });
  });

  test('percent signs, colons and question marks of a text are what they are, beside parameters too', async () => {
    await context.engine().begin(async (connection) => {
      const written = ['some %% value', 'some %%%% value', 'some %s %(x)s ?', "12:30 'at' \\:noon"];
      for (const [index, one] of written.entries()) {
        await connection.execute(insert(item).values({ id: index, word: one }));
        const same = literal(one).compile({ dialect: connection.dialect, literalBinds: true }).sql;
        const found = select(id).where(word.eq(literalColumn(same, t.String) as never), id.ge(bindparam('least', { value: 0 })));
        expect(await connection.scalar(found)).toBe(index);
        const byText = text(`SELECT id FROM ${item.name} WHERE word = :word AND word <> '%s ? \\:x'`);
        expect(await connection.scalar(byText, { word: one })).toBe(index);
      }
    });
  });

  test('a level that a connection asks for is what the database says it has, and the pool gives back the usual one', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    const usual = await engine.connect().then(async (connection) => {
      const level = await connection.getIsolationLevel();
      await connection.close();
      return level;
    });
    expect(capabilities.isolationLevels).toContain(usual);
    for (const isolationLevel of capabilities.isolationLevels) {
      const connection = await engine.connect();
      await connection.executionOptions({ isolationLevel });
      expect(await connection.scalar(select(func.count()).selectFrom(item))).toBe(0);
      if (isolationLevel !== 'AUTOCOMMIT') expect(await connection.getIsolationLevel()).toBe(isolationLevel);
      await connection.close();
      const next = await engine.connect();
      expect(await next.getIsolationLevel()).toBe(usual);
      await next.close();
    }
  });

  test('a level that there is not is refused, on an engine and on a connection', async () => {
    const isolationLevel = 'FOO' as 'SERIALIZABLE';
    expect(() => context.engine({ isolationLevel })).toThrow(/FOO/);
    await using connection = await context.engine().connect();
    await expect(async () => connection.executionOptions({ isolationLevel })).rejects.toThrow(/FOO/);
  });

  test('AUTOCOMMIT of a block keeps what each of its statements did; a block without it does not', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    const fails = async (connection: Connection, key: number): Promise<void> => {
      await connection.execute(insert(item).values({ id: key }));
      throw new Error('as intended');
    };
    const inBlock = async (key: number, level: 'AUTOCOMMIT' | null): Promise<void> => {
      const connection = await engine.connect();
      if (level !== null) await connection.executionOptions({ isolationLevel: level });
      await expect(connection.begin((one) => fails(one as unknown as Connection, key))).rejects.toThrow('as intended');
      await connection.close();
    };
    await inBlock(1, 'AUTOCOMMIT');
    await inBlock(2, null);
    await inBlock(3, 'AUTOCOMMIT');
    expect(await engine.begin((connection) => connection.scalars(select(id).orderBy(id)).all())).toEqual([1, 3]);
  });

  test('a pool that pings gives out connections that answer', async () => {
    const { dialect, calls } = watchedDialect(context.dialect);
    const engine = context.engine({ dialect, poolPrePing: true, poolSize: 1, maxOverflow: 0 });
    for (let turn = 0; turn < 3; turn++) {
      const connection = await engine.connect();
      expect(await connection.scalar(select(func.count()).selectFrom(item))).toBe(0);
      await connection.close();
    }
    expect(calls.filter(({ method }) => method === 'ping')).toHaveLength(2);
  });
}
