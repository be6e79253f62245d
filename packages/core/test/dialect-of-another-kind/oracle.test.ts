import { describe, expect, test } from '@jest/globals';
import {
  column,
  customElement,
  insert,
  MetaData,
  NotNullViolationError,
  select,
  Session,
  Table,
  text,
  types as t,
} from '@aludel/core';
import { Dog, recorded } from './models.ts';
import { oracleDialect } from './oracle-dialect.ts';
import { person } from './tables.ts';

/** What the catalog answers: rows by the names of columns. */
const catalog: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  user_tables: [{ TABLE_NAME: 'ACCOUNT' }],
  user_tab_columns: [
    columnRow('ID', { type: 'NUMBER', digits: 10 }),
    columnRow('Mixed', { type: 'VARCHAR2', length: 30 }),
    columnRow('SUM', { type: 'NUMBER', digits: 10, scale: 2 }),
  ],
  user_cons_columns: [{ TABLE_NAME: 'ACCOUNT', CONSTRAINT_NAME: 'PK_ACCOUNT', COLUMN_NAME: 'ID' }],
};

function columnRow(name: string, { type = '', length = 0, digits = 0, scale = 0 }): Readonly<Record<string, unknown>> {
  const size = { DATA_TYPE: type, CHAR_LENGTH: length, DATA_PRECISION: digits, DATA_SCALE: scale };
  return { TABLE_NAME: 'ACCOUNT', COLUMN_NAME: name, NULLABLE: 'N', ...size };
}

const shape = () => recorded(oracleDialect);

describe('an engine on a database like Oracle', () => {
  test('begins by itself, and numbers three objects by a sequence beforehand', async () => {
    const { engine, driver } = shape();
    let number = 10;
    driver.answer = (sql) => (sql.includes('nextval') ? [[++number]] : undefined);
    const dogs = ['a', 'b', 'c'].map((name) => new Dog({ name }));
    await using session = new Session(engine);
    session.addAll(dogs);
    await session.commit();
    expect(driver.take()).toEqual([
      'SELECT dogs.nextval AS anon_1 FROM DUAL',
      'INSERT INTO dog (id, name) VALUES (:1, :2) [11,"a"]',
      'SELECT dogs.nextval AS anon_1 FROM DUAL',
      'INSERT INTO dog (id, name) VALUES (:1, :2) [12,"b"]',
      'SELECT dogs.nextval AS anon_1 FROM DUAL',
      'INSERT INTO dog (id, name) VALUES (:1, :2) [13,"c"]',
      'commit()',
    ]);
    expect(dogs.map(({ id }) => id)).toEqual([11, 12, 13]);
  });

  test('sends many rows by the executeMany of its driver', async () => {
    const { engine, driver } = shape();
    await using connection = await engine.connect();
    await connection.execute(insert(person), [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ]);
    expect(driver.take()).toEqual(['many: INSERT INTO person (id, name) VALUES (:1, :2) [[1,"a"],[2,"b"]]']);
  });

  test('commits and rolls back by calls of the driver; savepoints are never released', async () => {
    const { engine, driver } = shape();
    await using session = new Session(engine);
    await session.execute(text('SELECT 1 FROM DUAL'));
    await session.beginNested(() => session.execute(text('SELECT 2 FROM DUAL')));
    await session.rollback();
    expect(driver.take()).toEqual(['SELECT 1 FROM DUAL', 'SAVEPOINT sa_savepoint_1', 'SELECT 2 FROM DUAL', 'rollback()']);
  });

  test('makes a query of a list that is too long', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1]];
    await using connection = await engine.connect();
    for (const length of [2, 1001]) {
      const ids = Array.from({ length }, (_id, index) => index);
      await connection.execute(select(person.c.id).where(person.c.id.in(ids)));
    }
    const [short, long] = driver.take();
    expect(short).toBe('SELECT person.id FROM person WHERE person.id IN (:1, :2) [0,1]');
    expect(long).toContain('IN (SELECT :1 FROM DUAL UNION ALL SELECT :2 FROM DUAL');
    expect(long).toContain('SELECT :1001 FROM DUAL) [0,1,');
  });

  test('writes the path into a document as a literal of each execution', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1]];
    await using connection = await engine.connect();
    for (const key of ['a', "b'c"]) await connection.execute(select(person.c.doc.get(key).asInteger()));
    expect(driver.take()).toEqual([
      `SELECT JSON_VALUE(person.doc, '$."a"' RETURNING NUMBER(10)) AS anon_1 FROM person`,
      `SELECT JSON_VALUE(person.doc, '$."b''c"' RETURNING NUMBER(10)) AS anon_1 FROM person`,
    ]);
  });

  test('has a clause of its own between WHERE and GROUP BY', () => {
    const prior = customElement<number>('prior', { children: [person.c.id], type: t.Integer });
    const tree = customElement('connectBy', { children: [person.c.name.eq('root'), prior.eq(person.c.doc as never)] });
    const statement = select(person.c.id).where(person.c.id.gt(1)).groupBy(person.c.id).suffixWith(tree);
    expect(statement.compile({ dialect: oracleDialect }).sql.replace(/\s+/g, ' ')).toBe(
      'SELECT person.id FROM person WHERE person.id > :1 START WITH person.name = :2 CONNECT BY PRIOR person.id = person.doc GROUP BY person.id',
    );
    expect(() => statement.compile({ dialect: { ...oracleDialect, constructs: {} } })).toThrow('has no SQL for the construct');
  });

  test('takes no placeholder of its own in a text', async () => {
    const { engine } = shape();
    await using connection = await engine.connect();
    await expect(async () => connection.execute(text('SELECT :1 FROM DUAL'))).rejects.toThrow('like ":1", at character 8');
  });

  test('quotes names that begin otherwise than its own rules allow', () => {
    const odd = new Table('_odd', new MetaData(), { id: column(t.Integer, { primaryKey: true }) });
    expect(select(odd).compile({ dialect: oracleDialect }).sql).toContain('FROM "_odd"');
  });

  test('reflects names in capital letters as lower case, and types by their digits', async () => {
    const { engine, driver } = shape();
    driver.answer = (sql) => catalog[Object.keys(catalog).find((table) => sql.includes(table)) ?? ''];
    const reflected = new MetaData();
    await reflected.reflect(engine);
    const account = reflected.tables.get('account');
    expect(account?.primaryKey.columns.map(({ name }) => name)).toEqual(['id']);
    expect(account?.columnList.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      'id Integer()',
      'Mixed String(length=30)',
      'sum Numeric(precision=10, scale=2)',
    ]);
    const columns = 'SELECT * FROM user_tab_columns WHERE table_name IN (:1) ["ACCOUNT"]';
    expect(driver.take()).toContain(columns);
  });

  test('streams, and reads from a cursor', async () => {
    const { engine, driver } = shape();
    driver.answer = () => [[1], [2]];
    await using connection = await engine.connect();
    const ids: number[] = [];
    for await (const id of connection.stream(select(person.c.id)).scalars()) ids.push(id);
    expect(ids).toEqual([1, 2]);
    expect(driver.take()).toEqual(['stream: SELECT person.id FROM person', 'close stream']);
  });

  test('tells its errors apart by their numbers', async () => {
    const { engine, driver } = shape();
    driver.answer = () => {
      throw Object.assign(new Error('ORA-01400'), { errorNum: 1400 });
    };
    await using connection = await engine.connect();
    await expect(async () => connection.execute(text('INSERT'))).rejects.toThrow(NotNullViolationError);
  });
});
