import {
  checkConstraint,
  column,
  type Connection,
  foreignKey,
  foreignKeyConstraint,
  func,
  index,
  inspect,
  MetaData,
  primaryKeyConstraint,
  select,
  Table,
  text,
  types as t,
  uniqueConstraint,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

type Action = 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION';

/** Keys, checks, indexes, defaults and comments, as the catalog tells them. */
export function reflectedConstraints(context: SuiteContext): void {
  const within = async (metadata: MetaData, work: (connection: Connection) => Promise<void>): Promise<void> => {
    await using connection = await context.engine().connect();
    await tidily(
      async () => {
        await metadata.createAll(connection);
        await connection.commit();
        await work(connection);
      },
      async () => {
        await connection.rollback();
        await metadata.dropAll(connection);
        await connection.commit();
      },
    );
  };
  const bare = (sql: string | null | undefined): string => (sql ?? '').replace(/[`"()\s]|::[a-z ]+/gi, '').toLowerCase();

  const actions: readonly (Action | undefined)[] = [undefined, 'NO ACTION', 'CASCADE', 'SET NULL', 'RESTRICT'];
  const pairs = actions.flatMap((ondelete) => actions.map((onupdate) => ({ ondelete, onupdate })));
  const changes = (action: Action | undefined): boolean => action !== undefined && action !== 'NO ACTION';
  for (const { ondelete, onupdate } of pairs)
    context.needing(
      [
        'foreignKeys',
        ...(changes(ondelete) ? (['deleteActions'] as const) : []),
        ...(changes(onupdate) ? (['updateActions'] as const) : []),
      ],
      `a foreign key with ON DELETE ${ondelete} and ON UPDATE ${onupdate} says so, but for what is usual`,
      async () => {
        const metadata = new MetaData();
        const parent = new Table(uniqueName('fk_parent'), metadata, { id: column(t.Integer, { primaryKey: true }) });
        const options = { ...(ondelete === undefined ? {} : { ondelete }), ...(onupdate === undefined ? {} : { onupdate }) };
        const child = new Table(uniqueName('fk_child'), metadata, {
          id: column(t.Integer, { primaryKey: true }),
          parentId: column('parent_id', t.Integer, foreignKey(parent.c.id, options), { nullable: true }),
          other: column(t.Integer, foreignKey(parent.c.id), { nullable: true }),
        });
        await within(metadata, async (connection) => {
          const keys = await inspect(connection).getForeignKeys(child.name);
          const found = keys.find(({ constrainedColumns }) => constrainedColumns[0] === 'parent_id')?.options;
          const said = Object.entries(options).filter(([, action]) => action !== 'NO ACTION');
          // MySQL takes RESTRICT and NO ACTION for the same.
          const isUsual = (action: unknown): boolean => action === 'RESTRICT' && context.capabilities.ddl === 'commits';
          const plain = (entries: readonly (readonly [string, unknown])[]) =>
            Object.fromEntries(entries.filter(([, action]) => !isUsual(action)));
          expect(plain(Object.entries(found ?? {}))).toEqual(plain(said));
          expect(keys.find(({ constrainedColumns }) => constrainedColumns[0] === 'other')?.options).toEqual({});
        });
      },
    );

  context.needing(['foreignKeys'], 'the columns of keys are told in the order of the keys', async () => {
    const metadata = new MetaData();
    const parent = new Table(
      uniqueName('order_parent'),
      metadata,
      {
        id: column(t.Integer, { autoincrement: false }),
        name: column(t.String(20)),
        attr: column(t.Integer),
      },
      [primaryKeyConstraint('name', 'id', 'attr')],
    );
    const child = new Table(
      uniqueName('order_child'),
      metadata,
      {
        id: column(t.Integer, { primaryKey: true }),
        pid: column(t.Integer),
        pattr: column(t.Integer),
        pname: column(t.String(20)),
      },
      [
        foreignKeyConstraint(['pname', 'pid', 'pattr'], [parent.c.name, parent.c.id, parent.c.attr], { name: uniqueName('fk') }),
        uniqueConstraint('pname', 'id', { name: uniqueName('uq') }),
        index(uniqueName('ix'), 'pattr', 'id', 'pname'),
      ],
    );
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      expect((await inspector.getPkConstraint(parent.name)).constrainedColumns).toEqual(['name', 'id', 'attr']);
      expect((await inspector.getForeignKeys(child.name)).map((key) => [key.constrainedColumns, key.referredColumns])).toEqual([
        [
          ['pname', 'pid', 'pattr'],
          ['name', 'id', 'attr'],
        ],
      ]);
      expect((await inspector.getUniqueConstraints(child.name)).map(({ columnNames }) => columnNames)).toEqual([['pname', 'id']]);
      const [, , name] = child.indexes.map((one) => one.name);
      const found = (await inspector.getIndexes(child.name)).find((one) => one.name === (name ?? child.indexes[0]?.name));
      expect(found?.columnNames).toEqual(['pattr', 'id', 'pname']);
      const reflected = await Table.reflect(child.name, new MetaData(), connection);
      expect(reflected.foreignKeyConstraints[0]?.elements.map(({ parent: { name } }) => name)).toEqual(['pname', 'pid', 'pattr']);
    });
  });

  context.needing(['foreignKeys'], 'two foreign keys can share a column', async () => {
    const metadata = new MetaData();
    const parent = new Table(uniqueName('shared_parent'), metadata, {
      tenant: column(t.Integer, { primaryKey: true, autoincrement: false }),
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    });
    const child = new Table(
      uniqueName('shared_child'),
      metadata,
      { id: column(t.Integer, { primaryKey: true }), tenant: column(t.Integer), a: column(t.Integer), b: column(t.Integer) },
      [
        foreignKeyConstraint(['tenant', 'a'], [parent.c.tenant, parent.c.id], { name: uniqueName('fk_a') }),
        foreignKeyConstraint(['tenant', 'b'], [parent.c.tenant, parent.c.id], { name: uniqueName('fk_b') }),
      ],
    );
    await within(metadata, async (connection) => {
      const keys = await inspect(connection).getForeignKeys(child.name);
      expect(keys.map((key) => key.constrainedColumns).toSorted()).toEqual([
        ['tenant', 'a'],
        ['tenant', 'b'],
      ]);
      for (const key of keys) expect(key.referredColumns).toEqual(['tenant', 'id']);
      const reflected = await Table.reflect(child.name, new MetaData(), connection);
      expect(reflected.foreignKeyConstraints).toHaveLength(2);
    });
  });

  context.needing(
    ['checkConstraints', 'constraintNames'],
    'checks are told by name, with parentheses and quotes as they mean; a table without any has none',
    async () => {
      const metadata = new MetaData();
      const none = new Table(uniqueName('no_check'), metadata, { data: column(t.Integer) });
      const [both, either, words] = [uniqueName('ck_both'), uniqueName('ck_either'), uniqueName('ck_words')];
      const table = new Table(
        uniqueName('checked'),
        metadata,
        { a: column(t.Integer), b: column(t.Integer), w: column(t.String(20)) },
        [
          checkConstraint('a > 1 AND (a < 5)', { name: both }),
          checkConstraint('(a = 1 AND b = 2) OR (a > 2 AND b < 9)', { name: either }),
          checkConstraint("w <> 'it''s (odd' AND w <> ''", { name: words }),
        ],
      );
      await within(metadata, async (connection) => {
        const inspector = inspect(connection);
        expect(await inspector.getCheckConstraints(none.name)).toEqual([]);
        const found = await inspector.getCheckConstraints(table.name);
        expect(found.map(({ name }) => name).toSorted()).toEqual([both, either, words].toSorted());
        const sqlOf = (name: string) => found.find((one) => one.name === name)?.sqltext;
        expect(bare(sqlOf(both))).toBe('a>1anda<5');
        expect(bare(sqlOf(either))).toBe('a=1andb=2ora>2andb<9');
        expect(sqlOf(words)).toContain("(odd'");
        const again = new MetaData();
        await again.reflect(connection, { only: [table.name] });
        await metadata.dropAll(connection);
        await again.createAll(connection);
        const insert = (values: string) => connection.execute(text(`INSERT INTO ${table.name} (a, b, w) VALUES (${values})`));
        await insert("3, 4, 'x'");
        await connection.commit();
        for (const bad of ["7, 4, 'x'", "3, 10, 'x'", "3, 4, 'it''s (odd'"]) {
          await expect(insert(bad)).rejects.toMatchObject({ name: 'CheckViolationError' });
          await connection.rollback();
        }
      });
    },
  );

  context.needing(['constraintNames'], 'indexes and unique constraints are told apart, those of a key left out', async () => {
    const metadata = new MetaData();
    const [uq, ix, ux] = [uniqueName('uq'), uniqueName('ix'), uniqueName('ux')];
    const table = new Table(
      uniqueName('indexed'),
      metadata,
      { id: column(t.Integer, { primaryKey: true }), a: column(t.Integer), b: column(t.Integer), c: column(t.Integer) },
      (c) => [uniqueConstraint('a', 'b', { name: uq }), index(ix, 'c', c.b.desc()), index(ux, 'c', 'a', { unique: true })],
    );
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      const uniques = await inspector.getUniqueConstraints(table.name);
      expect(uniques.map(({ name }) => name)).toContain(uq);
      const own = uniques.map((one) => one.duplicatesIndex);
      const indexes = (await inspector.getIndexes(table.name)).filter(
        (one) => one.duplicatesConstraint === undefined && !(one.name === uq && own.includes(uq)),
      );
      expect(indexes.map(({ name, unique }) => [name, unique]).toSorted()).toEqual(
        [
          [ix, false],
          [ux, true],
        ].toSorted(),
      );
      expect(indexes.find(({ name }) => name === ix)).toMatchObject({ columnNames: ['c', 'b'] });
      const reflected = await Table.reflect(table.name, new MetaData(), connection);
      const uniqueNames = reflected.constraints.filter(({ kind }) => kind === 'unique').map(({ name }) => name);
      expect([...reflected.indexes.map(({ name }) => name), ...uniqueNames].toSorted()).toEqual([ix, uq, ux].toSorted());
    });
  });

  context.when('sortedIndexes', 'a column that an index sorts downwards is told', async () => {
    const metadata = new MetaData();
    const name = uniqueName('ix');
    const table = new Table(
      uniqueName('sorted'),
      metadata,
      { id: column(t.Integer, { primaryKey: true }), a: column(t.Integer), b: column(t.Integer) },
      (c) => [index(name, 'a', c.b.desc())],
    );
    await within(metadata, async (connection) => {
      const found = (await inspect(connection).getIndexes(table.name)).find((one) => one.name === name);
      expect(found).toMatchObject({ columnNames: ['a', 'b'], columnSorting: { b: ['desc'] } });
    });
  });

  context.when('coveringIndexes', 'columns that an index keeps without being sorted by them', async () => {
    const metadata = new MetaData();
    const name = uniqueName('ix');
    const table = new Table(
      uniqueName('covered'),
      metadata,
      { x: column(t.Integer), y: column(t.Integer), z: column(t.Integer) },
      [index(name, 'x', { dialectOptions: { [context.variantName]: { include: ['y', 'z'] } } })],
    );
    await within(metadata, async (connection) => {
      expect(await inspect(connection).getIndexes(table.name)).toMatchObject([
        { name, columnNames: ['x'], includeColumns: ['y', 'z'], unique: false },
      ]);
    });
  });

  test.each([
    ['a number', t.Integer, text('42'), /42/, 42],
    ['a negative number', t.Integer, text('-7'), /-\(?7/, -7],
    ['a decimal', t.Numeric(10, 2), text('3.50'), /3\.5/, '3.50'],
    ['a text', t.String(20), 'plain', /'plain'/, 'plain'],
    ['an empty text', t.String(20), '', /''/, ''],
    ['a text with a quote', t.String(20), "it's", /'it''s'/, "it's"],
    ['a text that reads like SQL', t.String(20), 'NULL', /'NULL'/, 'NULL'],
    ['a text that reads like a number', t.String(20), '007', /'007'/, '007'],
    ['a sum', t.Integer, text('(3 + 5)'), /3 ?\+ ?5/, 8],
    ['true', t.Boolean, text('true'), /true|1/i, true],
    ['a day', t.Date, '2024-02-29', /'2024-02-29'/, '2024-02-29'],
  ])('the default of a column is told as SQL that means the same: %s', async (_what, type, serverDefault, expected, value) => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('defaulted'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
      none: column(t.Integer, { nullable: true }),
      x: column(type as typeof t.Text, { serverDefault: serverDefault as string }),
    });
    await within(metadata, async (connection) => {
      const columns = await inspect(connection).getColumns(table.name);
      expect(columns.map((found) => found.default === null)).toEqual([true, true, false]);
      expect(columns[2]?.default).toMatch(expected);
      const again = new MetaData();
      const reflected = await Table.reflect(table.name, again, connection);
      await metadata.dropAll(connection);
      await again.createAll(connection);
      await connection.execute(text(`INSERT INTO ${table.name} (id) VALUES (1)`));
      expect(await connection.scalar(select(table.c.x))).toEqual(value);
      expect(Object.keys(reflected.c)).toEqual(['id', 'none', 'x']);
    });
  });

  context.when('columnLengths', 'lengths of texts are told', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('typed'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      short: column(t.String(52)),
    });
    await within(metadata, async (connection) => {
      const [, short] = await inspect(connection).getColumns(table.name);
      expect((short?.type as { readonly length?: number } | undefined)?.length).toBe(52);
    });
  });

  test('precisions and what may be NULL are told', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('typed'), metadata, {
      id: column(t.Integer, { primaryKey: true }),
      short: column(t.String(52)),
      price: column(t.Numeric(18, 5), { nullable: true }),
      whole: column(t.Numeric(12, 0)),
      long: column(t.Text, { nullable: true }),
    });
    await within(metadata, async (connection) => {
      const columns = await inspect(connection).getColumns(table.name);
      const typeOf = (index: number) => columns[index]?.type as unknown as Readonly<Record<string, unknown>>;
      expect([typeOf(2)['precision'], typeOf(2)['scale']]).toEqual([18, 5]);
      expect([typeOf(3)['precision'], typeOf(3)['scale'] ?? 0]).toEqual([12, 0]);
      expect(columns.map(({ nullable }) => nullable)).toEqual([false, false, true, false, true]);
      expect(columns.map(({ autoincrement }) => autoincrement)).toEqual([true, false, false, false, false]);
    });
  });

  context.needing(['comments'], 'comments are told as they were given, whatever stands in them', async () => {
    const metadata = new MetaData();
    const comment = "línea 測試 'it''s' \"q\" \\ % :x ; -- \n two";
    const table = new Table(
      uniqueName('commented'),
      metadata,
      {
        id: column(t.Integer, { primaryKey: true, comment: 'the key' }),
        x: column(t.String(10), { comment }),
        y: column(t.Integer),
      },
      { comment },
    );
    const plain = new Table(uniqueName('uncommented'), metadata, { x: column(t.Integer) });
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.getTableComment(table.name)).toBe(comment);
      expect(await inspector.getTableComment(plain.name)).toBeNull();
      expect((await inspector.getColumns(table.name)).map((found) => found.comment)).toEqual(['the key', comment, null]);
      const all = await inspector.getMultiTableComment({ filterNames: [table.name, plain.name] });
      expect([all.get(table.name), all.get(plain.name)]).toEqual([comment, null]);
      const reflected = await Table.reflect(table.name, new MetaData(), connection);
      expect([reflected.comment, reflected.c['x']?.comment]).toEqual([comment, comment]);
    });
  });

  context.when('wideComments', 'a comment may have any character', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('wide'), metadata, { x: column(t.Integer, { comment: '🐍' }) }, { comment: '👩‍👩‍👧' });
    await within(metadata, async (connection) => {
      expect(await inspect(connection).getTableComment(table.name)).toBe('👩‍👩‍👧');
      expect((await inspect(connection).getColumns(table.name))[0]?.comment).toBe('🐍');
    });
  });

  context.needing(['foreignKeys'], 'many tables are told of at once, by every question, the same as one by one', async () => {
    const metadata = new MetaData();
    const names = Array.from({ length: 12 }, (_unused, place) => uniqueName(`many${place}`));
    names.forEach((name, place) => {
      new Table(
        name,
        metadata,
        {
          id: column(t.Integer, { primaryKey: true }),
          previous: column(t.Integer, foreignKey(`${names[Math.max(0, place - 1)]}.id`), { nullable: true }),
          word: column(t.String(20), { serverDefault: `word ${place}`, index: place % 2 === 0 }),
        },
        [
          uniqueConstraint('word', 'id', { name: uniqueName('uq') }),
          checkConstraint(`word <> 'x${place}'`, { name: uniqueName('ck') }),
        ],
      );
    });
    await within(metadata, async (connection) => {
      const inspector = inspect(connection);
      const alone = inspect(connection);
      const filterNames = names;
      for (const [many, one] of [
        [await inspector.getMultiColumns({ filterNames }), (name: string) => alone.getColumns(name)],
        [await inspector.getMultiPkConstraint({ filterNames }), (name: string) => alone.getPkConstraint(name)],
        [await inspector.getMultiForeignKeys({ filterNames }), (name: string) => alone.getForeignKeys(name)],
        [await inspector.getMultiIndexes({ filterNames }), (name: string) => alone.getIndexes(name)],
        [await inspector.getMultiUniqueConstraints({ filterNames }), (name: string) => alone.getUniqueConstraints(name)],
        [await inspector.getMultiCheckConstraints({ filterNames }), (name: string) => alone.getCheckConstraints(name)],
        [await inspector.getMultiTableOptions({ filterNames }), (name: string) => alone.getTableOptions(name)],
      ] as const) {
        expect([...many.keys()].toSorted()).toEqual(names.toSorted());
        const plain = (value: unknown): unknown =>
          JSON.parse(JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)));
        for (const name of [names[0], names[7], names[11]] as string[])
          expect(plain(many.get(name))).toEqual(plain(await one(name)));
      }
      const all = new MetaData();
      await all.reflect(connection, { only: (name) => names.includes(name) });
      expect([...all.sortedTables].map(({ name }) => name)).toEqual(names);
      expect(await connection.scalar(select(func.count()).selectFrom(all.tables.get(names[3] as string) as never))).toBe(0);
    });
  });
}
