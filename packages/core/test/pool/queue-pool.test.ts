import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ArgumentError } from '../../src/errors/argument-errors.ts';
import { ResourceClosedError } from '../../src/errors/invalid-request-errors.ts';
import { TimeoutError } from '../../src/errors/timeout-error.ts';
import type { PooledConnection } from '../../src/pool/pooled-connection.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, LateLifecycle, now, turn, type FakeResource } from './fake-resource.ts';

type Loan = PooledConnection<FakeResource>;

function quiet(): { info(): void; warn: jest.Mock<(message: string) => void> } {
  return { info: () => {}, warn: jest.fn<(message: string) => void>() };
}

function figures(pool: QueuePool<FakeResource>): readonly number[] {
  return [pool.size(), pool.checkedin(), pool.overflow(), pool.checkedout()];
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('QueuePool: counting', () => {
  test('opens nothing before the first checkout, and is made anew without opening anything', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle);
    pool.recreate();
    expect(lifecycle.opened).toEqual([]);
    expect(pool.status()).toBe('Pool size: 5  Connections in pool: 0 Current Overflow: -5 Current Checked out connections: 0');
  });

  test('overflow counts from minus the size; what exceeds the size is closed on its return', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 3, maxOverflow: -1 });
    const loans: Loan[] = [];
    const seen: (readonly number[])[] = [];
    for (let count = 0; count < 6; count++) {
      loans.push(now(pool.connect()));
      seen.push(figures(pool));
    }
    expect(seen).toEqual([
      [3, 0, -2, 1],
      [3, 0, -1, 2],
      [3, 0, 0, 3],
      [3, 0, 1, 4],
      [3, 0, 2, 5],
      [3, 0, 3, 6],
    ]);
    for (const loan of loans.splice(0, 4)) now(loan.release());
    expect(figures(pool)).toEqual([3, 3, 2, 2]);
    for (const loan of loans) now(loan.release());
    expect(figures(pool)).toEqual([3, 3, 0, 0]);
    expect(lifecycle.open).toHaveLength(3);
  });

  test('a size of 0 means that nothing is ever closed and nobody waits', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 0, maxOverflow: 2 });
    const loans = Array.from({ length: 30 }, () => now(pool.connect()));
    expect(pool.checkedout()).toBe(30);
    for (const loan of loans) now(loan.release());
    expect([pool.checkedin(), pool.overflow(), pool.checkedout()]).toEqual([30, 0, 0]);
    expect(lifecycle.open).toHaveLength(30);
  });

  test('a failed connection gives its place back, and who waits for a place gets it', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, logger: quiet() });
    lifecycle.connectError = new Error('no route');
    const first = pool.connect();
    const second = pool.connect();
    expect(pool.waiting()).toBe(1);
    await expect(first).rejects.toThrow('no route');
    lifecycle.connectError = null;
    const loan = await second;
    expect(loan.resource.id).toBe(1);
    expect(pool.checkedout()).toBe(1);
  });

  test('a failed connection beyond the size gives its place back', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 2, maxOverflow: 3 });
    for (let count = 0; count < 3; count++) now(pool.connect());
    lifecycle.connectError = new Error('no route');
    expect(() => pool.connect()).toThrow('no route');
    expect(pool.overflow()).toBe(1);
  });

  test('a connection that hangs while it is opened does not keep others from theirs', async () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 1 });
    const create = jest.spyOn(lifecycle, 'create').mockReturnValueOnce(new Promise(() => {}));
    void pool.connect();
    expect(now(pool.connect()).isValid).toBe(true);
    create.mockRestore();
  });

  test.each([
    ['poolSize', { poolSize: -1 }],
    ['maxOverflow', { maxOverflow: 1.5 }],
    ['timeout', { timeout: Number.NaN }],
    ['recycle', { recycle: -2 }],
    ['resetOnReturn', { resetOnReturn: 'maybe' as 'commit' }],
  ])('refuses a %s that makes no sense', (name, options) => {
    const make = (): unknown => new QueuePool(new FakeLifecycle(), options);
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(`"${name}"`);
  });
});

describe('QueuePool: order', () => {
  test('hands out the connection that was returned first', () => {
    const pool = new QueuePool(new FakeLifecycle());
    const loans = [1, 2, 3].map(() => now(pool.connect()));
    for (const loan of loans) now(loan.release());
    expect([1, 2, 3].map(() => now(pool.connect()).resource.id)).toEqual([1, 2, 3]);
  });

  test('with useLifo, hands out the connection that was returned last', () => {
    const pool = new QueuePool(new FakeLifecycle(), { useLifo: true });
    const loans = [1, 2, 3].map(() => now(pool.connect()));
    for (const loan of loans) now(loan.release());
    expect([1, 2, 3].map(() => now(pool.connect()).resource.id)).toEqual([3, 2, 1]);
  });

  test('those who wait are served first come, first served, with the connection that comes back', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    let loan = now(pool.connect());
    const served: number[] = [];
    const waiting = [0, 1, 2].map(async (number) => {
      const next = await pool.connect();
      served.push(number);
      return next;
    });
    for (const next of waiting) {
      now(loan.release());
      loan = await next;
      expect(loan.resource.id).toBe(1);
    }
    expect(served).toEqual([0, 1, 2]);
  });

  test('nobody overtakes those who wait', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    const first = pool.connect();
    now(loan.release());
    const second = pool.connect();
    expect(second).toBeInstanceOf(Promise);
    now((await first).release());
    expect((await second).isValid).toBe(true);
  });

  test('a thousand who wait and fail one after the other do not fill the stack', async () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, logger: quiet() });
    const loan = now(pool.connect());
    const waiting = Array.from({ length: 5000 }, () => pool.connect());
    lifecycle.connectError = new Error('no route');
    loan.invalidate();
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
    expect(pool.checkedout()).toBe(0);
  });
});

describe('QueuePool: time-out', () => {
  test('honours fractions of a second', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, timeout: 0.05 });
    now(pool.connect());
    const start = performance.now();
    await expect(pool.connect()).rejects.toThrow(TimeoutError);
    expect(performance.now() - start).toBeGreaterThanOrEqual(50);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(pool.waiting()).toBe(0);
  });

  test('says how many there are, who holds them, since when, and what to do', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 1, timeout: 0.01, traceCheckouts: true });
    now(pool.connect());
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 12_300);
    now(pool.connect());
    const error = await Promise.resolve(pool.connect()).catch((reason: Error) => reason);
    const lines = (error as Error).message.split('\n');
    expect(lines[0]).toBe('QueuePool limit of size 1 overflow 1 reached, connection timed out, timeout 0.01');
    expect(lines[1]).toMatch(/^ {2}held for 12\.3 s at .*queue-pool\.test\.ts:\d+:\d+/);
    expect(lines[2]).toMatch(/^ {2}held for 0\.0 s at .*queue-pool\.test\.ts:\d+:\d+/);
    expect(lines[3]).toMatch(
      /^Raise "poolSize" or "maxOverflow", or look for a connection that is never closed\. \(Background on this error: .*3o7r/,
    );
    expect(lines).toHaveLength(4);
  });

  test('says so when connections are still being opened', async () => {
    const lifecycle = new FakeLifecycle();
    jest.spyOn(lifecycle, 'create').mockReturnValue(new Promise(() => {}));
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, timeout: 0.01 });
    void pool.connect();
    await expect(pool.connect()).rejects.toThrow('1 still being opened, reset or closed');
  });

  test('a time-out of 0 refuses to wait at all', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, timeout: 0 });
    const loan = now(pool.connect());
    await expect(pool.connect()).rejects.toThrow(TimeoutError);
    now(loan.release());
    expect(now(pool.connect()).isValid).toBe(true);
  });

  test('one who comes later waits as long as those before', async () => {
    jest.useFakeTimers();
    try {
      const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, timeout: 10 });
      now(pool.connect());
      const ended: string[] = [];
      Promise.resolve(pool.connect()).catch(() => ended.push('first'));
      await jest.advanceTimersByTimeAsync(6000);
      Promise.resolve(pool.connect()).catch(() => ended.push('second'));
      await jest.advanceTimersByTimeAsync(4001);
      expect(ended).toEqual(['first']);
      await jest.advanceTimersByTimeAsync(5990);
      expect(ended).toEqual(['first']);
      await jest.advanceTimersByTimeAsync(20);
      expect(ended).toEqual(['first', 'second']);
    } finally {
      jest.useRealTimers();
    }
  });

  test('a timer left over from earlier does not end a later wait too early', async () => {
    jest.useFakeTimers();
    try {
      const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, timeout: 10 });
      const loan = now(pool.connect());
      const first = pool.connect();
      now(loan.release());
      const again = await first;
      await jest.advanceTimersByTimeAsync(9000);
      const second = pool.connect();
      await jest.advanceTimersByTimeAsync(9000);
      now(again.release());
      expect((await second).isValid).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('QueuePool: abort', () => {
  test('an aborted signal refuses at once', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle);
    expect(() => pool.connect(AbortSignal.abort(new Error('enough')))).toThrow('enough');
    expect(lifecycle.opened).toEqual([]);
  });

  test('abandons the queue without losing a place or its order', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    const controllers = [0, 1, 2, 3].map(() => new AbortController());
    const waiting = controllers.map((controller) => Promise.resolve(pool.connect(controller.signal)));
    controllers[0]?.abort(new Error('enough'));
    controllers[2]?.abort(new Error('enough'));
    await expect(waiting[0]).rejects.toThrow('enough');
    await expect(waiting[2]).rejects.toThrow('enough');
    expect(pool.waiting()).toBe(2);
    now(loan.release());
    const second = await (waiting[1] as Promise<Loan>);
    now(second.release());
    const fourth = await (waiting[3] as Promise<Loan>);
    now(fourth.release());
    expect(figures(pool)).toEqual([1, 1, 0, 0]);
  });

  test('a connection that is opened too late goes to the pool', async () => {
    const pool = new QueuePool(new LateLifecycle(), { poolSize: 1, maxOverflow: 0 });
    const controller = new AbortController();
    const connecting = pool.connect(controller.signal);
    controller.abort(new Error('enough'));
    await expect(connecting).rejects.toThrow('enough');
    const loan = await pool.connect();
    expect(loan.resource.id).toBe(1);
  });

  test('a signal that aborts after the checkout changes nothing', async () => {
    const pool = new QueuePool(new LateLifecycle());
    const controller = new AbortController();
    const loan = await pool.connect(controller.signal);
    controller.abort();
    await turn();
    expect(loan.isValid).toBe(true);
    expect(pool.checkedout()).toBe(1);
  });
});

describe('QueuePool: return', () => {
  test('returning twice only warns, and never lends one connection to two', () => {
    const logger = quiet();
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 2, logger });
    const loan = now(pool.connect());
    now(loan.release());
    const other = now(pool.connect());
    now(loan.release());
    expect(logger.warn).toHaveBeenCalledWith(expect.stringMatching(/^Double checkin attempted on /));
    expect(now(pool.connect()).resource).not.toBe(other.resource);
  });

  test('after its return a connection cannot be reached through the old checkout', () => {
    const pool = new QueuePool(new FakeLifecycle());
    const loan = now(pool.connect());
    now(loan.release());
    expect(loan.isValid).toBe(false);
    expect(() => loan.resource).toThrow(ResourceClosedError);
  });

  test('await using returns it, unless that was done already', async () => {
    const logger = quiet();
    const pool = new QueuePool(new LateLifecycle(), { logger });
    {
      await using loan = await pool.connect();
      expect(loan.isValid).toBe(true);
    }
    {
      await using loan = await pool.connect();
      await loan.release();
    }
    expect(pool.checkedout()).toBe(0);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  test('info stays with the connection across checkouts, and is empty for its replacement', () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, logger: quiet() });
    const first = now(pool.connect());
    first.info['user'] = 'Ada';
    now(first.release());
    const second = now(pool.connect());
    expect(second.info).toEqual({ user: 'Ada' });
    second.invalidate();
    expect(now(pool.connect()).info).toEqual({});
  });

  test('a connection that died in use is closed, and its place is free', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    loan.resource.isAlive = false;
    now(loan.release());
    expect(lifecycle.opened[0]).toMatchObject({ state: 'destroyed', resets: [] });
    expect(now(pool.connect()).resource.id).toBe(2);
  });

  test('a connection that died while idle is replaced at its checkout', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    now(now(pool.connect()).release());
    (lifecycle.opened[0] as FakeResource).isAlive = false;
    expect(now(pool.connect()).resource.id).toBe(2);
    expect(lifecycle.open).toHaveLength(1);
  });

  test('a release waits until a connection in excess is closed; its place is free only then', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 1 });
    const loans = [await pool.connect(), await pool.connect()];
    await loans[0]?.release();
    const released = loans[1]?.release({ transactionWasReset: true });
    expect(pool.overflow()).toBe(1);
    await released;
    expect(lifecycle.opened[1]?.state).toBe('closed');
    expect(pool.overflow()).toBe(0);
  });

  test('an idle pool and one that somebody waited for hold no timer that keeps the process alive', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    const setTimer = jest.spyOn(globalThis, 'setTimeout');
    const loan = now(pool.connect());
    const waiting = pool.connect();
    const timer = setTimer.mock.results[0]?.value as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(true);
    now(loan.release());
    const next = await waiting;
    expect(timer.hasRef()).toBe(false);
    const waitingAgain = pool.connect();
    expect(timer.hasRef()).toBe(true);
    now(next.release());
    await waitingAgain;
    expect(setTimer).toHaveBeenCalledTimes(1);
    clearTimeout(timer);
  });
});

describe('QueuePool: dispose and recreate', () => {
  test('closes the idle connections; the others are closed when they come back', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 2, maxOverflow: 0 });
    const [idle, busy] = [now(pool.connect()), now(pool.connect())];
    now(idle.release());
    now(pool.dispose());
    expect(lifecycle.opened.map((resource) => resource.state)).toEqual(['closed', 'open']);
    expect(figures(pool)).toEqual([2, 0, -1, 1]);
    now(busy.release());
    expect(lifecycle.open).toEqual([]);
    expect(figures(pool)).toEqual([2, 0, -2, 0]);
  });

  test('resolves when the idle connections are closed', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle);
    await (await pool.connect()).release();
    const disposed = pool.dispose();
    expect(lifecycle.open).toHaveLength(1);
    await disposed;
    expect(lifecycle.open).toEqual([]);
  });

  test('those who wait are still served, with the connections that come back', async () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    const waiting = pool.connect();
    now(pool.dispose());
    now(loan.release());
    now((await waiting).release());
    expect(lifecycle.opened.map((resource) => resource.state)).toEqual(['closed']);
  });

  test('a disposed pool can still be used, within its limits, and keeps nothing open', async () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, timeout: 0.01 });
    now(pool.dispose());
    const loan = now(pool.connect());
    await expect(pool.connect()).rejects.toThrow(TimeoutError);
    now(loan.release());
    expect(lifecycle.open).toEqual([]);
  });

  test('a connection that a disposed pool was opening is closed after its use', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle);
    const connecting = pool.connect();
    await pool.dispose();
    await (await connecting).release();
    expect(lifecycle.open).toEqual([]);
  });

  test('recreate makes a pool with the same options', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, timeout: 0.01, resetOnReturn: null });
    const again = pool.recreate();
    const loan = now(again.connect());
    await expect(again.connect()).rejects.toThrow(
      'QueuePool limit of size 1 overflow 0 reached, connection timed out, timeout 0.01',
    );
    const { resource } = loan;
    now(loan.release());
    expect(resource.resets).toEqual([]);
  });
});
