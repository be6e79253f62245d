import { beforeAll, expect, test } from '@jest/globals';
import { describeOnServers, notPrepared, prepared } from '../support/servers.ts';

describeOnServers('values that come back', (server) => {
  const columns: readonly (readonly [type: string, literal: string, value: unknown])[] = [
    ['TINYINT', '-128', -128],
    ['TINYINT UNSIGNED', '255', 255],
    ['SMALLINT', '-32768', -32768],
    ['SMALLINT UNSIGNED', '65535', 65535],
    ['MEDIUMINT', '-8388608', -8388608],
    ['MEDIUMINT UNSIGNED', '16777215', 16777215],
    ['INT', '-2147483648', -2147483648],
    ['INT UNSIGNED', '4294967295', 4294967295],
    ['BIGINT', '-5', -5],
    ['BIGINT', '9007199254740991', 9007199254740991],
    ['BIGINT', '-9007199254740991', -9007199254740991],
    ['BIGINT', '9007199254740993', 9007199254740993n],
    ['BIGINT', '-9223372036854775808', -9223372036854775808n],
    ['BIGINT UNSIGNED', '7', 7],
    ['BIGINT UNSIGNED', '18446744073709551615', 18446744073709551615n],
    ['BOOLEAN', 'TRUE', 1],
    ['DECIMAL(30,10)', "'12345678901234567890.0123456789'", '12345678901234567890.0123456789'],
    ['FLOAT', '0.1', 0.1],
    ['FLOAT', '16777216', 16777216],
    ['FLOAT', '1.17549e-38', 1.17549e-38],
    ['DOUBLE', '1.7976931348623157e308', 1.7976931348623157e308],
    ['DOUBLE', '0.30000000000000004e0', 0.30000000000000004],
    ['DATE', "'0001-01-01'", '0001-01-01'],
    ['DATE', "'9999-12-31'", '9999-12-31'],
    ['DATETIME', "'2024-02-29 00:00:00'", '2024-02-29 00:00:00'],
    ['DATETIME(6)', "'2024-02-29 12:30:00'", '2024-02-29 12:30:00.000000'],
    ['DATETIME(6)', "'2024-02-29 12:30:00.000001'", '2024-02-29 12:30:00.000001'],
    ['DATETIME(3)', "'2024-02-29 12:30:00.5'", '2024-02-29 12:30:00.500'],
    ['TIMESTAMP', "'2024-02-29 12:30:01'", '2024-02-29 12:30:01'],
    ['TIME', "'-838:59:59'", '-838:59:59'],
    ['TIME', "'00:00:00'", '00:00:00'],
    ['TIME(3)', "'00:00:00'", '00:00:00.000'],
    ['TIME(6)', "'123:04:05.5'", '123:04:05.500000'],
    ['YEAR', '2155', 2155],
    ['BIT(1)', "b'1'", new Uint8Array([1])],
    ['BIT(64)', '18446744073709551615', new Uint8Array(8).fill(255)],
    ['CHAR(3)', "'a'", 'a'],
    ['VARCHAR(20)', "'Grüße \u{1f600}'", 'Grüße \u{1f600}'],
    ['VARCHAR(20) CHARACTER SET latin1', "'Grüße'", 'Grüße'],
    ['TEXT', "''", ''],
    ['VARBINARY(4)', "x'00ff00fe'", new Uint8Array([0, 255, 0, 254])],
    ['BINARY(2)', "x'00'", new Uint8Array([0, 0])],
    ['BLOB', "''", new Uint8Array()],
    ["ENUM('a','ö')", "'ö'", 'ö'],
    ["SET('a','b')", "'a,b'", 'a,b'],
    ['JSON', `'{"id": 9007199254740993, "a": [1, null, "x"]}'`, { id: 9007199254740993n, a: [1, null, 'x'] }],
    ['JSON', `'"text"'`, 'text'],
    [
      'POINT',
      "ST_GeomFromText('POINT(1 2)')",
      new Uint8Array([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40]),
    ],
    ['INT', 'NULL', null],
  ];
  const table = server.table('kinds');
  const names = columns.map((_column, index) => `c${index}`);
  const values = columns.map(([, , value]) => value);

  beforeAll(async () => {
    await server.execute(
      `CREATE TABLE ${table} (${columns.map(([type], index) => `c${index} ${type} NULL`).join(', ')}) CHARACTER SET utf8mb4`,
    );
    await server.execute(`INSERT INTO ${table} VALUES (${columns.map(([, literal]) => literal).join(', ')})`);
  });

  test('every type of column arrives without loss', async () => {
    const { rows } = await server.execute(`SELECT * FROM ${table}`);
    expect(rows).toStrictEqual([values]);
  });

  test('a statement that is not kept gives the same values', async () => {
    const { rows } = await server.connection.execute(`SELECT * FROM ${table}`, [], notPrepared);
    expect(rows).toStrictEqual([values]);
  });

  test('a stream gives the same values', async () => {
    const stream = await server.connection.stream(`SELECT * FROM ${table}`, [], { ...prepared, batchSize: 10 });
    expect(await stream.read(10)).toStrictEqual([values]);
    await stream.close();
  });

  test('a statement that cannot be prepared gives the same values', async () => {
    const body = `SELECT ${names.filter((_name, index) => columns[index]?.[0] !== 'FLOAT').join(', ')} FROM ${table}`;
    await server.execute(`PREPARE by_name FROM '${body}'`);
    const { rows } = await server.execute('EXECUTE by_name');
    expect(rows).toStrictEqual([values.filter((_value, index) => columns[index]?.[0] !== 'FLOAT')]);
    await server.execute('DEALLOCATE PREPARE by_name');
  });

  test('zero dates, where a server still has them, are their text', async () => {
    await server.connection.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES'", [], prepared);
    const { rows } = await server.execute("SELECT CAST('0000-00-00' AS DATE), CAST('0000-00-00 00:00:00' AS DATETIME(2))");
    expect(rows).toStrictEqual([['0000-00-00', '0000-00-00 00:00:00.00']]);
  });

  test('columns of any name survive, equal names as well', async () => {
    const { columns, rows } = await server.execute(
      'SELECT 1 AS `__proto__`, 2 AS length, 3 AS length, 4 AS constructor, 5 AS ``',
    );
    expect(columns?.map(({ name }) => name)).toEqual(['__proto__', 'length', 'length', 'constructor', '']);
    expect(rows).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('the columns of a kept statement are the same array each time, until they change', async () => {
    const changing = server.table('changing');
    await server.execute(`CREATE TABLE ${changing} (a INT)`);
    const select = `SELECT * FROM ${changing}`;
    const first = await server.execute(select);
    expect((await server.execute(select)).columns).toBe(first.columns);
    await server.execute(`ALTER TABLE ${changing} ADD b BIGINT DEFAULT 9007199254740993`);
    await server.execute(`INSERT INTO ${changing} (a) VALUES (1)`);
    const changed = await server.execute(select);
    expect(changed.columns?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(changed.rows).toEqual([[1, 9007199254740993n]]);
  });

  test('a value of several megabytes arrives whole', async () => {
    const { rows } = await server.execute("SELECT REPEAT('ä', 2000000), ?", ['x'.repeat(3_000_000)]);
    expect(String(rows[0]?.[0]).length).toBe(2_000_000);
    expect(String(rows[0]?.[1]).length).toBe(3_000_000);
  });

  test('a procedure gives its first result with rows', async () => {
    const procedure = `two_results_${process.pid}`;
    await server.execute(`CREATE PROCEDURE ${procedure}(n INT) BEGIN SELECT n AS first; SELECT 2 AS second, 3 AS third; END`);
    try {
      const { columns, rows } = await server.execute(`CALL ${procedure}(?)`, [7]);
      expect({ columns, rows }).toEqual({ columns: [{ name: 'first' }], rows: [[7]] });
      const stream = await server.connection.stream(`CALL ${procedure}(?)`, [8], { ...prepared, batchSize: 5 });
      expect(await stream.read(5)).toEqual([[8]]);
      expect(await stream.read(5)).toEqual([]);
      await stream.close();
    } finally {
      await server.execute(`DROP PROCEDURE ${procedure}`);
    }
  });
});
