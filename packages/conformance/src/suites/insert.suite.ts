import { bindparam, column, insert, MetaData, select, Table, text, types as t, update } from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';
import { warningsOf } from '../warnings-of.ts';

/** What `insert()` puts into tables, and what is known of the rows afterwards. */
export function insertSuite(context: SuiteContext): void {
  const { generatedKey, timestampType } = context.notation;
  const names = context.tables({
    person: `id ${generatedKey}, full_name VARCHAR(40) NOT NULL, age INTEGER, born ${timestampType}, city VARCHAR(20) DEFAULT 'Rome'`,
    counter: `id ${generatedKey}, word VARCHAR(5) DEFAULT 'x'`,
    tag: 'code VARCHAR(10) NOT NULL PRIMARY KEY, label VARCHAR(20)',
  });
  const metadata = new MetaData();
  const person = new Table(names.person, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    fullName: column('full_name', t.String(40)),
    age: column(t.Integer, { nullable: true }),
    born: column(t.DateTime, { nullable: true }),
    city: column(t.String(20), { nullable: true, serverDefault: 'Rome' }),
  });
  const tag = new Table(names.tag, metadata, {
    code: column(t.String(10), { primaryKey: true }),
    label: column(t.String(20), { nullable: true, default: 'none' }),
  });
  const counter = new Table(names.counter, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    word: column(t.String(5), { nullable: true, serverDefault: 'x' }),
  });
  const people = select(person.c.id, person.c.fullName, person.c.age).orderBy(person.c.id);

  test('values of the statement, keys of JavaScript, defaults of the database', async () => {
    await context.engine().begin(async (connection) => {
      const born = new Date('2001-02-03T04:05:06Z');
      const result = await connection.execute(insert(person).values({ fullName: 'Ada', age: 5, born }));
      expect(result.rowcount).toBe(1);
      expect(result.returnsRows).toBe(false);
      const row = await connection.execute(select(person)).one();
      expect([row.fullName, row.age, row.city]).toEqual(['Ada', 5, 'Rome']);
      expect(result.insertedPrimaryKey?.id).toBe(row.id);
    });
  });

  test('values that no column takes are warned of, and ignored', async () => {
    await context.engine().begin(async (connection) => {
      const warnings = await warningsOf(async () => {
        await connection.execute(insert(person), { fullName: 'Ada', nobody: 1 });
        await connection.execute(update(person).where(person.c.fullName.eq(bindparam('who'))), { who: 'Ada', age: 5, agee: 6 });
      });
      expect(warnings).toEqual([
        "Unconsumed column names: nobody. The INSERT takes values for: fullName; others are ignored. Use the keys of the table's columns.",
        "Unconsumed column names: agee. The UPDATE takes values for: age, who; others are ignored. Use the keys of the table's columns.",
      ]);
      expect((await connection.execute(people).one()).age).toBe(5);
    });
  });

  test('parameters of the execution say which columns', async () => {
    await context.engine().begin(async (connection) => {
      const statement = insert(person);
      const first = await connection.execute(statement, { fullName: 'Ada' });
      const second = await connection.execute(statement, { age: 7, fullName: 'Bea' });
      const third = await connection.execute(statement, { fullName: 'Cid' });
      const ids = [first, second, third].map((result) => result.insertedPrimaryKey?.id as number);
      expect(
        await connection
          .execute(people)
          .all()
          .then((rows) => rows.map((row) => [...row])),
      ).toEqual([
        [ids[0], 'Ada', null],
        [ids[1], 'Bea', 7],
        [ids[2], 'Cid', null],
      ]);
    });
  });

  test('the primary key that was given, and the one that was made', async () => {
    await context.engine().begin(async (connection) => {
      const given = await connection.execute(insert(tag).values({ code: 'a' }));
      expect([...(given.insertedPrimaryKey ?? [])]).toEqual(['a']);
      const made = await connection.execute(insert(person).values({ id: 77, fullName: 'Ada' }));
      expect(made.insertedPrimaryKey?.id).toBe(77);
      const isMany = await connection.execute(insert(tag), [{ code: 'b' }, { code: 'c' }]);
      expect(isMany.insertedPrimaryKeyRows.map((row) => row.code)).toEqual(['b', 'c']);
      expect(await connection.execute(select(tag.c.label).where(tag.c.code.eq('b'))).scalar()).toBe('none');
    });
  });

  test('a row of defaults only', async () => {
    await context.engine().begin(async (connection) => {
      const result = await connection.execute(insert(counter).values());
      expect(typeof result.insertedPrimaryKey?.id).toBe('number');
      await connection.execute(insert(counter), [{}, {}]);
      expect(await connection.execute(select(counter.c.word)).scalars().all()).toEqual(['x', 'x', 'x']);
    });
  });

  test('thousands of rows, in their order, whatever is in them', async () => {
    const rows = Array.from({ length: 2_345 }, (_unused, n) => ({ fullName: `person ${n} ' ? :x`, age: n % 3 === 0 ? null : n }));
    await context.engine().begin(async (connection) => {
      const result = await connection.execute(insert(person), rows);
      expect(result.rowcount).toBe(rows.length);
      const found = await connection.execute(people).all();
      expect(found.map((row) => ({ fullName: row.fullName, age: row.age }))).toEqual(rows);
    });
  });

  test('rows of which each has SQL of its own in it', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(tag), [
        { code: 'x', label: 'eks' },
        { code: 'y', label: 'why' },
      ]);
      const label = select(tag.c.code).where(tag.c.label.eq('why')).scalarSubquery();
      await connection.execute(insert(person).values({ fullName: label }), [{ age: 1 }, { age: 2 }]);
      expect(
        await connection
          .execute(people)
          .all()
          .then((all) => all.map((row) => [row.fullName, row.age])),
      ).toEqual([
        ['y', 1],
        ['y', 2],
      ]);
    });
  });

  test('nothing stays of rows that fail together', async () => {
    const engine = context.engine();
    const rows = Array.from({ length: 700 }, (_unused, n) => ({ code: `c${n === 650 ? 0 : n}` }));
    await expect(engine.begin((connection) => connection.execute(insert(tag), rows))).rejects.toMatchObject({
      name: 'UniqueViolationError',
    });
    await engine.begin(async (connection) => {
      expect(await connection.execute(select(tag)).all()).toHaveLength(0);
    });
  });

  test('rows of a SELECT', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(person), [{ fullName: 'Ada' }, { fullName: 'Bea' }]);
      const query = select(person.c.fullName).where(person.c.fullName.ne('Bea'));
      const result = await connection.execute(insert(tag).fromSelect(['code'], query));
      expect(result.rowcount).toBe(1);
      expect(
        await connection
          .execute(select(tag))
          .all()
          .then((all) => all.map((row) => [row.code, row.label])),
      ).toEqual([['Ada', 'none']]);
    });
  });

  describe('with RETURNING', () => {
    context.needing(['insertReturning'], 'one row, by name and by place', async () => {
      await context.engine().begin(async (connection) => {
        const row = await connection
          .execute(insert(person).values({ fullName: 'Ada' }).returning(person.c.id, person.c.city, person.c.fullName.label('n')))
          .one();
        expect([row.city, row.n, row[2]]).toEqual(['Rome', 'Ada', 'Ada']);
        expect(typeof row.id).toBe('number');
      });
    });

    context.needing(['insertReturning'], 'the rows of all parameter sets, in their order', async () => {
      await context.engine().begin(async (connection) => {
        const rows = Array.from({ length: 2_345 }, (_unused, n) => ({
          fullName: `person ${n}`,
          age: n === 0 ? null : n,
          born: null,
        }));
        const statement = insert(person).returning(person.c.fullName, person.c.age, person.c.id, { sortByParameterOrder: true });
        const found = await connection.execute(statement, rows).all();
        expect(found.map((row) => row.age)).toEqual(rows.map((row) => row.age));
        expect(Object.keys(found[0]?.mapping ?? {})).toEqual(['fullName', 'age', 'id']);
        const small = await connection
          .execute(statement, rows.slice(0, 25), { executionOptions: { insertmanyvaluesPageSize: 10 } })
          .all();
        expect(small.map((row) => row.fullName)).toEqual(rows.slice(0, 25).map((row) => row.fullName));
        const stored = await connection.execute(select(person.c.id, person.c.fullName).orderBy(person.c.id)).all();
        expect(stored.slice(-25).map((row) => row.id)).toEqual(small.map((row) => row.id));
      });
    });
  });

  test('the keys of all rows, where they are asked for', async () => {
    await context.engine().begin(async (connection) => {
      const rows = Array.from({ length: 30 }, (_unused, n) => ({ fullName: `person ${n}` }));
      const result = await connection.execute(insert(person).returnDefaults({ sortByParameterOrder: true }), rows);
      expect(result.returnsRows).toBe(false);
      const ids = result.insertedPrimaryKeyRows.map((row) => row.id);
      expect(
        await connection
          .execute(people)
          .all()
          .then((all) => all.map((row) => row.id)),
      ).toEqual(ids);
    });
  });

  test('text, which could hold anything, is a value', async () => {
    await context.engine().begin(async (connection) => {
      const evil = "'); DROP TABLE x; -- \\";
      await connection.execute(
        insert(tag).values([
          { code: 'a', label: evil.slice(0, 20) },
          { code: 'b', label: text("'sql'") },
        ]),
      );
      expect(await connection.execute(select(tag.c.label).orderBy(tag.c.code)).scalars().all()).toEqual([
        evil.slice(0, 20),
        'sql',
      ]);
    });
  });
}
