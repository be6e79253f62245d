import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NullPool } from '../../src/pool/null-pool.ts';
import type { Pool } from '../../src/pool/pool.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, now, turn, type FakeResource } from './fake-resource.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function makeLogger(): { info(): void; warn: jest.Mock<(message: string) => void> } {
  return { info: () => {}, warn: jest.fn<(message: string) => void>() };
}

afterEach(() => {
  jest.restoreAllMocks();
});

/** Collects garbage until `isDone`, or until it has tried often enough. */
async function collectUntil(isDone: () => boolean, attempts = 20): Promise<void> {
  for (let attempt = 0; attempt < attempts && !isDone(); attempt++) {
    await turn();
    collectGarbage();
    await turn();
  }
}

// Objects whose methods are on the stack of a checkout must not be kept alive by its trace.
class ForgetfulService {
  loan: unknown;

  use(pool: Pool<FakeResource>): void {
    this.loan = pool.connect();
  }
}

describe('a checkout that is never returned', () => {
  test('is reported with the place of its checkout, its connection closed, and its place given to one who waits', async () => {
    const logger = makeLogger();
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, traceCheckouts: true, logger });
    new ForgetfulService().use(pool);
    const waiting = pool.connect();
    await collectUntil(() => lifecycle.opened[0]?.state !== 'open');
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    expect((await waiting).resource.id).toBe(2);
    expect(pool.checkedout()).toBe(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /garbage collector found connection <Object 1>, which was never returned.*checked out at .*ForgetfulService.*use.*leak-watch\.test\.ts:/,
      ),
    );
  });

  test('is reported by a NullPool too', async () => {
    const logger = makeLogger();
    const lifecycle = new FakeLifecycle();
    const pool = new NullPool(lifecycle, { traceCheckouts: true, logger });
    new ForgetfulService().use(pool);
    await collectUntil(() => lifecycle.open.length === 0);
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    expect(pool.checkedout()).toBe(0);
  });

  test('one that was returned is not reported', async () => {
    const logger = makeLogger();
    const pool = new QueuePool(new FakeLifecycle(), { traceCheckouts: true, logger });
    now(now(pool.connect()).release());
    now(pool.connect()).invalidate();
    await collectUntil(() => logger.warn.mock.calls.length > 0, 3);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});

describe('without traceCheckouts', () => {
  test('no stack is captured while the pool has connections to spare', () => {
    const capture = jest.spyOn(Error, 'captureStackTrace');
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 3 });
    for (let count = 0; count < 2; count++) now(pool.connect());
    expect(capture).not.toHaveBeenCalled();
    now(pool.connect());
    expect(capture).toHaveBeenCalledTimes(1);
  });

  test('a busy pool captures one stack in ten milliseconds at most', () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1000);
    const capture = jest.spyOn(Error, 'captureStackTrace');
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1 });
    for (let count = 0; count < 5; count++) now(pool.connect());
    expect(capture).toHaveBeenCalledTimes(1);
    clock.mockReturnValue(1010);
    now(pool.connect());
    expect(capture).toHaveBeenCalledTimes(2);
  });
});
