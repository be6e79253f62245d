import {
  alias,
  bindparam,
  case_,
  cast,
  column,
  createEngine,
  cte,
  delete_,
  exists,
  func,
  insert,
  join,
  lateral,
  literal,
  MetaData,
  select,
  sql,
  Table,
  text,
  tuple,
  types as t,
  union,
  update,
  values,
} from '@aludel/core';

// What an application exports without writing its type: its declarations must be able to name all of it.
export const metadata = new MetaData();
export const mixin = { id: column(t.Integer, { primaryKey: true }), at: column(t.DateTime, { default: () => new Date() }) };
export const user = new Table('user_account', metadata, {
  ...mixin,
  name: column(t.String(30)),
  balance: column(t.Numeric(10, 2), { nullable: true }),
  document: column(t.JSON<{ readonly tags: readonly string[] }>()),
  tier: column(t.Enum('basic', 'gold')),
});
export const boss = user.alias('boss');
export const other = alias(user);
export const { c } = user;
export const bossColumns = boss.c;
export const picked = user.columns('id', 'name');
export const { definition, columnList, constraints, indexes, primaryKey, foreignKeys } = user;
export const condition = user.c.id.gt(5).and(user.c.name.like('s%'));
export const expressions = [
  user.c.id.add(1),
  user.c.document.get('tags'),
  cast(user.c.id, t.String()),
  literal(5),
  bindparam('x'),
];
export const named = case_([user.c.id.eq(1), 'one'], { else: user.c.name }).label('which');
export const counted = func.count(user.c.id).filter(condition).over({ partitionBy: user.c.name }).label('n');
export const unknownFunction = func('my_own', user.c.id);
export const pair = tuple(user.c.id, user.c.name);
export const stmt = select(user.c.id, named, counted).where(condition);
export const whole = select(user, boss.c.id).outerjoin(boss, boss.c.id.eq(user.c.id));
export const sub = whole.subquery('sub');
export const subColumns = sub.c;
export const tree = select(user.c.id).cte('tree', { recursive: true });
export const joined = join(user, boss, user.c.id.eq(boss.c.id));
export const joinedColumns = joined.c;
export const beside = lateral(stmt, 'beside');
export const both = union(stmt, stmt);
export const scalar = stmt.scalarSubquery();
export const present = exists().where(condition);
export const given = values({ id: t.Integer, word: t.String() }, 'given').data([[1, 'x']]);
export const items = func('json_each', '[]').tableValued('key', 'value');
export const added = insert(user).values({ name: 'x' }).returning(user.c.id);
export const upserted = insert(user).onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.name }) });
export const changed = update(user).values({ name: 'x' }).returning(user);
export const gone = delete_(user).where(condition);
export const addedRows = cte(added, 'added');
export const piece = text('SELECT 1 AS x').columns({ x: t.Integer });
export const tagged = sql`SELECT ${5}`;
export const printed = stmt.compile();
export const engine = createEngine('sqlite://');
export const find = (id: number) => engine.begin((connection) => connection.execute(whole.where(user.c.id.eq(id))).all());
export const one = () => engine.begin((connection) => connection.execute(stmt).mappings().one());
export const reflect = () => Table.reflect('user_account', metadata, engine);
export const rename = (excluded: typeof bossColumns) => ({ name: excluded.name });
