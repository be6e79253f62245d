import {
  alias,
  and,
  case_,
  cast,
  collate,
  CreateIndex,
  CreateTable,
  column,
  delete_,
  DropIndex,
  DropTable,
  exists,
  extract,
  false_,
  func,
  identity,
  index,
  insert,
  literal,
  MetaData,
  nullsFirst,
  or,
  select,
  Sequence,
  Table,
  types as t,
  union,
  unionAll,
  except,
  exceptAll,
  update,
  values,
} from '@aludel/core';
import { type Compilable, order, person } from './tables.ts';

const boss = alias(person, 'boss');
const totals = select(order.c.personId, func.sum(order.c.total).label('sum')).groupBy(order.c.personId).cte('totals');
const numbers = select(literal(1).label('n')).cte('numbers', { recursive: true });
const tree = numbers.unionAll(select(numbers.c.n.add(1)).where(numbers.c.n.lt(5)));
const newest = select(order.c.id).orderBy(order.c.id.desc()).limit(1);
const two = [
  { id: 1, name: 'a' },
  { id: 2, name: 'b' },
];
const upsert = insert(person).values({ id: 1, name: 'a' });
const pairs = values({ id: t.Integer, name: t.String }, 'pairs').data([
  [1, 'a'],
  [2, 'b'],
]);
const ddlTables = new MetaData();
const account = new Table(
  'account',
  ddlTables,
  {
    id: column(t.Integer, { primaryKey: true }),
    email: column(t.String(30), { nullable: false, unique: true }),
    about: column(t.Text),
    isActive: column('is_active', t.Boolean, { serverDefault: '1' }),
    balance: column(t.Numeric(10, 2)),
    seen: column(t.DateTime({ timezone: true })),
    photo: column(t.LargeBinary),
  },
  () => [index('ix_balance', 'balance')],
);
const counted = new Table('counted', ddlTables, {
  id: column(t.Integer, { primaryKey: true, identity: identity({ start: 10 }) }),
});
const byBalance = account.indexes[0] as ConstructorParameters<typeof CreateIndex>[0];
const numbered = new Table('numbered', new MetaData(), {
  id: column(t.Integer, { primaryKey: true, sequence: new Sequence('numbers') }),
  name: column(t.String(30)),
});

/** What every database is asked to say: by what it is about. */
export const statements: Readonly<Record<string, () => Compilable>> = {
  'a column and a reserved name': () => select(order.c.id, person.c.isActive).join(person),
  'a select without tables': () => select(literal(1).label('one')),
  aliases: () => select(boss.c.name, select(order.c.id).subquery('o').c.id),
  'outer join': () => select(person.c.id).outerjoin(order).where(order.c.id.is(null)),
  limit: () => select(person.c.id).distinct().limit(5),
  'limit and offset': () => select(person.c.id).orderBy(person.c.id).limit(5).offset(10),
  'offset without order': () => select(person.c.id).offset(10),
  'limit in a subquery': () => select(newest.subquery('n')),
  'limit of a union': () => union(select(person.c.id), select(order.c.id)).orderBy('id').limit(3),
  ties: () => select(person.c.id).orderBy(person.c.id).fetch(3, { withTies: true }),
  except: () => except(select(person.c.id), select(order.c.id)),
  'except all': () => exceptAll(select(person.c.id), select(order.c.id)),
  'union all of ordered queries': () => unionAll(newest, select(person.c.id)),
  cte: () => select(person.c.name, totals.c.sum).join(totals, totals.c.personId.eq(person.c.id)),
  'recursive cte': () => select(tree.c.n),
  values: () => select(pairs.c.name).where(pairs.c.id.eq(1)),
  window: () => select(func.rowNumber().over({ partitionBy: order.c.personId, orderBy: order.c.total.desc() })),
  exists: () => select(person.c.id).where(exists(select(order.c.id).where(order.c.personId.eq(person.c.id)))),
  lock: () => select(person).withForUpdate({ skipLocked: true }),
  hint: () => select(person.c.id).withHint(person, 'WITH (NOLOCK)', 'tsql'),

  'a boolean as a condition': () => select(person.c.id).where(person.c.isActive, person.c.name.eq('a')),
  'a boolean that is not': () => select(person.c.id).where(or(person.c.isActive.not(), person.c.isActive.is(true))),
  'a constant as a condition': () => select(person.c.id).where(false_()),
  'a condition as a column': () => select(person.c.id.gt(5).label('big'), exists(select(order.c.id)).label('any')),
  'a condition as an argument': () => select(func.max(person.c.id.eq(3))),
  'a condition as a condition': () => select(person.c.id).where(and(person.c.id.gt(1), person.c.id.lt(9)).not()),
  'a condition as an operand': () => select(person.c.id).where(person.c.isActive.eq(person.c.id.gt(5))),
  'a condition in an order': () => select(person.c.id).orderBy(person.c.name.eq('a').desc()),
  'a case of a boolean': () => select(case_([person.c.isActive, 'yes'], { else: 'no' })),

  concat: () => select(person.c.name.concat('x').concat(person.c.name)),
  contains: () => select(person.c.id).where(person.c.name.contains('a%', { autoescape: true })),
  ilike: () => select(person.c.id).where(person.c.name.ilike('a%')),
  cast: () => select(cast(person.c.id, t.String(10)), cast(person.c.name, t.Text)),
  extract: () => select(extract('year', person.c.born)),
  'json text': () => select(person.c.doc.get('a').asString()),
  'json number': () => select(person.c.id).where(person.c.doc.get(['a', 'b', 0]).asInteger().gt(5)),
  'json document': () => select(person.c.doc.get('a')),
  'nulls first': () => select(person.c.id).orderBy(nullsFirst(person.c.born.desc())),
  collate: () => select(person.c.id).orderBy(collate(person.c.name, 'Latin1_General_CI_AS')),
  strings: () => select(func.aggregateStrings(person.c.name, ', ')),
  now: () => select(func.now(), func.charLength(person.c.name)),
  in: () => select(person.c.id).where(person.c.id.in([1, 2]), person.c.id.notIn([])),

  insert: () => insert(person).values({ id: 1, name: 'a' }),
  'insert of rows': () => insert(person).values(two),
  'insert of nothing': () => insert(order).values({}),
  'insert from select': () => insert(order).fromSelect(['personId'], select(person.c.id)),
  'insert of a sequence': () => insert(numbered).values({ name: 'a' }),
  'insert returning': () => insert(person).values({ name: 'a' }).returning(person.c.id, person.c.name),
  update: () =>
    update(person)
      .values({ isActive: person.c.id.gt(5) })
      .where(person.c.id.eq(1)),
  'update returning': () => update(person).values({ name: 'b' }).where(person.c.id.eq(1)).returning(person.c.name),
  'update from': () => update(order).values({ personId: person.c.id }).where(order.c.personId.eq(person.c.id)),
  delete: () => delete_(person).where(person.c.id.eq(1)),
  'delete returning': () => delete_(person).where(person.c.id.eq(1)).returning(person.c.id),
  'delete using': () => delete_(order).where(order.c.personId.eq(person.c.id), person.c.name.eq('a')),
  upsert: () => upsert.onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.name }) }),
  'upsert of nothing': () => upsert.onConflictDoNothing({ indexElements: ['id'] }).returning(person.c.id),

  'create table': () => new CreateTable(account, { ifNotExists: true }),
  'create table with identity': () => new CreateTable(counted),
  'drop table': () => new DropTable(account),
  'create index': () => new CreateIndex(byBalance),
  'drop index': () => new DropIndex(byBalance),
};
