import {
  alias,
  and,
  bindparam,
  column,
  desc,
  except,
  exists,
  foreignKey,
  func,
  join,
  lateral,
  literal,
  literalColumn,
  MetaData,
  null_,
  or,
  outerjoin,
  select,
  Table,
  tablesample,
  text,
  true_,
  types as t,
  union,
  unionAll,
  values,
  cast,
  not,
  insert,
  distinct,
} from '../../src/index.ts';
import type { ClauseElement } from '../../src/index.ts';

const metadata = new MetaData();
const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  fullname: column(t.String(), { nullable: true }),
});
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  user_id: column(t.Integer, foreignKey('user_account.id')),
  email_address: column(t.String()),
});
const item = new Table('item', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  address_id: column(t.Integer, foreignKey('address.id')),
});
const b = new MetaData();
const tt = new Table('t', b, { x: column(t.Integer) }, { schema: 's' });
const d = new Table('d', b, { x: column(t.Integer) });
const cj = new Table('cj', b, { a: column(t.Integer, foreignKey('d.x')), b: column(t.Integer, foreignKey('d.x')) });
const f = func.count();
const a = select(user).cte('a');
const bb = select(a.c.id).cte('b');
const r0 = select(literal(1).label('n')).cte('r', { recursive: true });
const r = r0.unionAll(select(r0.c.n.add(1)).where(r0.c.n.lt(5)));
const n = select(user.c.id).cte('n', { nesting: true });
const aa = a.alias('aa');
const l = select(address).where(address.c.user_id.eq(user.c.id)).lateral('l');
const v = values({ id: t.Integer, name: t.String }, 'v').data([
  [1, 'a'],
  [2, 'b'],
]);
const tx = text('select id, name from user_account where id=:x').columns([
  ['id', t.Integer],
  ['name', t.String],
]);
const e1 = user.alias();
const e2 = user.alias();
const corr = select(user.c.id).where(user.c.id.eq(address.c.user_id));
const u = unionAll(select(user.c.id), select(address.c.id));
const lab = user.c.name.concat('x').label('u');
const sq = select(user.c.id.label('k'), user.c.name).subquery();
const al = user.alias('a');
const s1 = select(f, f, user.c.id, user.c.id, user.c.id, address.c.id, address.c.id);
const many = select(
  func.count(),
  func.count(),
  user.c.id.add(1),
  user.c.id,
  address.c.id,
  user.c.id,
  cast(user.c.name, t.String()),
  func.max(user.c.id),
  func.max(user.c.id),
  literal(5),
);
const ord = select(user.c.id).orderBy(user.c.id);

/** A statement by what it shows; an error is shown as its message. */
export const cases: Readonly<Record<string, () => ClauseElement>> = {
  many: () => many,
  manySub: () => select(many.subquery()),
  dupes: () => s1,
  dupesSub: () => select(s1.subquery()),
  tqDupes: () => s1.setLabelStyle('tablename_plus_col'),
  tq: () => select(user.c.id, user.alias('x').c.id, user.c.id.add(1)).setLabelStyle('tablename_plus_col'),
  tqSub: () => select(select(user.c.id, user.alias('x').c.id, user.c.id.add(1)).setLabelStyle('tablename_plus_col').subquery()),
  sameLabel: () => select(user.c.id.label('foo'), address.c.id.label('foo')),
  orderByStrings: () =>
    select(user.c.name.label('foo'), user.c.fullname, text('hi')).orderBy(
      user.c.name.label('foo'),
      'foo',
      desc('foo'),
      'fullname',
      user.c.fullname,
    ),
  labels: () =>
    select(lab).orderBy(lab, lab.desc(), func.lower(lab), lab.add('y')).groupBy(lab).where(lab.eq('5')).having(lab.eq('5')),
  unionOrder: () =>
    union(select(user.c.id, user.c.name.label('n')), select(address.c.id, address.c.email_address))
      .orderBy('id', user.c.id, 'n', desc('n'))
      .limit(5),
  unionSub: () => select(u.subquery()),
  unionNested: () => union(u, select(user.c.id)),
  unionLimits: () => union(u.limit(2), select(user.c.id).limit(3).orderBy(user.c.id)),
  exceptLimit: () => except(u, select(user.c.id).limit(3)),
  existsSelect: () => exists(user.c.id).select(),
  existsWhere: () => select(user).where(exists(select(address.c.id).where(address.c.user_id.eq(user.c.id)))),
  existsStar: () => exists().where(user.c.id.eq(5)).select(),
  notExists: () => select(user.c.name).where(not(select(address.c.id).where(address.c.user_id.eq(user.c.id)).exists())),
  existsFrom: () => exists().selectFrom(user).where(user.c.id.eq(address.c.user_id)).select(),
  noTable: () => select(literal(1), literalColumn("'x'").label('p'), literalColumn('z'), null_(), true_(), bindparam('q')),
  scalars: () => select(select(user.c.id).scalarSubquery(), select(user.c.id).scalarSubquery().label('k')),
  ctes: () => select(bb, a.c.name).join(a, a.c.id.eq(bb.c.id)).where(a.c.name.eq('x')),
  cteInSub: () => select(select(a).subquery()),
  recursive: () => select(r),
  recursiveSum: () => select(func.sum(r.c.n)),
  cteAlias: () => select(a, aa).where(a.c.id.eq(aa.c.id)),
  cteAliasOnly: () => select(aa),
  nesting: () => select(select(n).subquery()),
  nestingTop: () => select(n),
  nestingUnion: () => union(select(n), select(n)),
  anonCte: () => select(select(user).cte(), select(address).cte()),
  addCte: () => select(user).addCte(a).where(user.c.id.eq(3)),
  dmlCte: () => select(insert(user).values({ name: 'x' }).returning(user.c.id).cte('i')),
  unionCte: () => union(select(a.c.id), select(bb.c.id)),
  cteIn: () => select(a.c.id).where(a.c.id.in(select(bb.c.id))),
  lateral: () => select(user, l.c.id),
  lateralJoin: () => select(user).join(l, true_()),
  tablesample: () =>
    select(user.tablesample((func.bernoulli as NonNullable<typeof func.bernoulli>)(1), { name: 'al', seed: func.now() })),
  tablesampleAnon: () => select(tablesample(user, 5).c.id),
  values: () => select(v).where(v.c.id.eq(1)),
  valuesCte: () => select(v.cte('q')),
  valuesAlias: () => select(v.alias('y')),
  textSub: () => select(tx.subquery('t')),
  textCte: () => select(tx.cte('t')),
  textUnion: () => union(select(user.c.id, user.c.name), tx),
  textual: () => select(text('a'), text('b')).selectFrom(text('t')).where(text('x=:y')).orderBy(text('z')),
  joinFk: () => select(user, address).join(address),
  joinOther: () => select(address.c.id).join(user),
  joinFrom: () => select(user.c.id, address.c.id).joinFrom(user, address).join(item),
  joinOuter: () => select(item.c.id).join(address).join(user, null, { isouter: true }),
  joinFull: () => select(user.c.id).join(address, null, { full: true }),
  outerjoin: () => select(user).outerjoin(address, address.c.user_id.eq(user.c.id)),
  joinObject: () => select(join(user, address)),
  joinNested: () => select(user).selectFrom(outerjoin(user, join(address, item))),
  joinAliases: () => select(e1.c.id, e2.c.id).join(e2, e2.c.id.eq(e1.c.id)),
  joinLone: () => select(user.c.id).join(item),
  joinSplices: () => select(user.c.id, address.c.id).join(item),
  joinAmbiguous: () => select(user.c.id, user.alias('z').c.id).join(address),
  joinLiteral: () => select(literal(1)).join(item),
  implicit: () => select(user).where(user.c.id.eq(address.c.user_id)),
  correlated: () =>
    select(user).where(user.c.id.eq(select(address.c.user_id).where(address.c.user_id.eq(user.c.id)).scalarSubquery())),
  sameTable: () => select(user).where(user.c.id.eq(select(user.c.id).scalarSubquery())),
  correlateOnly: () => select(user).where(user.c.id.eq(select(user.c.id).correlate(user).scalarSubquery())),
  noFroms: () => select(user, address).where(corr.exists()),
  correlate: () => select(user, address).where(corr.correlate(user).exists()),
  correlateExcept: () => select(user, address).where(corr.correlateExcept(user).exists()),
  correlateNone: () => select(user, address).where(corr.correlate(null).exists()),
  correlateBoth: () => select(user, address).where(corr.correlate(user, address).exists()),
  correlateColumns: () => select(corr.scalarSubquery(), address.c.id),
  orderBySub: () => select(user.c.id).orderBy(select(address.c.id).where(address.c.user_id.eq(user.c.id)).scalarSubquery()),
  filterBy: () => select(user.c.id).filterBy({ name: 'x' }),
  filterByJoin: () => select(user.c.id).join(address).filterBy({ email_address: 'x' }),
  inSelect: () => select(user.c.id).where(user.c.id.in(select(address.c.user_id))),
  countFrom: () => select(func.count()).selectFrom(user),
  wheres: () =>
    select(user.c.id)
      .where(select(address).exists())
      .where(true_())
      .where(user.c.id.eq(1), or(user.c.id.eq(3), user.c.id.eq(4))),
  subColumns: () => select(sq.c.k).where(sq.c.name.eq('x')),
  joinSub: () => select(user.c.id).join(sq, sq.c.k.eq(user.c.id)),
  joinSubFk: () => select(address.c.id).join(select(user).subquery()),
  joinAliasFk: () => select(address).join(user.alias()),
  orderByUnknown: () => select(user.c.id).distinct().orderBy('nope'),
  groupByName: () => select(user.c.id).groupBy('id').orderBy(desc('id')),
  orderByFrom: () => select(user.c.id).orderBy('name'),
  orderByColumnOfLabel: () => select(user.c.id.label('a')).orderBy(user.c.id),
  groupByLabel: () => select(func.count(user.c.id).label('n')).orderBy(desc('n')).groupBy('n'),
  orderByOtherLabel: () => select(func.count(user.c.id).label('n')).orderBy(func.count(user.c.id).label('n').desc()),
  nothing: () => select(),
  nothingFrom: () => select().selectFrom(user),
  nothingWhere: () => select().where(user.c.id.eq(5)),
  withOnly: () => select(user.c.id).withOnlyColumns(user.c.name),
  addColumns: () => select(user.c.id).addColumns(address.c.id),
  widths: () => union(select(user.c.id), select(user.c.id, user.c.name) as never),
  lateralFree: () => select(lateral(select(user.c.id)).c.id),
  alias: () => select(al.c.id, al.c.name).where(al.c.id.eq(1)),
  aliasAll: () => select(alias(user, 'a')),
  schema: () => select(tt).where(tt.c.x.eq(1)),
  schemaAlias: () => select(tt.alias()),
  tqSchema: () => select(tt, tt.alias('q')).setLabelStyle('tablename_plus_col'),
  manyKeys: () => select(cj).join(d),
  noKeys: () => select(user).join(d),
  joinIn: () => select(user, item).selectFrom(join(user, address)).join(item),
  joinTwoFroms: () => select(item.c.id).selectFrom(user, address).join(item),
  joinFromPlaced: () => select(item.c.id).selectFrom(user).joinFrom(address, item),
  joinBoth: () => select(item.c.id, user.c.id).join(address),
  limitExpr: () =>
    select(user.c.id)
      .where(user.c.id.in([1, 2]))
      .limit(func.coalesce(5, 6))
      .offset(bindparam('o')),
  having: () => select(user.c.id).having(func.count().gt(1)),
  andOr: () => select(user.c.id).where(and(user.c.id.gt(1), user.c.id.lt(9)), or(user.c.id.eq(3), user.c.id.eq(4))),
  limit: () => ord.limit(5),
  offset: () => ord.offset(3),
  limitOffset: () => ord.limit(5).offset(3),
  fetch: () => ord.fetch(5),
  fetchPercent: () => ord.fetch(5, { percent: true }).offset(2),
  fetchTies: () => ord.fetch(4, { withTies: true }),
  slice: () => ord.slice(2, 5),
  sliceZero: () => ord.slice(0, 5),
  distinct: () => ord.distinct(),
  distinctColumn: () => select(distinct(user.c.name)),
  distinctOn: () => ord.distinct(user.c.name),
  prefix: () => ord.prefixWith('SQL_NO_CACHE', 'mysql').prefixWith('A'),
  suffix: () => ord.suffixWith('B').suffixWith('C', 'sqlite'),
  hints: () => ord.withHint(user, 'USE INDEX (%(name)s)', 'mysql').withStatementHint('OPT'),
  aliasOfSubquery: () => {
    const s = select(user.c.id).subquery('s');
    const y = s.alias('y');
    return select(s.c.id, y.c.id).where(s.c.id.eq(y.c.id));
  },
  recursiveAlias: () => {
    const start = select(user.c.id, user.c.name).where(user.c.id.eq(1)).cte('r', { recursive: true });
    const again = start.alias();
    return select(start.unionAll(select(user.c.id, user.c.name).where(user.c.id.eq(again.c.id))));
  },
  nestHere: () => select(select(address).addCte(a, { nestHere: true }).subquery()),
  threeLevels: () => {
    const inmost = select(item.c.id).where(item.c.address_id.eq(address.c.id), item.c.id.eq(user.c.id)).scalarSubquery();
    return select(user.c.id).where(user.c.id.eq(select(address.c.id).where(address.c.user_id.eq(inmost)).scalarSubquery()));
  },
  lateralUnion: () => {
    const both = unionAll(select(address.c.id).where(address.c.user_id.eq(user.c.id)), select(literal(0))).lateral('l');
    return select(user.c.id, both.c.id);
  },
  cteTwice: () => select(a.c.id, a.alias('b').c.id, a.alias('c').c.name),
  twoAnonymous: () => {
    const one = select(user.c.id).subquery();
    const other = select(address.c.id).subquery();
    return select(one, other).where(one.c.id.eq(other.c.id));
  },
  lock: () => select(user.c.id).withForUpdate(),
  lockNowait: () => select(user.c.id).withForUpdate({ nowait: true }),
  lockSkip: () => select(user.c.id).withForUpdate({ skipLocked: true }),
  lockRead: () => select(user.c.id).withForUpdate({ read: true }),
  lockKey: () => select(user.c.id).withForUpdate({ keyShare: true }),
  lockReadKey: () => select(user.c.id).withForUpdate({ read: true, keyShare: true, nowait: true }),
  lockOf: () => select(user.c.id).withForUpdate({ of: user.c.id }),
  lockOfTables: () => select(user.c.id).withForUpdate({ of: [user, address], nowait: true }),
};
