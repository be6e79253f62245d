import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../src/engine/connection.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { listen } from '../../../src/event/listen.ts';
import { type JoinTransactionMode, joinTransactionModes } from '../../../src/orm/session/join-transaction.ts';
import { Session } from '../../../src/orm/session/session.ts';
import { count, insert, memoryDatabase } from './memory-database.ts';

const operations = ['commit', 'rollback', 'close', 'nothing'] as const;
type Operation = (typeof operations)[number];

let engine: Engine;
let connection: Connection;

beforeEach(async () => {
  engine = await memoryDatabase();
  connection = await engine.connect();
});

afterEach(async () => {
  await connection.close();
  expect(engine.pool.checkedout()).toBe(0);
  await engine.dispose();
});

/** What a session on the connection leaves, after it has written a row and the operation was called. */
async function workIn(joinTransactionMode: JoinTransactionMode | undefined, operation: Operation): Promise<Session> {
  const session = new Session(connection, joinTransactionMode === undefined ? {} : { joinTransactionMode });
  await session.execute(insert, { x: 1 });
  if (operation !== 'nothing') await session[operation]();
  return session;
}

const modes: readonly (JoinTransactionMode | undefined)[] = [undefined, ...joinTransactionModes];
const table = modes.flatMap((mode) => operations.map((operation) => [mode, operation] as const));

describe('A Session on a Connection without a transaction', () => {
  test.each(table)('in mode %s has a transaction of its own: %s', async (mode, operation) => {
    await workIn(mode, operation);
    expect(connection.inTransaction()).toBe(operation === 'nothing');
    if (operation === 'nothing') return;
    expect(await connection.scalar(count)).toBe(operation === 'commit' ? 1 : 0);
  });
});

/** Which operations of the session end the transaction that the connection was in. */
const endsTransaction: Readonly<Record<JoinTransactionMode, readonly Operation[]>> = {
  conditional_savepoint: ['rollback'],
  rollback_only: ['rollback'],
  create_savepoint: [],
  control_fully: ['commit', 'rollback', 'close'],
};

/** Which keep the row that was written, as seen by the connection afterwards. */
const keepsRow: Readonly<Record<JoinTransactionMode, readonly Operation[]>> = {
  conditional_savepoint: ['commit', 'close', 'nothing'],
  rollback_only: ['commit', 'close', 'nothing'],
  create_savepoint: ['commit', 'nothing'],
  control_fully: ['commit', 'nothing'],
};

describe('A Session on a Connection inside a transaction', () => {
  test.each(table)('in mode %s: %s', async (mode = 'conditional_savepoint', operation) => {
    const transaction = await connection.begin();
    await workIn(mode, operation);
    const ends = endsTransaction[mode].includes(operation);
    expect(transaction.isActive).toBe(!ends);
    expect(connection.getTransaction()).toBe(ends ? null : transaction);
    expect(await connection.scalar(count)).toBe(keepsRow[mode].includes(operation) ? 1 : 0);
  });
});

/** The same where the connection is in a savepoint: the default mode then works in a savepoint of its own. */
const endsSavepoint: Readonly<Record<JoinTransactionMode, readonly Operation[]>> = {
  ...endsTransaction,
  conditional_savepoint: [],
};

const keepsRowInSavepoint: Readonly<Record<JoinTransactionMode, readonly Operation[]>> = {
  ...keepsRow,
  conditional_savepoint: ['commit', 'nothing'],
};

describe('A Session on a Connection inside a savepoint', () => {
  test.each(table)('in mode %s: %s', async (mode = 'conditional_savepoint', operation) => {
    const transaction = await connection.begin();
    const savepoint = await connection.beginNested();
    const session = await workIn(mode, operation);
    expect(transaction.isActive).toBe(true);
    const ends = endsSavepoint[mode].includes(operation);
    expect(savepoint.isActive).toBe(!ends);
    expect(await connection.scalar(count)).toBe(keepsRowInSavepoint[mode].includes(operation) ? 1 : 0);
    if (operation === 'nothing' && (mode === 'create_savepoint' || mode === 'conditional_savepoint')) {
      expect(connection.getNestedTransaction()).not.toBe(savepoint);
      await session.close();
    }
    expect(connection.getNestedTransaction()).toBe(ends ? null : savepoint);
  });
});

describe('A Session on a Connection', () => {
  test('never closes it', async () => {
    const session = new Session(connection);
    expect(session.bind).toBe(connection);
    await session.begin(() => session.execute(insert, { x: 1 }));
    await session.execute(insert, { x: 2 });
    await session.close();
    expect(connection.closed).toBe(false);
    expect(await connection.scalar(count)).toBe(1);
  });

  test('is what keeps a test from touching the database: each commit is a savepoint', async () => {
    const outer = await connection.begin();
    const session = new Session(connection, { joinTransactionMode: 'create_savepoint' });
    await session.begin(() => session.execute(insert, { x: 1 }));
    await session.execute(insert, { x: 2 });
    await session.rollback();
    await session.begin(() => session.beginNested(() => session.execute(insert, { x: 3 })));
    expect(await connection.scalar(count)).toBe(2);
    await outer.rollback();
    expect(await connection.scalar(count)).toBe(0);
  });

  test('tells the listeners of its engine of the commit that takes place, and of no other', async () => {
    const heard: string[] = [];
    listen(engine, 'commit', () => void heard.push('commit'));
    listen(engine, 'rollback', () => void heard.push('rollback'));
    const outer = await connection.begin();
    await workIn('rollback_only', 'commit');
    expect(heard).toEqual([]);
    await outer.commit();
    expect(heard).toEqual(['commit']);
  });

  test('that is closed is refused', async () => {
    await connection.close();
    await expect(new Session(connection).execute(count)).rejects.toThrow('This Connection is closed');
  });
});
