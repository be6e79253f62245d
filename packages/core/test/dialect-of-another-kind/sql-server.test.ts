import { describe, expect, test } from '@jest/globals';
import { bindparam, insert, type Row, rowValues, select, Session, text, UniqueViolationError } from '@aludel/core';
import { Cat, recorded } from './models.ts';
import { sqlServerDialect } from './sql-server-dialect.ts';
import { person } from './tables.ts';

const shape = () => recorded(sqlServerDialect);

describe('an engine on a database like SQL Server', () => {
  test('flushes three objects in one INSERT, and gives each its number though the rows come in another order', async () => {
    const { engine, driver } = shape();
    driver.answer = (sql) =>
      sql.startsWith('INSERT')
        ? [
            [13, 13],
            [11, 11],
            [12, 12],
          ]
        : undefined;
    const cats = ['a', 'b', 'c'].map((name) => new Cat({ name }));
    await using session = new Session(engine);
    session.addAll(cats);
    await session.commit();
    expect(driver.take()).toEqual([
      'BEGIN TRANSACTION',
      'INSERT INTO cat (name, is_tame) OUTPUT inserted.id, inserted.id SELECT p0, p1 FROM (VALUES (@p1, @p2, 0), (@p3, @p4, 1), (@p5, @p6, 2)) AS imp_sen(p0, p1, sen_counter) ORDER BY sen_counter ["a",null,"b",null,"c",null]',
      'commit()',
    ]);
    expect(cats.map(({ id }) => id)).toEqual([11, 12, 13]);
  });

  test('knows the key of one row by OUTPUT', async () => {
    const { engine, driver } = shape();
    driver.answer = (sql) => (sql.startsWith('INSERT') ? [[7]] : undefined);
    await using connection = await engine.connect();
    const result = await connection.execute(insert(person), { name: 'a' });
    expect(rowValues(result.insertedPrimaryKey as Row)).toEqual([7]);
    expect(driver.take()[1]).toBe('INSERT INTO person (name) OUTPUT inserted.id VALUES (@p1) ["a"]');
  });

  test('sets savepoints in its own words, releases none, and rolls back', async () => {
    const { engine, driver } = shape();
    await using session = new Session(engine);
    await session.execute(text('SELECT 1'));
    await session.beginNested(() => session.execute(text('SELECT 2')));
    const failing = session.beginNested(async () => {
      await session.execute(text('SELECT 3'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await session.rollback();
    expect(driver.take()).toEqual([
      'BEGIN TRANSACTION',
      'SELECT 1',
      'SAVE TRANSACTION sa_savepoint_1',
      'SELECT 2',
      'SAVE TRANSACTION sa_savepoint_2',
      'SELECT 3',
      'ROLLBACK TRANSACTION sa_savepoint_2',
      'rollback()',
    ]);
  });

  test('begins with the isolation level SNAPSHOT', async () => {
    const { engine, driver } = shape();
    await using connection = await engine.connect();
    await (await connection.executionOptions({ isolationLevel: 'SNAPSHOT' })).execute(text('SELECT 1'));
    expect(driver.take()).toEqual(['SET TRANSACTION ISOLATION LEVEL SNAPSHOT', 'BEGIN TRANSACTION', 'SELECT 1']);
  });

  test('sends a parameter that stands twice once, and TOP with the limit of each execution', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1]];
    await using connection = await engine.connect();
    const name = bindparam('name') as never;
    const named = (limit: number) =>
      select(person.c.id)
        .where(person.c.name.eq(name).or(person.c.doc.eq(name)))
        .limit(limit);
    for (const limit of [5, 6]) await connection.execute(named(limit), { name: 'x' });
    expect(driver.take().slice(1)).toEqual([
      'SELECT TOP (@p1) person.id FROM person WHERE person.name = @p2 OR person.doc = @p2 [5,"x"]',
      'SELECT TOP (@p1) person.id FROM person WHERE person.name = @p2 OR person.doc = @p2 [6,"x"]',
    ]);
  });

  test('sends no more rows and parameters at once than the database takes', async () => {
    const { engine, driver } = shape();
    driver.answer = (sql) => [...sql.matchAll(/, \d+\)/g)].map((_row, index) => [index, index]);
    await using connection = await engine.connect();
    const rows = Array.from({ length: 2500 }, (_row, id) => ({ name: `${id}` }));
    const returned = insert(person).returning(person.c.id, { sortByParameterOrder: true });
    await connection.execute(returned.executionOptions({ insertmanyvaluesPageSize: 5000 }), rows);
    expect(
      driver
        .take()
        .slice(1)
        .map((call) => call.match(/@p/g)?.length),
    ).toEqual([1000, 1000, 500]);
    expect(() => insert(person).values(rows.slice(0, 1001)).compile({ dialect: sqlServerDialect })).toThrow('1000 at the most');
  });

  test('reads BIT as true and false, also where a condition was made a number', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1, 0]];
    await using connection = await engine.connect();
    const row = await connection.execute(select(person.c.isActive, person.c.id.gt(5).label('big'))).one();
    expect([row.isActive, row.big]).toEqual([true, false]);
  });

  test('takes no placeholder of its own in a text', async () => {
    const { engine } = shape();
    await using connection = await engine.connect();
    await expect(async () => connection.execute(text('SELECT @p1, @name'))).rejects.toThrow('like "@p1", at character 8');
    await connection.execute(text("SELECT '@p1', @name, [@p1]"));
  });

  test('tells its errors apart by their numbers', async () => {
    const { engine, driver } = shape();
    driver.answer = () => {
      throw Object.assign(new Error('Violation of UNIQUE KEY constraint'), { number: 2627 });
    };
    await using connection = await engine.connect();
    await expect(async () => connection.execute(text('INSERT'))).rejects.toThrow(UniqueViolationError);
  });
});
