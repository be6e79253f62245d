import { describe, expect, test } from '@jest/globals';
import { PreparedStatements } from '../../src/wire/prepared-statements.ts';

function statements(limit = 10): { known: PreparedStatements; abandoned: string[] } {
  const abandoned: string[] = [];
  return { known: new PreparedStatements(limit, (name) => abandoned.push(name)), abandoned };
}

describe('prepared statements', () => {
  test('get a name when they are used for the second time', () => {
    const { known } = statements();
    expect(known.nameFor(known.use('select 1'))).toBe('');
    expect(known.nameFor(known.use('select 1'))).toMatch(/^aludel_[0-9a-f]{18}_1$/);
  });

  test('of two connections never share a name, since behind a pooler they may share a server process', () => {
    const names = [statements(), statements()].map(({ known }) => {
      known.use('x');
      return known.nameFor(known.use('x'));
    });
    expect(names[0]).not.toBe(names[1]);
  });

  test('beyond the limit the one that was not used for the longest time is forgotten, also on the server', () => {
    const { known, abandoned } = statements(2);
    known.use('a').name = 'name of a';
    known.use('b').name = 'name of b';
    known.use('a');
    known.use('c');
    expect(abandoned).toEqual(['name of b']);
    expect(known.use('a').uses).toBe(3);
  });

  test('are all forgotten at once', () => {
    const { known, abandoned } = statements();
    known.use('a').name = 'x';
    known.use('b').name = 'y';
    known.forgetAll();
    expect(abandoned).toEqual(['x', 'y']);
    expect(known.use('a').uses).toBe(1);
  });

  test.each([
    ['select 1', true],
    ['  WITH x AS (select 1) table x', true],
    ['insert into t values (1)', true],
    ['fetch all from c', false],
    ['execute p', false],
    ['show all', false],
    ['selection', false],
    ['-- c\nselect 1', false],
  ])('"%s" keeps its columns: %s', (sql, expected) => {
    expect(statements().known.use(sql).keepsColumns).toBe(expected);
  });
});
