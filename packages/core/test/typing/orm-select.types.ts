import {
  aliased,
  Bundle,
  declarativeBase,
  delete_,
  exists,
  foreignKey,
  func,
  insert,
  mappedColumn,
  relationship,
  select,
  type Session,
  text,
  types as t,
  union,
  update,
  withParent,
} from '@aludel/core';

const Base = declarativeBase();

class User extends Base('user_account', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(30)),
  fullname: mappedColumn(t.String(), { nullable: true }),
  addresses: () => relationship([Address], { backPopulates: 'user' }),
}) {
  greet() {
    return `hi ${this.name}`;
  }
}

class Address extends Base('address', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  userId: mappedColumn('user_id', t.Integer, foreignKey('user_account.id')),
  email: mappedColumn(t.String()),
  user: () => relationship(User, { backPopulates: 'addresses' }),
  nextId: mappedColumn(t.Integer, foreignKey('address.id'), { nullable: true }),
  next: () => relationship(Address, { nullable: true }),
}) {}

declare const session: Session;
declare const user: User;
declare const address: Address;

export async function objectsInRows(): Promise<void> {
  const [one, email] = await session.execute(select(User, Address.c.email).join(User.c.addresses)).one();
  one.greet();
  email.toUpperCase();
  const users: User[] = await session.scalars(select(User)).all();
  // @ts-expect-error They are Users.
  const addresses: Address[] = await session.scalars(select(User)).all();
  const id: number | null = await session.scalar(select(User.c.id));
  const count: number | null = await session.scalar(select(func.count(User.c.id)));
  void [users, addresses, id, count];
}

export async function outerJoins(): Promise<void> {
  const [left, right] = await session.execute(select(User, Address).outerjoin(User.c.addresses)).one();
  left.greet();
  // @ts-expect-error There may be no address.
  right.email;
  const home = aliased(Address, { name: 'home' });
  const row = await session.execute(select(User, home).outerjoin(User.c.addresses.ofType(home))).one();
  row[0].greet();
  // @ts-expect-error It may be null as well.
  row.home.email;
  row.home?.email.toUpperCase();
}

export async function aliases(): Promise<void> {
  const other = aliased(User, { name: 'other' });
  const row = await session.execute(select(User, other)).one();
  row.other.greet();
  row[1].greet();
  // @ts-expect-error No such name.
  row.another;
  const from = aliased(User, select(User).subquery());
  const objects: User[] = await session.scalars(select(from).where(from.c.name.eq('x'))).all();
  void objects;
}

export function subqueries() {
  const both = select(User, Address.c.email).join(User.c.addresses).subquery();
  const name: { readonly _valueType?: string } = both.c.name;
  const email: { readonly _valueType?: string } = both.c.email;
  // @ts-expect-error It is text.
  const wrong: { readonly _valueType?: number } = both.c.name;
  // @ts-expect-error A relationship is no column.
  both.c.addresses;
  const united = union(select(User), select(User)).subquery();
  united.c.fullname.eq(null);
  const rows = union(select(User), select(User).where(User.c.id.eq(1))).orderBy('name');
  // @ts-expect-error Executed by itself, a union gives columns.
  const users: { readonly _valuesType?: readonly [User] } = rows;
  const byName: { readonly _rowType?: { readonly name: string } } = rows;
  select(User).fromStatement(rows);
  select(User.c.id).union(select(Address.c.id)).limit(5);
  return [name, email, wrong, users, byName];
}

export function relationships() {
  User.c.addresses.any();
  User.c.addresses.any(Address.c.email.eq('x'));
  // @ts-expect-error any() is for collections.
  Address.c.user.any();
  Address.c.user.has(User.c.name.eq('x'));
  Address.c.next.has();
  // @ts-expect-error has() is for relationships to one.
  User.c.addresses.has();
  User.c.addresses.contains(address);
  // @ts-expect-error It holds addresses.
  User.c.addresses.contains(user);
  // @ts-expect-error contains() is for collections.
  Address.c.user.contains(user);
  Address.c.user.eq(user);
  Address.c.user.eq(null);
  // @ts-expect-error It holds a User.
  Address.c.user.eq(address);
  Address.c.user.ne(user);
  User.c.addresses.eq(null);
  // @ts-expect-error A collection is compared with contains().
  User.c.addresses.eq(address);
  // @ts-expect-error There is no IN for objects.
  Address.c.user.in([user]);
  select(Address).where(withParent(user, User.c.addresses));
  select(User).where(exists().where(Address.c.userId.eq(User.c.id)));
  select(User).join(User.c.addresses.and(Address.c.email.eq('x')));
}

export async function writing(): Promise<void> {
  insert(User).values({ name: 'sandy' });
  // @ts-expect-error It is text.
  insert(User).values({ name: 5 });
  // @ts-expect-error No such attribute.
  insert(User).values({ nmae: 'sandy' });
  // @ts-expect-error A relationship is no column.
  insert(User).values({ addresses: [] });
  update(Address)
    .where(Address.c.id.eq(1))
    .values({ userId: 5, email: func.lower(Address.c.email) });
  // @ts-expect-error It is a number.
  update(Address).values({ userId: 'five' });
  const added: User[] = await session.scalars(insert(User).returning(User), [{ name: 'sandy' }]).all();
  const [id, gone] = await session.execute(delete_(User).returning(User.c.id, User)).one();
  id.toFixed();
  gone.greet();
  const stated: User[] = await session.scalars(select(User).fromStatement(text('SELECT 1'))).all();
  void [added, stated];
}

export async function bundles(): Promise<void> {
  const name = new Bundle('name', User.c.name, User.c.fullname);
  const row = await session.execute(select(name, User.c.id).where(name.c.name.eq('x'))).one();
  row.name.name.toUpperCase();
  const [first] = row.name;
  first.toUpperCase();
  // @ts-expect-error It may be null.
  row.name.fullname.length;
}

export async function legacyQueries(): Promise<void> {
  const one: User | null = await session.query(User).filterBy({ name: 'x' }).first();
  const all: User[] = await session.query(User).filter(User.c.name.eq('x')).orderBy(User.c.id).all();
  const rows = await session.query(User.c.id, User.c.name).all();
  rows[0]?.id.toFixed();
  rows[0]?.[1].toUpperCase();
  const pairs = await session.query(User, Address).outerjoin(User.c.addresses).all();
  pairs[0]?.[0].greet();
  // @ts-expect-error It may be null.
  pairs[0]?.[1].email;
  const found: User | null = await session.query(User).get(5);
  const matched: number = await session.query(User).update({ name: 'y' });
  // @ts-expect-error It is text.
  await session.query(User).update({ name: 5 });
  for await (const each of session.query(User)) each.greet();
  void [one, all, found, matched];
}

export async function filtersByName(): Promise<void> {
  select(User).filterBy({ name: 'x', fullname: null });
  // @ts-expect-error No such attribute.
  select(User).filterBy({ nmae: 'x' });
  select(Address).filterBy({ user });
  select(User.c.id).filterBy({ name: 'x' });
  const joined = select(User).join(User.c.addresses).where(User.c.id.gt(1));
  joined.filterBy({ email: 'x' }).filterBy({ name: 'x' });
  // @ts-expect-error Neither of both has it.
  joined.filterBy({ mail: 'x' });
  select(User).outerjoin(Address).filterBy({ email: 'x' });
  const other = aliased(User, { name: 'other' });
  select(User).join(other, User.c.id.eq(other.c.id)).filterBy({ fullname: 'x' });
  // @ts-expect-error An alias has the attributes of its class.
  select(other).filterBy({ fullName: 'x' });
  select(func.count()).selectFrom(User).filterBy({ name: 'x' });
  let stmt = select(User);
  if (user.id > 5) stmt = stmt.join(User.c.addresses);
  const users: User[] = await session.scalars(stmt.orderBy(User.c.id)).all();
  update(User).filterBy({ id: 5 }).values({ name: 'x' });
  // @ts-expect-error No such column.
  update(User).filterBy({ nmae: 'x' });
  // @ts-expect-error No such column.
  delete_(User).filterBy({ greeting: 5 });
  // @ts-expect-error No such attribute.
  session.query(User).filterBy({ nmae: 'x' });
  const [found]: User[] = await session.query(User).join(User.c.addresses).filterBy({ email: 'x' }).all();
  void [users, found];
}

export async function writtenObjects(): Promise<void> {
  const changed: User[] = await session.scalars(update(User).values({ name: 'x' }).returning(User)).all();
  const gone: User[] = await session.scalars(delete_(User).returning(User)).all();
  const upsert = insert(User).onConflictDoUpdate({ indexElements: ['id'], set: (excluded) => ({ name: excluded.name }) });
  const there: User[] = await session.scalars(upsert.returning(User), [{ name: 'sandy' }]).all();
  const [row, id] = await session.execute(upsert.returning(User, User.c.id), { name: 'sandy' }).one();
  row.greet();
  id.toFixed();
  // @ts-expect-error There is no such column to conflict on.
  insert(User).onConflictDoUpdate({ indexElements: ['nmae'], set: { name: 'x' } });
  void [changed, gone, there];
}

export async function combinedLegacyQueries(): Promise<void> {
  const query = session.query(User).filter(User.c.id.eq(1));
  const users: User[] = await query.union(session.query(User)).orderBy(User.c.id).all();
  // @ts-expect-error It gives other objects.
  query.union(session.query(Address));
  const pairs = session.query(User, Address).join(User.c.addresses, null, { isouter: true });
  const [one, other] = await pairs.one();
  one.greet();
  // @ts-expect-error There may be no address.
  other.email;
  const stated: User | null = await session.query(User).fromStatement(text('SELECT 1')).params({ id: 1 }).first();
  const counted = await session.query(User.c.id, session.query(func.count(Address.c.id)).label('n')).one();
  counted.n?.toFixed();
  // @ts-expect-error A label has the name it was given.
  counted.m;
  for await (const each of session.query(User).yieldPer(10)) each.greet();
  void [users, stated];
}
