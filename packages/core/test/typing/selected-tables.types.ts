import { column, func, MetaData, select, Table, types as t, unionAll } from '@aludel/core';

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
