import { type Connection, DBAPIError, DisconnectionError, type Engine, type EngineOptions, text } from '@aludel/core';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillNumbers, numbersColumns, someWork } from '../numbers-table.ts';
import type { SuiteContext } from '../suite-context.ts';
import type { WireProxy } from '../wire-proxy.ts';

export function disconnect(context: SuiteContext): void {
  const { proxy: startProxy } = context;
  if (startProxy === undefined) {
    test.skip('survives lost connections (absent here: no "proxy" was given to describeDialect)', () => {
      /* Nothing to test. */
    });
    return;
  }
  const { number } = context.tables({ number: numbersColumns });
  const count = text(`SELECT COUNT(*) FROM ${number}`);
  let proxy: WireProxy;
  beforeEach(async () => {
    proxy = await startProxy(context.url());
  });
  afterEach(() => (context.gate.isOpen ? proxy.stop() : undefined));

  const engineThroughProxy = (options: EngineOptions = {}) => context.engine(options, proxy.through(context.url()));

  async function idleConnection(engine: Engine): Promise<void> {
    expect(await engine.begin((connection) => connection.scalar(count))).toBe(0);
  }

  const failureOf = (promise: PromiseLike<unknown>) =>
    Promise.resolve(promise).then(
      () => 'it worked',
      (error: unknown) => error,
    );

  test.each(['reset', 'cut'] as const)(
    'an idle connection that was lost (%s) neither ends the process nor spoils the engine',
    async (how) => {
      const engine = engineThroughProxy();
      await idleConnection(engine);
      proxy[how]();
      await sleep(50);
      // The pool may have noticed; if not, the first statement does.
      const first = await failureOf(engine.begin((connection) => connection.scalar(count)));
      if (first !== 'it worked') expect(first).toMatchObject({ isDisconnect: true });
      expect(await engine.begin((connection) => connection.scalar(count))).toBe(0);
    },
  );

  test('with poolPrePing a lost connection is replaced unnoticed', async () => {
    const engine = engineThroughProxy({ poolPrePing: true });
    await idleConnection(engine);
    proxy.reset();
    expect(await engine.begin((connection) => connection.scalar(count))).toBe(0);
  });

  test('a connection lost inside a transaction says so, and can be used again after a rollback', async () => {
    const engine = engineThroughProxy();
    const connection = await engine.connect();
    await connection.scalar(count);
    proxy.reset();
    const error = await failureOf(connection.scalar(count));
    expect(error).toBeInstanceOf(DisconnectionError);
    expect(error).toMatchObject({ isDisconnect: true, isRetryable: true, commitOutcomeUnknown: false });
    expect(connection.invalidated).toBe(true);
    await expect(connection.scalar(count)).rejects.toMatchObject({ code: '8s2b' });
    await connection.rollback();
    expect(await connection.scalar(count)).toBe(0);
    await connection.close();
  });

  context.needing(['cancel'], 'a connection lost during a statement rejects it at once', async () => {
    const engine = engineThroughProxy();
    await fillNumbers(engine, number);
    const connection = await engine.connect();
    await connection.scalar(count);
    setTimeout(() => proxy.reset(), 100);
    const error = await failureOf(connection.execute(text(someWork(number))));
    expect(error).toBeInstanceOf(DisconnectionError);
    await connection.close();
    expect(await engine.begin((next) => next.scalar(count))).toBe(1_000);
  });

  test('when one connection is lost the pool replaces the others of its time as well', async () => {
    const engine = engineThroughProxy({ poolSize: 3 });
    const connections = await Promise.all([engine.connect(), engine.connect(), engine.connect()]);
    await Promise.all(connections.map((connection) => connection.scalar(count)));
    await Promise.all(connections.map((connection) => connection.close()));
    proxy.reset();
    await failureOf(engine.begin((connection) => connection.scalar(count)));
    const answers = await Promise.all([1, 2, 3].map(() => engine.begin((connection) => connection.scalar(count))));
    expect(answers).toEqual([0, 0, 0]);
  });

  test('a connection lost during COMMIT says that the outcome is unknown, and is not to be retried blindly', async () => {
    const engine = engineThroughProxy();
    const connection = await engine.connect();
    await connection.execute(text(`INSERT INTO ${number} (n) VALUES (1)`));
    proxy.freeze();
    const committing = failureOf(connection.commit());
    await sleep(50);
    proxy.reset();
    const error = await committing;
    expect(error).toMatchObject({ isDisconnect: true, commitOutcomeUnknown: true, isRetryable: false });
    proxy.thaw();
    await connection.close();
  });

  test('a server that refuses connections is an error, not a leak; once it is back all is well', async () => {
    const engine = engineThroughProxy({ poolSize: 1, maxOverflow: 0, poolTimeout: 2 });
    proxy.refuse();
    for (let attempt = 0; attempt < 3; attempt++) expect(await failureOf(engine.connect())).toBeInstanceOf(DBAPIError);
    proxy.allow();
    expect(await engine.begin((connection) => connection.scalar(count))).toBe(0);
  });

  test('a timeout helps against a network that swallows everything', async () => {
    const engine = engineThroughProxy();
    const connection = await engine.connect();
    await connection.scalar(count);
    proxy.freeze();
    const began = performance.now();
    const error = await failureOf(connection.scalar(count, {}, { timeout: 0.2 }));
    expect(error).toBeInstanceOf(DBAPIError);
    expect(performance.now() - began).toBeLessThan(10_000);
    proxy.thaw();
    await connection.close();
    expect(await engine.begin((next: Connection) => next.scalar(count))).toBe(0);
  });
}
