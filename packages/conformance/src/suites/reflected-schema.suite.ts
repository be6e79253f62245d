import {
  column,
  type Connection,
  foreignKey,
  foreignKeyConstraint,
  index,
  inspect,
  MetaData,
  select,
  Table,
  text,
  types as t,
  uniqueConstraint,
} from '@aludel/core';
import { expect, jest, test } from '@jest/globals';
import { names, richSchema } from '../rich-schema.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

const [parentName, childName, typesName, oddName] = names;

/** That a schema which Aludel created is read back as it was, and can be created again from what was read. */
export function reflectedSchema(context: SuiteContext): void {
  /** Creates the schema, hands the connection on, and drops everything. */
  async function withSchema(metadata: MetaData, body: (connection: Connection) => Promise<void>): Promise<void> {
    await using connection = await context.engine().connect();
    await metadata.dropAll(connection);
    await metadata.createAll(connection);
    await connection.commit();
    await tidily(
      async () => {
        await body(connection);
      },
      async () => {
        await connection.rollback();
        const rest = new MetaData();
        await rest.reflect(connection, { only: (name) => metadata.tables.has(name) });
        await rest.dropAll(connection);
        await metadata.dropAll(connection);
        await connection.commit();
      },
    );
  }

  /** Whatever a catalog that forgets the names of constraints says instead. */
  const unnamed = { asymmetricMatch: (found: unknown) => found === null || typeof found === 'string' };
  /** The name of a constraint as the catalog tells it. */
  const named = (name: string) => (context.has('constraintNames') ? name : unnamed);
  const keys = <T>(expected: readonly T[]): readonly T[] => (context.has('foreignKeys') ? expected : []);
  const actions = {
    ...(context.has('deleteActions') ? { ondelete: 'SET NULL' } : {}),
    ...(context.has('updateActions') ? { onupdate: 'CASCADE' } : {}),
  };

  test('what was read creates the same again', async () => {
    const metadata = richSchema(context.has);
    await withSchema(metadata, async (connection) => {
      const before = await facts(connection);
      expect(before.columns.map(([name]) => name).sort()).toEqual([...names].sort());
      const reflected = new MetaData();
      await reflected.reflect(connection, { only: [...names] });
      expect([...reflected.tables.keys()].sort()).toEqual([...names].sort());
      await metadata.dropAll(connection);
      expect(await inspect(connection).hasTable(parentName)).toBe(false);
      await reflected.createAll(connection);
      await connection.commit();
      expect(await facts(connection)).toEqual(before);
    });
  });

  test('what was created is read back', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const inspector = inspect(connection);
      const columns = await inspector.getColumns(childName);
      expect(columns.map(({ name, nullable }) => [name, nullable])).toEqual([
        ['a', false],
        ['b', false],
        ['parent_id', true],
        ['select', false],
        ['amount', false],
        ['twice', true],
      ]);
      expect(columns.map((found) => found.default)).toEqual([
        null,
        null,
        null,
        expect.stringContaining("'x''y'"),
        expect.stringMatching(/7/),
        null,
      ]);
      expect(columns[5]?.computed?.sqltext.replace(/[`"()\s]/g, '')).toBe('amount*2');
      expect(columns[5]?.computed?.persisted).toBe(context.has('storedColumns'));
      expect((await inspector.getPkConstraint(childName)).constrainedColumns).toEqual(['b', 'a']);
      expect(
        (await inspector.getForeignKeys(childName)).map((key) => [
          key.name,
          key.constrainedColumns,
          key.referredTable,
          key.options,
        ]),
      ).toEqual(keys([[named('reflected_fk_parent'), ['parent_id'], parentName, actions]]));
      expect((await inspector.getUniqueConstraints(childName)).map(({ name, columnNames }) => [name, columnNames])).toEqual([
        [named('reflected_uq'), ['select', 'amount']],
      ]);
      expect((await inspector.getCheckConstraints(childName)).map(({ name }) => name)).toEqual([named('reflected_ck')]);
      const sorted = (await inspector.getIndexes(childName)).find(({ name }) => name === 'reflected_ix');
      expect(sorted).toMatchObject({ columnNames: ['amount', 'a'], unique: false });
      if (context.has('sortedIndexes')) expect(sorted).toMatchObject({ columnSorting: { amount: ['desc'] } });
      expect((await inspector.getPkConstraint(parentName)).constrainedColumns).toEqual(['id']);
      expect((await inspector.getColumns(parentName))[0]).toMatchObject({ name: 'id', autoincrement: true, nullable: false });
      expect((await inspector.getForeignKeys(oddName)).map((key) => [key.constrainedColumns, key.referredTable])).toEqual(
        keys([[['a b', 'MiXed "q"'], childName]]),
      );
    });
  });

  test('a reflected table is selected from like any other', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const { quote } = context.notation;
      await connection.execute(text(`INSERT INTO ${quote(parentName)} (name) VALUES ('sandy')`));
      const table = await Table.reflect(parentName, new MetaData(), connection, {
        columns: { key: column('id', t.BigInteger({ mode: 'number' }), { primaryKey: true }) },
      });
      const { name } = table.c;
      if (name === undefined) throw new Error('The column is not there.');
      const row = await connection.execute(select(table.c.key, name)).one();
      expect([...(row as Iterable<unknown>)]).toEqual([1, 'sandy']);
      expect(Object.keys(table.c)[0]).toBe('key');
    });
  });

  context.needing(
    ['foreignKeys', 'constraintNames'],
    'only some columns are reflected if one wants only some, without what needs the others',
    async () => {
      await withSchema(richSchema(context.has), async (connection) => {
        const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
        const metadata = new MetaData();
        const table = await Table.reflect(childName, metadata, connection, { includeColumns: ['a', 'b', 'amount'] });
        expect(Object.keys(table.c)).toEqual(['a', 'b', 'amount']);
        expect(table.primaryKey.columns.map(({ name }) => name).sort()).toEqual(['a', 'b']);
        expect(table.indexes.map(({ name }) => name)).toEqual(['reflected_ix']);
        expect(table.constraints.filter(({ kind }) => kind === 'unique' || kind === 'foreignKey')).toEqual([]);
        const warned = warn.mock.calls.map(([message]) => String(message)).join('\n');
        warn.mockRestore();
        expect(warned).toMatch(/The foreign key reflected_fk_parent of the reflected table "reflected_child" is left out/);
        expect(warned).toMatch(/reflected_uq of the reflected table "reflected_child" is left out/);
      });
    },
  );

  test('each type is created again from what was read of it', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const columns = await inspect(connection).getColumns(typesName);
      expect(columns.filter(({ type }) => type.typeName === 'NullType').map(({ name }) => name)).toEqual([]);
      const length = (name: string) =>
        (columns.find((found) => found.name === name)?.type as { length?: number } | undefined)?.length;
      if (context.has('columnLengths')) expect([length('string'), length('unicode')]).toEqual([30, 20]);
    });
  });

  const oddNames = ["one 'quote'", 'two "quotes"', '100%', '%s :x ?', 'back`tick', 'semi;colon', 'dot.ted', 'ünï 日本', 'SELECT'];
  context.needingEach(
    ['foreignKeys', 'constraintNames'],
    'a table may be called "%s", and so may what belongs to it',
    oddNames.map((name): [string] => [name]),
    async (name) => {
      const metadata = new MetaData();
      const referred = new Table(
        `r ${name}`,
        metadata,
        { [name]: column(t.Integer, { primaryKey: true }), second: column(t.Integer) },
        [uniqueConstraint('second', { name: `uq ${name}` })],
      );
      new Table('reflected_referring', metadata, { [name]: column(t.Integer), other: column(t.Integer) }, [
        foreignKeyConstraint([name], [referred.c[name] as never], {
          name: `fk ${name}`,
        }),
        index(`ix ${name}`, 'other'),
      ]);
      await withSchema(metadata, async (connection) => {
        const inspector = inspect(connection);
        expect(await inspector.hasTable(`r ${name}`)).toBe(true);
        expect((await inspector.getColumns(`r ${name}`)).map((found) => found.name)).toEqual([name, 'second']);
        expect((await inspector.getPkConstraint(`r ${name}`)).constrainedColumns).toEqual([name]);
        expect((await inspector.getUniqueConstraints(`r ${name}`)).map((found) => [found.name, found.columnNames])).toEqual([
          [`uq ${name}`, ['second']],
        ]);
        expect((await inspector.getForeignKeys('reflected_referring'))[0]).toMatchObject({
          name: `fk ${name}`,
          constrainedColumns: [name],
          referredTable: `r ${name}`,
          referredColumns: [name],
        });
        expect(await inspector.hasIndex('reflected_referring', `ix ${name}`)).toBe(true);
        const reflected = new MetaData();
        const table = await Table.reflect('reflected_referring', reflected, connection);
        expect(table.foreignKeyConstraints[0]?.referredTable.name).toBe(`r ${name}`);
        await metadata.dropAll(connection);
        await reflected.createAll(connection);
        await connection.commit();
        inspector.clearCache();
        expect((await inspector.getForeignKeys('reflected_referring')).map((key) => key.name)).toEqual([`fk ${name}`]);
      });
    },
  );

  test('a table is read again in the place of one that is known, with what is known of it', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const metadata = new MetaData();
      const known = new Table(childName, metadata, { twoFold: column('twice', t.BigInteger, { nullable: true }) });
      expect(await Table.reflect(childName, metadata, connection)).toBe(known);
      await metadata.reflect(connection, { only: [childName] });
      expect(metadata.tables.get(childName)).toBe(known);
      const extended = await Table.reflect(childName, metadata, connection, { extendExisting: true });
      expect(metadata.tables.get(childName)).toBe(extended);
      expect(Object.keys(extended.c).sort()).toEqual(['a', 'amount', 'b', 'parent_id', 'select', 'twoFold']);
      expect(extended.c['twoFold']?.type).toBe(t.BigInteger);
      expect([...metadata.tables.keys()].sort()).toEqual([childName, ...keys([parentName])].sort());
    });
  });

  test('a foreign key that is given takes the place of the one that is read', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const metadata = new MetaData();
      const table = await Table.reflect(childName, metadata, connection, {
        columns: { parentId: column('parent_id', t.Integer, foreignKey('elsewhere.id', { name: 'other' }), { nullable: true }) },
      });
      expect(table.foreignKeyConstraints.map(({ name }) => name)).toEqual(['other']);
      expect([...metadata.tables.keys()]).toEqual([childName]);
    });
  });

  context.when('comments', 'comments are read back', async () => {
    await withSchema(richSchema(context.has), async (connection) => {
      const inspector = inspect(connection);
      expect(await inspector.getTableComment(parentName)).toBe("the parent's \\ own");
      expect(await inspector.getTableComment(childName)).toBeNull();
      expect((await inspector.getColumns(parentName)).map(({ comment }) => comment)).toEqual([null, "the 'name'", null]);
    });
  });

  context.needing(['expressionIndexes'], 'indexes of expressions are read and created again', async () => {
    const metadata = new MetaData();
    new Table('reflected_expressions', metadata, { x: column(t.Integer), y: column(t.Integer) }, (c) => [
      index('reflected_ix_sum', c.x.add(c.y)),
      index('reflected_ix_both', c.x, c.x.mul(2)),
    ]);
    await withSchema(metadata, async (connection) => {
      const before = await inspect(connection).getIndexes('reflected_expressions');
      expect(before.map(({ name, columnNames }) => [name, columnNames])).toEqual([
        ['reflected_ix_both', ['x', null]],
        ['reflected_ix_sum', [null]],
      ]);
      expect(before[1]?.expressions?.[0]?.replace(/[`"()\s]/g, '')).toBe('x+y');
      const reflected = new MetaData();
      await reflected.reflect(connection, { only: ['reflected_expressions'] });
      await metadata.dropAll(connection);
      await reflected.createAll(connection);
      await connection.commit();
      expect(await inspect(connection).getIndexes('reflected_expressions')).toEqual(before);
    });
  });

  context.needing(['partialIndexes'], 'the condition of an index is read back', async () => {
    const metadata = new MetaData();
    new Table('reflected_partial', metadata, { id: column(t.Integer, { primaryKey: true }), x: column(t.Integer) }, (c) => [
      index('reflected_ix_part', c.x, { unique: true, where: c.x.gt(5) }),
    ]);
    await withSchema(metadata, async (connection) => {
      const before = await inspect(connection).getIndexes('reflected_partial');
      expect(before[0]?.where?.replace(/[`"()]|reflected_partial\./g, '')).toBe('x > 5');
      const reflected = new MetaData();
      await reflected.reflect(connection, { only: ['reflected_partial'] });
      await metadata.dropAll(connection);
      await reflected.createAll(connection);
      await connection.commit();
      expect(await inspect(connection).getIndexes('reflected_partial')).toEqual(before);
    });
  });

  context.needing(['createdSchemas', 'foreignKeys'], 'tables of another schema are read with its name', async () => {
    const schema = 'aludel_reflected';
    await using connection = await context.engine().connect();
    await connection.execute(text(`CREATE SCHEMA ${schema}`));
    await tidily(
      async () => {
        const metadata = new MetaData({ schema });
        new Table('reflected_one', metadata, { id: column(t.Integer, { primaryKey: true }) }, { comment: 'one' });
        new Table('reflected_two', metadata, { oneId: column('one_id', t.Integer, foreignKey(`${schema}.reflected_one.id`)) });
        await metadata.createAll(connection);
        const inspector = inspect(connection);
        expect(await inspector.hasSchema(schema)).toBe(true);
        expect(await inspector.getTableNames({ schema })).toEqual(['reflected_one', 'reflected_two']);
        expect(await inspector.getTableNames()).not.toContain('reflected_one');
        expect(await inspector.hasTable('reflected_one')).toBe(false);
        expect((await inspector.getColumns('reflected_two', { schema })).map(({ name }) => name)).toEqual(['one_id']);
        expect((await inspector.getForeignKeys('reflected_two', { schema }))[0]).toMatchObject({
          referredSchema: schema,
          referredTable: 'reflected_one',
        });
        const reflected = new MetaData();
        await reflected.reflect(connection, { schema });
        expect([...reflected.tables.keys()].sort()).toEqual([`${schema}.reflected_one`, `${schema}.reflected_two`]);
        const two = await Table.reflect('reflected_two', new MetaData({ schema }), connection);
        expect(two.foreignKeyConstraints[0]?.referredTable.fullname).toBe(`${schema}.reflected_one`);
      },
      async () => {
        await connection.rollback();
        const rest = new MetaData();
        await rest.reflect(connection, { schema }).catch(() => undefined);
        await rest.dropAll(connection);
        await connection.execute(text(`DROP SCHEMA IF EXISTS ${schema}`));
        await connection.commit();
      },
    );
  });

  context.when('listedTemporaryTables', 'temporary tables are told from others', async () => {
    await using connection = await context.engine().connect();
    await connection.execute(text('CREATE TEMPORARY TABLE reflected_temporary (id INTEGER PRIMARY KEY, x INTEGER)'));
    const inspector = inspect(connection);
    expect(await inspector.getTempTableNames()).toEqual(['reflected_temporary']);
    expect(await inspector.getTableNames()).not.toContain('reflected_temporary');
    expect(await inspector.hasTable('reflected_temporary')).toBe(true);
    expect((await inspector.getColumns('reflected_temporary')).map(({ name }) => name)).toEqual(['id', 'x']);
    expect([...(await inspector.getMultiColumns({ scope: 'temporary' })).keys()]).toEqual(['reflected_temporary']);
    await connection.execute(text('DROP TABLE reflected_temporary'));
    await connection.commit();
  });

  context.needing(['sequenceObjects'], 'sequences are listed', async () => {
    await using connection = await context.engine().connect();
    await connection.execute(text('CREATE SEQUENCE reflected_sequence'));
    await tidily(
      async () => {
        const inspector = inspect(connection);
        expect(await inspector.getSequenceNames()).toContain('reflected_sequence');
        expect(await inspector.hasSequence('reflected_sequence')).toBe(true);
        expect(await inspector.hasTable('reflected_sequence')).toBe(false);
      },
      async () => {
        await connection.execute(text('DROP SEQUENCE reflected_sequence'));
        await connection.commit();
      },
    );
  });
}

/** Everything that an inspector says of the tables, as plain data. */
async function facts(connection: Connection) {
  const inspector = inspect(connection);
  const filter = { filterNames: names };
  const columns = await inspector.getMultiColumns(filter);
  return {
    columns: [...columns].map(([name, list]) => [name, list.map((found) => ({ ...found, type: String(found.type) }))] as const),
    primaryKeys: [...(await inspector.getMultiPkConstraint(filter))],
    foreignKeys: [...(await inspector.getMultiForeignKeys(filter))],
    uniqueConstraints: [...(await inspector.getMultiUniqueConstraints(filter))],
    checkConstraints: [...(await inspector.getMultiCheckConstraints(filter))],
    indexes: [...(await inspector.getMultiIndexes(filter))],
    comments: [...(await inspector.getMultiTableComment(filter))],
    options: [...(await inspector.getMultiTableOptions(filter))],
  };
}
