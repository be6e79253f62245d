import { AludelError, type Connection, type Engine, text } from '@aludel/core';
import type { IsolationLevel } from '@aludel/core/dialect';
import { expect, test } from '@jest/globals';
import { inPairs } from '../in-pairs.ts';
import { provesAbsence } from '../proof-of-absence.ts';
import type { SuiteContext } from '../suite-context.ts';

export function isolation(context: SuiteContext): void {
  const { account } = context.tables({ account: 'id INTEGER NOT NULL PRIMARY KEY, balance INTEGER NOT NULL' });
  const balance = (connection: Connection, id: number) =>
    connection.scalar(text(`SELECT balance FROM ${account} WHERE id = :id`), { id });
  const setBalance = (connection: Connection, id: number, value: number) =>
    connection.execute(text(`UPDATE ${account} SET balance = :value WHERE id = :id`), { id, value });
  const offers = (level: IsolationLevel) => context.capabilities.isolationLevels.includes(level);
  const levels = context.capabilities.isolationLevels.filter((level) => level !== 'AUTOCOMMIT');

  async function twoAccounts(options: { isolationLevel?: IsolationLevel } = {}): Promise<Engine> {
    const engine = context.engine(options);
    await engine.begin((connection) =>
      connection.execute(text(`INSERT INTO ${account} (id, balance) VALUES (:id, :balance)`), [
        { id: 1, balance: 10 },
        { id: 2, balance: 10 },
      ]),
    );
    return engine;
  }

  for (const isolationLevel of levels) {
    context.proving(claimOf(isolationLevel, true), `${isolationLevel} can be asked for, on an engine and on a connection`, () =>
      usesLevel(isolationLevel),
    );
  }

  for (const isolationLevel of allLevels.filter((level) => !offers(level))) {
    context.proving(claimOf(isolationLevel, false), `${isolationLevel} is not there, as is declared`, () =>
      lacksLevel(isolationLevel),
    );
  }

  /** Asks for it all the same: it is refused, or another one is in force. */
  async function lacksLevel(isolationLevel: IsolationLevel): Promise<void> {
    const capabilities = { ...context.capabilities, isolationLevels: [...context.capabilities.isolationLevels, isolationLevel] };
    const engine = context.engine({ dialect: { ...context.dialect, capabilities }, isolationLevel });
    const found = await engine
      .begin((connection) => connection.getIsolationLevel())
      .catch((error: unknown) => {
        if (provesAbsence(error, context.dialect)) return null;
        throw error;
      });
    expect(found).not.toBe(isolationLevel);
  }

  async function usesLevel(isolationLevel: IsolationLevel): Promise<void> {
    const engine = await twoAccounts({ isolationLevel });
    expect(await engine.begin((connection) => balance(connection, 1))).toBe(10);
    const connection = await context.engine().connect();
    connection.executionOptions({ isolationLevel });
    await setBalance(connection, 1, 11);
    await connection.commit();
    expect(await balance(connection, 1)).toBe(11);
    await connection.close();
  }

  test('a level that the database lacks is refused when the engine is made', () => {
    const lacking = (['SNAPSHOT', 'READ COMMITTED', 'REPEATABLE READ'] as const).find((level) => !offers(level));
    if (lacking !== undefined) expect(() => context.engine({ isolationLevel: lacking })).toThrow(AludelError);
  });

  test('a level cannot change in the middle of a transaction', async () => {
    await using connection = await context.engine().connect();
    await balance(connection, 1);
    for (const isolationLevel of levels)
      expect(() => connection.executionOptions({ isolationLevel })).toThrow(
        'isolationLevel may not be altered unless rollback() or commit() is called first',
      );
    await connection.rollback();
    for (const isolationLevel of levels) connection.executionOptions({ isolationLevel });
    expect(await balance(connection, 1)).toBeNull();
  });

  test('a level given to one connection does not stay with the pooled connection', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    const [level] = levels;
    if (level === undefined) return;
    const first = await engine.connect();
    const before = await first.getIsolationLevel();
    first.executionOptions({ isolationLevel: level });
    await first.execute(text(`SELECT 1 FROM ${account}`));
    await first.close();
    const second = await engine.connect();
    expect(await second.getIsolationLevel()).toBe(before);
    await second.close();
  });

  if (offers('READ COMMITTED')) {
    context.needing(['concurrentWriters'], 'READ COMMITTED sees what others commit in the meantime', async () => {
      expect(await readTwice('READ COMMITTED')).toEqual([10, 99]);
    });
  }

  if (offers('REPEATABLE READ')) {
    context.needing(['concurrentWriters'], 'REPEATABLE READ reads the same again', async () => {
      expect(await readTwice('REPEATABLE READ')).toEqual([10, 10]);
    });
  }

  if (offers('SERIALIZABLE')) {
    context.needing(
      ['concurrentWriters'],
      'SERIALIZABLE lets one of two transactions fail, retryably, that have no serial order',
      async () => {
        const engine = await twoAccounts({ isolationLevel: 'SERIALIZABLE' });
        // Each reads what the other writes: one after the other they would give 10 and 20, at the same time 10 and 10.
        const outcomes = await inPairs(engine, async (connection, id, bothHaveRead) => {
          const other = Number(await balance(connection, 3 - id));
          await bothHaveRead();
          await setBalance(connection, id, other * 2);
        });
        const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as AludelError] : []));
        expect(failures).toHaveLength(1);
        expect(failures[0]).toMatchObject({ isRetryable: true, isDisconnect: false });
      },
    );
  }

  async function readTwice(isolationLevel: IsolationLevel): Promise<unknown[]> {
    const engine = await twoAccounts({ isolationLevel });
    const connection = await engine.connect();
    const first = await balance(connection, 1);
    await engine.begin((other) => setBalance(other, 1, 99));
    const second = await balance(connection, 1);
    await connection.close();
    return [first, second];
  }
}

const allLevels: readonly IsolationLevel[] = [
  'SERIALIZABLE',
  'REPEATABLE READ',
  'READ COMMITTED',
  'READ UNCOMMITTED',
  'SNAPSHOT',
];

function claimOf(isolationLevel: IsolationLevel, declared: boolean) {
  return { name: `isolationLevels: ${isolationLevel}`, sentence: `${isolationLevel}.`, declared };
}
