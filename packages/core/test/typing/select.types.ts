import {
  alias,
  column,
  createEngine,
  cte,
  exists,
  except,
  foreignKey,
  func,
  insert,
  join,
  literal,
  MetaData,
  outerjoin,
  select,
  Table,
  text,
  types as t,
  union,
  values,
} from '@aludel/core';

const metadata = new MetaData();
const user = new Table('user_account', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  name: column(t.String(30)),
  fullname: column(t.String(), { nullable: true }),
});
const address = new Table('address', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  userId: column(t.Integer, foreignKey('user_account.id')),
  email: column(t.String()),
});
const connection = await createEngine('sqlite://').connect();

// Rows by name and by position --------------------------------------------------------------------------------------
{
  const row = await connection.execute(select(user.c.id, user.c.fullname, func.count().label('n'))).one();
  const id: number = row.id;
  const fullname: string | null = row.fullname;
  const n: number = row.n;
  const [first, second, third]: readonly [number, string | null, number] = row;
  void [id, fullname, n, first, second, third];
  // @ts-expect-error fullname may be null
  const text: string = row.fullname;
  // @ts-expect-error there is no such column
  row.nope;
  void text;
}
{
  const row = await connection.execute(select(user)).one();
  const name: string = row.name;
  // @ts-expect-error a column of another table
  row.email;
  const both = await connection.execute(select(user, address.c.email)).one();
  const email: string = both.email;
  const id: number = both.id;
  void [name, email, id];
  void select().where(user.c.id.eq(5));
}

// Outer joins --------------------------------------------------------------------------------------------------------
{
  const inner = await connection.execute(select(user.c.name, address.c.email).join(address)).one();
  const email: string = inner.email;
  const outer = await connection.execute(select(user.c.name, address.c.email).outerjoin(address)).one();
  const name: string = outer.name;
  const missing: null = null;
  const perhaps: typeof outer.email = missing;
  // @ts-expect-error an outer join may leave it null
  const surely: string = outer.email;
  const byOption = await connection.execute(select(user.c.name, address.c.email).join(address, null, { isouter: true })).one();
  // @ts-expect-error the option as well
  const surely2: string = byOption.email;
  const full = await connection.execute(select(user.c.name, address.c.email).join(address, null, { full: true })).one();
  // @ts-expect-error a full join leaves either side null
  const surely3: string = full.name;
  const fromJoin = await connection.execute(select(user.c.name, address.c.email).selectFrom(outerjoin(user, address))).one();
  const leftName: string = fromJoin.name;
  // @ts-expect-error a join in FROM as well
  const surely4: string = fromJoin.email;
  const whole = await connection.execute(select(address).joinFrom(user, address, null, { isouter: true })).one();
  // @ts-expect-error all columns of the table
  const surely5: number = whole.id;
  void [email, name, perhaps, surely, surely2, surely3, leftName, surely4, surely5];
}

// Aliases, subqueries, common table expressions ----------------------------------------------------------------------
{
  const boss = user.alias('boss');
  const row = await connection.execute(select(user.c.name, boss.c.id).outerjoin(boss, boss.c.id.eq(user.c.id))).one();
  const name: string = row.name;
  // @ts-expect-error of the alias, which was joined by an outer join
  const id: number = row.id;
  const subquery = select(user.c.id, user.c.fullname.label('full')).subquery('s');
  const fromSubquery = await connection.execute(select(subquery.c.id, subquery.c.full)).one();
  const full: string | null = fromSubquery.full;
  // @ts-expect-error the subquery does not have it
  subquery.c.name;
  const named = select(user).cte('named').unionAll(select(user));
  const email = (await connection.execute(select(named.c.name)).one()).name.length;
  const added = cte(insert(user).values({ name: 'x' }).returning(user.c.id), 'added');
  const addedId: number = (await connection.execute(select(added.c.id)).one()).id;
  // @ts-expect-error it was not returned
  added.c.name;
  void [name, id, full, email, addedId, alias(user, 'a').c.name];
}

// One value ----------------------------------------------------------------------------------------------------------
{
  const count = select(func.count()).scalarSubquery();
  const row = await connection.execute(select(count.label('n'), exists(select(user.c.id)).label('any'))).one();
  const n: number | null = row.n;
  const any: boolean = row.any;
  // @ts-expect-error a subquery without rows is null
  const surely: number = row.n;
  // @ts-expect-error a text is no number
  user.c.id.in(select(user.c.name));
  void [n, any, surely];
}

// Unions -------------------------------------------------------------------------------------------------------------
{
  const all = union(select(user.c.id, user.c.name), select(address.c.id, address.c.email)).limit(5);
  const row = await connection.execute(all).one();
  const [id, name]: readonly [number, string] = row;
  const byName: string = row.name;
  const key: number = (await connection.execute(select(all.subquery().c.id)).one()).id;
  // @ts-expect-error one column, and two
  union(select(user.c.id), select(user.c.id, user.c.name));
  // @ts-expect-error a number, and a text
  union(select(user.c.id), select(user.c.name));
  // @ts-expect-error the second may be null, the first not
  union(select(user.c.name), select(user.c.fullname));
  except(select(user.c.name), select(user.c.fullname));
  select(user.c.name).union(select(address.c.email));
  // @ts-expect-error the same by the method
  select(user.c.name).union(select(address.c.id));
  void [id, name, byName, key];
}

// Rows in the statement, joins, texts -----------------------------------------------------------------------------------
{
  const given = values({ num: t.Integer, word: t.nullable(t.String()) }, 'given').data([[1, null]]);
  const row = await connection.execute(select(given.c.num, given.c.word)).one();
  const num: number = row.num;
  const word: string | null = row.word;
  const joined = join(user, address);
  const viaJoin = await connection.execute(select(joined.c.user_account_name, joined.c.address_email)).one();
  const email: string = viaJoin.email;
  const told = text('SELECT 1 AS x').columns({ x: t.Integer }).subquery('told');
  const x: number = (await connection.execute(select(told.c.x, literal('y'))).one()).x;
  // @ts-expect-error the text has no such column
  told.c.y;
  void [num, word, email, x];
}

// What does not compile ------------------------------------------------------------------------------------------------
{
  // @ts-expect-error SQL is given as text()
  select('id');
  // @ts-expect-error a string is no condition
  select(user).where('id = 5');
  // @ts-expect-error a query is joined as a subquery
  select(user).join(select(address));
  const more = select(user.c.id).addColumns(user.c.name);
  const [id, name]: readonly [number, string] = await connection.execute(more).one();
  const other = await connection.execute(select(user.c.id).withOnlyColumns(user.c.name)).one();
  // @ts-expect-error it was replaced
  other.id;
  void [id, name];
}
