import {
  bindparam,
  column,
  computed,
  type Connection,
  event,
  foreignKey,
  index,
  insert,
  literal,
  MetaData,
  select,
  Sequence,
  Session,
  Table,
  text,
  types as t,
  uniqueConstraint,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { uniqueName, withTables } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Names that need care, values that are written into the SQL, and tables in other schemas. */
export function namesAndLiterals(context: SuiteContext): void {
  type Selected = any;
  const within = (metadata: MetaData, work: (connection: Connection) => Promise<void>) => withTables(context, metadata, work);

  test.each([
    'boring',
    'per cent',
    'per % cent',
    '%percent',
    '%(oneofthese)s',
    'par(ens)',
    'percent%(ens)yah',
    'col:ons',
    '_starts_with_underscore',
    'dot.s',
    'more :: %colons%',
    'no$dollar',
    "quo'te",
    'back`tick',
    'double"quote',
    'question?mark',
    'back\\slash',
    '[BracketsAndCase]',
    '42numbers',
    'semi;colon',
    '/slashes/',
    'ünï¢ödé',
    '漢字',
    'select',
    'CamelCase',
  ])('a column and a parameter called %s', async (name) => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('difficult'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      [name]: column(t.String(50)),
    });
    const c = table.c as Readonly<Record<string, Selected>>;
    await within(metadata, async (connection) => {
      await connection.execute(insert(table).values({ id: 1, [name]: 'some name' } as Selected));
      await connection.execute(insert(table), [
        { id: 2, [name]: 'two' },
        { id: 3, [name]: 'three' },
      ] as Selected);
      await connection.execute(
        update(table)
          .where(c[name].eq('some name'))
          .values({ [name]: 'some new name' } as Selected),
      );
      const row = (await connection.execute(select(table).where(c[name].eq('some new name'))).one()) as Selected;
      expect(row[name]).toBe('some new name');
      expect(
        await connection
          .execute(
            select(c['id'])
              .where(c[name].in(['two', 'three']))
              .orderBy(c[name]),
          )
          .scalars()
          .all(),
      ).toEqual([3, 2]);
      const inner = select(table).subquery() as Selected;
      expect(await connection.scalar(select(inner.c[name]).where(inner.c.id.eq(2)))).toBe('two');
      expect(await connection.scalar(select(c['id'].label(name)).where(c['id'].eq(bindparam('which', { value: 3 }))))).toBe(3);
      const reflected = await Table.reflect(table.name, new MetaData(), connection);
      expect(Object.keys(reflected.c)).toEqual(['id', name]);
    });
  });

  test('tables, keys and indexes with names of other scripts', async () => {
    const metadata = new MetaData();
    const suffix = uniqueName('x');
    const first = new Table(`unitéble_${suffix}`, metadata, {
      méil: column(t.Integer, { primaryKey: true }),
      測試: column(t.Integer),
    });
    const second = new Table(
      `測試_${suffix}`,
      metadata,
      {
        id: column('測試_id', t.Integer, { primaryKey: true, autoincrement: false }),
        unit: column('unitéble_méil', t.Integer, foreignKey(first.c['méil'])),
        'Ñ%': column(t.String(10), { nullable: true }),
      },
      [uniqueConstraint('unit', 'Ñ%'), index(`ix %s "q" ${suffix}`.slice(0, 50), 'Ñ%')],
    );
    await within(metadata, async (connection) => {
      await connection.execute(insert(first).values({ méil: 1, 測試: 5 }));
      await connection.execute(insert(second).values({ id: 3, unit: 1, 'Ñ%': 'x' }));
      const row = await connection.execute(select(first.c['測試'], second).join(second)).one();
      expect([...row]).toEqual([5, 3, 1, 'x']);
      const reflected = await Table.reflect(second.name, new MetaData(), connection);
      expect(Object.keys(reflected.c)).toEqual(['測試_id', 'unitéble_méil', 'Ñ%']);
    });
  });

  test('percent signs in literals and operators are what they are', async () => {
    const engine = context.engine();
    await engine.begin(async (connection) => {
      expect(await connection.scalar(select(literal('50% %s %%')))).toBe('50% %s %%');
      expect(await connection.scalar(text("SELECT '50% %s %% ?'"))).toBe('50% %s %% ?');
      expect(await connection.scalar(select(literal(7).mod(4)))).toBe(3);
    });
  });

  test.each<[string, Selected, Selected, unknown?]>([
    ['text', t.String(50), 'it\'s 5% of \\ and \\\' and "x"'],
    ['text with a question mark', t.String(50), 'what? $1 :x'],
    ['text of other scripts', t.String(50), 'réve🐍 illé 測試'],
    ...context.where('emptyText', ['an empty text', t.String(50), ''] as [string, Selected, Selected]),
    ['lines', t.Text, 'some\nlines\r\n\tand tabs'],
    ['a whole number', t.Integer, -5],
    ['a big one', t.BigInteger, 9007199254740993n],
    ['a decimal', t.Numeric(12, 4), '8.4300'],
    ['a negative decimal', t.Numeric(12, 4), '-0.5000'],
    ['a float', t.Float, 8.4375],
    ['true', t.Boolean, true],
    ['false', t.Boolean, false],
    ['a day', t.Date, '2012-10-15'],
    ['an old day', t.Date, '1727-04-01'],
    ['a moment', t.DateTime, new Date('2012-10-15T12:57:18.000Z')],
    ['a moment with milliseconds', t.DateTime, new Date('2012-10-15T12:57:18.396Z')],
    ['an old moment', t.DateTime, new Date('1850-11-10T11:52:35.000Z')],
    ['a time of day', t.Time, '12:57:18'],
    ['a uuid', t.Uuid, '1a4b0c9e-54f7-4a4e-8a4f-fd8f4b1f7e3c'],
    ['an enumeration', t.Enum("a'b", 'c%d', { name: uniqueName('word') }), "a'b"],
    ['bytes', t.LargeBinary, new Uint8Array([0, 255, 39, 92, 37])],
  ])('%s is stored by a parameter and by a literal alike', async (_what, type, value) => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('literal'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      x: column(type as typeof t.Text, { nullable: true }),
    });
    await within(metadata, async (connection) => {
      await connection.execute(insert(table).values({ id: 1, x: value }));
      const { dialect } = connection;
      const written = insert(table).values({ id: 2, x: value }).compile({ dialect, literalBinds: true }).sql;
      await connection.execDriverSql(written);
      const [bound, literally] = await connection.execute(select(table.c.x).orderBy(table.c.id)).scalars().all();
      expect(bound).toEqual(value);
      expect(literally).toEqual(value);
      if (value instanceof Uint8Array) return;
      const found = select(table.c.id)
        .where(table.c.x.eq(value))
        .orderBy(table.c.id)
        .compile({ dialect, literalBinds: true }).sql;
      expect((await connection.execDriverSql(found)).scalars().all().map(Number)).toEqual([1, 2]);
    });
  });

  test('a computed column that is read, rather than stored, is created again from what was read of it', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('virtual'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      twice: column(t.Integer, { nullable: true, computed: computed('id * 2') }),
    });
    await within(metadata, async (connection) => {
      const again = new MetaData();
      const reflected = await Table.reflect(table.name, again, connection);
      await metadata.dropAll(connection);
      await again.createAll(connection);
      await connection.execute(insert(table).values({ id: 4 }));
      expect(await connection.scalar(select(table.c.twice))).toBe(8);
      expect((reflected.c as Selected).twice.computed).not.toBeNull();
    });
  });

  context.needing(['createdSchemas'], 'createAll and dropAll look for tables where schemaTranslateMap puts them', async () => {
    const { createSchema, dropSchema } = context.notation;
    const tenant = uniqueName('tenant');
    const engine = context.engine({ executionOptions: { schemaTranslateMap: { '': tenant, per_tenant: tenant } } });
    const plain = context.engine();
    const metadata = new MetaData();
    const here = new Table(uniqueName('here'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      word: column(t.String(10), { nullable: true, index: true, comment: 'a word' }),
    });
    const there = new Table(
      uniqueName('there'),
      metadata,
      {
        id: column(t.Integer, { primaryKey: true }),
        hereId: column('here_id', t.Integer, foreignKey(here.c.id)),
        kind: column(t.Enum('a', 'b', { name: uniqueName('kind') })),
      },
      { schema: 'per_tenant' },
    );
    new Sequence(uniqueName('seq'), { metadata });
    await plain.begin((connection) => connection.execDriverSql(createSchema(tenant)).then(() => undefined));
    try {
      await here.create(plain);
      await metadata.createAll(engine);
      await metadata.createAll(engine);
      await engine.begin(async (connection) => {
        const { insertedPrimaryKey } = await connection.execute(insert(here).values({ word: 'x' }));
        await connection.execute(insert(there).values({ hereId: insertedPrimaryKey?.id as number, kind: 'b' }));
        expect(
          await connection
            .execute(select(here.c.word, there.c.kind).join(there))
            .one()
            .then((row) => [...row]),
        ).toEqual(['x', 'b']);
      });
      expect(await plain.begin((connection) => connection.execute(select(here)).all())).toEqual([]);
      await metadata.dropAll(engine);
      await metadata.dropAll(engine);
      expect(await plain.begin((connection) => connection.execute(select(here)).all())).toEqual([]);
    } finally {
      await here.drop(plain);
      await plain.begin((connection) => connection.execDriverSql(dropSchema(tenant)).then(() => undefined));
    }
  });

  test('a listener sees the statement that was built, and may put another one in its place', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('heard'), metadata, { id: column(t.Integer, { primaryKey: true, autoincrement: false }) });
    const engine = context.engine();
    await metadata.createAll(engine);
    const heard: unknown[] = [];
    event.listen(engine, 'afterExecute', (_connection, statement, params) => void heard.push(statement, params));
    event.listen(
      engine,
      'beforeExecute',
      (_connection, statement, params) => {
        heard.push(statement);
        return statement === asked ? [wanted, { id: 7 }] : [statement, params];
      },
      { retval: true },
    );
    const asked = insert(table).values({ id: 1 });
    const wanted = insert(table);
    await using session = new Session(engine);
    const result = await session.execute(asked);
    expect(result.rowcount).toBe(1);
    expect(heard).toEqual([asked, wanted, { id: 7 }]);
    expect(heard[1]).toBe(wanted);
    expect(await session.scalars(select(table.c.id)).all()).toEqual([7]);
    expect(await session.scalar(select(table.c.id).where(table.c.id.eq(bindparam('x'))), { x: 7 })).toBe(7);
    await session.rollback();
    await metadata.dropAll(engine);
  });
}
