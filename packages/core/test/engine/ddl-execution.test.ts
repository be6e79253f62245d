import { sqlite } from '@aludel/sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import {
  column,
  createEngine,
  CreateTable,
  DDL,
  DropTable,
  foreignKey,
  MetaData,
  Session,
  Table,
  text,
  types as t,
} from '../../src/index.ts';
import type { DdlDialect } from '../../src/dialect.ts';

const table = () => new Table('t', new MetaData(), { id: column(t.Integer, { primaryKey: true }) });

describe('DDL that is executed', () => {
  test('is never kept in the compiled cache', async () => {
    const lines: string[] = [];
    const logger = { debug: () => {}, warn: () => {}, info: (line: string) => lines.push(line) };
    await using engine = createEngine('sqlite://', { dialect: sqlite, echo: true, logger });
    const drop = new DDL('DROP TABLE IF EXISTS absent');
    await engine.begin(async (connection) => {
      await connection.execute(drop);
      await connection.execute(drop);
    });
    expect(lines.filter((line) => line.includes('no key'))).toHaveLength(2);
  });

  test('gives no rows, and takes no parameters', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using connection = await engine.connect();
    const result = await connection.execute(new CreateTable(table()));
    expect(result.returnsRows).toBe(false);
    await expect(connection.execute(new DDL('SELECT 1'), [{ x: 1 }, { x: 2 }])).rejects.toThrow('DDL takes no parameters');
  });

  test('follows the schemaTranslateMap', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using connection = await engine.connect();
    const tenant = new Table('t', new MetaData({ schema: 'tenant' }), { id: column(t.Integer) });
    await connection.execute(text("ATTACH ':memory:' AS tenant_7"));
    await connection.executionOptions({ schemaTranslateMap: { tenant: 'tenant_7' } }).execute(new CreateTable(tenant));
    await tenant.metadata.createAll(connection);
    expect(await connection.scalar(text('SELECT count(*) FROM tenant_7.t'))).toBe(0);
  });

  test('works in a Session', async () => {
    await using engine = createEngine('sqlite://', { dialect: sqlite });
    await using session = new Session(engine);
    await session.execute(new CreateTable(table()));
    expect(await session.scalar(text('SELECT count(*) FROM t'))).toBe(0);
  });

  const withDdl = (ddl: Partial<DdlDialect>) => ({ ...sqlite, ddl: { ...(sqlite.ddl as DdlDialect), ...ddl } });

  test('is several statements where the dialect sends some around it', async () => {
    const counters = withDdl({
      around: (element, { sql }) => {
        if (element.kind === 'createTable')
          return { before: [`CREATE TABLE ${sql.tableName(`${element.table.name}_seq`, null)} (n)`] };
        if (element.kind === 'dropTable') return { after: [`DROP TABLE ${element.table.name}_seq`] };
        return {};
      },
    });
    await using engine = createEngine('sqlite://', { dialect: counters });
    const { metadata } = table();
    const names = () => engine.begin((connection) => connection.scalars(text('SELECT name FROM sqlite_master')).all());
    await metadata.createAll(engine);
    expect(await names()).toEqual(['t_seq', 't']);
    await metadata.dropAll(engine);
    expect(await names()).toEqual([]);
    expect(new DropTable(table()).compile({ dialect: counters })).toMatchObject({
      sql: '\nDROP TABLE t;\nDROP TABLE t_seq',
      statements: ['\nDROP TABLE t', 'DROP TABLE t_seq'],
    });
    expect(new DropTable(table()).compile({ dialect: sqlite }).statements).toEqual(['\nDROP TABLE t']);
  });

  test.each([
    ['all', undefined, 2],
    ['those to tables that are there already', 'backward', 1],
    ['none', 'none', 0],
  ] as const)('writes foreign keys: %s', async (_what, foreignKeys, count) => {
    await using engine = createEngine('sqlite://', { dialect: withDdl({ foreignKeys }) });
    const metadata = new MetaData();
    const key = { id: column(t.Integer, { primaryKey: true }) };
    new Table('a', metadata, { ...key, b: column(t.Integer, foreignKey('b.id', { useAlter: true, name: 'fk' })) });
    new Table('b', metadata, { id: column(t.Integer, { primaryKey: true }), a: column(t.Integer, foreignKey('a.id')) });
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    await metadata.createAll(engine);
    const warnings = warned.mock.calls.map(([message]) => message);
    warned.mockRestore();
    const written = await engine.begin((connection) => connection.scalars(text('SELECT sql FROM sqlite_master')).all());
    expect(written.join('').split('FOREIGN KEY')).toHaveLength(count + 1);
    const warning = 'Tables that refer to one another have no foreign keys in sqlite; left out in: a.';
    expect(warnings).toEqual(foreignKeys === 'backward' ? [warning] : []);
    await metadata.dropAll(engine);
  });
});
