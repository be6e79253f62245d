import { createEngine, type Engine, inspect, MetaData } from '@aludel/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mariadb, mysql } from '../../src/index.ts';

const table = `introspected_${process.pid}`;

describe.each([
  ['MySQL', mysql, process.env['ALUDEL_TEST_MYSQL_URL'] ?? ''],
  ['MariaDB', mariadb, process.env['ALUDEL_TEST_MARIADB_URL'] ?? ''],
] as const)('a %s', (product, dialect, url) => {
  const onServer = url === '' ? test.skip : test;
  let engine: Engine;
  const run = (sql: string) => engine.begin((connection) => connection.execDriverSql(sql).then(() => undefined));
  beforeAll(async () => {
    if (url === '') return;
    engine = createEngine(url, { dialect });
    await run(`CREATE TABLE ${table} (
      id int unsigned AUTO_INCREMENT PRIMARY KEY, tiny tinyint, big bigint unsigned DEFAULT 5, bool boolean, medium mediumint,
      price decimal(10,2) DEFAULT 1.50, ratio float, wide double, bits bit(5) DEFAULT b'101', y year,
      word varchar(30) DEFAULT 'it''s \\\\ x', other varchar(30) COLLATE utf8mb4_bin, long_one longtext, small_one tinytext,
      state enum('a','b''c') DEFAULT 'a', choices set('x','y'), doc json, bytes varbinary(20), blobs mediumblob,
      at datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), day date, clock time(3), stamp timestamp NULL,
      code varchar(40) DEFAULT (concat('a', 'b''c')), twice varchar(60) AS (concat(word, 'a''b')) STORED,
      INDEX cut (word(10), big DESC), FULLTEXT INDEX words (long_one), CONSTRAINT ck CHECK (price > 1 AND word <> 'a''b')
    ) COMMENT 'the table''s'`);
  });
  afterAll(async () => {
    if (url === '') return;
    await run(`DROP TABLE IF EXISTS ${table}`);
    await engine.dispose();
  });

  onServer('has types that are read as they are', async () => {
    const columns = await inspect(engine).getColumns(table);
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, String(type)]))).toMatchObject({
      id: 'INTEGER(unsigned=true)',
      tiny: 'TINYINT()',
      big: 'BIGINT(unsigned=true)',
      bool: 'BOOLEAN()',
      medium: 'MEDIUMINT()',
      price: 'DECIMAL(precision=10, scale=2)',
      bits: 'BIT(length=5)',
      y: 'YEAR()',
      word: 'VARCHAR(length=30)',
      other: "VARCHAR(length=30, collation='utf8mb4_bin')",
      long_one: 'LONGTEXT()',
      small_one: 'TINYTEXT()',
      state: "Enum('a', 'b\\'c')",
      choices: "SET('x', 'y')",
      doc: 'JSON()',
      bytes: 'VARBINARY(length=20)',
      blobs: 'MEDIUMBLOB()',
      at: "DATETIME(mode='string')",
      clock: 'TIME(precision=3)',
      stamp: 'TIMESTAMP(precision=0)',
    });
  });

  onServer('has defaults that are read as SQL', async () => {
    const columns = await inspect(engine).getColumns(table);
    const defaults = Object.fromEntries(columns.map((found) => [found.name, found.default]));
    expect(defaults['word']).toBe("'it''s \\\\ x'");
    expect(defaults['at']?.toLowerCase()).toBe('current_timestamp(6) on update current_timestamp(6)');
    expect(defaults['code']).toMatch(/concat\(/);
    expect([defaults['tiny'], defaults['stamp'], defaults['doc'], defaults['id']]).toEqual([null, null, null, null]);
    expect(columns[0]?.autoincrement).toBe(true);
    expect(columns.at(-1)?.computed).toMatchObject({ persisted: true, sqltext: expect.stringContaining('concat(`word`') });
  });

  onServer('has indexes with a length and of a kind', async () => {
    expect(await inspect(engine).getIndexes(table)).toEqual([
      {
        name: 'cut',
        columnNames: ['word', 'big'],
        unique: false,
        columnSorting: { big: ['desc'] },
        dialectOptions: { mysql: { length: { word: 10 } } },
      },
      { name: 'words', columnNames: ['long_one'], unique: false, dialectOptions: { mysql: { prefix: 'FULLTEXT' } } },
    ]);
  });

  onServer('has a check that is read, and none for JSON', async () => {
    const checks = await inspect(engine).getCheckConstraints(table);
    expect(checks.map(({ name }) => name)).toEqual(['ck']);
    expect(checks[0]?.sqltext).toMatch(/'a\\'b'/);
  });

  onServer('has a table that can be created again from what was read', async () => {
    const read = async () => {
      const inspector = inspect(engine);
      return {
        columns: (await inspector.getColumns(table)).map((found) => ({ ...found, type: String(found.type) })),
        indexes: await inspector.getIndexes(table),
        checks: await inspector.getCheckConstraints(table),
        comment: await inspector.getTableComment(table),
        options: await inspector.getTableOptions(table),
      };
    };
    const before = await read();
    expect(before.comment).toBe("the table's");
    expect(before.options).toMatchObject({ mysql: { engine: 'InnoDB' } });
    const metadata = new MetaData();
    await metadata.reflect(engine, { only: [table] });
    await run(`DROP TABLE ${table}`);
    await metadata.createAll(engine);
    expect(await read()).toEqual(before);
    expect(product).toBeTruthy();
  });
});
