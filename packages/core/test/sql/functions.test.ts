import { describe, expect, test } from '@jest/globals';
import {
  ArgumentError,
  and,
  case_,
  cast,
  column,
  compiles,
  customElement,
  extract,
  func,
  literal,
  literalColumn,
  MetaData,
  select,
  Table,
  tuple,
  types as t,
} from '../../src/index.ts';

const item = new Table('item', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  price: column(t.Numeric(10, 2)),
  born: column(t.Date),
  data: column(t.JSON()),
});
const { c } = item;

describe('functions', () => {
  test.each([
    ['a known name as JavaScript writes it', func.rowNumber(), 'row_number()'],
    ['an unknown name stays as it is', func['myFunction']!(1), 'myFunction(:myFunction_1)'],
    ['a name with other characters is quoted', func['drop table; --']!(), '"drop table; --"()'],
    ['a name that holds a quote', func['a"b']!(), '"a""b"()'],
    ['a package', func['pkg']!['sub']!['f']!(c.id), 'pkg.sub.f(item.id)'],
    ['a package whose function is called like a method of functions', func['pkg']!.call(1), 'pkg.call(:call_1)'],
    ['a query as an argument', func['f']!(select(c.id)), 'f((SELECT item.id \nFROM item))'],
    ['null as an argument', func.coalesce(null, c.id), 'coalesce(NULL, item.id)'],
    ['constructor is a function like others', func['constructor']!(1), 'constructor(:constructor_1)'],
  ])('%s', (_what, expression, sql) => {
    expect(String(expression)).toBe(sql);
  });

  test.each([
    ['count is a whole number', func.count(), 'BigInteger'],
    ['a sum of small numbers may be large', func.sum(c.id), 'BigInteger'],
    ['a sum of decimals is exact', func.sum(c.price), 'Numeric'],
    ['the mean of whole numbers is a fraction', func.avg(c.id), 'Numeric'],
    ['the greatest of dates is a date', func.max(c.born), 'Date'],
    ['coalesce has the type of the first that has one', func.coalesce(null, c.born), 'Date'],
    ['a window has the type of its function', func.max(c.born).over(), 'Date'],
    ['a filter as well', func.max(c.born).filter(c.id.gt(1)), 'Date'],
    ['an ordered set has that of its order', func['mode']!().withinGroup(c.born), 'Date'],
    ['the unknown has none', func['f']!(1), 'NullType'],
    ['unless it is said', func['f']!(1).returns(t.Integer), 'Integer'],
    ['CASE has the type of its results', case_([c.id.eq(1), null], { else: c.born }), 'Date'],
    ['a cast has its own', cast(c.id, t.Float), 'Float'],
    ['a quotient of whole numbers is a fraction', c.id.div(2), 'Numeric'],
    ['a difference of dates is none', c.born.sub(c.born), 'NullType'],
    ['an element of a document is JSON', c.data.get('x'), 'JSON'],
    ['an element as text is text', c.data.get('x').asString(), 'String'],
    ['a scalar subquery has the type of its column', select(c.born).scalarSubquery(), 'Date'],
    ['the year is a whole number', extract('year', c.born), 'Integer'],
    ['seconds have fractions', extract('second', c.born), 'Numeric'],
  ])('%s', (_what, expression, typeName) => {
    expect(expression.type.typeName).toBe(typeName);
  });

  test('a value beside others in coalesce has their type', () => {
    expect(() => func.coalesce(c.price, '0').compile()).not.toThrow();
    expect(func.coalesce(c.price, '0').compile().params).toEqual({ coalesce_1: '0' });
  });

  test('func is no promise', async () => {
    expect(await Promise.resolve(func)).toBe(func);
  });
});

describe('what is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['undefined as an argument', () => func.lower(undefined as never), /undefined/],
    ['an object as an argument', () => func['f']!({} as never), /no SQL value/],
    ['an object in a comparison', () => c.id.eq({ id: 1 } as never), /no SQL value/],
    ['an array in a comparison', () => c.id.eq([1] as never), /no SQL value/],
    ['undefined in a comparison', () => c.id.eq(undefined as never), /undefined/],
    ['a table as an operand', () => c.id.eq(item as never), /is no value/],
    ['a table in IN', () => c.id.in(item as never), /write select/],
    ['a string as a condition', () => and('x = 1' as never), /text\(/],
    ['a number as a condition', () => and(1 as never), /expressions/],
    ['order against null', () => c.id.lt(null), /never be true/],
    ['a key of what is no document', () => c.name.get('x'), /JSON documents/],
    ['an empty path', () => c.data.get([]), /empty path/],
    ['an index with a fraction', () => c.data.get(1.5), /whole number/],
    ['an object as a key', () => c.data.get({} as never), /key/],
    ['asString without get', () => c.name.asString(), /follows get/],
    ['flags that are SQL', () => c.name.regexpMatch('x', "i') OR 1=1 --"), /letters/],
    ['a part of a date that is SQL', () => extract('year FROM x) --', c.born), /name of a part/],
    ['two frames', () => func.rowNumber().over({ rows: [0, 1], range: [0, 1] }), /one of/],
    ['a frame with a fraction', () => func.rowNumber().over({ rows: [0, 1.5] }), /whole number/],
    ['a wrong exclusion', () => func.rowNumber().over({ rows: [0, 1], exclude: 'x; --' as never }), /CURRENT ROW/],
    ['an unknown option of CASE', () => case_([c.id.eq(1), 1], { otherwise: 2 } as never), /otherwise/],
    ['CASE without results', () => case_({}, { value: c.id }), /no results/],
    ['CASE of an object without value', () => case_({ a: 1 }, {} as never), /value/],
    ['a cast without type', () => cast(c.id, undefined as never), /takes a type/],
    ['an empty literal column', () => literalColumn(' '), /piece of SQL/],
    ['a literal of an expression', () => literal(c.id as never), /already/],
    ['aggregateStrings without separator', () => func.aggregateStrings(c.name, c.name as never), /separator/],
    ['data of a construct that is an expression', () => customElement('x', { data: { a: c.id as never } }), /children/],
  ])('%s', (_what, make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  test('a tuple without expressions is refused', () => {
    expect(tuple as () => unknown).toThrow(ArgumentError);
  });
});

describe('constructs of the application', () => {
  compiles('test.greeting', {
    default: ({ children, data }, sql) => `greet(${sql.list(children)}${data['loud'] === true ? ', LOUD' : ''})`,
    other: () => 'never',
  });

  test('are written by the rule that was registered', () => {
    const greeting = customElement('test.greeting', { children: [c.name, 'x'], data: { loud: true }, type: t.String });
    expect(String(greeting)).toBe('greet(item.name, :param_1, LOUD)');
    expect(greeting.type.typeName).toBe('String');
  });

  test('are different statements with different data, and the same with different values', () => {
    const key = (value: string, loud: boolean) =>
      select(customElement('test.greeting', { children: [value], data: { loud } })).cacheKey;
    expect(key('a', true)).toBe(key('b', true));
    expect(key('a', true)).not.toBe(key('a', false));
  });

  test('without a rule say how to register one', () => {
    expect(() => String(customElement('test.unknown'))).toThrow(/compiles\('test.unknown'/);
  });

  test('cannot be registered twice', () => {
    expect(() => compiles('test.greeting', {})).toThrow(ArgumentError);
  });
});

describe('the cache key', () => {
  test.each([
    ['values', () => [c.id.eq(1), c.id.eq(2)]],
    ['lengths of IN', () => [c.id.in([1]), c.id.in([1, 2])]],
    ['arguments', () => [func.lower('a'), func.lower('b')]],
    ['distances in frames', () => [func.count().over({ rows: [-1, 0] }), func.count().over({ rows: [-2, 0] })]],
    ['keys of documents', () => [c.data.get('a'), c.data.get('b')]],
  ])('does not depend on %s', (_what, make) => {
    const [one, two] = make() as [never, never];
    expect(select(one).cacheKey).toBe(select(two).cacheKey);
  });

  test.each([
    ['operators', () => [c.id.eq(1), c.id.ne(1)]],
    ['names of functions', () => [func.lower('a'), func.upper('a')]],
    ['types of values', () => [func['f']!('a'), func['f']!(1)]],
    ['the type of an element', () => [c.data.get('a').asString(), c.data.get('a').asInteger()]],
    ['the direction of a frame', () => [func.count().over({ rows: [-1, 0] }), func.count().over({ rows: [1, null] })]],
    ['escape characters', () => [c.name.like('x', { escape: '!' }), c.name.like('x', { escape: '/' })]],
    ['separators', () => [func.aggregateStrings(c.name, ','), func.aggregateStrings(c.name, ';')]],
    ['a cast', () => [cast(c.id, t.String(5)), cast(c.id, t.String(6))]],
  ])('depends on %s', (_what, make) => {
    const [one, two] = make() as [never, never];
    expect(select(one).cacheKey).not.toBe(select(two).cacheKey);
  });
});
