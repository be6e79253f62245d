import {
  bindparam,
  column,
  cte,
  except,
  exists,
  foreignKey,
  func,
  insert,
  intersect,
  join,
  literal,
  MetaData,
  outerjoin,
  rowMapping,
  select,
  type Statement,
  Table,
  text,
  types as t,
  union,
  unionAll,
  values,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

/** What `select()` gives: joins, subqueries, unions, common table expressions, limits, locks. */
export function selectSuite(context: SuiteContext): void {
  const names = context.tables({
    person: 'id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(20) NOT NULL, boss_id INTEGER',
    pet: 'id INTEGER NOT NULL PRIMARY KEY, owner_id INTEGER, kind VARCHAR(20) NOT NULL',
  });
  const metadata = new MetaData();
  const person = new Table(names.person, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    name: column(t.String(20)),
    bossId: column('boss_id', t.Integer, { nullable: true }),
  });
  const pet = new Table(names.pet, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    ownerId: column('owner_id', t.Integer, foreignKey(`${names.person}.id`), { nullable: true }),
    kind: column(t.String(20)),
  });

  /** The values of all rows of a statement over three persons and three pets. */
  async function rows(
    statement: Statement<unknown, readonly unknown[]>,
    params?: Readonly<Record<string, unknown>>,
  ): Promise<unknown[][]> {
    return context.engine().begin(async (connection) => {
      await connection.execute(insert(person), [
        { id: 1, name: 'Ada', bossId: null },
        { id: 2, name: 'Bea', bossId: 1 },
        { id: 3, name: 'Cid', bossId: 2 },
      ]);
      await connection.execute(insert(pet), [
        { id: 1, ownerId: 1, kind: 'cat' },
        { id: 2, ownerId: 1, kind: 'dog' },
        { id: 3, ownerId: 3, kind: 'cat' },
      ]);
      return execute(connection, statement, params);
    });
  }

  test('joins by foreign keys; an outer join gives null', async () => {
    expect(await rows(select(person.c.name, pet.c.kind).join(pet).orderBy(pet.c.id))).toEqual([
      ['Ada', 'cat'],
      ['Ada', 'dog'],
      ['Cid', 'cat'],
    ]);
  });

  test('an outer join gives null where there is no row', async () => {
    const statement = select(person.c.name, pet.c.kind).outerjoin(pet).where(person.c.id.ge(2)).orderBy(person.c.id);
    expect(await rows(statement)).toEqual([
      ['Bea', null],
      ['Cid', 'cat'],
    ]);
  });

  test('rows are keyed by the names of JavaScript, twice the same column by a number', async () => {
    const statement = select(person.c.id, person.c.bossId, pet.c.id, func.count())
      .join(pet)
      .groupBy(person.c.id, person.c.bossId, pet.c.id)
      .orderBy(pet.c.id);
    const found = await context.engine().begin(async (connection) => {
      await connection.execute(insert(person).values({ id: 1, name: 'Ada' }));
      await connection.execute(insert(pet).values({ id: 9, ownerId: 1, kind: 'cat' }));
      return connection.execute(statement).one();
    });
    expect({ ...rowMapping(found) }).toEqual({ id: 1, bossId: null, id_1: 9, count_1: 1 });
  });

  test('a table joined to itself through an alias', async () => {
    const boss = person.alias('boss');
    expect(await rows(select(person.c.name, boss.c.name).join(boss, boss.c.id.eq(person.c.bossId)).orderBy(person.c.id))).toEqual(
      [
        ['Bea', 'Ada'],
        ['Cid', 'Bea'],
      ],
    );
  });

  test('nested joins', async () => {
    const boss = person.alias();
    const nested = outerjoin(person, join(boss, pet, pet.c.ownerId.eq(boss.c.id)), boss.c.id.eq(person.c.bossId));
    expect(await rows(select(person.c.name, pet.c.kind).selectFrom(nested).orderBy(person.c.id, pet.c.id))).toEqual([
      ['Ada', null],
      ['Bea', 'cat'],
      ['Bea', 'dog'],
      ['Cid', null],
    ]);
  });

  context.when('fullJoin', 'a full join gives the rows of both sides', async () => {
    const statement = select(person.c.name, pet.c.kind)
      .join(pet, pet.c.ownerId.eq(person.c.id), { full: true })
      .where(person.c.id.eq(2));
    expect(await rows(statement)).toEqual([['Bea', null]]);
  });

  test('subqueries: in FROM, as a value, correlated, EXISTS, IN', async () => {
    const counts = select(pet.c.ownerId, func.count().label('n')).groupBy(pet.c.ownerId).subquery('counts');
    const statement = select(
      person.c.name,
      counts.c.n,
      select(func.max(pet.c.kind)).where(pet.c.ownerId.eq(person.c.id)).scalarSubquery().label('last'),
    )
      .outerjoin(counts, counts.c.ownerId.eq(person.c.id))
      .where(exists().where(pet.c.ownerId.eq(person.c.id)), person.c.id.in(select(pet.c.ownerId)))
      .orderBy(person.c.id);
    expect(await rows(statement)).toEqual([
      ['Ada', 2, 'dog'],
      ['Cid', 1, 'cat'],
    ]);
  });

  test('a subquery of columns without names', async () => {
    const inner = select(func.count(), person.c.id.add(1), person.c.id, person.c.id).groupBy(person.c.id).subquery();
    expect(await rows(select(inner).orderBy(inner.c.id).limit(1))).toEqual([[1, 2, 1, 1]]);
  });

  test('unions, with an order and a limit of a member', async () => {
    const first = select(person.c.name).orderBy(person.c.name.desc()).limit(1);
    const statement = union(first, select(pet.c.kind)).orderBy('name');
    const found = (await rows(statement)).map(([value]) => value);
    expect(new Set(found)).toEqual(new Set(['Cid', 'cat', 'dog']));
  });

  context.when('intersectAndExcept', 'a union of unions, without the rows of another query', async () => {
    const all = unionAll(select(pet.c.kind), select(literal('cow')));
    expect(await rows(except(all, select(literal('dog'))).orderBy('kind'))).toEqual([['cat'], ['cow']]);
  });

  context.needing(['intersectAndExcept'], 'what two queries have in common, as a subquery', async () => {
    const common = intersect(select(person.c.id), select(pet.c.ownerId)).subquery();
    expect(await rows(select(func.count()).selectFrom(common))).toEqual([[2]]);
  });

  context.when('recursiveCtes', 'a recursive common table expression', async () => {
    const start = select(person.c.id, person.c.name, literal(0).label('depth'))
      .where(person.c.bossId.is(null))
      .cte('chain', { recursive: true });
    const chain = start.unionAll(
      select(person.c.id, person.c.name, start.c.depth.add(1)).join(start, start.c.id.eq(person.c.bossId)),
    );
    expect(await rows(select(chain.c.name, chain.c.depth).orderBy(chain.c.depth))).toEqual([
      ['Ada', 0],
      ['Bea', 1],
      ['Cid', 2],
    ]);
  });

  context.when('ctes', 'common table expressions that use one another, and keep the order of their parameters', async () => {
    const cats = select(pet.c.ownerId).where(pet.c.kind.eq('cat')).cte('cats');
    const owners = select(person.c.id, person.c.name)
      .where(person.c.id.in(select(cats.c.ownerId)), person.c.id.lt(3))
      .cte('owners');
    expect(await rows(select(owners.c.name, literal('x')).where(owners.c.id.gt(0)))).toEqual([['Ada', 'x']]);
  });

  context.needing(['ctes'], 'a nesting common table expression', async () => {
    const inner = select(person.c.id).where(person.c.id.gt(1)).cte('inner_ids', { nesting: true });
    expect(await rows(select(func.count()).selectFrom(select(inner).subquery()))).toEqual([[2]]);
  });

  context.when('dmlCte', 'rows that an INSERT in a common table expression gives', async () => {
    const added = cte(insert(person).values({ id: 7, name: 'Dan' }).returning(person.c.id), 'added');
    expect(await rows(select(added.c.id))).toEqual([[7]]);
  });

  context.when('lateral', 'a lateral subquery', async () => {
    const latest = select(pet.c.kind).where(pet.c.ownerId.eq(person.c.id)).orderBy(pet.c.id.desc()).limit(1).lateral('latest');
    expect(
      await rows(select(person.c.name, latest.c.kind).selectFrom(person).join(latest, text('1=1')).orderBy(person.c.id)),
    ).toEqual([
      ['Ada', 'dog'],
      ['Cid', 'cat'],
    ]);
  });

  const given = values({ num: t.Integer, word: t.String(5) }, 'given').data([
    [1, 'a'],
    [2, null],
  ]);

  context.when('valuesTables', 'VALUES in the place of a table', async () => {
    expect(
      await rows(select(given.c.word, person.c.name).join(person, person.c.id.eq(given.c.num)).orderBy(given.c.num)),
    ).toEqual([
      ['a', 'Ada'],
      [null, 'Bea'],
    ]);
  });

  context.needing(['valuesTables', 'ctes'], 'VALUES as a common table expression', async () => {
    const named = given.cte('named');
    expect(await again(select(named.c.word).where(named.c.num.eq(1)))).toEqual([['a']]);
  });

  test('a text with columns in FROM and in a union', async () => {
    const all = text(`SELECT id, name FROM ${names.person} WHERE id > :least`)
      .columns([
        ['id', t.Integer],
        ['name', t.String],
      ])
      .bindparams({ least: 1 });
    const few = all.subquery('few');
    expect(await rows(select(few.c.name).where(few.c.id.lt(3)))).toEqual([['Bea']]);
    expect(await again(union(select(literal(5), literal('x')), select(literal(5), literal('x'))))).toEqual([[5, 'x']]);
  });

  test('limits', async () => {
    const all = select(person.c.id).orderBy(person.c.id);
    expect(await rows(all.limit(2))).toEqual([[1], [2]]);
  });

  test('offsets', async () => {
    const all = select(person.c.id).orderBy(person.c.id);
    expect(await rows(all.offset(1))).toEqual([[2], [3]]);
    expect(await again(all.slice(0, 0))).toEqual([]);
  });

  test('a limit with an offset', async () => {
    expect(await rows(select(person.c.id).orderBy(person.c.id).slice(1, 2))).toEqual([[2]]);
  });

  test('FETCH FIRST', async () => {
    expect(await rows(select(person.c.id).orderBy(person.c.id).fetch(1).offset(1))).toEqual([[2]]);
  });

  context.when('withTies', 'FETCH FIRST with ties', async () => {
    expect(await rows(select(pet.c.kind).orderBy(pet.c.kind).fetch(1, { withTies: true }))).toEqual([['cat'], ['cat']]);
  });

  context.when('distinctOn', 'DISTINCT ON', async () => {
    expect(await rows(select(pet.c.id).distinct(pet.c.kind).orderBy(pet.c.kind, pet.c.id))).toEqual([[1], [2]]);
  });

  context.when('tablesample', 'TABLESAMPLE', async () => {
    expect(await rows(select(func.count()).selectFrom(person.tablesample(100)))).toEqual([[3]]);
  });

  test('grouped by a label, ordered by another one', async () => {
    const statement = select(pet.c.kind.label('what'), func.count().label('n'))
      .groupBy('what')
      .having(func.count().gt(1))
      .orderBy('n');
    expect(await rows(statement)).toEqual([['cat', 2]]);
  });

  test('parameters with a name, given by the statement and by the execution', async () => {
    const statement = select(person.c.name).where(person.c.id.eq(bindparam('id')));
    expect(await rows(statement.params({ id: 2 }))).toEqual([['Bea']]);
    expect(await again(statement.params({ id: 2 }), { id: 3 })).toEqual([['Cid']]);
  });

  context.when('rowLocks', 'rows that are locked', async () => {
    expect(await rows(select(person.c.id).where(person.c.id.eq(1)).withForUpdate({ skipLocked: true }))).toEqual([[1]]);
    expect(await again(select(person.c.id).withForUpdate({ read: true }).where(person.c.id.eq(2)))).toEqual([[2]]);
  });

  test('columns that are texts, and pieces of SQL among them', async () => {
    expect(
      await rows(select(text('1 + 1'), text('id, name')).selectFrom(text(names.person)).where(text('id = :x')).params({ x: 3 })),
    ).toEqual([[2, 3, 'Cid']]);
  });

  /** The values of all rows, once the tables are filled. */
  async function again(
    statement: Statement<unknown, readonly unknown[]>,
    params?: Readonly<Record<string, unknown>>,
  ): Promise<unknown[][]> {
    return context.engine().begin((connection) => execute(connection, statement, params));
  }
}

type Connection = Parameters<Parameters<ReturnType<SuiteContext['engine']>['begin']>[0]>[0];

async function execute(
  connection: Connection,
  statement: Statement<unknown, readonly unknown[]>,
  params?: Readonly<Record<string, unknown>>,
): Promise<unknown[][]> {
  const rows = await connection.execute(statement, params ?? {}).all();
  return (rows as unknown as readonly Iterable<unknown>[]).map((row) => [...row]);
}
