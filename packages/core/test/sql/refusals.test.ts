import { describe, expect, test } from '@jest/globals';
import {
  and,
  bindparam,
  cast,
  column,
  CreateSequence,
  CreateTable,
  delete_,
  extract,
  func,
  identity,
  insert,
  literal,
  literalColumn,
  MetaData,
  or,
  select,
  Sequence,
  sql,
  Table,
  text,
  types as t,
  update,
  values,
} from '../../src/index.ts';
import { mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';

const person = new Table('person', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  born: column(t.Date),
  data: column(t.JSON),
});
const { c } = person;
const one = select(c.id);
const evil = 'EVIL';
/** What JSON.parse makes of a text that somebody sent. */
const forged = JSON.parse('{"kind":"text","text":"EVIL","binds":[],"node":{"kind":"text","text":"EVIL","binds":[]}}');
const forgedType = JSON.parse('{"typeName":"Numeric","sqlName":"EVIL","precision":"1); EVIL","length":"EVIL"}');

class Criteria {
  get id() {
    return 1;
  }
}

/** Takes anything, as JavaScript does. */
const js = <F>(call: F) => call as unknown as (...given: readonly unknown[]) => unknown;

describe('what only looks like SQL is refused', () => {
  const places: Readonly<Record<string, (value: never) => unknown>> = {
    where: (value) => one.where(value),
    having: (value) => one.having(value),
    select: (value) => select(value),
    join: (value) => one.join(value),
    orderBy: (value) => one.orderBy(value),
    limit: (value) => one.limit(value),
    tablesample: (value) => person.tablesample(value),
    seed: (value) => person.tablesample(5, { seed: value }),
    partitionBy: (value) => func.count().over({ partitionBy: value }),
    returning: (value) => insert(person).returning(value),
    eq: (value) => c.name.eq(value),
    in: (value) => c.name.in([value]),
    deleteWhere: (value) => delete_(person).where(value),
    updateWhere: (value) => update(person).where(value),
  };
  test.each(Object.entries(places))('%s', (_name, place) => {
    expect(() => place(forged as never)).toThrow();
    expect(() => place({ node: forged.node } as never)).toThrow();
  });

  test('a type is recognised by its functions, never by its shape', () => {
    const refused = 'takes a type, such as t.Integer';
    expect(() => cast(c.id, forgedType)).toThrow(refused);
    expect(() => c.id.cast(forgedType)).toThrow(refused);
    expect(() => c.id.cast('INTEGER' as never)).toThrow(refused);
    expect(() => literal(1, forgedType)).toThrow(refused);
    expect(() => literalColumn('1', forgedType)).toThrow(refused);
    expect(() => bindparam('x', { type: forgedType })).toThrow(refused);
    expect(() => c.id.op('+', forgedType)(1)).toThrow(refused);
    expect(() => values({ x: forgedType })).toThrow(refused);
    expect(() => text('SELECT 1 AS x').columns({ x: forgedType })).toThrow('columns() got no type');
    expect(() => column(forgedType)).toThrow('column()');
  });

  test('a table is no condition, no order and no number of rows', () => {
    for (const place of [js(one.where.bind(one)), js(one.having.bind(one)), js(one.orderBy.bind(one)), js(one.limit.bind(one))])
      expect(() => place(person)).toThrow('is no value');
  });
});

describe('no filter and no value is lost', () => {
  const noObjects: readonly unknown[] = [
    undefined,
    null,
    '',
    'id',
    5,
    new Map([['id', 1]]),
    new URLSearchParams('id=1'),
    new Criteria(),
    new Date(),
  ];

  test.each(noObjects)('%p stands for no values', (given) => {
    const refused = /takes an object with a value for each name/;
    expect(() => js(one.filterBy.bind(one))(given)).toThrow(refused);
    expect(() => js(one.params.bind(one))(given)).toThrow(refused);
    expect(() => js(text(':id').bindparams.bind(text(':id')))(given)).toThrow(refused);
    expect(() => js(update(person).values.bind(update(person)))(given)).toThrow(refused);
    expect(() => js(insert(person).values.bind(insert(person)))(given)).toThrow(refused);
  });

  test('an option of ON CONFLICT that is undefined', () => {
    const conflict = { indexElements: ['id'], set: { name: 'x' }, where: undefined } as never;
    expect(() =>
      insert(person)
        .values({ id: 1 } as never)
        .onConflictDoUpdate(conflict),
    ).toThrow('"where" of onConflictDoUpdate() is undefined');
  });

  test('null is an element of a list, an array or an object is none', () => {
    expect(String(c.id.in([1, null]))).toBe('person.id IN (__[POSTCOMPILE_id_1])');
    expect(() => c.id.in([[1]] as never)).toThrow('is no SQL value');
    expect(() => c.id.in([{}] as never)).toThrow('is no SQL value');
    expect(() => literal({} as never, t.Integer as never)).toThrow('is no SQL value');
  });
});

describe('names', () => {
  const named: Readonly<Record<string, (name: never) => unknown>> = {
    label: (name) => c.id.label(name),
    alias: (name) => person.alias(name),
    subquery: (name) => one.subquery(name),
    cte: (name) => one.cte(name),
    values: (name) => values({ x: t.Integer }, name),
    bindparam: (name) => bindparam(name),
  };
  test.each(Object.entries(named))('of %s() are texts that are not empty', (_method, name) => {
    for (const given of ['', 5, {}, [], Symbol('x')]) expect(() => name(given as never)).toThrow('takes a name');
  });

  test.each([
    ['', 'A name is empty'],
    ['a\0b', 'U+0000'],
    ['\ud800', 'lone surrogate'],
    [5, 'A name is a string; this one is a number'],
    [['x'], 'A name is a string; this one is an array'],
  ])('%p is none for a table', (name, message) => {
    const table = new Table(name as string, new MetaData(), { id: column(t.Integer) });
    for (const dialect of [undefined, sqlite, postgresql, mysql]) {
      const options = dialect === undefined ? {} : { dialect };
      expect(() => select(table).compile(options)).toThrow(message);
    }
  });

  test('a name in a hint means nothing but itself', () => {
    const odd = new Table('a$&b', new MetaData(), { id: column(t.Integer) });
    expect(String(select(odd.c.id).withHint(odd, 'INDEX (%(name)s)'))).toContain('INDEX ("a$&b")');
  });
});

describe('what goes into SQL as it is', () => {
  const ddlOf = (type: unknown, dialect?: object) =>
    new CreateTable(new Table('x', new MetaData(), { a: column(type as typeof t.Integer) })).compile(
      dialect === undefined ? {} : { dialect },
    ).sql;

  test('an argument of a type is a whole number', () => {
    for (const argument of [evil, Number.NaN, 1.5, {}, ['1']]) {
      expect(() => ddlOf(t.Numeric(argument as number, 2), postgresql)).toThrow('whole number');
      expect(() => ddlOf(t.Numeric(10, argument as number), sqlite)).toThrow('whole number');
      expect(() => ddlOf(t.FLOAT(argument as number), mysql)).toThrow('whole number');
    }
  });

  test('a collation of MySQL is a word', () => {
    expect(ddlOf(t.String(5, { collation: 'utf8mb4_bin' }), mysql)).toContain('VARCHAR(5) COLLATE utf8mb4_bin');
    for (const collation of ['', 'x; DROP TABLE y', "x'"])
      expect(() => ddlOf(t.String(5, { collation }), mysql)).toThrow('letters, digits and underscores');
  });

  test('an option of a sequence is a whole number', () => {
    for (const given of [evil, Number.NaN, null, {}]) {
      expect(() => String(new CreateSequence(new Sequence('s', { increment: given as number })))).toThrow('"increment"');
      const table = new Table('x', new MetaData(), { a: column(t.Integer, { identity: identity({ start: given as number }) }) });
      expect(() => String(new CreateTable(table))).toThrow('"start"');
    }
  });

  test('the part of a date, the flags of a regular expression and the precedence of an operator', () => {
    for (const given of [`${evil};`, 5, {}, [evil]]) expect(() => extract(given as string, c.born)).toThrow('letters only');
    for (const given of ["i'", 5, ['i']]) expect(() => c.name.regexpMatch('x', given as string)).toThrow('letters');
    expect(() => c.id.op('+', undefined, { precedence: '1 EVIL' as never })(1)).toThrow('whole number');
  });

  test('the character that escapes in LIKE does not escape what stands around the text', () => {
    for (const given of ['', 'ab', 5, ['/'], null])
      expect(() => c.name.like('x', { escape: given as string })).toThrow('one character');
    for (const given of ['%', '_'])
      expect(() => c.name.contains('x', { autoescape: true, escape: given })).toThrow('wildcard itself');
    expect(() => c.name.icontains('X', { autoescape: true, escape: 'x' })).toThrow('letter');
    expect(String(c.name.contains('X', { autoescape: true, escape: 'x' }))).toContain("ESCAPE 'x'");
  });

  test('a placeholder of the database, which would take the value of another parameter', () => {
    for (const condition of [text('name = ?'), sql`name = ${literalText('?')}`, literalColumn<boolean>('name = ?')])
      for (const dialect of [sqlite, mysql])
        expect(() => one.where(condition, c.id.eq(1)).compile({ dialect })).toThrow('placeholder of its own');
    expect(() => one.where(text('name = $1'), c.id.eq(1)).compile({ dialect: postgresql })).toThrow('placeholder of its own');
    expect(() => one.where(c.data.op('?')('a') as never).compile({ dialect: sqlite })).toThrow('placeholder of its own');
    expect(one.where(c.data.op('?')('a') as never).compile({ dialect: postgresql }).sql).toContain('person.data ? $1');
    expect(one.where(text("name = '?'")).compile({ dialect: sqlite }).sql).toContain("name = '?'");
  });

  test('U+0000, by which the compiler marks its parameters', () => {
    expect(() => one.where(literalColumn<boolean>('\x000\0')).compile({ dialect: sqlite })).toThrow('U+0000');
    expect(() => one.where(c.id.op('\x000\0')(1) as never).compile({ dialect: sqlite })).toThrow('U+0000');
    expect(() => one.where(text('x = \x000\0')).compile({ dialect: sqlite })).toThrow('U+0000');
  });

  test('a value of the sql tag inside quotes', () => {
    expect(() => one.where(sql`name = '${'x'}'`).compile({ dialect: sqlite })).toThrow('would not be bound');
  });
});

function literalText(raw: string) {
  return text(raw);
}

describe('a comparison of JavaScript', () => {
  test.each([
    ['where()', () => js(one.where.bind(one))(Criteria.name === 'x')],
    ['where()', () => js(update(person).where.bind(update(person)))(true)],
    ['where()', () => js(delete_(person).where.bind(delete_(person)))(false)],
    ['having()', () => js(one.having.bind(one))(false)],
    ['join()', () => js(one.join.bind(one))(person, true)],
    ['filter()', () => js(func.count().filter.bind(func.count()))(false)],
  ])('is no condition for %s, which would find all rows or none', (where, call) => {
    expect(call).toThrow(`${where} got `);
    expect(call).toThrow(/Write User\.c\.name\.eq\('x'\) for User\.c\.name === 'x', or (true|false)_\(\)/);
  });

  test('is an answer to begin a list of conditions with', () => {
    expect(String(or(false, c.id.eq(1)))).toBe('person.id = :id_1');
    expect(String(and(true, c.id.eq(1)))).toBe('person.id = :id_1');
  });
});
