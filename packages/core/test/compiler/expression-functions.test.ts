import { describe, expect, test } from '@jest/globals';
import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';
import {
  and,
  any_,
  bindparam,
  case_,
  cast,
  distinct,
  extract,
  false_,
  func,
  literal,
  literalColumn,
  not,
  null_,
  or,
  select,
  true_,
  tuple,
  typeCoerce,
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
  ['c.id.in(select(c.id))', () => c.id.in(select(c.id)), 't.id IN (SELECT t.id \nFROM t)'],
  [
    "tuple(c.id, c.name).eq(tuple(literal(1), literal('a')))",
    () => tuple(c.id, c.name).eq(tuple(literal(1), literal('a'))),
    '(t.id, t.name) = (:param_1, :param_2)',
  ],
  ['c.id.eq(any_(select(c.id)))', () => c.id.eq(any_(select(c.id))), 't.id = ANY (SELECT t.id \nFROM t)'],
  [
    "case_([c.id.eq(1), 'a'], [c.b, 'b'], {else:'c'})",
    () => case_([c.id.eq(1), 'a'], [c.b, 'b'], { else: 'c' }),
    'CASE WHEN (t.id = :id_1) THEN :param_1 WHEN t.b THEN :param_2 ELSE :param_3 END',
    { postgresql: 'CASE WHEN (t.id = $1) THEN $2::VARCHAR WHEN t.b THEN $3::VARCHAR ELSE $4::VARCHAR END' },
  ],
  ['case_([c.id.eq(1), c.name])', () => case_([c.id.eq(1), c.name]), 'CASE WHEN (t.id = :id_1) THEN t.name END'],
  [
    "case_([and(c.id.eq(1), c.b), c.name], [c.id.neg().eq(3), 'x'])",
    () => case_([and(c.id.eq(1), c.b), c.name], [c.id.neg().eq(3), 'x']),
    'CASE WHEN (t.id = :id_1 AND t.b) THEN t.name WHEN (-t.id = :param_1) THEN :param_2 END',
    {
      sqlite: 'CASE WHEN (t.id = ? AND t.b = 1) THEN t.name WHEN (-t.id = ?) THEN ? END',
      postgresql: 'CASE WHEN (t.id = $1 AND t.b) THEN t.name WHEN (-t.id = $2) THEN $3::VARCHAR END',
      mysql: 'CASE WHEN (t.id = ? AND t.b = 1) THEN t.name WHEN (-t.id = ?) THEN ? END',
    },
  ],
  [
    'case_({a:1, b:2}, {value:c.name, else:3})',
    () => case_({ a: 1, b: 2 }, { value: c.name, else: 3 }),
    'CASE t.name WHEN :param_1 THEN :param_2 WHEN :param_3 THEN :param_4 ELSE :param_5 END',
    { postgresql: 'CASE t.name WHEN $1::VARCHAR THEN $2::INTEGER WHEN $3::VARCHAR THEN $4::INTEGER ELSE $5::INTEGER END' },
  ],
  [
    "case_({1:'x'}, {value:c.id})",
    () => case_({ 1: 'x' }, { value: c.id }),
    'CASE t.id WHEN :param_1 THEN :param_2 END',
    { postgresql: 'CASE t.id WHEN $1::INTEGER THEN $2::VARCHAR END' },
  ],
  [
    'case_([c.id.eq(1), 1], {else:0}).add(5)',
    () => case_([c.id.eq(1), 1], { else: 0 }).add(5),
    'CASE WHEN (t.id = :id_1) THEN :param_1 ELSE :param_2 END + :param_3',
    { postgresql: 'CASE WHEN (t.id = $1) THEN $2::INTEGER ELSE $3::INTEGER END + $4::INTEGER' },
  ],
  [
    'cast(c.name, t.Integer).add(5)',
    () => cast(c.name, t.Integer).add(5),
    'CAST(t.name AS INTEGER) + :param_1',
    { postgresql: 'CAST(t.name AS INTEGER) + $1::INTEGER', mysql: 'CAST(t.name AS SIGNED INTEGER) + ?' },
  ],
  ['cast(5, t.String(5))', () => cast(5, t.String(5)), 'CAST(:param_1 AS VARCHAR(5))', { mysql: 'CAST(? AS CHAR(5))' }],
  [
    'cast(c.id.add(5), t.Numeric(10, 2))',
    () => cast(c.id.add(5), t.Numeric(10, 2)),
    'CAST(t.id + :id_1 AS NUMERIC(10, 2))',
    { postgresql: 'CAST(t.id + $1::INTEGER AS NUMERIC(10, 2))', mysql: 'CAST(t.id + ? AS DECIMAL(10, 2))' },
  ],
  [
    'typeCoerce(c.id.add(5), t.Integer).mul(3)',
    () => typeCoerce(c.id.add(5), t.Integer).mul(3),
    '(t.id + :id_1) * :param_1',
    { postgresql: '(t.id + $1::INTEGER) * $2::INTEGER' },
  ],
  [
    "extract('year', c.id)",
    () => extract('year', c.id),
    'EXTRACT(year FROM t.id)',
    { sqlite: "CAST(STRFTIME('%Y', t.id) AS INTEGER)" },
  ],
  ['literal(5).add(6)', () => literal(5).add(6), ':param_1 + :param_2', { postgresql: '$1::INTEGER + $2::INTEGER' }],
  [
    'literal(5).eq(literal(6))',
    () => literal(5).eq(literal(6)),
    ':param_1 = :param_2',
    { postgresql: '$1::INTEGER = $2::INTEGER' },
  ],
  ["literalColumn('foo').eq(5)", () => literalColumn('foo').eq(5), 'foo = :foo_1'],
  ["literalColumn('foo').add(5)", () => literalColumn('foo').add(5), 'foo + :foo_1', { postgresql: 'foo + $1::INTEGER' }],
  ['null_()', () => null_(), 'NULL'],
  ['true_().and(c.b)', () => true_().and(c.b), 't.b'],
  ['false_().and(c.b)', () => false_().and(c.b), 'false', { sqlite: '0' }],
  ['or(true_(), c.b)', () => or(true_(), c.b), 'true', { sqlite: '1' }],
  ['not(true_())', () => not(true_()), 'false', { sqlite: '0' }],
  ['func.count()', () => func.count(), 'count(*)'],
  ['func.count(c.id.distinct())', () => func.count(c.id.distinct()), 'count(DISTINCT t.id)'],
  [
    'func.count(distinct(c.id.add(1)))',
    () => func.count(distinct(c.id.add(1))),
    'count(DISTINCT t.id + :id_1)',
    { postgresql: 'count(DISTINCT t.id + $1::INTEGER)' },
  ],
  [
    "func.coalesce(c.name, 'x')",
    () => func.coalesce(c.name, 'x'),
    'coalesce(t.name, :coalesce_1)',
    { postgresql: 'coalesce(t.name, $1::VARCHAR)' },
  ],
  ["func.lower(c.name).eq('x')", () => func.lower(c.name).eq('x'), 'lower(t.name) = :lower_1'],
  [
    'func.pkg.foo(1, c.id)',
    () => func['pkg']!['foo']!(1, c.id),
    'pkg.foo(:foo_1, t.id)',
    { postgresql: 'pkg.foo($1::INTEGER, t.id)' },
  ],
  ['func.Foo(1)', () => func('Foo', 1), 'Foo(:Foo_1)', { sqlite: 'Foo(?)', postgresql: 'Foo($1::INTEGER)', mysql: 'Foo(?)' }],
  [
    "func['my func'](1)",
    () => func('my func', 1),
    '"my func"(:my_func_1)',
    { postgresql: '"my func"($1::INTEGER)', mysql: '`my func`(?)' },
  ],
  ['func.now()', () => func.now(), 'now()', { sqlite: 'CURRENT_TIMESTAMP' }],
  ['func.currentTimestamp()', () => func.currentTimestamp(), 'CURRENT_TIMESTAMP'],
  ['func.currentDate()', () => func.currentDate(), 'CURRENT_DATE'],
  ['func.charLength(c.name)', () => func.charLength(c.name), 'char_length(t.name)', { sqlite: 'length(t.name)' }],
  ['func.random()', () => func.random(), 'random()', { mysql: 'rand()' }],
  ['func.pow(c.id, 2)', () => func.pow(c.id, 2), 'pow(t.id, :pow_1)', { postgresql: 'power(t.id, $1::INTEGER)' }],
  ['func.max(c.id).add(1)', () => func.max(c.id).add(1), 'max(t.id) + :max_1', { postgresql: 'max(t.id) + $1::INTEGER' }],
  [
    'func.sum(c.id).div(5)',
    () => func.sum(c.id).div(5),
    'sum(t.id) / CAST(:sum_1 AS NUMERIC)',
    { sqlite: 'sum(t.id) / (? + 0.0)', mysql: 'sum(t.id) / ?' },
  ],
  [
    'func.rowNumber().over({orderBy:c.id, rows:[-1, 0]})',
    () => func.rowNumber().over({ orderBy: c.id, rows: [-1, 0] }),
    'row_number() OVER (ORDER BY t.id ROWS BETWEEN :param_1 PRECEDING AND CURRENT ROW)',
    { postgresql: 'row_number() OVER (ORDER BY t.id ROWS BETWEEN $1::INTEGER PRECEDING AND CURRENT ROW)' },
  ],
  [
    'func.rowNumber().over({partitionBy:[c.id, c.name], orderBy:c.id.desc(), range:[null, 5]})',
    () => func.rowNumber().over({ partitionBy: [c.id, c.name], orderBy: c.id.desc(), range: [null, 5] }),
    'row_number() OVER (PARTITION BY t.id, t.name ORDER BY t.id DESC RANGE BETWEEN UNBOUNDED PRECEDING AND :param_1 FOLLOWING)',
    {
      postgresql:
        'row_number() OVER (PARTITION BY t.id, t.name ORDER BY t.id DESC RANGE BETWEEN UNBOUNDED PRECEDING AND $1::INTEGER FOLLOWING)',
    },
  ],
  [
    "func.rowNumber().over({groups:[-2, 3], exclude:'TIES'})",
    () => func.rowNumber().over({ groups: [-2, 3], exclude: 'TIES' }),
    'row_number() OVER (GROUPS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING EXCLUDE TIES)',
    { postgresql: 'row_number() OVER (GROUPS BETWEEN $1::INTEGER PRECEDING AND $2::INTEGER FOLLOWING EXCLUDE TIES)' },
  ],
  [
    'func.count(c.id).filter(c.id.gt(5), c.b)',
    () => func.count(c.id).filter(c.id.gt(5), c.b),
    'count(t.id) FILTER (WHERE t.id > :id_1 AND t.b)',
    { sqlite: 'count(t.id) FILTER (WHERE t.id > ? AND t.b = 1)', mysql: 'count(CASE WHEN (t.id > ? AND t.b = 1) THEN t.id END)' },
  ],
  [
    'func.count(c.id).filter(c.id.gt(5)).over()',
    () => func.count(c.id).filter(c.id.gt(5)).over(),
    'count(t.id) FILTER (WHERE t.id > :id_1) OVER ()',
    { mysql: 'count(CASE WHEN (t.id > ?) THEN t.id END) OVER ()' },
  ],
  [
    'func.count(c.id).filter(c.id.gt(5)).mul(2)',
    () => func.count(c.id).filter(c.id.gt(5)).mul(2),
    '(count(t.id) FILTER (WHERE t.id > :id_1)) * :param_1',
    {
      postgresql: '(count(t.id) FILTER (WHERE t.id > $1)) * $2::BIGINT',
      mysql: '(count(CASE WHEN (t.id > ?) THEN t.id END)) * ?',
    },
  ],
  [
    'func.percentileCont(0.5).withinGroup(c.id.desc())',
    () => func.percentileCont(0.5).withinGroup(c.id.desc()),
    'percentile_cont(:percentile_cont_1) WITHIN GROUP (ORDER BY t.id DESC)',
    { postgresql: 'percentile_cont($1::FLOAT) WITHIN GROUP (ORDER BY t.id DESC)' },
  ],
  ['func.sum(c.id).aggregateOrderBy(c.name)', () => func.sum(c.id).aggregateOrderBy(c.name), 'sum(t.id ORDER BY t.name)'],
  ["func.foo(c.id).scalarTableValued('z')", () => func('foo', c.id).scalarTableValued('z'), '(foo(t.id)).z'],
  ['func.foo(select(c.id).scalarSubquery())', () => func('foo', select(c.id).scalarSubquery()), 'foo((SELECT t.id \nFROM t))'],
  ['func.foo(c.id.eq(5))', () => func('foo', c.id.eq(5)), 'foo(t.id = :id_1)'],
  ['select(c.id).exists()', () => select(c.id).exists(), 'EXISTS (SELECT t.id \nFROM t)'],
  ['select(c.id).exists().not()', () => select(c.id).exists().not(), 'NOT (EXISTS (SELECT t.id \nFROM t))'],
  [
    'and(select(c.id).exists(), c.b)',
    () => and(select(c.id).exists(), c.b),
    '(EXISTS (SELECT t.id \nFROM t)) AND t.b',
    { sqlite: '(EXISTS (SELECT t.id \nFROM t)) AND t.b = 1', mysql: '(EXISTS (SELECT t.id \nFROM t)) AND t.b = 1' },
  ],
  [
    'select(c.id).scalarSubquery().add(5)',
    () => select(c.id).scalarSubquery().add(5),
    '(SELECT t.id \nFROM t) + :param_1',
    { postgresql: '(SELECT t.id \nFROM t) + $1::INTEGER' },
  ],
  ['c.id.eq(select(c.id).scalarSubquery())', () => c.id.eq(select(c.id).scalarSubquery()), 't.id = (SELECT t.id \nFROM t)'],
  ["bindparam('q').eq(c.id)", () => bindparam('q').eq(c.id), ':q = t.id'],
  ["c.id.eq(bindparam('q'))", () => c.id.eq(bindparam('q')), 't.id = :q'],
  [
    "select(func.unnest(c.id).tableValued('value', {withOrdinality:'ord'}).renderDerived())",
    () => select(func.unnest(c.id).tableValued('value', { withOrdinality: 'ord' }).renderDerived()),
    'SELECT anon_1.value, anon_1.ord \nFROM unnest(t.id) WITH ORDINALITY AS anon_1(value, ord)',
  ],
  [
    "select(func.jsonEach(c.d).tableValued({key:t.String, value:t.JSON}, {name:'x'}).c.key)",
    () => select(func.jsonEach(c.d).tableValued({ key: t.String, value: t.JSON }, { name: 'x' }).c.key),
    'SELECT x.key \nFROM json_each(t.d) AS x',
    { sqlite: 'SELECT x."key" \nFROM json_each(t.d) AS x', mysql: 'SELECT x.`key` \nFROM json_each(t.d) AS x' },
  ],
  [
    "select(func('gen', 1).tableValued({a:t.Integer, b:t.String}).renderDerived({name:'q', withTypes:true}))",
    () => select(func('gen', 1).tableValued({ a: t.Integer, b: t.String }).renderDerived({ name: 'q', withTypes: true })),
    'SELECT q.a, q.b \nFROM gen(:gen_1) AS q(a INTEGER, b VARCHAR)',
    { postgresql: 'SELECT q.a, q.b \nFROM gen($1::INTEGER) AS q(a INTEGER, b VARCHAR)', mysql: null },
  ],
  [
    "select(func.unnest(c.id).columnValued('x'))",
    () => select(func.unnest(c.id).columnValued('x')),
    'SELECT x \nFROM unnest(t.id) AS x',
  ],
  [
    'select(c.id).where(c.b)',
    () => select(c.id).where(c.b),
    'SELECT t.id \nFROM t \nWHERE t.b',
    { sqlite: 'SELECT t.id \nFROM t \nWHERE t.b = 1', mysql: 'SELECT t.id \nFROM t \nWHERE t.b = 1' },
  ],
  [
    'select(c.id).where(c.b.not())',
    () => select(c.id).where(c.b.not()),
    'SELECT t.id \nFROM t \nWHERE NOT t.b',
    { sqlite: 'SELECT t.id \nFROM t \nWHERE t.b = 0', mysql: 'SELECT t.id \nFROM t \nWHERE t.b = 0' },
  ],
  [
    'select(c.id).where(c.b, c.id.gt(5))',
    () => select(c.id).where(c.b, c.id.gt(5)),
    'SELECT t.id \nFROM t \nWHERE t.b AND t.id > :id_1',
    { sqlite: 'SELECT t.id \nFROM t \nWHERE t.b = 1 AND t.id > ?', mysql: 'SELECT t.id \nFROM t \nWHERE t.b = 1 AND t.id > ?' },
  ],
  [
    'select(c.id).where(true_())',
    () => select(c.id).where(true_()),
    'SELECT t.id \nFROM t \nWHERE true',
    { sqlite: 'SELECT t.id \nFROM t \nWHERE 1 = 1', mysql: 'SELECT t.id \nFROM t \nWHERE true = 1' },
  ],
  [
    "select(c.id).where(c.name.contains('x'))",
    () => select(c.id).where(c.name.contains('x')),
    "SELECT t.id \nFROM t \nWHERE (t.name LIKE '%' || :name_1 || '%')",
    {
      postgresql: "SELECT t.id \nFROM t \nWHERE (t.name LIKE '%' || $1::VARCHAR || '%')",
      mysql: "SELECT t.id \nFROM t \nWHERE (t.name LIKE concat('%', ?, '%'))",
    },
  ],
  [
    "select(literal('x'), func.count(c.id), c.id.add(1), cast(c.name, t.Integer))",
    () => select(literal('x'), func.count(c.id), c.id.add(1), cast(c.name, t.Integer)),
    'SELECT :param_1 AS anon_1, count(t.id) AS count_1, t.id + :id_1 AS anon_2, CAST(t.name AS INTEGER) AS name \nFROM t',
    {
      postgresql:
        'SELECT $1::VARCHAR AS anon_1, count(t.id) AS count_1, t.id + $2::INTEGER AS anon_2, CAST(t.name AS INTEGER) AS name \nFROM t',
      mysql: 'SELECT ? AS anon_1, count(t.id) AS count_1, t.id + ? AS anon_2, CAST(t.name AS SIGNED INTEGER) AS name \nFROM t',
    },
  ],
];

describe('functions are written', () => {
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
