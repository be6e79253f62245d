import { describe, expect, jest, test } from '@jest/globals';
import { PendingRollbackError } from '../../src/errors/invalid-request-errors.ts';
import { text } from '../../src/sql/text-clause.ts';
import { FakeDatabase, failOnce, fakeEngine } from './fake-dialect.ts';

async function connected() {
  const database = new FakeDatabase();
  const engine = fakeEngine(database);
  const connection = await engine.connect();
  database.take();
  return { database, engine, connection };
}

describe('A savepoint', () => {
  test('begins the transaction around it, and leaves that one open', async () => {
    const { database, connection } = await connected();
    await connection.beginNested((same) => same.execute(text('A')));
    expect(connection.inTransaction()).toBe(true);
    expect(connection.inNestedTransaction()).toBe(false);
    await connection.commit();
    expect(database.take()).toEqual([
      '1 BEGIN',
      '1 SAVEPOINT sa_savepoint_1',
      '1 A',
      '1 RELEASE SAVEPOINT sa_savepoint_1',
      '1 COMMIT',
    ]);
  });

  test('is rolled back by itself', async () => {
    const { database, connection } = await connected();
    const mine = new Error('mine');
    await connection.begin(async (same) => {
      await expect(
        same.beginNested(async () => {
          await same.execute(text('A'));
          throw mine;
        }),
      ).rejects.toBe(mine);
      await same.execute(text('B'));
    });
    expect(database.take()).toEqual([
      '1 BEGIN',
      '1 SAVEPOINT sa_savepoint_1',
      '1 A',
      '1 ROLLBACK TO SAVEPOINT sa_savepoint_1',
      '1 B',
      '1 COMMIT',
    ]);
  });

  test('gives way to the one around it when it ends', async () => {
    const { connection } = await connected();
    const outer = await connection.beginNested();
    const inner = await connection.beginNested();
    expect(connection.getNestedTransaction()).toBe(inner);
    await inner.rollback();
    expect(connection.getNestedTransaction()).toBe(outer);
    const another = await connection.beginNested();
    await another.commit();
    expect(connection.getNestedTransaction()).toBe(outer);
    await outer.commit();
    expect(connection.getNestedTransaction()).toBeNull();
    expect(connection.getTransaction()?.isActive).toBe(true);
  });

  test('ends those inside it', async () => {
    const { database, connection } = await connected();
    const outer = await connection.beginNested();
    const inner = await connection.beginNested();
    await outer.rollback();
    expect(inner.isActive).toBe(false);
    expect(connection.getNestedTransaction()).toBeNull();
    await connection.rollback();
    expect(database.take()).toEqual([
      '1 BEGIN',
      '1 SAVEPOINT sa_savepoint_1',
      '1 SAVEPOINT sa_savepoint_2',
      '1 ROLLBACK TO SAVEPOINT sa_savepoint_1',
      '1 ROLLBACK',
    ]);
  });

  test('ends with the transaction around it', async () => {
    const { connection } = await connected();
    const savepoint = await connection.beginNested();
    await connection.commit();
    expect(savepoint.isActive).toBe(false);
    expect(connection.inNestedTransaction()).toBe(false);
    await expect(savepoint.commit()).rejects.toThrow('This nested transaction is inactive');
  });

  test('whose RELEASE failed wants a rollback first', async () => {
    const { database, connection } = await connected();
    const savepoint = await connection.beginNested();
    failOnce(database, 'RELEASE SAVEPOINT sa_savepoint_1');
    await expect(savepoint.commit()).rejects.toThrow('operational failed');
    await expect(connection.execute(text('A'))).rejects.toThrow(PendingRollbackError);
    await savepoint.rollback();
    await connection.execute(text('B'));
    expect(database.take().slice(2)).toEqual([
      '1 RELEASE SAVEPOINT sa_savepoint_1',
      '1 ROLLBACK TO SAVEPOINT sa_savepoint_1',
      '1 B',
    ]);
  });

  test('that could not be set leaves the transaction as it was', async () => {
    const { database, connection } = await connected();
    failOnce(database, 'SAVEPOINT sa_savepoint_1');
    await expect(connection.beginNested()).rejects.toThrow('[SQL: SAVEPOINT sa_savepoint_1]');
    expect(connection.inNestedTransaction()).toBe(false);
    await connection.execute(text('A'));
  });
});

describe('A transaction', () => {
  test('warns of a second rollback', async () => {
    const { connection } = await connected();
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      const transaction = await connection.begin();
      await transaction.rollback();
      await transaction.rollback();
      expect(warned.mock.calls).toEqual([['transaction already deassociated from connection', 'AludelWarning']]);
      const savepoint = await connection.beginNested();
      await savepoint.rollback();
      await savepoint.rollback();
      expect(warned.mock.calls[1]).toEqual(['nested transaction already deassociated from connection', 'AludelWarning']);
      await savepoint.close();
      await transaction.close();
      expect(warned).toHaveBeenCalledTimes(2);
    } finally {
      warned.mockRestore();
    }
  });

  test('refuses a commit after its end', async () => {
    const { connection } = await connected();
    const transaction = await connection.begin();
    await transaction.commit();
    await expect(transaction.commit()).rejects.toThrow('This transaction is inactive');
  });

  test('is rolled back by `await using`', async () => {
    const { database, connection } = await connected();
    {
      await using _transaction = await connection.begin();
      await connection.execute(text('A'));
    }
    expect(database.take()).toEqual(['1 BEGIN', '1 A', '1 ROLLBACK']);
  });
});
