import {
  bindparam,
  column,
  type Connection,
  delete_,
  insert,
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

/** How many rows a statement matched, however it was sent and whatever it gives beside that. */
export function rowCounts(context: SuiteContext): void {
  const metadata = new MetaData();
  const person = new Table(uniqueName('employee'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    name: column(t.String(50)),
    department: column(t.String(1)),
    touched: column(t.Integer, { serverDefault: text('0') }),
  });
  metadataFixture(context, metadata);
  const { id, name, department, touched } = person.c;
  const people = ['Angela A', 'Andrew A', 'Anand B', 'Bob B', 'Bobette B', 'Buffy B', 'Charlie C', 'Cynthia C', 'Chris C'];

  /** Nine people in three departments: two in A, four in B, three in C. */
  const within = (work: (connection: Connection) => Promise<void>): Promise<void> =>
    context.engine().begin(async (connection) => {
      await connection.execute(
        insert(person),
        people.map((one, index) => ({ id: index + 1, name: one, department: one.slice(-1) })),
      );
      await work(connection);
    });
  const ofC = department.eq('C');

  context.needing(['rowcount'], 'an update counts what it matches, also what it leaves as it was', () =>
    within(async (connection) => {
      expect((await connection.execute(update(person).where(ofC).values({ department: 'Z' }))).rowcount).toBe(3);
      expect((await connection.execute(update(person).where(department.eq('Z')).values({ department: 'Z' }))).rowcount).toBe(3);
      expect((await connection.execute(update(person).where(ofC).values({ department: 'C' }))).rowcount).toBe(0);
      expect((await connection.execute(update(person).values({ touched: touched.add(1) }))).rowcount).toBe(9);
    }),
  );

  context.needing(['rowcount'], 'a delete counts what it removes', () =>
    within(async (connection) => {
      expect((await connection.execute(delete_(person).where(ofC))).rowcount).toBe(3);
      expect((await connection.execute(delete_(person).where(ofC))).rowcount).toBe(0);
      expect((await connection.execute(delete_(person))).rowcount).toBe(6);
    }),
  );

  context.needing(['rowcount'], 'a text and the SQL of the driver count as well', () =>
    within(async (connection) => {
      const moved = `UPDATE ${person.name} SET department = 'Z' WHERE department = 'C'`;
      expect((await connection.execDriverSql(moved)).rowcount).toBe(3);
      const back = text(`UPDATE ${person.name} SET department = :to WHERE department = :of`);
      expect((await connection.execute(back, { to: 'C', of: 'Z' })).rowcount).toBe(3);
    }),
  );

  context.needing(['rowcount'], 'an insert counts its rows: one, several, those of a query, and none', () =>
    within(async (connection) => {
      const row = { name: 'Dan D', department: 'D' };
      expect((await connection.execute(insert(person).values({ ...row, id: 20 }))).rowcount).toBe(1);
      const several = insert(person).values([
        { ...row, id: 21 },
        { ...row, id: 22 },
      ]);
      expect((await connection.execute(several)).rowcount).toBe(2);
      const copied = (condition: typeof ofC) =>
        insert(person).fromSelect(['id', 'name', 'department'], select(id.add(100), name, department).where(condition));
      expect((await connection.execute(copied(ofC))).rowcount).toBe(3);
      expect((await connection.execute(copied(department.eq('none')))).rowcount).toBe(0);
    }),
  );

  context.needing(['multiRowcount'], 'many updates and many deletes are counted together, with those that match nothing', () =>
    within(async (connection) => {
      const rename = update(person)
        .where(name.eq(bindparam('who')))
        .values({ department: 'Q' });
      const who = [{ who: 'Bob B' }, { who: 'Nobody' }, { who: 'Cynthia C' }];
      expect((await connection.execute(rename, who)).rowcount).toBe(2);
      expect((await connection.execute(delete_(person).where(name.eq(bindparam('who'))), who)).rowcount).toBe(2);
      expect(
        (await connection.execute(delete_(person).where(department.eq(bindparam('of'))), [{ of: 'A' }, { of: 'B' }])).rowcount,
      ).toBe(5);
    }),
  );

  context.needing(['updateReturning', 'rowcount'], 'an update that gives rows counts them', () =>
    within(async (connection) => {
      const result = await connection.execute(update(person).where(ofC).values({ department: 'Z' }).returning(id));
      expect(result.rowcount).toBe(3);
      expect(result.scalars().all().toSorted()).toEqual([7, 8, 9]);
      const none = await connection.execute(update(person).where(ofC).values({ department: 'Z' }).returning(id));
      expect([none.rowcount, none.all()]).toEqual([0, []]);
    }),
  );

  context.needing(['deleteReturning', 'rowcount'], 'a delete that gives rows counts them', () =>
    within(async (connection) => {
      const result = await connection.execute(delete_(person).where(ofC).returning(id));
      expect(result.rowcount).toBe(3);
      expect(result.all()).toHaveLength(3);
      expect((await connection.execute(delete_(person).where(ofC).returning(id))).rowcount).toBe(0);
    }),
  );

  context.needing(['insertReturning', 'rowcount'], 'an insert that gives rows counts them', () =>
    within(async (connection) => {
      const row = { name: 'Dan D', department: 'D' };
      expect(
        (
          await connection.execute(
            insert(person)
              .values({ ...row, id: 20 })
              .returning(touched),
          )
        ).rowcount,
      ).toBe(1);
      const many = await connection.execute(insert(person).returning(id), [
        { ...row, id: 21 },
        { ...row, id: 22 },
      ]);
      expect(many.rowcount).toBe(2);
      expect(many.scalars().all().toSorted()).toEqual([21, 22]);
    }),
  );

  test('a query and a definition can be asked for it without an error', () =>
    within(async (connection) => {
      expect(typeof (await connection.execute(select(person))).rowcount).toBe('number');
      expect(
        typeof (await connection.execute(select(person).where(ofC)).then((result) => [result.all(), result.rowcount][1])),
      ).toBe('number');
      const other = new Table(uniqueName('counted'), new MetaData(), { id: column(t.Integer, { primaryKey: true }) });
      await other.create(connection);
      expect(typeof (await connection.execute(text(`SELECT * FROM ${other.name}`))).rowcount).toBe('number');
      await other.drop(connection);
    }));

  test('a statement without rows has none, however it is sent, and says so; one that could have some has an empty list', () =>
    within(async (connection) => {
      const renamed = update(person).where(ofC).values({ name: 'x' });
      for (const result of [
        await connection.execute(renamed),
        await connection.execute(delete_(person).where(id.eq(bindparam('which'))), [{ which: 1 }, { which: 2 }]),
        await connection.execute(text(`DELETE FROM ${person.name} WHERE id = 3`)),
        await connection.execDriverSql(`DELETE FROM ${person.name} WHERE id = 4`),
        await connection.execute(insert(person), { id: 50, name: 'x', department: 'x' }),
      ]) {
        expect(result.returnsRows).toBe(false);
        expect(() => result.all()).toThrow('does not return rows');
        expect(() => result.keys()).toThrow('does not return rows');
      }
      for (const result of [
        await connection.execute(select(person).where(id.lt(0))),
        await connection.execute(text(`SELECT id, name FROM ${person.name} WHERE id < 0`)),
        await connection.execDriverSql(`SELECT id, name FROM ${person.name} WHERE id < 0`),
      ]) {
        expect(result.returnsRows).toBe(true);
        expect(result.all()).toEqual([]);
      }
    }));
}
