import { type Connection, text } from '@aludel/core';
import { expect } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import type { SuiteContext } from '../suite-context.ts';

/** What several connections can do at the same time. */
export function connections(context: SuiteContext): void {
  const { item } = context.tables({ item: 'id INTEGER NOT NULL PRIMARY KEY' });
  const read = (connection: Connection): Promise<unknown> =>
    Promise.resolve(connection.scalar(text(`SELECT COUNT(*) FROM ${item}`)));
  const write = (connection: Connection, id: number): Promise<unknown> =>
    Promise.resolve(connection.execute(text(`INSERT INTO ${item} (id) VALUES (${id})`)));

  context.when('concurrentTransactions', 'two connections are in transactions at the same time', () =>
    expectNoWaiting(read, read, context.capabilities.connections !== 'oneTransaction'),
  );

  context.when('concurrentWriters', 'two connections write at the same time, into different rows', () =>
    expectNoWaiting(
      (connection) => write(connection, 1),
      (connection) => write(connection, 2),
      context.capabilities.connections === 'concurrent',
    ),
  );

  context.when('waitingWriters', 'who changes a row that another transaction has changed waits for its end', async () => {
    const engine = context.engine();
    await engine.begin((connection) => write(connection, 1));
    const change = (connection: Connection, by: number) =>
      connection.execute(text(`UPDATE ${item} SET id = id + ${by}`)).then(() => connection.commit());
    const [one, other] = [await engine.connect(), await engine.connect()];
    try {
      await one.execute(text(`UPDATE ${item} SET id = id + 10`));
      const waiting = change(other, 100).then(
        () => 'done',
        (error: unknown) => error,
      );
      await setTimeout(200);
      await one.commit();
      const outcome = await waiting;
      if (outcome !== 'done') throw outcome;
      expect(await engine.begin((connection) => connection.scalar(text(`SELECT id FROM ${item}`)))).toBe(111);
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });

  /** The second does its work while the transaction of the first is open. */
  async function expectNoWaiting(
    first: (connection: Connection) => Promise<unknown>,
    second: (connection: Connection) => Promise<unknown>,
    isPromised: boolean,
  ): Promise<void> {
    const engine = context.engine();
    const [one, other] = [await engine.connect(), await engine.connect()];
    await first(one);
    const work = second(other).then(
      () => 'done',
      (error: unknown) => error,
    );
    // A busy server may take its time; one that lets the second wait would do so for ever.
    const outcome = await Promise.race([work, setTimeout(isPromised ? 10_000 : 500, 'it waits', { ref: false })]);
    await one.rollback();
    await work;
    await other.rollback();
    await Promise.all([one.close(), other.close()]);
    expect(outcome).toBe('done');
  }
}
