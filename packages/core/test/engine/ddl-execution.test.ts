import { sqlite } from '@aludel/sqlite';
import { describe, expect, test } from '@jest/globals';
import { column, createEngine, CreateTable, DDL, MetaData, Session, Table, text, types as t } from '../../src/index.ts';

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
});
