import {
  bindparam,
  column,
  type Connection,
  cte,
  delete_,
  desc,
  except,
  exists,
  false_,
  foreignKey,
  func,
  insert,
  join,
  literal,
  MetaData,
  outerjoin,
  select,
  type Statement,
  Table,
  types as t,
  true_,
  union,
  unionAll,
  update,
} from '@aludel/core';
import { describe, expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** Statements inside statements: joins, unions and common table expressions, also around INSERT, UPDATE and DELETE. */
export function statementShapes(context: SuiteContext): void {
  const metadata = new MetaData();
  const a = new Table(uniqueName('a'), metadata, { id: column(t.Integer, { primaryKey: true }) });
  const b = new Table(uniqueName('b'), metadata, {
    id: column(t.Integer, { primaryKey: true }),
    aId: column('a_id', t.Integer, foreignKey(a.c.id)),
  });
  const part = {
    id: column(t.Integer, { primaryKey: true }),
    data: column(t.String(50), { nullable: true }),
    parentId: column('parent_id', t.Integer, { nullable: true }),
  };
  const some = new Table(uniqueName('some'), metadata, part);
  const other = new Table(uniqueName('other'), metadata, part);
  metadataFixture(context, metadata);

  type Rows = readonly (readonly unknown[])[];
  const within = <R>(work: (connection: Connection) => Promise<R>): Promise<R> =>
    context.engine().begin(async (connection) => {
      await connection.execute(
        insert(a),
        [1, 2, 3, 4, 5].map((id) => ({ id })),
      );
      await connection.execute(
        insert(b),
        [
          [1, 1],
          [2, 1],
          [4, 2],
          [5, 3],
        ].map(([id, aId]) => ({ id: id as number, aId: aId as number })),
      );
      await connection.execute(
        insert(some),
        [1, 2, 3, 4, 5].map((id) => ({ id, data: `d${id}`, parentId: id === 1 ? null : id === 5 ? 3 : id - 1 })),
      );
      return work(connection);
    });
  const fetched = async (connection: Connection, statement: Statement<unknown, readonly unknown[]>): Promise<Rows> => {
    const found = await connection.execute(statement).all();
    return (found as unknown as readonly Iterable<unknown>[]).map((row) => [...row]);
  };
  const rows = (statement: Statement<unknown, readonly unknown[]>) => within((connection) => fetched(connection, statement));
  const dataOf = (connection: Connection, table: typeof some) =>
    fetched(connection, select(table.c.id, table.c.data).orderBy(table.c.id));

  test.each<[string, () => Statement<unknown, readonly unknown[]>, Rows]>([
    [
      'a foreign key',
      () => select(a.c.id, b.c.id, b.c.aId).selectFrom(join(a, b)).orderBy(a.c.id, b.c.id),
      [
        [1, 1, 1],
        [1, 2, 1],
        [2, 4, 2],
        [3, 5, 3],
      ],
    ],
    ['true', () => select(func.count()).selectFrom(join(a, b, true_())), [[20]]],
    ['false', () => select(a.c.id, b.c.id).selectFrom(join(a, b, false_())), []],
    [
      'false, outwards',
      () =>
        select(a.c.id, b.c.id)
          .selectFrom(outerjoin(a, b, false_()))
          .orderBy(a.c.id)
          .limit(2),
      [
        [1, null],
        [2, null],
      ],
    ],
    [
      'a parameter',
      () =>
        select(a.c.id, b.c.id)
          .selectFrom(outerjoin(a, b, b.c.aId.eq(a.c.id).and(b.c.id.gt(4))))
          .where(a.c.id.in([1, 3]))
          .orderBy(a.c.id),
      [
        [1, null],
        [3, 5],
      ],
    ],
    [
      'EXISTS',
      () =>
        select(a.c.id)
          .where(exists().where(b.c.aId.eq(a.c.id)).not())
          .orderBy(a.c.id),
      [[4], [5]],
    ],
    ['EXISTS as a value', () => select(literal(1)).where(exists().where(b.c.id.eq(99))), []],
  ])('joined by %s', async (_what, statement, expected) => {
    expect(await rows(statement())).toEqual(expected);
  });

  const one = (id: number) => select(some.c.id, some.c.data).where(some.c.id.eq(id));
  test.each<[string, () => Statement<unknown, readonly unknown[]>, readonly unknown[]]>([
    ['ordered by a column', () => union(one(2), one(3)).orderBy(desc('id')), [3, 2]],
    [
      'selected from',
      () => {
        const u = union(one(2), one(3)).subquery();
        return select(u).orderBy(u.c.id);
      },
      [2, 3],
    ],
    [
      'of limited queries',
      () => union(one(2).limit(1).orderBy(some.c.id), one(3).limit(1).orderBy(some.c.id)).limit(2).orderBy('id'),
      [2, 3],
    ],
    ['of distinct queries', () => union(one(2).distinct(), one(3).distinct()).limit(2).orderBy('id'), [2, 3]],
    [
      'of limited queries, in a subquery',
      () => {
        const u = union(one(2).limit(1), one(3).limit(1)).subquery();
        return select(u).limit(2).orderBy(u.c.id);
      },
      [2, 3],
    ],
    [
      'of limited subqueries',
      () => union(select(one(2).limit(1).subquery()), select(one(3).limit(1).subquery())).orderBy('id'),
      [2, 3],
    ],
    [
      'in a union with an offset',
      () =>
        unionAll(unionAll(one(1), one(2)).limit(1).orderBy('id'), one(3))
          .orderBy('id')
          .offset(1)
          .limit(5),
      [3],
    ],
    [
      'in IN',
      () =>
        select(some.c.id)
          .where(some.c.id.in(union(select(literal(1)), select(literal(4)))))
          .orderBy(some.c.id),
      [1, 4],
    ],
  ])('a union %s', async (_what, statement, expected) => {
    expect((await rows(statement())).map(([id]) => id)).toEqual(expected);
  });

  context.needing(['intersectAndExcept'], 'a union less another, in a subquery', async () => {
    const u = except(union(one(1), one(2)), one(1)).subquery();
    expect(await rows(select(u.c.id))).toEqual([[2]]);
  });

  describe('common table expressions', () => {
    const few = () =>
      select(some)
        .where(some.c.data.in(['d2', 'd3', 'd4']))
        .cte('some_cte');

    context.needing(['recursiveCtes'], 'the rows of a recursive one', async () => {
      const start = few();
      const recursive = select(some)
        .where(some.c.data.in(['d2', 'd3', 'd4']))
        .cte('chain', { recursive: true });
      const parent = recursive.alias('c1');
      const child = some.alias('st');
      const chain = recursive.unionAll(select(child).where(child.c.id.eq(parent.c.parentId)));
      expect(await rows(select(chain.c.data).where(chain.c.data.ne('d2')).orderBy(chain.c.data.desc()).distinct())).toEqual([
        ['d4'],
        ['d3'],
        ['d1'],
      ]);
      expect(start).toBeDefined();
    });

    context.needing(['ctes'], 'an INSERT takes rows of one', () =>
      within(async (connection) => {
        const cte = few();
        await connection.execute(insert(other).fromSelect(['id', 'data', 'parentId'], select(cte)));
        expect(await dataOf(connection, other)).toEqual([
          [2, 'd2'],
          [3, 'd3'],
          [4, 'd4'],
        ]);
      }),
    );

    context.when('cteOfUpdate', 'an UPDATE looks into one', () =>
      within(async (connection) => {
        await connection.execute(insert(other).fromSelect(['id', 'data', 'parentId'], select(some)));
        const cte = few();
        await connection.execute(
          update(other)
            .values({ data: 'new' })
            .where(other.c.data.in(select(cte.c.data))),
        );
        expect(await dataOf(connection, other)).toEqual([
          [1, 'd1'],
          [2, 'new'],
          [3, 'new'],
          [4, 'new'],
          [5, 'd5'],
        ]);
      }),
    );

    context.when('cteOfUpdate', 'a DELETE looks into one', () =>
      within(async (connection) => {
        await connection.execute(insert(other).fromSelect(['id', 'data', 'parentId'], select(some)));
        const cte = few();
        await connection.execute(delete_(other).where(other.c.data.in(select(cte.c.data))));
        expect(await dataOf(connection, other)).toEqual([
          [1, 'd1'],
          [5, 'd5'],
        ]);
        await connection.execute(
          delete_(other).where(other.c.data.eq(select(cte.c.data).where(cte.c.id.eq(other.c.id)).scalarSubquery())),
        );
        expect(await dataOf(connection, other)).toEqual([
          [1, 'd1'],
          [5, 'd5'],
        ]);
      }),
    );

    context.needing(['dmlCte'], 'of UPDATE and DELETE with RETURNING, made by method and by function', () =>
      within(async (connection) => {
        const changed = update(some)
          .where(some.c.id.eq(bindparam('which', { value: 2 })))
          .values({ data: 'x' })
          .returning(some.c.id, some.c.data)
          .cte('changed', { nesting: false });
        expect(await fetched(connection, select(changed.c.id, changed.c.data))).toEqual([[2, 'x']]);
        const gone = cte(delete_(some).where(some.c.id.ge(4)).returning(some.c.id), 'gone');
        expect(await fetched(connection, select(func.count(gone.c.id)))).toEqual([[2]]);
      }),
    );
  });

  describe('how many rows', () => {
    test('an UPDATE and a DELETE matched, and none where there are none', () =>
      within(async (connection) => {
        expect((await connection.execute(update(some).where(some.c.id.gt(3)).values({ data: 'Z' }))).rowcount).toBe(2);
        expect((await connection.execute(update(some).where(some.c.id.gt(3)).values({ data: 'Z' }))).rowcount).toBe(2);
        expect((await connection.execute(update(some).where(some.c.id.gt(30)).values({ data: 'Z' }))).rowcount).toBe(0);
        expect((await connection.execute(delete_(some).where(some.c.id.gt(30)))).rowcount).toBe(0);
        expect((await connection.execute(delete_(some).where(some.c.id.gt(3)))).rowcount).toBe(2);
      }));

    context.needing(['multiRowcount'], 'many executions matched together', () =>
      within(async (connection) => {
        const statement = update(some)
          .where(some.c.data.eq(bindparam('which')))
          .values({ data: bindparam('b_data') });
        const result = await connection.execute(statement, [
          { which: 'd1', b_data: 'x' },
          { which: 'd2', b_data: 'x' },
          { which: 'none', b_data: 'x' },
        ]);
        expect(result.rowcount).toBe(2);
        const gone = await connection.execute(delete_(some).where(some.c.id.eq(bindparam('which'))), [
          { which: 1 },
          { which: 3 },
        ]);
        expect(gone.rowcount).toBe(2);
      }),
    );
  });

  context.needing(['updateReturning'], 'an UPDATE of many parameter sets gives no rows, and says so', async () => {
    const statement = update(some)
      .where(some.c.id.eq(bindparam('which')))
      .values({ data: 'x' })
      .returning(some.c.id);
    await expect(within((connection) => connection.execute(statement, [{ which: 1 }, { which: 2 }]))).rejects.toThrow(
      'returning()',
    );
  });

  context.needing(['updateReturning', 'returnedParameters'], 'RETURNING gives expressions, labels and all columns', () =>
    within(async (connection) => {
      const changed = update(some).where(some.c.id.eq(2)).values({ data: 'new' });
      const row = await connection
        .execute(changed.returning(some, func.upper(some.c.data).label('loud'), some.c.id.add(1)))
        .one();
      expect([...row]).toEqual([2, 'new', 1, 'NEW', 3]);
      expect(row.loud).toBe('NEW');
      expect(await connection.execute(changed.where(some.c.id.eq(99)).returning(some.c.id)).all()).toEqual([]);
      const gone = await connection.execute(delete_(some).where(some.c.id.eq(2)).returning(some)).one();
      expect({ ...gone.mapping }).toEqual({ id: 2, data: 'new', parentId: 1 });
    }),
  );
}
