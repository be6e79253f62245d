import { describe, expect, test } from '@jest/globals';
import {
  column,
  CreateTable,
  customElement,
  delete_,
  func,
  insert,
  MetaData,
  select,
  Session,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';
import { columnStoreDialect } from './column-store-dialect.ts';
import { Owl, recorded } from './models.ts';
import { person } from './tables.ts';

const shape = () => recorded(columnStoreDialect);
const hits = new Table(
  'hits',
  new MetaData(),
  {
    day: column(t.Date, { primaryKey: true }),
    pages: column(t.ARRAY(t.Integer)),
    size: column(t.BigInteger, { nullable: true }),
  },
  { dialectOptions: { columns: { engine: 'SummingMergeTree' } } } as never,
);

describe('an engine on a database like a column store', () => {
  test('has clauses of its own, each in its place', () => {
    const clause = (name: string, children: readonly unknown[] = []) => customElement(name, { children: children as never });
    const statement = select(person.c.id)
      .where(person.c.id.gt(1))
      .orderBy(person.c.id)
      .limit(3)
      .suffixWith(clause('final'))
      .suffixWith(clause('sample', [0.1]))
      .suffixWith(clause('prewhere', [person.c.name.eq('a')]))
      .suffixWith(clause('qualify', [person.c.id.lt(9)]))
      .suffixWith(clause('limitBy', [2, person.c.name]))
      .suffixWith(customElement('settings', { data: { max_threads: 4 } }));
    expect(statement.compile({ dialect: columnStoreDialect }).sql.replace(/\s+/g, ' ')).toBe(
      'SELECT person.id FROM person FINAL SAMPLE {p1:Float64} PREWHERE person.name = {p2:String} WHERE person.id > {p3:Int32} QUALIFY person.id < {p4:Int32} ORDER BY person.id LIMIT {p5:Int32} BY person.name LIMIT {p6:Int32} SETTINGS max_threads = 4',
    );
  });

  test('has them in queries for objects too', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1, 'a']];
    await using session = new Session(engine);
    const rare = customElement('qualify', { children: [func.count().over({ partitionBy: Owl.c.name }).lt(3)] });
    expect((await session.scalars(select(Owl).suffixWith(rare)).one()).name).toBe('a');
    expect(driver.take()).toEqual([
      'SELECT owl.id, owl.name FROM owl QUALIFY count(*) OVER (PARTITION BY owl.name) < {p1:Int64} [3]',
    ]);
  });

  test('says the types of all parameters, those of lists too', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1]];
    await using connection = await engine.connect();
    await connection.execute(select(person.c.id).where(person.c.id.in([1, 2]), person.c.name.eq('a')));
    await connection.execute(insert(hits), [{ day: '2026-01-01', pages: [1] }] as never);
    await connection.execute(text('SELECT :x'), { x: 5 });
    expect(driver.take()).toEqual([
      'SELECT person.id FROM person WHERE person.id IN ({p1:Int32}, {p2:Int32}) AND person.name = {p3:String} [1,2,"a"]',
      'INSERT INTO hits (day, pages) VALUES ({p1:DATE}, {p2:Array(Int32)}) ["2026-01-01",[1]]',
      'SELECT {p1:String} [5]',
    ]);
  });

  test('creates tables with the engine they name', () => {
    expect(new CreateTable(hits).compile({ dialect: columnStoreDialect }).sql.replace(/\s+/g, ' ').trim()).toBe(
      'CREATE TABLE hits ( day DATE, pages Array(Int32), size Nullable(Int64) ) ENGINE = SummingMergeTree ORDER BY (day)',
    );
  });

  test('has no savepoints, and says so', async () => {
    const { engine, driver } = shape();
    await using session = new Session(engine);
    const nested = session.beginNested(() => session.execute(text('SELECT 1')));
    await expect(nested).rejects.toThrow('The dialect columns has no savepoints');
    expect(driver.take()).toEqual([]);
  });

  test('writes objects without knowing how many rows were matched', async () => {
    const { engine, driver } = shape();
    await using session = new Session(engine);
    const owl = new Owl({ id: 1, name: 'a' });
    session.add(owl);
    await session.flush();
    owl.name = 'b';
    await session.flush();
    await session.delete(owl);
    await session.commit();
    expect(driver.take()).toEqual([
      'INSERT INTO owl (id, name) VALUES ({p1:Int32}, {p2:String}) [1,"a"]',
      'ALTER TABLE owl UPDATE name={p1:String} WHERE owl.id = {p2:Int32} ["b",1]',
      'DELETE FROM owl WHERE owl.id = {p1:Int32} [1]',
      'commit()',
    ]);
  });

  test('updates and deletes in its own words', async () => {
    const { engine, driver } = shape();
    await using connection = await engine.connect();
    await connection.execute(update(person).values({ name: 'b' }).where(person.c.id.eq(1)));
    await connection.execute(delete_(person));
    expect(driver.take()).toEqual([
      'ALTER TABLE person UPDATE name={p1:String} WHERE person.id = {p2:Int32} ["b",1]',
      'DELETE FROM person',
    ]);
  });
});
