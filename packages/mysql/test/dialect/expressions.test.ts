import { afterAll, describe, expect, test } from '@jest/globals';
import { cast, type ColumnElement, createEngine, func, literal, select, types as t } from '@aludel/core';
import { mariadb, mysql } from '../../src/index.ts';

describe.each([
  ['mysql', mysql, process.env['ALUDEL_TEST_MYSQL_URL']],
  ['mariadb', mariadb, process.env['ALUDEL_TEST_MARIADB_URL']],
] as const)('expressions of %s', (name, dialect, url) => {
  const onServer = url === undefined ? test.skip : test;
  const engine = createEngine(url ?? `${name}://`, { dialect });
  afterAll(() => engine.dispose());
  const fetched = (expression: ColumnElement<unknown, string>): Promise<unknown> =>
    engine.begin((connection) => connection.scalar(select(expression) as never) as Promise<unknown>);

  onServer.each<[string, ColumnElement<unknown, string>, unknown]>([
    ['a regular expression with a flag', literal('ABC').regexpMatch('^a', 'i'), true],
    ['the opposite of one with a flag', literal('ABC').regexpMatch('^b', 'i').not(), true],
    ['a replacement', literal('banana').regexpReplace('a', 'o'), 'bonono'],
    ['a replacement with flags', literal('BANANA').regexpReplace('a', 'o', 'gi'), 'BoNoNo'],
    ['a cast to a boolean', cast(5, t.Integer).cast(t.Boolean), true],
    [
      'a cast to a decimal without precision keeps the fraction',
      cast('1.5', t.Numeric),
      name === 'mysql' ? '1.5' : expect.stringMatching(/^1\.50*$/),
    ],
    ['a cast to a time with a fraction', cast('2024-01-01 10:20:30', t.DateTime), new Date('2024-01-01T10:20:30Z')],
    ['random numbers', func.random().lt(1), true],
    ['a backslash in a text', literal('a\\b').concat('\\'), 'a\\b\\'],
    ['a backslash as the escape character', literal('a%').like('a\\%', { escape: '\\' }), true],
    ['the frame of a window', func.count().over({ rows: [{ preceding: 2 }, { following: 1 }] }), 1],
  ])('%s', async (_what, expression, expected) => {
    expect(await fetched(expression)).toEqual(expected);
  });

  test('a filter of a function that counts NULL is refused', () => {
    const expression = func['json_arrayagg']!(1).filter(literal(1).eq(1));
    expect(() => expression.compile({ dialect })).toThrow(/no FILTER/);
  });
});
