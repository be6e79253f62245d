import {
  and,
  type AnyColumn,
  column,
  type ColumnDefinition,
  type Condition,
  type Connection,
  type Executor,
  foreignKey,
  type FromElement,
  func,
  type GenerativeSelect,
  insert,
  type InsertValues,
  MetaData,
  type OrderArgument,
  type RowOf,
  type Select,
  select,
  type Session,
  Table,
  type TableDefinition,
  types as t,
  union,
  update,
  type UpdateValues,
} from '@aludel/core';

type Equal<A, B> = (<G>() => G extends A ? 1 : 2) extends <G>() => G extends B ? 1 : 2 ? true : false;
const isTrue = <T extends true>(): T => true as T;

// Columns that several tables have are spread into each.
const timestamps = {
  createdAt: column(t.DateTime, { serverDefault: func.now() }),
  changedAt: column(t.DateTime, { nullable: true }),
};
const metadata = new MetaData();
const customer = new Table('customer', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  email: column(t.String(100)),
  tier: column(t.Enum('basic', 'gold'), { default: 'basic' }),
  ...timestamps,
});
const order = new Table('order', metadata, {
  id: column(t.Integer, { primaryKey: true }),
  customerId: column(foreignKey(customer.c.id)),
  total: column(t.Numeric(10, 2)),
  ...timestamps,
});

// The types that an application writes down ----------------------------------------------------------------------------
const recent = select(order.c.id, order.c.total, customer.c.email).join(customer).limit(10);
type Customer = RowOf<typeof customer>;
type Recent = RowOf<typeof recent>;
isTrue<
  Equal<
    Customer,
    {
      readonly id: number;
      readonly email: string;
      readonly tier: 'basic' | 'gold';
      readonly createdAt: Date;
      readonly changedAt: Date | null;
    }
  >
>();
isTrue<
  Equal<
    InsertValues<typeof customer>,
    {
      readonly email: string;
      readonly id?: number;
      readonly tier?: 'basic' | 'gold';
      readonly createdAt?: Date;
      readonly changedAt?: Date | null;
    }
  >
>();
isTrue<Equal<RowOf<ReturnType<typeof customer.alias>>, Customer>>();
const both = select(customer.c.email, order.c.total).outerjoin(order).subquery('both');
isTrue<Equal<RowOf<typeof both>, { readonly email: string; readonly total: string | null }>>();
isTrue<Equal<RowOf<string>, never>>();

/** Row types that are declared are those of what is executed. */
export class Orders {
  readonly db: Executor;
  constructor(db: Executor) {
    this.db = db;
  }

  async recent(): Promise<Recent[]> {
    return await this.db.execute(recent).all();
  }

  async customer(email: string): Promise<Customer | null> {
    return await this.db.execute(select(customer).where(customer.c.email.eq(email))).oneOrNone();
  }

  async add(values: InsertValues<typeof customer>): Promise<void> {
    await this.db.execute(insert(customer).values(values));
  }

  async change(id: number, values: UpdateValues<typeof customer>): Promise<void> {
    await this.db.execute(update(customer).values(values).where(customer.c.id.eq(id)));
  }

  async wrong(): Promise<Recent[]> {
    // @ts-expect-error the rows are others
    return await this.db.execute(select(customer)).all();
  }
}
declare const connection: Connection;
declare const session: Session;
const orders = [new Orders(connection), new Orders(session)];
for (const each of orders) {
  const [id, total, email]: readonly [number, string, string] = (await each.recent())[0] as Recent;
  void [id, total, email];
  await each.add({ email: 'sandy@example.org' });
  await each.change(1, { changedAt: null });
  // @ts-expect-error the email is missing
  await each.add({ tier: 'gold' });
  // @ts-expect-error a column that is not there
  await each.add({ email: 'x', tir: 'gold' });
  // @ts-expect-error NULL cannot be in it
  await each.change(1, { email: null });
}

// Statements that are built step by step -------------------------------------------------------------------------------
export function search(words: readonly string[], page: number | null) {
  let stmt = select(customer.c.id, customer.c.email);
  const conditions: Condition[] = [];
  for (const word of words) conditions.push(customer.c.email.contains(word));
  if (conditions.length > 0) stmt = stmt.where(...conditions);
  if (words.length > 1) stmt = stmt.join(order).where(order.c.total.gt('5')).distinct();
  stmt = stmt.orderBy(customer.c.id).filterBy({ tier: 'gold' });
  if (page !== null) stmt = paginated(stmt, page);
  let condition = customer.c.id.gt(1);
  condition = and(condition, ...conditions).or(order.c.id.is(null));
  return stmt.where(condition);
}

/** Any SELECT or union, and gives the same kind back. */
function paginated<S extends GenerativeSelect>(stmt: S, page: number): S {
  return stmt
    .limit(20)
    .offset(page * 20)
    .orderBy('id');
}

/** Any SELECT. */
function active<S extends Select<readonly unknown[], string>>(stmt: S): S {
  return stmt.where(customer.c.changedAt.isNot(null)).join(order);
}

/** A page and the number of all rows. */
async function pageOf<N, T extends readonly unknown[]>(db: Executor, stmt: GenerativeSelect<N, T>) {
  const total = await db.scalar(select(func.count()).selectFrom(stmt.orderBy(null).subquery()));
  return { total, rows: await db.execute(stmt.limit(5)).all() };
}
isTrue<Equal<ReturnType<typeof search>, ReturnType<typeof select<readonly [typeof customer.c.id, typeof customer.c.email]>>>>();
const all = paginated(union(select(customer.c.id), select(order.c.id)), 2);
const ids: readonly number[] = (await connection.execute(active(select(order.c.id))).all()).map(({ id }) => id);
const { total, rows } = await pageOf(session, recent);
isTrue<Equal<typeof total, number | null>>();
isTrue<Equal<typeof rows, Recent[]>>();
const id: number = (await connection.execute(all).one()).id;
void [ids, id];
{
  // A join that is not always there: the variable says what may be null.
  let stmt: Select<readonly [typeof customer.c.email, typeof order.c.total], 'order'> = select(
    customer.c.email,
    order.c.total,
  ).join(order);
  if (ids.length > 0) stmt = select(customer.c.email, order.c.total).outerjoin(order);
  const perhaps: string | null = (await connection.execute(stmt).one()).total;
  let strict = select(customer.c.email, order.c.total);
  // @ts-expect-error the outer join leaves the total null
  strict = strict.outerjoin(order);
  void [perhaps, strict];
}

// Functions that take any table ------------------------------------------------------------------------------------------
/** A repository of any table that has a numeric key. */
class Repository<X extends Table<string, { readonly id: ColumnDefinition<number> }>> {
  readonly db: Executor;
  readonly table: X;
  constructor(db: Executor, table: X) {
    this.db = db;
    this.table = table;
  }

  async get(id: number): Promise<RowOf<X> | null> {
    const found = await this.db.execute(select(this.table).where(this.table.c.id.eq(id))).oneOrNone();
    return found as RowOf<X> | null;
  }
}
const tables: readonly Table<string, TableDefinition>[] = [customer, order];
const froms: readonly FromElement[] = [...tables, both];
const keys: readonly AnyColumn[] = [customer.c.id, order.c.total];
const count = async (table: FromElement): Promise<number> =>
  connection.execute(select(func.count()).selectFrom(table)).scalarOne();
const found: Customer | null = await new Repository(session, customer).get(1);
const sorting = { email: customer.c.email, id: customer.c.id };
const sorted = (by: keyof typeof sorting, order: 'asc' | 'desc') => select(customer).orderBy(sorting[by][order]());
const orderings: OrderArgument[] = [customer.c.id.desc(), 'email'];
select(customer).orderBy(...orderings);
void [froms, keys, count, found, sorted];
// @ts-expect-error its key is no number
new Repository(session, new Table('named', metadata, { id: column(t.String(5), { primaryKey: true }) }));

// Errors are about the column that is wrong ------------------------------------------------------------------------------
// @ts-expect-error a misspelled option
column(t.Integer, { nulable: true });
// @ts-expect-error a misspelled option behind a foreign key
column(t.Integer, foreignKey('customer.id'), { nulable: true });
// @ts-expect-error the default has the type of the column
column(t.Numeric(10, 2), { default: 5 });
// @ts-expect-error a column has a type
column('name');
