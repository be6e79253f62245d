import {
  bindparam,
  column,
  type Connection,
  delete_,
  foreignKey,
  func,
  insert,
  MetaData,
  select,
  Table,
  types as t,
  update,
} from '@aludel/core';
import { expect, test } from '@jest/globals';
import { metadataFixture, uniqueName } from '../metadata-fixture.ts';
import type { SuiteContext } from '../suite-context.ts';

/** UPDATE and DELETE in which other tables decide. */
export function severalTables(context: SuiteContext): void {
  const metadata = new MetaData();
  const user = new Table(uniqueName('users'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    name: column(t.String(30)),
    touched: column(t.String(30), { nullable: true, onupdate: 'touched' }),
  });
  const address = new Table(uniqueName('addresses'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    userId: column('user_id', t.Integer, foreignKey(user.c.id)),
    name: column(t.String(30)),
    email: column('email_address', t.String(50)),
  });
  const dingaling = new Table(uniqueName('dingalings'), metadata, {
    id: column(t.Integer, { primaryKey: true, autoincrement: false }),
    addressId: column('address_id', t.Integer, foreignKey(address.c.id)),
    data: column(t.String(30)),
  });
  metadataFixture(context, metadata);

  const within = (work: (connection: Connection) => Promise<void>) =>
    context.engine().begin(async (connection) => {
      await connection.execute(insert(user), [
        { id: 7, name: 'jack' },
        { id: 8, name: 'ed' },
        { id: 9, name: 'fred' },
      ]);
      const emails = [
        [1, 7, 'jack@bean.com'],
        [2, 8, 'ed@wood.com'],
        [3, 8, 'ed@bettyboop.com'],
        [4, 8, 'ed@lala.com'],
        [5, 9, 'fred@fred.com'],
      ] as const;
      await connection.execute(
        insert(address),
        emails.map(([id, userId, email]) => ({ id, userId, name: 'x', email })),
      );
      await connection.execute(insert(dingaling), [
        { id: 1, addressId: 2, data: 'ding 1/2' },
        { id: 2, addressId: 5, data: 'ding 2/5' },
      ]);
      return work(connection);
    });
  const emails = (connection: Connection) => connection.execute(select(address.c.email).orderBy(address.c.id)).scalars().all();
  const left = (connection: Connection) => connection.execute(select(address.c.id).orderBy(address.c.id)).scalars().all();
  const dings = (connection: Connection) => connection.execute(select(dingaling.c.id).orderBy(dingaling.c.id)).scalars().all();
  const ofEd = [user.c.id.eq(address.c.userId), user.c.name.eq('ed')] as const;

  test('an update takes values of another table, whose own columns stay', () =>
    within(async (connection) => {
      const result = await connection.execute(
        update(address)
          .values({ email: user.c.name })
          .where(...ofEd),
      );
      expect(result.rowcount).toBe(3);
      expect(await emails(connection)).toEqual(['jack@bean.com', 'ed', 'ed', 'ed', 'fred@fred.com']);
      expect(await connection.execute(select(user.c.touched)).scalars().all()).toEqual([null, null, null]);
    }));

  test('an update beside another alias of its own table', () =>
    within(async (connection) => {
      const other = address.alias('a1');
      await connection.execute(
        update(address)
          .values({ email: user.c.name })
          .where(user.c.id.eq(other.c.userId), user.c.name.eq('ed'), other.c.id.eq(address.c.id)),
      );
      expect(await emails(connection)).toEqual(['jack@bean.com', 'ed', 'ed', 'ed', 'fred@fred.com']);
    }));

  test('an update that two other tables decide', () =>
    within(async (connection) => {
      await connection.execute(
        update(address)
          .values({ email: user.c.name })
          .where(...ofEd, address.c.id.eq(dingaling.c.addressId), dingaling.c.id.eq(1)),
      );
      expect(await emails(connection)).toEqual(['jack@bean.com', 'ed', 'ed@bettyboop.com', 'ed@lala.com', 'fred@fred.com']);
    }));

  test('an update with expressions of both tables, and parameters in both clauses', () =>
    within(async (connection) => {
      const statement = update(address)
        .values({ email: func.upper(user.c.name).concat(bindparam('mark')), name: 'y' })
        .where(user.c.id.eq(address.c.userId), user.c.name.eq(bindparam('who')));
      await connection.execute(statement, [
        { mark: '!', who: 'ed' },
        { mark: '?', who: 'jack' },
      ]);
      expect(await emails(connection)).toEqual(['JACK?', 'ED!', 'ED!', 'ED!', 'fred@fred.com']);
    }));

  test('an update of rows that a subquery counts', () =>
    within(async (connection) => {
      const counts = select(address.c.userId, func.count().label('n')).groupBy(address.c.userId).subquery('counts');
      await connection.execute(update(user).values({ name: 'many' }).where(user.c.id.eq(counts.c.userId), counts.c.n.gt(2)));
      expect(await connection.execute(select(user.c.name).orderBy(user.c.id)).scalars().all()).toEqual(['jack', 'many', 'fred']);
      expect(await connection.execute(select(user.c.touched).orderBy(user.c.id)).scalars().all()).toEqual([
        null,
        'touched',
        null,
      ]);
    }));

  test('a correlated update, in which each row has its own value', () =>
    within(async (connection) => {
      const first = select(func.min(address.c.email)).where(address.c.userId.eq(user.c.id)).scalarSubquery();
      await connection.execute(update(user).values({ name: first }));
      expect(await connection.execute(select(user.c.name).orderBy(user.c.id)).scalars().all()).toEqual([
        'jack@bean.com',
        'ed@bettyboop.com',
        'fred@fred.com',
      ]);
    }));

  context.when('deleteUsing', 'a delete that another table decides', () =>
    within(async (connection) => {
      await connection.execute(delete_(dingaling));
      expect((await connection.execute(delete_(address).where(...ofEd))).rowcount).toBe(3);
      expect(await left(connection)).toEqual([1, 5]);
    }),
  );

  context.when('deleteUsing', 'a delete that two other tables decide', () =>
    within(async (connection) => {
      await connection.execute(delete_(dingaling).where(...ofEd, address.c.id.eq(dingaling.c.addressId)));
      expect(await dings(connection)).toEqual([2]);
    }),
  );

  context.when('deleteUsing', 'a delete beside another alias of its own table', () =>
    within(async (connection) => {
      await connection.execute(delete_(dingaling));
      const other = address.alias('a1');
      await connection.execute(
        delete_(address).where(user.c.id.eq(other.c.userId), user.c.name.eq('ed'), other.c.id.eq(address.c.id)),
      );
      expect(await left(connection)).toEqual([1, 5]);
    }),
  );

  test('a delete of what a correlated subquery finds', () =>
    within(async (connection) => {
      const others = select(dingaling.c.id).where(dingaling.c.addressId.eq(address.c.id)).exists();
      expect((await connection.execute(delete_(address).where(others.not()))).rowcount).toBe(3);
      expect(await left(connection)).toEqual([2, 5]);
    }));
}
