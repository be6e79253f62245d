import { bindparam, column, delete_, foreignKey, insert, MetaData, select, Table, types as t, update } from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { Connection } from '@aludel/core';
import type { SuiteContext } from '../suite-context.ts';

/** What `update()` and `delete_()` change. */
export function updateDelete(context: SuiteContext): void {
  const names = context.tables({
    owner: 'id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, visits INTEGER',
    pet: 'id INTEGER NOT NULL PRIMARY KEY, owner_id INTEGER NOT NULL, name VARCHAR(40) NOT NULL',
  });
  const metadata = new MetaData();
  const owner = new Table(names.owner, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(40)),
    visits: column(t.Integer, { nullable: true }),
  });
  const pet = new Table(names.pet, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    ownerId: column('owner_id', t.Integer, foreignKey(`${names.owner}.id`)),
    name: column(t.String(40)),
  });
  const fill = async (connection: Connection) => {
    await connection.execute(insert(owner), [
      { id: 1, name: 'ada', visits: 1 },
      { id: 2, name: 'bea', visits: 2 },
      { id: 3, name: 'cid', visits: null },
    ]);
    await connection.execute(insert(pet), [
      { id: 1, ownerId: 1, name: 'rex' },
      { id: 2, ownerId: 2, name: 'tom' },
    ]);
  };
  const owners = async (connection: Connection) =>
    (await connection.execute(select(owner).orderBy(owner.c.id)).all()).map((row) => [row.id, row.name, row.visits]);

  test('an update counts the rows it matches, also those that it does not change', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const result = await connection.execute(update(owner).where(owner.c.id.le(2)).values({ name: 'ada' }));
      expect(result.rowcount).toBe(2);
      expect(() => result.insertedPrimaryKey).toThrow('not an insert()');
      const counted = await connection.execute(update(owner).values({ visits: owner.c.visits.add(1) }));
      expect(counted.rowcount).toBe(3);
      expect(await owners(connection)).toEqual([
        [1, 'ada', 2],
        [2, 'ada', 3],
        [3, 'cid', null],
      ]);
    });
  });

  test('many sets of parameters, which name columns or parameters', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const rename = update(owner)
        .where(owner.c.name.eq(bindparam('oldname')))
        .values({ name: bindparam('newname') });
      await connection.execute(rename, [
        { oldname: 'ada', newname: 'ann' },
        { oldname: 'bea', newname: 'bob' },
      ]);
      await connection.execute(update(owner).where(owner.c.id.eq(bindparam('which'))), [
        { which: 1, visits: 10 },
        { which: 2, visits: 20 },
      ]);
      expect(await owners(connection)).toEqual([
        [1, 'ann', 10],
        [2, 'bob', 20],
        [3, 'cid', null],
      ]);
    });
  });

  test('a correlated subquery as the value', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const petName = select(pet.c.name).where(pet.c.ownerId.eq(owner.c.id)).scalarSubquery();
      await connection.execute(update(owner).where(owner.c.id.le(2)).values({ name: petName }));
      expect(await owners(connection)).toEqual([
        [1, 'rex', 1],
        [2, 'tom', 2],
        [3, 'cid', null],
      ]);
    });
  });

  test('an update that another table decides', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const statement = update(owner).where(owner.c.id.eq(pet.c.ownerId), pet.c.name.eq('tom')).values({ name: pet.c.name });
      expect((await connection.execute(statement)).rowcount).toBe(1);
      expect((await owners(connection))[1]).toEqual([2, 'tom', 2]);
    });
  });

  test('a delete counts its rows', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      expect((await connection.execute(delete_(owner).where(owner.c.id.gt(1)))).rowcount).toBe(2);
      expect((await connection.execute(delete_(owner))).rowcount).toBe(1);
      expect(await owners(connection)).toEqual([]);
    });
  });

  test('a default that is made anew at each update', async () => {
    const versioned = new Table(names.owner, new MetaData(), {
      id: column(t.Integer, { primaryKey: true }),
      name: column(t.String(40)),
      visits: column(t.Integer, { default: 1, onupdate: async () => 99 }),
    });
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(versioned), [
        { id: 1, name: 'ada' },
        { id: 2, name: 'bea' },
      ]);
      await connection.execute(update(versioned).where(versioned.c.id.eq(bindparam('b_id'))), [
        { b_id: 1, name: 'ann' },
        { b_id: 2, name: 'bob' },
      ]);
      expect(await owners(connection)).toEqual([
        [1, 'ann', 99],
        [2, 'bob', 99],
      ]);
    });
  });

  context.needing(['updateReturning'], 'an update gives the rows it changed', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const statement = update(owner).where(owner.c.id.eq(2)).values({ visits: 9 }).returning(owner.c.name, owner.c.visits);
      const row = await connection.execute(statement).one();
      expect([row.name, row.visits]).toEqual(['bea', 9]);
    });
  });

  context.needing(['deleteReturning'], 'a delete gives the rows it removed', async () => {
    await context.engine().begin(async (connection) => {
      await fill(connection);
      const rows = await connection
        .execute(delete_(owner).where(owner.c.id.lt(3)).returning(owner.c.id))
        .scalars()
        .all();
      expect(rows.toSorted()).toEqual([1, 2]);
    });
  });
}
