import {
  bindparam,
  column,
  type Connection,
  delete_,
  insert,
  MetaData,
  select,
  Table,
  text,
  types as t,
  update,
} from '@aludel/core';

const metadata = new MetaData();
const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  fullname: column(t.String(), { nullable: true }),
  born: column(t.DateTime, { nullable: true }),
});

type Equal<A, B> = (<G>() => G extends A ? 1 : 2) extends <G>() => G extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(): T => true as T;

// Values: keys and types of the columns, expressions, queries, parameters, text.
insert(user).values({ name: 'sandy' });
insert(user).values({ name: 'sandy', fullname: null, born: new Date() });
insert(user).values([{ name: 'a' }, { name: 'b' }]);
insert(user).values({ name: user.c.fullname, fullname: text("'x'") });
insert(user).values({ name: select(user.c.name).scalarSubquery(), id: bindparam('x') });
insert(user).values({ name: select(user.c.name) });
update(user).values({ id: user.c.id.add(1) });
// @ts-expect-error no such column
insert(user).values({ nam: 'sandy' });
// @ts-expect-error a number is no text
insert(user).values({ name: 5 });
// @ts-expect-error NULL cannot be in it
insert(user).values({ name: null });
// @ts-expect-error an expression of another type
insert(user).values({ name: user.c.id });
// @ts-expect-error no such column, in one of several rows
insert(user).values([{ name: 'a' }, { nam: 'b' }]);
// @ts-expect-error no such column
update(user).values({ nam: 'x' });
// @ts-expect-error a text is no number
update(user).values({ id: 'x' });
update(user).orderedValues(['name', 'x'], [user.c.id, 5]);
// @ts-expect-error no such column
update(user).orderedValues(['nam', 'x']);

// Columns of fromSelect().
insert(user).fromSelect(['name', user.c.fullname], select(user.c.name, user.c.fullname));
// @ts-expect-error no such column
insert(user).fromSelect(['nam'], select(user.c.name));

// ON CONFLICT.
insert(user).onConflictDoNothing({ indexElements: ['name'] });
insert(user).onConflictDoUpdate({
  indexElements: ['id', user.c.name],
  set: (excluded) => ({ name: excluded.name, fullname: excluded.fullname }),
  where: user.c.id.gt(5),
});
// @ts-expect-error no such column
insert(user).onConflictDoNothing({ indexElements: ['nam'] });
// @ts-expect-error no such column
insert(user).onConflictDoUpdate({ indexElements: ['id'], set: { nam: 'x' } });
// @ts-expect-error no such column of the row that could not be inserted
insert(user).onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.nam }) });
// @ts-expect-error a misspelled option
insert(user).onConflictDoNothing({ indexElement: ['id'] });

// A condition is one.
update(user).where(user.c.id.eq(5));
// @ts-expect-error a string is no condition
update(user).where('id = 5');
// @ts-expect-error a text is no number
delete_(user).where(user.c.id.eq('x'));

/** RETURNING: rows as those of a select. */
export async function returning(connection: Connection): Promise<void> {
  const row = await connection.execute(insert(user).values({ name: 'a' }).returning(user.c.id, user.c.fullname.label('f'))).one();
  isTrue<Equal<typeof row.id, number>>();
  isTrue<Equal<typeof row.f, string | null>>();
  const [id, f] = row;
  isTrue<Equal<typeof id, number>>();
  isTrue<Equal<typeof f, string | null>>();
  // @ts-expect-error it was not returned
  row.name;
  const whole = await connection.execute(update(user).values({ name: 'b' }).returning(user)).one();
  isTrue<Equal<typeof whole.born, Date | null>>();
  const sorted = insert(user).returning(user.c.name, { sortByParameterOrder: true });
  const names = await connection
    .execute(sorted, [{ name: 'a' }, { name: 'b' }])
    .scalars()
    .all();
  isTrue<Equal<(typeof names)[number], string>>();
  const twice = await connection.execute(delete_(user).returning(user.c.id).returning(user.c.name)).one();
  isTrue<Equal<typeof twice.name, string>>();
  const plain = await connection.execute(insert(user), { name: 'a' });
  // @ts-expect-error without RETURNING there are no columns
  plain.one().name;
  const cte = delete_(user).returning(user.c.id).cte('gone');
  const gone = await connection.execute(select(cte.c.id)).one();
  isTrue<Equal<typeof gone.id, number>>();
}
