import { expect, test } from '@jest/globals';
import { describeServer, failureOf, run, withConnection } from '../support/server.ts';

describeServer('ALUDEL_TEST_POSTGRESQL_URL', 'values', (url) => {
  test.each([
    ['bool', true],
    ['bool', false],
    ['int2', -32768],
    ['int4', 2147483647],
    ['int8', 42],
    ['int8', 9223372036854775807n],
    ['int8', -9223372036854775808n],
    ['float8', 0.1],
    ['float8', -0],
    ['float8', NaN],
    ['float8', Infinity],
    ['float8', -Infinity],
    ['float8', 5e-324],
    ['float8', 1.7976931348623157e308],
    ['float4', 1.5],
    ['numeric', '123456789012345678901234567890.1234567890'],
    ['numeric', 'NaN'],
    ['text', ''],
    ['text', 'é€😀\n\'"\\'],
    ['text', 'x'.repeat(1_000_000)],
    ['varchar', 'NULL'],
    ['uuid', '00112233-4455-6677-8899-aabbccddeeff'],
    ['date', '2024-02-29'],
    ['date', '0044-03-15 BC'],
    ['date', 'infinity'],
    ['timestamp', '2024-03-31 02:30:00.123456'],
    ['time', '24:00:00'],
    ['interval', '1 year 2 mons 00:00:03.5'],
    ['bytea', Buffer.from([0, 1, 255, 39, 92])],
    ['bytea', Buffer.alloc(0)],
    ['int4[]', [1, null, 3]],
    ['int4[]', []],
    [
      'int4[]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['int8[]', [1, 9007199254740993n]],
    ['float8[]', [-0, NaN, Infinity]],
    ['text[]', ['', 'NULL', null, 'a,b', '"', '\\', '{}', ' x ', '\n', 'é😀']],
    ['bool[]', [true, false, null]],
    ['bytea[]', [Buffer.from([0, 255]), null]],
    ['numeric[]', ['1.10', null]],
    [
      'text[]',
      [
        [
          ['a', 'b'],
          ['c', null],
        ],
      ],
    ],
    ['xid8', '123'],
    ['point', '(1,2)'],
    ['inet', '10.0.0.1'],
    ['int4range', '[1,5)'],
    ['money', null],
  ])('%s %p comes back as it went', (type, value) =>
    withConnection(url, async (connection) => {
      for (const mode of [{ prepare: false }, { prepare: true }]) {
        const { rows } = await connection.execute(`select $1::${type}`, [value], mode);
        expect(rows[0]?.[0]).toEqual(value);
        expect(Object.is(rows[0]?.[0], -0)).toBe(Object.is(value, -0));
      }
    }),
  );

  test('arrays of the server with other bounds or quoted elements are read', () =>
    withConnection(url, async (connection) => {
      expect(
        await run(
          connection,
          "select '[0:1]={1,2}'::int[], array['a b', null], array['2024-01-01']::date[], array['{\"a\":1}']::jsonb[]",
        ),
      ).toEqual([[[1, 2], ['a b', null], ['2024-01-01'], [{ a: 1 }]]]);
    }));

  test.each([
    ['0001-01-01T00:00:00.000Z', '0001-01-01 00:00:00+00'],
    ['0000-01-01T00:00:00.000Z', '0001-01-01 00:00:00+00 BC'],
    ['-000043-03-15T12:00:00.000Z', '0044-03-15 12:00:00+00 BC'],
    ['+012345-06-07T08:09:10.011Z', '12345-06-07 08:09:10.011+00'],
    ['2024-02-29T23:59:59.999Z', '2024-02-29 23:59:59.999+00'],
  ])('the Date %s is stored as %s', (date, stored) =>
    withConnection(url, async (connection) => {
      await run(connection, "set time zone 'UTC'");
      expect(await run(connection, 'select $1::timestamptz, $1::timestamp', new Date(date))).toEqual([
        [stored, stored.replace('+00', '')],
      ]);
    }),
  );

  test('JSON comes back parsed, and exact', () =>
    withConnection(url, async (connection) => {
      const json = '{"id": 9007199254740993, "list": [1, null, "x"]}';
      expect(await run(connection, 'select $1::json, $1::jsonb, $2::jsonb', json, 'null')).toEqual([
        [{ id: 9007199254740993n, list: [1, null, 'x'] }, { id: 9007199254740993n, list: [1, null, 'x'] }, null],
      ]);
    }));

  test('columns named like parts of an object, or alike, are only names', () =>
    withConnection(url, async (connection) => {
      const { columns, rows } = await connection.execute('select 1 as "__proto__", 2 as constructor, 3 as a, 4 as a', [], {
        prepare: true,
      });
      expect(columns?.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'a', 'a']);
      expect(rows).toEqual([[1, 2, 3, 4]]);
    }));

  test(
    '65,535 parameters are taken, one more is refused before anything is sent',
    () =>
      withConnection(url, async (connection) => {
        const sql = (count: number): string =>
          `select ${Array.from({ length: count }, (_, index) => `$${index + 1}::int`).join('+')}`;
        const { rows } = await connection.execute(
          `select array_length(array[${Array.from({ length: 65_535 }, (_, index) => `$${index + 1}`).join(',')}], 1)`,
          new Array(65_535).fill('x'),
          { prepare: false },
        );
        expect(rows).toEqual([[65_535]]);
        expect((await failureOf(run(connection, sql(3), ...new Array(65_536).fill(1)))).message).toContain('65536 parameters');
        expect(await run(connection, sql(3), 1, 2, 3)).toEqual([[6]]);
      }),
    30_000,
  );

  test.each([
    ['an object', {}],
    ['undefined', undefined],
    ['U+0000', '\0'],
    ['a lone surrogate', '\ud800'],
    ['an invalid date', new Date(NaN)],
    ['an object in an array', [{}]],
  ])('%s is refused, and the connection goes on', (_title, value) =>
    withConnection(url, async (connection) => {
      expect((await failureOf(run(connection, 'select $1', value))).name).toBe('ArgumentError');
      expect(await run(connection, 'select 1')).toEqual([[1]]);
    }),
  );
});
