import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/engine/engine.ts';
import { DisconnectionError, OperationalError } from '../../../src/errors/database-errors.ts';
import { InvalidRequestError, PendingRollbackError, ResourceClosedError } from '../../../src/errors/invalid-request-errors.ts';
import { Session } from '../../../src/orm/session/session.ts';
import { text } from '../../../src/sql/text-clause.ts';
import { FakeDatabase, FakeError, failOnce, fakeEngine } from '../../engine/fake-dialect.ts';
import { committed, count, insert, memoryDatabase } from './memory-database.ts';

let engine: Engine;

beforeEach(async () => {
  engine = await memoryDatabase();
});

afterEach(async () => {
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

const closedBlock =
  "Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.";

describe('A savepoint of a Session', () => {
  test('is committed and rolled back by itself through its own methods', async () => {
    await using session = new Session(engine);
    await session.execute(insert, { x: 1 });
    const nested = await session.beginNested();
    expect(session.inNestedTransaction()).toBe(true);
    expect(session.getNestedTransaction()).toBe(nested);
    expect(nested.nested).toBe(true);
    expect(nested.parent).toBe(session.getTransaction());
    await session.execute(insert, { x: 2 });
    await nested.rollback();
    expect(session.inNestedTransaction()).toBe(false);
    expect(session.inTransaction()).toBe(true);
    const kept = await session.beginNested();
    await session.execute(insert, { x: 3 });
    await kept.commit();
    expect(await session.scalar(count)).toBe(2);
    await session.commit();
    expect(await committed(engine)).toBe(2);
  });

  test('is rolled back with everything around it by session.rollback()', async () => {
    await using session = new Session(engine);
    await session.execute(insert, { x: 1 });
    await session.beginNested();
    await session.execute(insert, { x: 2 });
    await session.rollback();
    expect(session.getTransaction()).toBeNull();
    expect(session.getNestedTransaction()).toBeNull();
    expect(await committed(engine)).toBe(0);
  });

  test('is committed with everything around it by session.commit()', async () => {
    await using session = new Session(engine);
    await session.execute(insert, { x: 1 });
    await session.beginNested();
    await session.execute(insert, { x: 2 });
    await session.beginNested();
    await session.execute(insert, { x: 3 });
    await session.commit();
    expect(session.inTransaction()).toBe(false);
    expect(await committed(engine)).toBe(3);
  });

  test('commits those inside it, and closes them when it is rolled back', async () => {
    await using session = new Session(engine);
    const outer = await session.beginNested();
    const inner = await session.beginNested();
    await session.execute(insert, { x: 1 });
    await outer.commit();
    expect(inner.isActive).toBe(false);
    const outerAgain = await session.beginNested();
    await session.beginNested();
    await session.execute(insert, { x: 2 });
    await outerAgain.rollback();
    expect(session.inNestedTransaction()).toBe(false);
    await session.commit();
    expect(await committed(engine)).toBe(1);
  });

  test('nests in blocks', async () => {
    await using session = new Session(engine);
    await session.begin(async () => {
      await session.execute(insert, { x: 1 });
      await session.beginNested(async () => {
        await session.execute(insert, { x: 2 });
        await expect(
          session.beginNested(async () => {
            await session.execute(insert, { x: 3 });
            throw new Error('mine');
          }),
        ).rejects.toThrow('mine');
      });
    });
    expect(await committed(engine)).toBe(2);
  });

  test('begins the transaction around it on an idle session, and leaves that one open', async () => {
    await using session = new Session(engine);
    await session.beginNested(() => session.execute(insert, { x: 1 }));
    expect(session.inTransaction()).toBe(true);
    await session.rollback();
    expect(await committed(engine)).toBe(0);
  });
});

describe('A transaction that has ended', () => {
  test('refuses commit() and rollback(), but not close()', async () => {
    await using session = new Session(engine);
    for (const end of ['commit', 'rollback', 'close'] as const) {
      const transaction = await session.begin();
      await session.execute(count);
      await transaction[end]();
      expect(transaction.isActive).toBe(false);
      await expect(transaction.commit()).rejects.toThrow(new ResourceClosedError('This transaction is closed'));
      await expect(transaction.rollback()).rejects.toThrow(new ResourceClosedError('This transaction is closed'));
      await transaction.close();
    }
  });

  test.each([
    ['execute', (session: Session) => session.execute(count)],
    ['connection', (session: Session) => session.connection()],
    ['begin', (session: Session) => session.begin()],
    ['beginNested', (session: Session) => session.beginNested()],
    ['commit', (session: Session) => session.commit()],
    ['stream', (session: Session) => session.stream(count)],
  ] as const)('refuses %s() in the rest of its block, and leaves no other one behind', async (_name, operation) => {
    await using session = new Session(engine);
    for (const end of ['commit', 'rollback', 'close'] as const) {
      await expect(
        session.begin(async () => {
          await session.execute(count);
          await session[end]();
          await operation(session);
        }),
      ).rejects.toThrow(new InvalidRequestError(closedBlock));
      expect(session.inTransaction()).toBe(false);
    }
    await session.begin(() => session.execute(insert, { x: 1 }));
    await session.execute(text('DELETE FROM point'));
    await session.commit();
  });

  test('may be ended in its block, if nothing follows', async () => {
    await using session = new Session(engine);
    await session.begin(async () => {
      await session.execute(insert, { x: 1 });
      await session.commit();
    });
    await session.begin(() => session.rollback());
    expect(await committed(engine)).toBe(1);
  });
});

describe('On a server', () => {
  function served(): { database: FakeDatabase; session: Session; pool: () => number } {
    const database = new FakeDatabase();
    const fake = fakeEngine(database);
    return { database, session: new Session(fake), pool: () => fake.pool.checkedout() };
  }

  test('a COMMIT that fails leaves the session to be rolled back', async () => {
    const { database, session, pool } = served();
    await session.execute(text('A'));
    failOnce(database, 'COMMIT');
    await expect(session.commit()).rejects.toThrow(OperationalError);
    expect(session.isActive).toBe(false);
    await expect(session.execute(text('B'))).rejects.toThrow(
      "This session is in 'prepared' state; no further SQL can be emitted within this transaction.",
    );
    await session.rollback();
    await session.execute(text('C'));
    await session.commit();
    expect(pool()).toBe(0);
  });

  test('a lost connection is an error at each use, and at COMMIT; after a rollback the session goes on', async () => {
    const { database, session, pool } = served();
    await session.execute(text('A'));
    failOnce(database, 'B', new FakeError('disconnect'));
    await expect(session.execute(text('B'))).rejects.toThrow(DisconnectionError);
    await expect(session.execute(text('C'))).rejects.toThrow(PendingRollbackError);
    await expect(session.commit()).rejects.toThrow(PendingRollbackError);
    await session.rollback();
    database.take();
    await session.begin(() => session.execute(text('D')));
    expect(database.take()).toEqual(['2 connect', '2 BEGIN', '2 D', '2 COMMIT']);
    expect(pool()).toBe(0);
  });

  test('a lost connection makes a block fail, even where its error was swallowed', async () => {
    const { database, session, pool } = served();
    failOnce(database, 'A', new FakeError('disconnect'));
    await expect(
      session.begin(async () => {
        await session.execute(text('A')).then(undefined, () => undefined);
      }),
    ).rejects.toThrow(PendingRollbackError);
    expect(session.inTransaction()).toBe(false);
    expect(pool()).toBe(0);
  });

  test('a ROLLBACK that fails is told, and the connection thrown away', async () => {
    const { database, session, pool } = served();
    await session.execute(text('A'));
    failOnce(database, 'ROLLBACK');
    await expect(session.rollback()).rejects.toThrow(OperationalError);
    expect(session.inTransaction()).toBe(false);
    expect(pool()).toBe(0);
    expect(database.open).toEqual([]);
  });

  test('a ROLLBACK TO SAVEPOINT that fails in session.rollback() is of no account, since all is rolled back', async () => {
    const { database, session, pool } = served();
    await session.execute(text('A'));
    await session.beginNested();
    await session.execute(text('B'));
    failOnce(database, 'ROLLBACK TO SAVEPOINT sa_savepoint_1');
    await session.rollback();
    expect(session.inTransaction()).toBe(false);
    expect(pool()).toBe(0);
  });

  test('invalidate() throws the connections away', async () => {
    const { database, session, pool } = served();
    await session.execute(text('A'));
    await session.invalidate();
    expect(database.open).toEqual([]);
    expect(pool()).toBe(0);
    await session.execute(text('B'));
    await session.close();
  });

  test('a failing connect leaves nothing behind, and is tried again', async () => {
    const { database, session, pool } = served();
    failOnce(database, 'connect');
    await expect(session.execute(text('A'))).rejects.toThrow(OperationalError);
    expect(pool()).toBe(0);
    await session.execute(text('A'));
    await session.close();
    expect(pool()).toBe(0);
  });
});
