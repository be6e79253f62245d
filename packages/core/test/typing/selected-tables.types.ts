import {
  case_,
  checkConstraint,
  column,
  type Connection,
  cte,
  delete_,
  exists,
  foreignKey,
  func,
  index,
  insert,
  lateral,
  MetaData,
  outerjoin,
  select,
  Table,
  types as t,
  unionAll,
  uniqueConstraint,
  update,
  values,
} from '@aludel/core';

const user = new Table('user_account', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  fullname: column(t.String(60), { nullable: true }),
});

type ValueOf<C> = C extends { readonly _valueType?: infer T } ? T : never;

// A whole table in a subquery, a union, a CTE: the columns keep their names and types.
const sub = select(user).subquery();
export const name: ValueOf<typeof sub.c.name> = 'sandy';
export const fullname: ValueOf<typeof sub.c.fullname> = null;
// @ts-expect-error The name is never null.
export const noName: ValueOf<typeof sub.c.name> = null;
// @ts-expect-error There is no such column.
export const missing: unknown = sub.c.nmae;

const both = unionAll(select(user), select(user)).subquery();
export const id: ValueOf<typeof both.c.id> = 5;
export const statement = select(both.c.name, both.c.id);
// @ts-expect-error A number is no name.
both.c.name.eq(5);

const counted = select(user.c.name, func.count().label('n')).cte('counted');
export const n: ValueOf<typeof counted.c.n> = 5;

// All columns of a function that gives a table are there at the same time.
const items = func('json_each', '[]').tableValued('key', 'value');
export const columns = [items.c.key, items.c.value];
// @ts-expect-error There is no such column.
export const noColumn: unknown = items.c.path;

// What a program exports is named in its declarations, which compile on their own.
const address = new Table('address', new MetaData(), {
  id: column(t.Integer, { primaryKey: true }),
  userId: column('user_id', foreignKey(user.c.id)),
});
export const subquery = select(user, address.c.userId).outerjoin(address).subquery('sub');
export const expression = cte(select(user), 'all_users');
export const side = lateral(select(address.c.id));
export const union = unionAll(select(user), select(user));
export const alias = user.alias('u');
export const joined = outerjoin(user, address);
export const rows = values({ id: t.Integer, name: t.String(5) }, 'rows').data([[1, 'a']]);
export const table = func('f').tableValued({ a: t.Integer, b: t.Text }, { withOrdinality: 'n' });
export const whole = {
  table: user,
  named: user.c.name.label('x'),
  window: func.max(user.c.id).over(),
  all: user.columns('id', 'name'),
};
export const decided = case_([user.c.id.eq(1), 'one'], { else: user.c.fullname });
export const changed = [
  insert(user).values({ name: 'x' }).returning(user.c.id, user),
  update(user).values({ name: 'x' }).returning(user.c.id),
  delete_(user).returning(user.c.id),
];
export const asked = exists(select(user.c.id)).not();
export const result = async (connection: Connection) => connection.execute(select(user, address.c.id).outerjoin(address)).all();
export const names = async (connection: Connection) => connection.scalars(select(user.c.name));
export const reflected = async (connection: Connection) =>
  Table.reflect('address', new MetaData(), connection, { columns: { id: column(t.Integer) } });
export const constrained = new Table(
  't',
  new MetaData(),
  { a: column(t.Integer), b: column(t.JSON<{ x: 1 }>(), { nullable: true }) },
  (c) => [uniqueConstraint('a'), checkConstraint(c.a.gt(1)), index('i', 'a', { where: c.a.gt(2) })],
);
