import { type Connection, QueryCanceledError, text } from '@aludel/core';
import { expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { endlessRows, endlessWork, fillNumbers, manyRows, numbersColumns } from '../numbers-table.ts';
import type { SuiteContext } from '../suite-context.ts';

export function cancelAndTimeout(context: SuiteContext): void {
  const { number } = context.tables({ number: numbersColumns });
  const { cancel } = context.capabilities;
  if (cancel === 'none') {
    test.skip('statements can be stopped (absent here: neither on the server nor between rows)', () => {
      /* Nothing to test. */
    });
    return;
  }
  // A database in this process can only be stopped where it hands out a row.
  const endless = text(cancel === 'running' ? endlessWork(number) : manyRows(number));
  const count = text(`SELECT COUNT(*) FROM ${number}`);

  async function connectToNumbers(): Promise<Connection> {
    const engine = context.engine();
    await fillNumbers(engine, number);
    return engine.connect();
  }

  /** The error of a statement that must be stopped, and how long that took in milliseconds. */
  async function stopped(execute: () => PromiseLike<unknown>): Promise<{ error: unknown; tookMs: number }> {
    const began = performance.now();
    const error = await Promise.resolve(execute()).then(
      () => 'it ended',
      (caught: unknown) => caught,
    );
    return { error, tookMs: performance.now() - began };
  }

  /** Whatever became of the old connection, after a rollback the next statement is answered. */
  async function goesOn(connection: Connection): Promise<void> {
    await connection.rollback();
    expect(await connection.scalar(count)).toBe(1_000);
    await connection.close();
  }

  test('a timeout stops the statement', async () => {
    const connection = await connectToNumbers();
    const { error, tookMs } = await stopped(() => connection.execute(endless, {}, { timeout: 0.2 }));
    expect(error).toBeInstanceOf(QueryCanceledError);
    expect(tookMs).toBeGreaterThanOrEqual(190);
    expect(tookMs).toBeLessThan(5_000);
    await goesOn(connection);
  });

  test('aborting a signal stops the statement, and the reason is the cause', async () => {
    const connection = await connectToNumbers();
    const reason = new Error('the user went away');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    const { error, tookMs } = await stopped(() => connection.execute(endless, {}, { signal: controller.signal, timeout: 20 }));
    expect(error).toBeInstanceOf(QueryCanceledError);
    expect((error as Error).cause).toBe(reason);
    expect(tookMs).toBeLessThan(5_000);
    await goesOn(connection);
  });

  test('a signal that was aborted before sends nothing', async () => {
    const connection = await connectToNumbers();
    const { error, tookMs } = await stopped(() => connection.execute(endless, {}, { signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(QueryCanceledError);
    expect(tookMs).toBeLessThan(500);
    await goesOn(connection);
  });

  test('a statement that ends in time is not disturbed', async () => {
    const connection = await connectToNumbers();
    const controller = new AbortController();
    expect(await connection.scalar(count, {}, { timeout: 30, signal: controller.signal })).toBe(1_000);
    controller.abort();
    await goesOn(connection);
  });

  test('a stop that comes too late never hits another statement', async () => {
    const connection = await connectToNumbers();
    for (let attempt = 0; attempt < 60; attempt++) {
      const controller = new AbortController();
      const hurried = connection.scalar(count, {}, { signal: controller.signal }).then(
        () => 'done',
        (error: unknown) => error,
      );
      setTimeout(() => controller.abort(), attempt % 6);
      const outcome = await hurried;
      if (outcome !== 'done') {
        expect(outcome).toBeInstanceOf(QueryCanceledError);
        await connection.rollback();
      }
      expect(await connection.scalar(count)).toBe(1_000);
    }
    await connection.close();
  });

  test('a stream can be stopped as well', async () => {
    const connection = await connectToNumbers();
    const reading = (async () => {
      let count = 0;
      for await (const _row of connection.stream(
        text(endlessRows(number)),
        {},
        { signal: AbortSignal.timeout(200), executionOptions: { yieldPer: 500 } },
      )) {
        // A database in this process answers without a turn of the event loop, which the signal needs.
        if (++count % 500 === 0) await setImmediate();
      }
    })();
    expect((await stopped(() => reading)).error).toBeInstanceOf(QueryCanceledError);
    await goesOn(connection);
  });

  context.needing(['insertReturning', 'waitingWriters'], 'a stream that waits for a lock is stopped as well', async () => {
    const connection = await connectToNumbers();
    const other = await context.engine().connect();
    try {
      await other.execute(text(`INSERT INTO ${number} (n) VALUES (5000)`));
      const stream = connection.stream(text(`INSERT INTO ${number} (n) VALUES (5000) RETURNING n`), {}, { timeout: 0.2 });
      const { error, tookMs } = await stopped(() => stream.all());
      expect(error).toBeInstanceOf(QueryCanceledError);
      expect(tookMs).toBeLessThan(5_000);
    } finally {
      await other.rollback();
      await other.close();
    }
    await goesOn(connection);
  });

  context.needing(['cancel'], 'a statement that was stopped does not go on working on the server', async () => {
    const engine = context.engine({ poolSize: 1, maxOverflow: 0 });
    await fillNumbers(engine, number);
    const connection = await engine.connect();
    await connection.execute(text(`DELETE FROM ${number} WHERE n = 1`));
    await stopped(() => connection.execute(endless, {}, { timeout: 0.1 }));
    await connection.close();
    // Its locks are gone as well: another connection gets them without waiting.
    const deleted = await context
      .engine()
      .begin((other) => other.execute(text(`DELETE FROM ${number} WHERE n = 1`), {}, { timeout: 10 }));
    expect(deleted.rowcount).toBe(1);
  });
}
