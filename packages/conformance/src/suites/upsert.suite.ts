import { type Connection, column, insert, MetaData, select, Table, types as t } from '@aludel/core';
import { expect } from '@jest/globals';
import type { SuiteContext } from '../suite-context.ts';

/** INSERT of rows that may be there already. */
export function upsert(context: SuiteContext): void {
  const { generatedKey } = context.notation;
  const names = context.tables({
    stock: 'sku VARCHAR(10) NOT NULL PRIMARY KEY, amount INTEGER NOT NULL, note VARCHAR(20)',
    member: `id ${generatedKey}, email VARCHAR(40) NOT NULL UNIQUE, visits INTEGER NOT NULL`,
  });
  const metadata = new MetaData();
  const stock = new Table(names.stock, metadata, {
    sku: column(t.String(10), { primaryKey: true }),
    amount: column(t.Integer),
    note: column(t.String(20), { nullable: true }),
  });
  const member = new Table(names.member, metadata, {
    id: column(t.Integer, { primaryKey: true }),
    email: column(t.String(40), { unique: true }),
    visits: column(t.Integer),
  });
  const rows = async (connection: Connection) =>
    (await connection.execute(select(stock).orderBy(stock.c.sku)).all()).map((row) => [row.sku, row.amount, row.note]);

  context.when('upsert', 'does nothing where it is told so, and keeps every other error', async () => {
    await context.engine().begin(async (connection) => {
      const statement = insert(stock).onConflictDoNothing();
      await connection.execute(statement, { sku: 'a', amount: 1 });
      await connection.execute(statement, [
        { sku: 'a', amount: 2 },
        { sku: 'b', amount: 3 },
      ]);
      expect(await rows(connection)).toEqual([
        ['a', 1, null],
        ['b', 3, null],
      ]);
    });
    const wrong = insert(stock)
      .onConflictDoNothing()
      .values({ sku: 'c', amount: null as never });
    await expect(context.engine().begin((connection) => connection.execute(wrong))).rejects.toMatchObject({
      name: 'NotNullViolationError',
    });
  });

  context.when('upsert', 'updates with the values that could not be inserted, and with others', async () => {
    await context.engine().begin(async (connection) => {
      const statement = insert(stock).onConflictDoUpdate({
        indexElements: ['sku'],
        set: (excluded) => ({ amount: stock.c.amount.add(excluded.amount), note: 'again' }),
      });
      await connection.execute(statement, [
        { sku: 'a', amount: 1 },
        { sku: 'b', amount: 3 },
      ]);
      await connection.execute(statement, [
        { sku: 'a', amount: 10 },
        { sku: 'c', amount: 5 },
      ]);
      await connection.execute(statement.values({ sku: 'b', amount: 4 }));
      expect(await rows(connection)).toEqual([
        ['a', 11, 'again'],
        ['b', 7, 'again'],
        ['c', 5, null],
      ]);
    });
  });

  context.needing(['upsert'], 'takes the rows of a SELECT', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(stock), [
        { sku: 'a', amount: 1 },
        { sku: 'b', amount: 2 },
      ]);
      await connection.execute(insert(member), [
        { email: 'b', visits: 20 },
        { email: 'c', visits: 30 },
      ]);
      const statement = insert(stock)
        .fromSelect(['sku', 'amount'], select(member.c.email, member.c.visits))
        .onConflictDoUpdate({ indexElements: ['sku'], set: (excluded) => ({ amount: excluded.amount }) });
      await connection.execute(statement);
      expect(await rows(connection)).toEqual([
        ['a', 1, null],
        ['b', 20, null],
        ['c', 30, null],
      ]);
    });
  });

  context.needing(['upsert'], 'never takes the key of another row for that of the row that was there', async () => {
    await context.engine().begin(async (connection) => {
      const first = await connection.execute(insert(member).values({ email: 'a', visits: 1 }));
      await connection.execute(insert(member).values({ email: 'b', visits: 1 }));
      const again = await connection.execute(
        insert(member)
          .values({ email: 'a', visits: 5 })
          .onConflictDoUpdate({ indexElements: ['email'], set: { visits: 5 } }),
      );
      const id = again.insertedPrimaryKey?.id ?? null;
      expect([null, first.insertedPrimaryKey?.id]).toContain(id);
      if (context.capabilities.insertReturning) expect(id).toBe(first.insertedPrimaryKey?.id);
    });
  });

  context.when('upsertOfNamedKey', 'leaves a conflict with another key to be an error', async () => {
    const engine = context.engine();
    await engine.begin((connection) => connection.execute(insert(member).values({ id: 1, email: 'a', visits: 1 })));
    const other = insert(member)
      .values({ id: 2, email: 'a', visits: 5 })
      .onConflictDoUpdate({ indexElements: ['id'], set: { visits: 5 } });
    await expect(engine.begin((connection) => connection.execute(other))).rejects.toMatchObject({
      name: 'UniqueViolationError',
    });
  });

  context.needing(['upsert', 'insertReturning'], 'gives the rows that it inserted or updated', async () => {
    await context.engine().begin(async (connection) => {
      await connection.execute(insert(stock).values({ sku: 'a', amount: 1 }));
      const statement = insert(stock)
        .values({ sku: 'a', amount: 2 })
        .onConflictDoUpdate({ indexElements: ['sku'], set: (excluded) => ({ amount: excluded.amount }) })
        .returning(stock.c.sku, stock.c.amount);
      expect([...(await connection.execute(statement).one())]).toEqual(['a', 2]);
    });
  });
}
