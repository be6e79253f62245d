import {
  checkConstraint,
  column,
  CreateIndex,
  CreateTable,
  DropIndex,
  DropTable,
  foreignKey,
  foreignKeyConstraint,
  func,
  index,
  insert,
  inspect,
  MetaData,
  select,
  Table,
  types as t,
  update,
  uniqueConstraint,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';
import { tidily } from '../tidily.ts';

/** What statements that define tables do where things are there already, and with names that are long. */
export function ddlOptions(context: SuiteContext): void {
  test('IF NOT EXISTS and IF EXISTS leave alone what is there, and what is not', async () => {
    const engine = context.engine();
    const metadata = new MetaData();
    const table = new Table(
      uniqueName('there'),
      metadata,
      { id: column(t.Integer, { primaryKey: true }), x: column(t.Integer) },
      [index(uniqueName('ix'), 'x')],
    );
    const [only] = [...table.indexes];
    await engine.begin(async (connection) => {
      await connection.execute(new CreateTable(table, { ifNotExists: true }));
      await connection.execute(new CreateTable(table, { ifNotExists: true }));
      expect(await connection.execute(select(table)).all()).toEqual([]);
    });
    await expect(engine.begin((connection) => connection.execute(new CreateTable(table)))).rejects.toThrow();
    await engine.begin(async (connection) => {
      if (only !== undefined) await connection.execute(new CreateIndex(only));
      expect((await (await inspect(connection)).getIndexes(table.name)).map(({ name }) => name)).toEqual([only?.name]);
      if (only !== undefined) await connection.execute(new DropIndex(only));
      expect(await (await inspect(connection)).getIndexes(table.name)).toEqual([]);
      await connection.execute(new DropTable(table));
      await connection.execute(new DropTable(table, { ifExists: true }));
    });
    await expect(engine.begin((connection) => connection.execute(new DropTable(table)))).rejects.toThrow();
  });

  context.when('indexIfNotExists', 'an index that is there is left alone', async () => {
    const engine = context.engine();
    const metadata = new MetaData();
    const table = new Table(uniqueName('indexed'), metadata, { x: column(t.Integer) }, [index(uniqueName('ix'), 'x')]);
    await metadata.createAll(engine);
    await tidily(
      async () => {
        await engine.begin(async (connection) => {
          for (const one of table.indexes) {
            await connection.execute(new CreateIndex(one, { ifNotExists: true }));
            await connection.execute(new DropIndex(one, { ifExists: true }));
            await connection.execute(new DropIndex(one, { ifExists: true }));
          }
        });
      },
      async () => {
        await metadata.dropAll(engine);
      },
    );
  });

  context.when(
    'constraintNames',
    'names of the naming convention that are too long are shortened, and found again by the same name',
    async () => {
      const engine = context.engine();
      const metadata = new MetaData({
        namingConvention: {
          fk: 'foreign_key_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s_%(referred_column_0_N_name)s',
          pk: 'primary_key_%(table_name)s_%(column_0_N_name)s',
          ix: 'index_%(table_name)s_%(column_0_N_name)s',
          ck: 'check_constraint_%(table_name)s_%(constraint_name)s',
          uq: 'unique_constraint_%(table_name)s_%(column_0_N_name)s',
        },
      });
      const suffix = uniqueName('a');
      const parent = new Table(`a_things_with_stuff_${suffix}`, metadata, {
        idLongColumnName: column('id_long_column_name', t.Integer, { primaryKey: true }),
        idAnotherLongName: column('id_another_long_name', t.Integer, { primaryKey: true, autoincrement: false }),
      });
      const child = new Table(
        `b_related_things_of_value_${suffix}`,
        metadata,
        {
          id: column(t.Integer, { primaryKey: true }),
          first: column('aid_long_column_name_of_the_parent', t.Integer, { index: true }),
          second: column('aid_another_long_name_of_the_parent', t.Integer, { unique: true }),
          lone: column(t.Integer, foreignKey(`b_related_things_of_value_${suffix}.id`), { nullable: true }),
        },
        [
          foreignKeyConstraint(['first', 'second'], [parent.c.idLongColumnName, parent.c.idAnotherLongName]),
          uniqueConstraint('first', 'second'),
          checkConstraint('aid_another_long_name_of_the_parent > 0', {
            name: 'identifier_is_greater_than_zero_and_that_is_a_very_long_name',
          }),
        ],
      );
      await metadata.createAll(engine);
      await tidily(
        async () => {
          await engine.begin(async (connection) => {
            const inspector = await inspect(connection);
            const uniques = (await inspector.getUniqueConstraints(child.name)).map(({ name }) => name);
            const indexes = (await inspector.getIndexes(child.name)).map(({ name }) => name);
            expect(new Set([...uniques, ...indexes]).size).toBeGreaterThanOrEqual(3);
            for (const name of [...uniques, ...indexes]) expect(Buffer.byteLength(String(name))).toBeGreaterThan(30);
            for (const one of child.indexes) await connection.execute(new DropIndex(one));
            await connection.execute(insert(parent).values({ idLongColumnName: 1, idAnotherLongName: 2 }));
            await connection.execute(insert(child).values({ first: 1, second: 2 }));
            expect(await connection.scalar(select(func.count()).selectFrom(child))).toBe(1);
          });
        },
        async () => {
          await metadata.dropAll(engine);
        },
      );
    },
  );

  context.when('transactionalDdl', 'createAll() in a transaction that is rolled back creates nothing', async () => {
    const metadata = new MetaData();
    const table = new Table(uniqueName('undone'), metadata, { id: column(t.Integer, { primaryKey: true }) });
    const engine = context.engine();
    {
      await using connection = await engine.connect();
      await metadata.createAll(connection);
      await connection.rollback();
    }
    try {
      expect(await inspect(engine).hasTable(table.name)).toBe(false);
    } finally {
      await metadata.dropAll(engine);
    }
  });

  context.when('updateActions', 'a row that refers to a key follows it', async () => {
    const engine = context.engine();
    const metadata = new MetaData();
    const whole = new Table(uniqueName('whole'), metadata, {
      id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    });
    const part = new Table(uniqueName('part'), metadata, {
      wholeId: column('whole_id', t.Integer, foreignKey(whole.c.id, { onupdate: 'CASCADE' })),
    });
    await tidily(
      async () => {
        await metadata.createAll(engine);
        await engine.begin(async (connection) => {
          await connection.execute(insert(whole).values({ id: 1 }));
          await connection.execute(insert(part).values({ wholeId: 1 }));
          await connection.execute(update(whole).values({ id: 2 }));
          expect(await connection.scalar(select(part.c.wholeId))).toBe(2);
        });
      },
      () => metadata.dropAll(engine),
    );
  });

  test('a table with long names stands beside itself, in a query and in a subquery', async () => {
    const engine = context.engine();
    const metadata = new MetaData();
    const table = new Table(uniqueName('some_large_named_table_of_many_characters'), metadata, {
      id: column('this_is_the_primarykey_column_of_a_table', t.Integer, { primaryKey: true, autoincrement: false }),
      data: column('this_is_the_data_column_of_a_table', t.String(30)),
    });
    await metadata.createAll(engine);
    await tidily(
      async () => {
        await engine.begin(async (connection) => {
          await connection.execute(insert(table).values({ id: 1, data: 'd' }));
          const other = table.alias();
          const rows = await connection
            .execute(select(table, other).join(other, other.c.id.eq(table.c.id)).orderBy(other.c.id).limit(1))
            .all();
          expect(rows.map((row) => [...row])).toEqual([[1, 'd', 1, 'd']]);
          const inner = select(table, other).join(other, other.c.id.eq(table.c.id)).subquery();
          expect((await connection.execute(select(inner)).all()).map((row) => [...(row as Iterable<unknown>)])).toEqual([
            [1, 'd', 1, 'd'],
          ]);
        });
      },
      async () => {
        await metadata.dropAll(engine);
      },
    );
  });
}
