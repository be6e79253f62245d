import {
  bindparam,
  column,
  type Connection,
  createEngine,
  func,
  insert,
  literal,
  literalColumn,
  MetaData,
  null_,
  select,
  type Statement,
  Table,
  text,
  tuple,
  types as t,
  union,
} from '@aludel/core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Lists, limits and patterns: what is written into the SQL of each execution, or escaped in it. */
export function listsAndLimits(context: SuiteContext): void {
  const metadata = new MetaData();
  const some = new Table(uniqueName('some'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    x: column(t.Integer),
    y: column(t.Integer),
    z: column(t.String(50), { nullable: true }),
  });
  const { id, x, y, z } = some.c;
  const samples = [
    [1, 1, 2, 'z1'],
    [2, 2, 3, 'z2'],
    [3, 3, 4, 'z3'],
    [4, 4, 5, 'z4'],
    [5, 4, 6, null],
  ] as const;
  const words = new Table(uniqueName('words'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    data: column(t.String(50)),
  });
  const patterns = [
    'abcdefg',
    'ab/cdefg',
    'ab%cdefg',
    'ab_cdefg',
    'abcde/fg',
    'abcde%fg',
    'ab#cdefg',
    'ab9cdefg',
    'abcde#fg',
    'abcd9fg',
    'ab\\cdefg',
  ];
  beforeAll(() =>
    once(async (connection) => {
      await metadata.createAll(connection);
      await connection.execute(
        insert(some),
        samples.map(([id, x, y, z]) => ({ id, x, y, z })),
      );
      await connection.execute(
        insert(words),
        patterns.map((data, index) => ({ id: index + 1, data })),
      );
    }),
  );
  afterAll(() => once((connection) => metadata.dropAll(connection)));

  async function once(work: (connection: Connection) => Promise<void>): Promise<void> {
    if (!context.gate.isOpen) return;
    const engine = createEngine(context.url(), { dialect: context.dialect, poolSize: 1 });
    await engine.begin(work);
    await engine.dispose();
  }

  const rows = (statement: Statement<unknown, readonly unknown[]>, params: Readonly<Record<string, unknown>> = {}) =>
    context.engine().begin(async (connection) => {
      const found = await connection.execute(statement, params).all();
      return (found as unknown as readonly Iterable<unknown>[]).map((row) => [...row]);
    });
  const ids = async (statement: Statement<unknown, readonly unknown[]>, params: Readonly<Record<string, unknown>> = {}) =>
    (await rows(statement, params)).map(([first]) => first);
  type Selected = any;
  const all = select(id).orderBy(id);
  const q = bindparam<any>('q', { expanding: true });
  const r = bindparam<any>('r', { expanding: true });

  test.each<[string, () => Selected, Readonly<Record<string, unknown>>, readonly number[]]>([
    ['two empty lists', () => all.where(x.in(q), y.in(r)), { q: [], r: [] }, []],
    ['two empty lists in the statement', () => all.where(x.in([]), y.in([])), {}, []],
    ['a list', () => all.where(x.in(q)), { q: [2, 3, 4] }, [2, 3, 4, 5]],
    ['a list and no empty list', () => all.where(x.in([2, 3]), id.notIn([])), {}, [2, 3]],
    ['an empty list and a full one', () => all.where(x.in([2, 3]), id.in([])), {}, []],
    ['words', () => all.where(z.in(q)), { q: ['z2', 'z3', 'z4'] }, [2, 3, 4]],
    ['words of an expression without type', () => all.where(literalColumn('z').in(q)), { q: ['z2', 'z3'] }, [2, 3]],
    ['an empty list of words', () => all.where(z.in(q)), { q: [] }, []],
    ['no empty list of words, NULL as well', () => all.where(z.notIn(q)), { q: [] }, [1, 2, 3, 4, 5]],
    ['no list: NULL is in no list', () => all.where(z.notIn(q)), { q: ['z1', 'z2'] }, [3, 4]],
    [
      'pairs',
      () => all.where(tuple(x, y).in(q)),
      {
        q: [
          [2, 3],
          [3, 4],
          [4, 6],
        ],
      },
      [2, 3, 5],
    ],
    [
      'pairs of two types',
      () => all.where(tuple(x, z).in(q)),
      {
        q: [
          [2, 'z2'],
          [3, 'z3'],
          [4, 'z4'],
        ],
      },
      [2, 3, 4],
    ],
    ['no pairs of two types', () => all.where(tuple(x, z).in(q)), { q: [] }, []],
    ['not an empty list of pairs', () => all.where(tuple(x, z).notIn(q)), { q: [] }, [1, 2, 3, 4, 5]],
    ['no pairs in the statement', () => all.where(tuple(x, y).in([])), {}, []],
    ['the same list twice', () => all.where(x.in(q).or(id.in(q))), { q: [4] }, [4, 5]],
    ['a list of one', () => all.where(x.in(q)), { q: [3] }, [3]],
    ['a list in a text', () => all.where(text('x IN :q').bindparams(q)), { q: [1, 3] }, [1, 3]],
    [
      'pairs in a text',
      () => all.where(text('(x, z) IN :q').bindparams(q)),
      {
        q: [
          [1, 'z1'],
          [2, 'z9'],
        ],
      },
      [1],
    ],
    ['an empty list in a text', () => all.where(text('x IN :q').bindparams(q)), { q: [] }, []],
    ['a parameter on the left of a list', () => all.where(literal(3).in([x, y])), {}, [2, 3]],
    ['a list of a SELECT and a parameter', () => all.where(x.in(select(y).where(y.lt(bindparam('most'))))), { most: 4 }, [2, 3]],
    ['a list of a union', () => all.where(x.in(union(select(literal(1)), select(literal(3))))), {}, [1, 3]],
    ['a list inside a subquery', () => select(select(id).where(x.in(q)).subquery()).orderBy('id'), { q: [1, 2] }, [1, 2]],
  ])('in %s', async (_what, statement, params, expected) => {
    expect(await ids(statement(), params)).toEqual(expected);
    expect(await ids(statement(), params)).toEqual(expected);
  });

  test('NULL in no values is false, rather than NULL', async () => {
    const none = null_().in(bindparam('foo', { value: [], expanding: true }) as Selected);
    expect(await rows(select((none as Selected).label('answer')))).toEqual([[false]]);
    expect(await rows(select((null_() as Selected).in([]).label('answer')))).toEqual([[false]]);
  });

  test.each<[string, () => Selected, Readonly<Record<string, unknown>>, readonly number[]]>([
    ['a limit', () => all.limit(2), {}, [1, 2]],
    ['an offset', () => all.offset(2), {}, [3, 4, 5]],
    ['an offset of nothing', () => all.offset(0), {}, [1, 2, 3, 4, 5]],
    ['a limit of nothing', () => all.limit(0), {}, []],
    ['both', () => all.limit(2).offset(1), {}, [2, 3]],
    ['a limit that is a parameter', () => all.limit(bindparam('l', { type: t.Integer })), { l: 2 }, [1, 2]],
    ['an offset that is a parameter', () => all.offset(bindparam('o', { type: t.Integer })), { o: 3 }, [4, 5]],
    [
      'parameters for both',
      () => all.limit(bindparam('l', { type: t.Integer })).offset(bindparam('o', { type: t.Integer })),
      { l: 2, o: 1 },
      [2, 3],
    ],
    ['FETCH', () => all.fetch(2), {}, [1, 2]],
    [
      'FETCH that is a parameter',
      () => all.fetch(bindparam('l', { type: t.Integer })).offset(bindparam('o', { type: t.Integer })),
      { l: 2, o: 2 },
      [3, 4],
    ],
    ['a limit of distinct values', () => select(x).distinct().orderBy(x).limit(2).offset(2), {}, [3, 4]],
    ['a limit used twice', () => union(all.limit(2), select(id).orderBy(id.desc()).limit(2)).orderBy('id'), {}, [1, 2, 4, 5]],
    ['a limit in a subquery', () => select(all.limit(3).subquery('s')).orderBy(literalColumn('1')).offset(1), {}, [2, 3]],
    ['a limit in a scalar subquery', () => all.where(id.eq(select(id).orderBy(id.desc()).limit(1).scalarSubquery())), {}, [5]],
    ['a limit of IN', () => all.where(id.in(select(all.limit(2).subquery().c.id))), {}, [1, 2]],
  ])('%s', async (_what, statement, params, expected) => {
    expect(await ids(statement(), params)).toEqual(expected);
    expect(await ids(statement(), params)).toEqual(expected);
  });

  context.when('limitExpressions', 'limits that are expressions', async () => {
    expect(await ids(all.limit(literalColumn('2', t.Integer)).offset(literalColumn('1 + 1', t.Integer)))).toEqual([3, 4]);
  });

  const { data } = words.c;
  const wordIds = select(words.c.id).orderBy(words.c.id);
  test.each<[string, () => Selected, readonly number[]]>([
    ['startsWith with wildcards', () => data.startsWith('ab%c'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['startsWith without', () => data.startsWith('ab%c', { autoescape: true }), [3]],
    [
      'startsWith SQL',
      () => data.startsWith(literalColumn("'ab%c'", t.String) as Selected, { escape: '!' }),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    ],
    ['startsWith with an escape character', () => data.startsWith('ab##c', { escape: '#' }), [7]],
    ['startsWith with both', () => data.startsWith('ab%c', { autoescape: true, escape: '#' }), [3]],
    [
      'startsWith with both, the escape character as a value',
      () => data.startsWith('ab#c', { autoescape: true, escape: '#' }),
      [7],
    ],
    ['endsWith with wildcards', () => data.endsWith('e%fg'), [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]],
    ['endsWith without', () => data.endsWith('e%fg', { autoescape: true }), [6]],
    ['endsWith with an escape character', () => data.endsWith('e##fg', { escape: '#' }), [9]],
    ['endsWith with both', () => data.endsWith('e%fg', { autoescape: true, escape: '#' }), [6]],
    ['contains without wildcards', () => data.contains('b%cd', { autoescape: true }), [3]],
    ['contains an underscore', () => data.contains('b_cd', { autoescape: true }), [4]],
    ['contains a slash', () => data.contains('b/cd', { autoescape: true }), [2]],
    ['contains a backslash', () => data.contains('b\\cd', { autoescape: true }), [11]],
    ['contains with an escape character', () => data.contains('b##cd', { escape: '#' }), [7]],
    ['contains with both', () => data.contains('b#cd', { autoescape: true, escape: '#' }), [7]],
    ['icontains without wildcards', () => data.icontains('B%CD', { autoescape: true }), [3]],
    ['LIKE with a backslash', () => data.like('ab\\\\c%', { escape: '\\' }), [11]],
  ])('%s', async (_what, condition, expected) => {
    expect(await ids(wordIds.where(condition()))).toEqual(expected);
  });

  context.needingEach<[string, () => Selected, readonly number[]]>(
    ['regexpMatch'],
    '%s',
    [
      ['a regular expression', () => data.regexpMatch('a.cde'), [1, 5, 6, 9]],
      ['a regular expression with a class', () => data.regexpMatch('b[0-9#]c'), [7, 8]],
      ['no regular expression', () => data.regexpMatch('b.cde').not(), [1, 5, 6, 9, 10]],
    ],
    async (_what, condition, expected) => {
      expect(await ids(wordIds.where(condition()))).toEqual(expected);
    },
  );

  context.when('regexpReplace', 'text is replaced by a regular expression', async () => {
    expect(
      await rows(
        select(data.regexpReplace('b.cde', 'FOO'))
          .where(words.c.id.in([1, 2, 8]))
          .orderBy(words.c.id),
      ),
    ).toEqual([['abcdefg'], ['aFOOfg'], ['aFOOfg']]);
  });

  test.each<[string, () => Selected, readonly (readonly unknown[])[]]>([
    [
      'a label',
      () => select(x.add(y).label('lx'), id).orderBy('lx').limit(2),
      [
        [3, 1],
        [5, 2],
      ],
    ],
    [
      'a label, downwards',
      () => {
        const lx = x.add(y).label('lx');
        return select(lx).orderBy(lx.desc()).limit(2);
      },
      [[10], [9]],
    ],
    [
      'a sum of labels',
      () => {
        const lx = x.label('lx');
        return select(lx, y.label('ly')).orderBy(lx.add(1).desc(), y.desc()).limit(2);
      },
      [
        [4, 6],
        [4, 5],
      ],
    ],
    [
      'a label of a function',
      () => {
        const lw = func.lower(z).label('lw');
        return select(lw).where(z.isNot(null)).orderBy(lw.desc()).limit(1);
      },
      [['z4']],
    ],
    [
      'groups of a label',
      () => {
        const expr = x.mod(2).label('lx');
        return select(func.count(id), expr).groupBy(expr).orderBy(expr);
      },
      [
        [3, 0],
        [2, 1],
      ],
    ],
  ])('ordered by %s', async (_what, statement, expected) => {
    expect(await rows(statement())).toEqual(expected);
  });
}
