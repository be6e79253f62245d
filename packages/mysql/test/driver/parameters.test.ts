import { beforeAll, expect, test } from '@jest/globals';
import { describeOnServers, prepared } from '../support/servers.ts';

describeOnServers('parameters', (server) => {
  const table = server.table('params');

  beforeAll(async () => {
    await server.execute(
      `CREATE TABLE ${table} (id INT PRIMARY KEY AUTO_INCREMENT, t TEXT, i BIGINT, u BIGINT UNSIGNED, d DOUBLE, n DECIMAL(40,10), dt DATETIME(3), b BLOB) CHARACTER SET utf8mb4`,
    );
  });

  const stored = async (column: string, value: unknown): Promise<unknown> => {
    await server.execute(`INSERT INTO ${table} (${column}) VALUES (?)`, [value]);
    const { rows } = await server.execute(`SELECT ${column} FROM ${table} ORDER BY id DESC LIMIT 1`);
    return rows[0]?.[0];
  };

  test.each([
    ['t', 5, '5'],
    ['t', 1e15, '1000000000000000'],
    ['t', 9007199254740991, '9007199254740991'],
    ['t', 1.5, '1.5'],
    ['t', true, '1'],
    ['t', 9223372036854775807n, '9223372036854775807'],
    ['t', '', ''],
    ['t', 'O\'Reilly \\ " \u0000 \u{1f600}', 'O\'Reilly \\ " \u0000 \u{1f600}'],
    ['t', null, null],
    ['i', false, 0],
    ['i', -9007199254740991, -9007199254740991],
    ['i', -9223372036854775808n, -9223372036854775808n],
    ['u', 18446744073709551615n, 18446744073709551615n],
    ['d', 0.1, 0.1],
    ['d', 5e-324, 5e-324],
    ['d', 2 ** 60, 2 ** 60],
    ['n', 18446744073709551615n, '18446744073709551615.0000000000'],
    ['n', '123456789012345678901234567890.0123456789', '123456789012345678901234567890.0123456789'],
    ['dt', new Date(Date.UTC(2024, 1, 29, 12, 30, 0, 125)), '2024-02-29 12:30:00.125'],
    ['b', new Uint8Array([0, 39, 92, 255]), new Uint8Array([0, 39, 92, 255])],
    ['b', new Uint8Array([1, 2, 3, 4]).subarray(1, 3), new Uint8Array([2, 3])],
  ])('into column %s, %p is stored as %p', async (column, value, expected) => {
    expect(await stored(column, value)).toStrictEqual(expected);
  });

  // MariaDB drops the sign of a parameter that is -0.
  (server.product === 'MySQL' ? test : test.skip)('the sign of -0 is kept', async () => {
    expect(await stored('d', -0)).toBe(-0);
  });

  test('integers are integers where the server insists on them', async () => {
    const { rows } = await server.execute(
      'SELECT ? DIV ?, ? FROM (SELECT 1 AS one UNION SELECT 2) AS t LIMIT ? OFFSET ?',
      [7, 2, 3, 1, 1],
    );
    expect(rows).toEqual([[3, 3]]);
  });

  test('one kept statement takes another kind of value each time', async () => {
    const kinds = [1, 'text', null, 1.5, 18446744073709551615n, true, 2];
    for (const value of kinds) expect(await stored('t', value)).toBe(value === null ? null : String(value === true ? 1 : value));
  });

  test.each([
    ['NaN', NaN, 'finite number'],
    ['an infinite number', -Infinity, 'finite number'],
    ['a bigint above 64 bits', 2n ** 64n, '64 bits'],
    ['a bigint below 64 bits', -(2n ** 63n) - 1n, '64 bits'],
    ['undefined', undefined, 'undefined'],
    ['an array', [1, 2], 'array'],
    ['an object', { a: 1 }, 'object'],
    ['a lone surrogate', '\ud800', 'surrogate'],
    ['an invalid date', new Date(NaN), 'invalid Date'],
    ['a date in the year 10000', new Date(Date.UTC(10_000, 0, 1)), 'year 10000'],
    ['a date before the year 0', new Date(Date.UTC(-1, 0, 1)), 'year -1'],
    ['a function', () => 1, 'function'],
  ])('%s is refused before anything is sent', async (_name, value, message) => {
    const before = await server.execute(`SELECT COUNT(*) FROM ${table}`);
    await expect(server.execute(`INSERT INTO ${table} (t) VALUES (?)`, [value])).rejects.toThrow(message);
    expect((await server.execute(`SELECT COUNT(*) FROM ${table}`)).rows).toEqual(before.rows);
  });

  test.each([
    ['too many', 'SELECT ?', [7, 8], '1 placeholder(s) and was given 2'],
    ['too few', 'SELECT ?, ?', [7], '2 placeholder(s) and was given 1'],
    ['none', 'SELECT ?', [], '1 placeholder(s) and was given 0'],
    ['some for a statement that takes none', 'SELECT 1', [1], '0 placeholder(s) and was given 1'],
  ])('%s values are refused', async (_name, sql, params, message) => {
    await expect(server.execute(sql, params)).rejects.toThrow(message);
  });

  test('one set with a wrong number of values keeps all of them from being sent', async () => {
    const before = await server.execute(`SELECT COUNT(*) FROM ${table}`);
    await expect(server.connection.executeMany(`INSERT INTO ${table} (t) VALUES (?)`, [[1], [1, 2]], prepared)).rejects.toThrow(
      'was given 2',
    );
    expect((await server.execute(`SELECT COUNT(*) FROM ${table}`)).rows).toEqual(before.rows);
  });

  test('a question mark in a text, a name or a comment is no placeholder', async () => {
    const { rows } = await server.execute("SELECT '?', ? AS `?` /* ? */", [5]);
    expect(rows).toEqual([['?', 5]]);
  });

  test('65,535 parameters are sent, one more is refused', async () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => index);
    const select = (count: number) => `SELECT ? IN (${new Array(count - 1).fill('?').join(',')})`;
    expect((await server.connection.execute(select(65_535), list(65_535), { prepare: false })).rows).toEqual([[0]]);
    await expect(server.connection.execute(select(65_536), list(65_536), { prepare: false })).rejects.toThrow('65,535');
  });
});
