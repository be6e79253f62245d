import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../src/engine/engine.ts';
import { InvalidRequestError } from '../../../src/errors/invalid-request-errors.ts';
import { listen, remove } from '../../../src/event/listen.ts';
import { scopedSession } from '../../../src/orm/session/scoped-session.ts';
import { Session } from '../../../src/orm/session/session.ts';
import { sessionEventNames } from '../../../src/orm/session/session-events.ts';
import { sessionmaker } from '../../../src/orm/session/sessionmaker.ts';
import { committed, count, insert, memoryDatabase } from './memory-database.ts';

const transactionEvents = sessionEventNames.filter((name) =>
  /(Begin|Commit|Rollback|TransactionCreate|TransactionEnd)$/.test(name),
);

let engine: Engine;
let session: Session;

beforeEach(async () => {
  engine = await memoryDatabase();
  session = new Session(engine);
});

afterEach(async () => {
  await session.close();
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

describe('A Session tells its listeners', () => {
  test('of all stages of its transactions, in order', async () => {
    const heard: string[] = [];
    for (const name of transactionEvents) listen(session, name, () => void heard.push(name));
    await session.execute(count);
    await session.commit();
    expect(heard.splice(0)).toEqual([
      'afterTransactionCreate',
      'afterBegin',
      'beforeCommit',
      'afterCommit',
      'afterTransactionEnd',
    ]);
    await session.execute(count);
    await session.rollback();
    expect(heard.splice(0)).toEqual([
      'afterTransactionCreate',
      'afterBegin',
      'afterRollback',
      'afterTransactionEnd',
      'afterSoftRollback',
    ]);
    await session.execute(count);
    await session.close();
    expect(heard.splice(0)).toEqual(['afterTransactionCreate', 'afterBegin', 'afterTransactionEnd']);
  });

  test('which transaction and which connection', async () => {
    const heard: unknown[] = [];
    listen(session, 'afterBegin', (...args) => void heard.push(...args));
    const transaction = await session.begin();
    const connection = await session.connection();
    expect(heard).toEqual([session, transaction, connection]);
  });

  test('and waits for what they do: a statement of a listener precedes the one that began the transaction', async () => {
    listen(session, 'afterBegin', async (_session, _transaction, connection) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await connection.execute(insert, { x: 1 });
    });
    expect(await session.scalar(count)).toBe(1);
  });

  test('and takes their statements into the transaction before it is committed', async () => {
    listen(session, 'beforeCommit', async (same) => {
      await same.execute(insert, { x: 2 });
    });
    await session.execute(insert, { x: 1 });
    await session.commit();
    expect(await committed(engine)).toBe(2);
  });

  test('and takes even those that nobody waits for', async () => {
    listen(session, 'beforeCommit', (same) => void same.execute(insert, { x: 2 }).then(() => same.execute(insert, { x: 3 })));
    listen(session, 'afterBegin', (same) => void same.execute(insert, { x: 4 }));
    await session.execute(insert, { x: 1 });
    await session.commit();
    expect(await committed(engine)).toBe(4);
  });

  test('while others wait for their turn', async () => {
    const order: string[] = [];
    listen(session, 'afterBegin', async (same) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await same.execute(count);
      order.push('listener');
    });
    await Promise.all([
      session.execute(insert, { x: 1 }).then(() => order.push('first')),
      session.execute(insert, { x: 2 }).then(() => order.push('second')),
    ]);
    expect(order).toEqual(['listener', 'first', 'second']);
  });
});

describe('SQL in a listener', () => {
  test.each([
    ['afterCommit', "This session is in 'committed' state; no further SQL can be emitted within this transaction."],
    [
      'afterRollback',
      "This session is in 'inactive' state, due to the SQL transaction being rolled back; no further SQL can be emitted within this transaction.",
    ],
  ] as const)('to %s comes too late, and says so', async (name, rule) => {
    listen(session, name, async (same) => {
      await same.execute(count);
    });
    await session.execute(count);
    await expect(name === 'afterCommit' ? session.commit() : session.rollback()).rejects.toThrow(new InvalidRequestError(rule));
    await session.close();
    expect(engine.pool.checkedout()).toBe(0);
  });

  test('to afterSoftRollback begins another transaction', async () => {
    listen(session, 'afterSoftRollback', async (same) => {
      await same.execute(count);
    });
    await session.execute(count);
    await session.rollback();
    expect(session.inTransaction()).toBe(true);
  });
});

describe('A listener that fails', () => {
  test.each(transactionEvents)('at %s leaves no connection behind', async (name) => {
    const mine = new Error('mine');
    const fail = () => {
      throw mine;
    };
    listen(session, name, fail);
    const use = async (): Promise<void> => {
      await session.execute(insert, { x: 1 });
      if (name.endsWith('Rollback')) await session.rollback();
      await session.commit();
    };
    await expect(use()).rejects.toBe(mine);
    await session.close().catch(() => undefined);
    expect(session.inTransaction()).toBe(false);
    expect(engine.pool.checkedout()).toBe(0);
    remove(session, name, fail);
    await session.execute(count);
    await session.commit();
  });

  test('at afterBegin keeps the statement from being sent, each time', async () => {
    let count_ = 0;
    listen(session, 'afterBegin', async () => {
      count_++;
      throw new Error('no tenant');
    });
    await expect(session.execute(insert, { x: 1 })).rejects.toThrow('no tenant');
    await expect(session.execute(insert, { x: 1 })).rejects.toThrow('no tenant');
    expect(count_).toBe(2);
    expect(engine.pool.checkedout()).toBe(0);
    await session.rollback();
  });
});

describe('One can listen', () => {
  test('to all sessions of a sessionmaker', async () => {
    const SessionLocal = sessionmaker(engine);
    const heard: unknown[] = [];
    listen(SessionLocal, 'afterCommit', (same) => void heard.push(same));
    const first = SessionLocal();
    await first.commit();
    const second = new SessionLocal();
    await second.commit();
    await new Session(engine).commit();
    expect(heard).toEqual([first, second]);
  });

  test('to all sessions of a class, of Session itself too', async () => {
    class Mine extends Session {}
    const heard: string[] = [];
    const onAny = (same: Session): void => void heard.push(`any ${same.constructor.name}`);
    listen(Session, 'afterCommit', onAny);
    listen(Mine, 'afterCommit', () => void heard.push('mine'));
    const MineLocal = sessionmaker({ bind: engine, class_: Mine });
    listen(MineLocal, 'afterCommit', () => void heard.push('maker'));
    await MineLocal().commit();
    await new Mine(engine).commit();
    await session.commit();
    remove(Session, 'afterCommit', onAny);
    await session.commit();
    expect(heard).toEqual(['any Mine', 'mine', 'maker', 'any Mine', 'mine', 'any Session']);
  });

  test('to the session of a scope', async () => {
    const scoped = scopedSession(sessionmaker(engine));
    let heard = 0;
    await scoped.run(async () => {
      listen(scoped.registry(), 'afterCommit', () => void heard++);
      await scoped.commit();
    });
    expect(heard).toBe(1);
  });
});
