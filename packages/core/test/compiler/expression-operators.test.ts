import { describe, expect, test } from '@jest/globals';
import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import {
  all_,
  and,
  between,
  collate,
  not,
  or,
  tuple,
  type ClauseElement,
  column,
  MetaData,
  Table,
  types as t,
} from '../../src/index.ts';
import { type Differences, expectedFor } from './expected-sql.ts';

const table = new Table('t', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  b: column(t.Boolean),
  d: column(t.JSON),
  n: column(t.Numeric(10, 2)),
});
const { c } = table;

type Case = readonly [source: string, make: () => ClauseElement, standard: string, differences?: Differences];

/** What `String()` prints, and where a database differs in more than its placeholders; null: it refuses. */
const cases: readonly Case[] = [
  ['c.b.eq(true)', () => c.b.eq(true), 't.b = true', { sqlite: 't.b = 1' }],
  [
    "c.name.contains('x')",
    () => c.name.contains('x'),
    "t.name LIKE '%' || :name_1 || '%'",
    { postgresql: "t.name LIKE '%' || $1::VARCHAR || '%'", mysql: "t.name LIKE concat('%', ?, '%')" },
  ],
  [
    "c.name.icontains('x')",
    () => c.name.icontains('x'),
    "lower(t.name) LIKE '%' || lower(:name_1) || '%'",
    { postgresql: "t.name ILIKE '%' || $1::VARCHAR || '%'", mysql: "lower(t.name) LIKE concat('%', lower(?), '%')" },
  ],
  [
    "c.name.istartsWith('x').not()",
    () => c.name.istartsWith('x').not(),
    "lower(t.name) NOT LIKE lower(:name_1) || '%'",
    { postgresql: "t.name NOT ILIKE $1::VARCHAR || '%'", mysql: "lower(t.name) NOT LIKE concat(lower(?), '%')" },
  ],
  [
    "c.name.contains('x%y', {autoescape:true}).not()",
    () => c.name.contains('x%y', { autoescape: true }).not(),
    "t.name NOT LIKE '%' || :name_1 || '%' ESCAPE '/'",
    {
      postgresql: "t.name NOT LIKE '%' || $1::VARCHAR || '%' ESCAPE '/'",
      mysql: "t.name NOT LIKE concat('%', ?, '%') ESCAPE '/'",
    },
  ],
  [
    'c.name.startsWith(c.name)',
    () => c.name.startsWith(c.name),
    "t.name LIKE t.name || '%'",
    { mysql: "t.name LIKE concat(t.name, '%')" },
  ],
  [
    "c.name.endsWith(c.name.concat('z'))",
    () => c.name.endsWith(c.name.concat('z')),
    "t.name LIKE '%' || t.name || :name_1",
    { postgresql: "t.name LIKE '%' || t.name || $1::VARCHAR", mysql: "t.name LIKE concat('%', t.name, ?)" },
  ],
  [
    "and(c.name.startsWith('x'), c.id.eq(1))",
    () => and(c.name.startsWith('x'), c.id.eq(1)),
    "(t.name LIKE :name_1 || '%') AND t.id = :id_1",
    { postgresql: "(t.name LIKE $1::VARCHAR || '%') AND t.id = $2", mysql: "(t.name LIKE concat(?, '%')) AND t.id = ?" },
  ],
  [
    "c.d.get('x').asString().eq('a')",
    () => c.d.get('x').asString().eq('a'),
    't.d[:d_1] = :param_1',
    {
      sqlite: 'CAST(JSON_EXTRACT(t.d, ?) AS VARCHAR) = ?',
      postgresql: 'CAST((t.d ->> $1::TEXT) AS VARCHAR) = $2',
      mysql: "CASE JSON_TYPE(JSON_EXTRACT(t.d, ?)) WHEN 'NULL' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.d, ?)) END = ?",
    },
  ],
  [
    "c.d.get('x')",
    () => c.d.get('x'),
    't.d[:d_1]',
    { sqlite: 't.d -> ?', postgresql: 't.d -> $1::TEXT', mysql: 'JSON_EXTRACT(t.d, ?)' },
  ],
  [
    "c.d.get(['x', 1])",
    () => c.d.get(['x', 1]),
    't.d[:d_1]',
    { sqlite: 't.d -> ?', postgresql: 't.d #> $1::TEXT[]', mysql: 'JSON_EXTRACT(t.d, ?)' },
  ],
  [
    "c.d.get('x').get('y')",
    () => c.d.get('x').get('y'),
    't.d[:d_1][:param_1]',
    { sqlite: '(t.d -> ?) -> ?', postgresql: '(t.d -> $1::TEXT) -> $2::TEXT', mysql: 'JSON_EXTRACT(JSON_EXTRACT(t.d, ?), ?)' },
  ],
  ['c.id.div(5)', () => c.id.div(5), 't.id / CAST(:id_1 AS NUMERIC)', { sqlite: 't.id / (? + 0.0)', mysql: 't.id / ?' }],
  ['c.id.floorDiv(5)', () => c.id.floorDiv(5), 't.id / :id_1', { postgresql: 't.id / $1::INTEGER', mysql: 'FLOOR(t.id / ?)' }],
  ["c.n.floorDiv('5')", () => c.n.floorDiv('5'), 'FLOOR(t.n / :n_1)', { postgresql: 'FLOOR(t.n / $1::NUMERIC)' }],
  ['c.n.div(c.n)', () => c.n.div(c.n), 't.n / CAST(t.n AS NUMERIC(10, 2))', { sqlite: 't.n / (t.n + 0.0)', mysql: 't.n / t.n' }],
  ['c.id.mod(5)', () => c.id.mod(5), 't.id % :id_1', { postgresql: 't.id % $1::INTEGER' }],
  [
    'c.id.add(1).mul(2)',
    () => c.id.add(1).mul(2),
    '(t.id + :id_1) * :param_1',
    { postgresql: '(t.id + $1::INTEGER) * $2::INTEGER' },
  ],
  ['c.id.mul(1).add(2)', () => c.id.mul(1).add(2), 't.id * :id_1 + :param_1', { postgresql: 't.id * $1::INTEGER + $2::INTEGER' }],
  ['c.id.sub(c.id.sub(2))', () => c.id.sub(c.id.sub(2)), 't.id - (t.id - :id_1)', { postgresql: 't.id - (t.id - $1::INTEGER)' }],
  ['c.id.add(c.id.add(2))', () => c.id.add(c.id.add(2)), 't.id + t.id + :id_1', { postgresql: 't.id + t.id + $1::INTEGER' }],
  [
    'c.id.div(c.id.div(2))',
    () => c.id.div(c.id.div(2)),
    't.id / CAST((t.id / CAST(:id_1 AS NUMERIC)) AS NUMERIC)',
    { sqlite: 't.id / ((t.id / (? + 0.0)) + 0.0)', mysql: 't.id / (t.id / ?)' },
  ],
  ['c.id.add(5).neg()', () => c.id.add(5).neg(), '-(t.id + :id_1)', { postgresql: '-(t.id + $1::INTEGER)' }],
  ['c.id.neg().mul(2)', () => c.id.neg().mul(2), '(-t.id) * :param_1', { postgresql: '(-t.id) * $1::INTEGER' }],
  ['c.id.neg().neg()', () => c.id.neg().neg(), '-(-t.id)'],
  ['c.id.neg().add(2)', () => c.id.neg().add(2), '-t.id + :param_1', { postgresql: '-t.id + $1::INTEGER' }],
  [
    'c.id.add(2).eq(5).not()',
    () => c.id.add(2).eq(5).not(),
    't.id + :id_1 != :param_1',
    { postgresql: 't.id + $1::INTEGER != $2' },
  ],
  ['not(and(c.id.eq(1), c.id.eq(2)))', () => not(and(c.id.eq(1), c.id.eq(2))), 'NOT (t.id = :id_1 AND t.id = :id_2)'],
  [
    'or(and(c.id.eq(1), c.b), c.id.eq(2))',
    () => or(and(c.id.eq(1), c.b), c.id.eq(2)),
    't.id = :id_1 AND t.b OR t.id = :id_2',
    { sqlite: 't.id = ? AND t.b = 1 OR t.id = ?', mysql: 't.id = ? AND t.b = 1 OR t.id = ?' },
  ],
  [
    'and(or(c.id.eq(1), c.b), c.id.eq(2))',
    () => and(or(c.id.eq(1), c.b), c.id.eq(2)),
    '(t.id = :id_1 OR t.b) AND t.id = :id_2',
    { sqlite: '(t.id = ? OR t.b = 1) AND t.id = ?', mysql: '(t.id = ? OR t.b = 1) AND t.id = ?' },
  ],
  [
    'and(not(c.b), c.id.eq(2))',
    () => and(not(c.b), c.id.eq(2)),
    'NOT t.b AND t.id = :id_1',
    { sqlite: 't.b = 0 AND t.id = ?', mysql: 't.b = 0 AND t.id = ?' },
  ],
  ['and(or(c.id.eq(1)))', () => and(or(c.id.eq(1))), 't.id = :id_1'],
  ['c.id.eq(5).eq(c.id.eq(6))', () => c.id.eq(5).eq(c.id.eq(6)), '(t.id = :id_1) = (t.id = :id_2)'],
  [
    'c.id.eq(5).and(c.id.eq(6)).eq(true)',
    () => c.id.eq(5).and(c.id.eq(6)).eq(true),
    '(t.id = :id_1 AND t.id = :id_2) = true',
    { sqlite: '(t.id = ? AND t.id = ?) = 1' },
  ],
  [
    "c.name.concat(c.name).eq('x')",
    () => c.name.concat(c.name).eq('x'),
    '(t.name || t.name) = :param_1',
    { mysql: '(concat(t.name, t.name)) = ?' },
  ],
  [
    "c.name.concat('x').concat('y')",
    () => c.name.concat('x').concat('y'),
    't.name || :name_1 || :param_1',
    { postgresql: 't.name || $1::VARCHAR || $2::VARCHAR', mysql: 'concat(t.name, ?, ?)' },
  ],
  [
    "c.name.like(c.name.concat('y'))",
    () => c.name.like(c.name.concat('y')),
    't.name LIKE (t.name || :name_1)',
    { postgresql: 't.name LIKE (t.name || $1::VARCHAR)', mysql: 't.name LIKE (concat(t.name, ?))' },
  ],
  [
    "c.name.concat('y').like('z')",
    () => c.name.concat('y').like('z'),
    '(t.name || :name_1) LIKE :param_1',
    { postgresql: '(t.name || $1::VARCHAR) LIKE $2', mysql: '(concat(t.name, ?)) LIKE ?' },
  ],
  [
    "c.name.concat('y').ilike('z')",
    () => c.name.concat('y').ilike('z'),
    'lower((t.name || :name_1)) LIKE lower(:param_1)',
    { postgresql: '(t.name || $1::VARCHAR) ILIKE $2', mysql: 'lower((concat(t.name, ?))) LIKE lower(?)' },
  ],
  [
    "c.name.ilike('x', {escape:'/'})",
    () => c.name.ilike('x', { escape: '/' }),
    "lower(t.name) LIKE lower(:name_1) ESCAPE '/'",
    { postgresql: "t.name ILIKE $1 ESCAPE '/'" },
  ],
  [
    "c.name.notIlike('x')",
    () => c.name.notIlike('x'),
    'lower(t.name) NOT LIKE lower(:name_1)',
    { postgresql: 't.name NOT ILIKE $1' },
  ],
  [
    "c.name.ilike('x').not()",
    () => c.name.ilike('x').not(),
    'lower(t.name) NOT LIKE lower(:name_1)',
    { postgresql: 't.name NOT ILIKE $1' },
  ],
  ["c.name.collate('x').eq('a')", () => c.name.collate('x').eq('a'), '(t.name COLLATE x) = :param_1'],
  [
    "c.name.collate('X').desc()",
    () => c.name.collate('X').desc(),
    't.name COLLATE "X" DESC',
    { mysql: 't.name COLLATE `X` DESC' },
  ],
  ["c.id.op('&&')(5)", () => c.id.op('&&')(5), 't.id && :id_1'],
  ["c.id.op('&&')(5).eq(3)", () => c.id.op('&&')(5).eq(3), '(t.id && :id_1) = :param_1'],
  [
    "c.id.op('+', undefined, {precedence:7})(5).mul(2)",
    () => c.id.op('+', undefined, { precedence: 7 })(5).mul(2),
    '(t.id + :id_1) * :param_1',
    { postgresql: '(t.id + $1) * $2::INTEGER' },
  ],
  ["c.id.boolOp('@@')(5).not()", () => c.id.boolOp('@@')(5).not(), 'NOT (t.id @@ :id_1)'],
  [
    "c.id.add(5).op('&&')(c.id.add(6))",
    () => c.id.add(5).op('&&')(c.id.add(6)),
    't.id + :id_1 && t.id + :id_2',
    { postgresql: 't.id + $1::INTEGER && t.id + $2::INTEGER' },
  ],
  ['c.id.between(1, 2)', () => c.id.between(1, 2), 't.id BETWEEN :id_1 AND :id_2'],
  ['c.id.between(1, 2).not()', () => c.id.between(1, 2).not(), 't.id NOT BETWEEN :id_1 AND :id_2'],
  [
    'c.id.add(3).between(c.id.add(1), 2)',
    () => c.id.add(3).between(c.id.add(1), 2),
    't.id + :id_1 BETWEEN t.id + :id_2 AND :param_1',
    { postgresql: 't.id + $1::INTEGER BETWEEN t.id + $2::INTEGER AND $3' },
  ],
  [
    'c.id.between(1, 2, {symmetric:true})',
    () => c.id.between(1, 2, { symmetric: true }),
    't.id BETWEEN SYMMETRIC :id_1 AND :id_2',
  ],
  [
    'and(c.id.between(1, 2), c.id.eq(3))',
    () => and(c.id.between(1, 2), c.id.eq(3)),
    't.id BETWEEN :id_1 AND :id_2 AND t.id = :id_3',
  ],
  [
    'c.id.between(1, 2).eq(true)',
    () => c.id.between(1, 2).eq(true),
    '(t.id BETWEEN :id_1 AND :id_2) = true',
    { sqlite: '(t.id BETWEEN ? AND ?) = 1' },
  ],
  ['c.id.in([1, 2])', () => c.id.in([1, 2]), 't.id IN (__[POSTCOMPILE_id_1])'],
  ['c.id.notIn([1, 2])', () => c.id.notIn([1, 2]), '(t.id NOT IN (__[POSTCOMPILE_id_1]))'],
  ['c.id.in([1, 2]).not()', () => c.id.in([1, 2]).not(), '(t.id NOT IN (__[POSTCOMPILE_id_1]))'],
  [
    'c.id.in([1, c.id.add(1)])',
    () => c.id.in([1, c.id.add(1)]),
    't.id IN (:id_1, t.id + :id_2)',
    { postgresql: 't.id IN ($1, t.id + $2::INTEGER)' },
  ],
  [
    'c.id.add(1).in([5])',
    () => c.id.add(1).in([5]),
    't.id + :id_1 IN (__[POSTCOMPILE_param_1])',
    { postgresql: 't.id + $1::INTEGER IN (__[POSTCOMPILE_param_1])' },
  ],
  ["tuple(c.id, c.name).in([[1, 'a']])", () => tuple(c.id, c.name).in([[1, 'a']]), '(t.id, t.name) IN (__[POSTCOMPILE_param_1])'],
  [
    'c.id.isDistinctFrom(5)',
    () => c.id.isDistinctFrom(5),
    't.id IS DISTINCT FROM :id_1',
    { sqlite: 't.id IS NOT ?', mysql: 'NOT (t.id <=> ?)' },
  ],
  [
    'c.id.isNotDistinctFrom(null)',
    () => c.id.isNotDistinctFrom(null),
    't.id IS NOT DISTINCT FROM NULL',
    { sqlite: 't.id IS NULL', mysql: 't.id <=> NULL' },
  ],
  [
    'c.id.isDistinctFrom(5).not()',
    () => c.id.isDistinctFrom(5).not(),
    't.id IS NOT DISTINCT FROM :id_1',
    { sqlite: 't.id IS ?', mysql: 't.id <=> ?' },
  ],
  ['c.b.is(true)', () => c.b.is(true), 't.b IS true', { sqlite: 't.b IS 1' }],
  ['c.b.isNot(false)', () => c.b.isNot(false), 't.b IS NOT false', { sqlite: 't.b IS NOT 0' }],
  ['c.b.ne(false)', () => c.b.ne(false), 't.b != false', { sqlite: 't.b != 0' }],
  ['c.name.eq(null)', () => c.name.eq(null), 't.name IS NULL'],
  [
    'c.id.bitwiseXor(5).eq(1)',
    () => c.id.bitwiseXor(5).eq(1),
    't.id ^ :id_1 = :param_1',
    { sqlite: '((t.id | ?) - (t.id & ?)) = ?', postgresql: 't.id # $1::INTEGER = $2' },
  ],
  [
    'c.id.bitwiseAnd(5).bitwiseOr(1)',
    () => c.id.bitwiseAnd(5).bitwiseOr(1),
    '(t.id & :id_1) | :param_1',
    { postgresql: '(t.id & $1::INTEGER) | $2::INTEGER' },
  ],
  ['c.id.bitwiseNot()', () => c.id.bitwiseNot(), '~t.id'],
  [
    'c.id.bitwiseLshift(1).eq(2)',
    () => c.id.bitwiseLshift(1).eq(2),
    't.id << :id_1 = :param_1',
    { postgresql: 't.id << $1::INTEGER = $2' },
  ],
  [
    "c.name.match('x')",
    () => c.name.match('x'),
    't.name MATCH :name_1',
    { postgresql: 't.name @@ plainto_tsquery($1::VARCHAR)', mysql: 'MATCH (t.name) AGAINST (? IN BOOLEAN MODE)' },
  ],
  [
    "c.name.match('x').not()",
    () => c.name.match('x').not(),
    'NOT t.name MATCH :name_1',
    { postgresql: 'NOT t.name @@ plainto_tsquery($1::VARCHAR)', mysql: 'NOT MATCH (t.name) AGAINST (? IN BOOLEAN MODE)' },
  ],
  [
    "c.name.regexpMatch('x')",
    () => c.name.regexpMatch('x'),
    't.name <regexp> :name_1',
    { sqlite: 't.name REGEXP ?', postgresql: 't.name ~ $1', mysql: 't.name REGEXP ?' },
  ],
  [
    "c.name.regexpMatch('x').not()",
    () => c.name.regexpMatch('x').not(),
    't.name <not regexp> :name_1',
    { sqlite: 't.name NOT REGEXP ?', postgresql: 't.name !~ $1', mysql: 't.name NOT REGEXP ?' },
  ],
  [
    "c.name.regexpReplace('a', 'b')",
    () => c.name.regexpReplace('a', 'b'),
    '<regexp replace>(t.name, :name_1, :name_2)',
    { sqlite: null, postgresql: 'REGEXP_REPLACE(t.name, $1::VARCHAR, $2::VARCHAR)', mysql: 'REGEXP_REPLACE(t.name, ?, ?)' },
  ],
  ['c.id.gt(all_(c.id))', () => c.id.gt(all_(c.id as never)), 't.id > ALL (t.id)'],
  ['c.id.desc()', () => c.id.desc(), 't.id DESC'],
  ['c.id.add(1).desc()', () => c.id.add(1).desc(), 't.id + :id_1 DESC', { postgresql: 't.id + $1::INTEGER DESC' }],
  ['c.id.eq(1).desc()', () => c.id.eq(1).desc(), 't.id = :id_1 DESC'],
  [
    'and(c.id.eq(1), c.b).desc()',
    () => and(c.id.eq(1), c.b).desc(),
    '(t.id = :id_1 AND t.b) DESC',
    { sqlite: '(t.id = ? AND t.b = 1) DESC', mysql: '(t.id = ? AND t.b = 1) DESC' },
  ],
  [
    'c.name.desc().nullsLast()',
    () => c.name.desc().nullsLast(),
    't.name DESC NULLS LAST',
    { mysql: 't.name IS NULL, t.name DESC' },
  ],
  [
    'c.id.add(1).nullsFirst()',
    () => c.id.add(1).nullsFirst(),
    '(t.id + :id_1) NULLS FIRST',
    { postgresql: '(t.id + $1::INTEGER) NULLS FIRST', mysql: 't.id + ? IS NOT NULL, t.id + ?' },
  ],
  ['between(c.id, 1, 2)', () => between(c.id, 1, 2), 't.id BETWEEN :id_1 AND :id_2'],
  ["collate(c.name, 'x')", () => collate(c.name, 'x'), 't.name COLLATE x'],
  ["c.id.label('q').add(3)", () => c.id.label('q').add(3), 't.id + :param_1', { postgresql: 't.id + $1::INTEGER' }],
  [
    "c.id.add(1).label('q').mul(3)",
    () => c.id.add(1).label('q').mul(3),
    '(t.id + :id_1) * :param_1',
    { postgresql: '(t.id + $1::INTEGER) * $2::INTEGER' },
  ],
];

describe('operators are written', () => {
  test.each(cases)('%s, as standard SQL', (_source, make, standard) => {
    expect(String(make())).toBe(standard);
  });

  describe.each([
    ['sqlite', sqlite],
    ['postgresql', postgresql],
    ['mysql', mysql],
  ] as const)('for %s', (name, dialect) => {
    test.each(cases)('%s', (_source, make, standard, differences = {}) => {
      const expected = expectedFor(name, standard, differences);
      if (expected === null) expect(() => make().compile({ dialect })).toThrow(name);
      else expect(make().compile({ dialect }).sql).toBe(expected);
    });
  });
});
