import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { DisconnectionError } from '../../src/errors/database-errors.ts';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { listen } from '../../src/event/listen.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, LateLifecycle, now, type FakeResource } from './fake-resource.ts';

const silent = { info: (): void => {}, warn: (): void => {} };

afterEach(() => {
  jest.restoreAllMocks();
});

describe('invalidate', () => {
  test('cuts the connection at once; the next checkout opens another one', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    loan.invalidate(new Error('bad'));
    expect(lifecycle.opened[0]).toMatchObject({ state: 'destroyed', resets: [] });
    expect(now(pool.connect()).resource.id).toBe(2);
  });

  test('a release afterwards is nothing special', () => {
    const warn = jest.fn();
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, logger: { ...silent, warn } });
    const loan = now(pool.connect());
    loan.invalidate();
    now(loan.release());
    expect(warn).not.toHaveBeenCalled();
    expect(pool.checkedout()).toBe(0);
  });

  test('a connection that was returned already is left alone, with a warning', () => {
    const warn = jest.fn();
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { logger: { ...silent, warn } });
    const loan = now(pool.connect());
    now(loan.release());
    const next = now(pool.connect());
    loan.invalidate();
    expect(warn).toHaveBeenCalledWith("Can't invalidate an already-closed connection.");
    expect(next.resource.state).toBe('open');
  });

  test('wakes one who waits', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    const waiting = pool.connect();
    loan.invalidate();
    expect((await waiting).resource.id).toBe(2);
  });

  test('softly: the borrower goes on, and the connection is replaced after its return', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    loan.invalidate(undefined, { soft: true });
    expect(loan.resource.state).toBe('open');
    now(loan.release());
    expect(now(pool.connect()).resource.id).toBe(2);
    expect(lifecycle.open).toHaveLength(1);
  });

  test('a replacement that cannot be opened leaves the pool as it should be', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 2, timeout: 0 });
    now(now(pool.connect()).release());
    pool.invalidateAll();
    lifecycle.connectError = new Error('down');
    expect(() => pool.connect()).toThrow('down');
    expect(pool.checkedout()).toBe(0);
    lifecycle.connectError = null;
    for (let count = 0; count < 3; count++) now(pool.connect());
    expect(pool.overflow()).toBe(2);
  });
});

describe('invalidateAll', () => {
  test('idle connections are replaced at their next checkout, the others closed when they come back', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 2, maxOverflow: 0 });
    const [idle, busy] = [now(pool.connect()), now(pool.connect())];
    now(idle.release());
    pool.invalidateAll();
    expect(lifecycle.open).toHaveLength(2);
    expect(now(pool.connect()).resource.id).toBe(3);
    now(busy.release());
    expect(lifecycle.opened.map((resource) => resource.state)).toEqual(['destroyed', 'destroyed', 'open']);
  });

  test('ten connections that notice one restart of the server invalidate the pool once', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 10 });
    const loans = Array.from({ length: 10 }, () => now(pool.connect()));
    for (const loan of loans) {
      loan.invalidate(new Error('gone'));
      pool.invalidateAll(loan.generation);
      now(now(pool.connect()).release());
    }
    expect(pool.generation).toBe(1);
    expect(lifecycle.opened).toHaveLength(11);
  });

  test('a connection that was being opened at the time is not trusted after its return', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1 });
    const connecting = pool.connect();
    pool.invalidateAll();
    await (await connecting).release();
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
  });
});

describe('recycle', () => {
  test('replaces a connection at its checkout when it is older than that', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(10_000_000);
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0, recycle: 30 });
    now(now(pool.connect()).release());
    clock.mockReturnValue(10_030_000);
    const young = now(pool.connect());
    expect(young.resource.id).toBe(1);
    now(young.release());
    clock.mockReturnValue(10_030_001);
    expect(now(pool.connect()).resource.id).toBe(2);
  });
});

describe('prePing', () => {
  test('asks a connection before it is handed out again, but not a new one', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle, { prePing: true });
    await (await pool.connect()).release();
    expect(lifecycle.pings).toBe(0);
    await (await pool.connect()).release();
    expect(lifecycle.pings).toBe(1);
  });

  test('a restart of the database goes unnoticed: one failed ping replaces all connections', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { prePing: true, poolSize: 3 });
    const loans = [1, 2, 3].map(() => now(pool.connect()));
    for (const loan of loans) now(loan.release());
    lifecycle.pingError = new Error('server closed the connection');
    const again = [1, 2, 3].map(() => now(pool.connect()));
    expect(lifecycle.pings).toBe(1);
    expect(again.map((loan) => loan.resource.id)).toEqual([4, 5, 6]);
    expect(lifecycle.open).toHaveLength(3);
  });

  test('while the database is down, the error of the driver goes to who asked', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { prePing: true, poolSize: 1 });
    now(now(pool.connect()).release());
    lifecycle.pingError = new Error('server closed the connection');
    lifecycle.connectError = new Error('connection refused');
    expect(() => pool.connect()).toThrow('connection refused');
    expect(pool.checkedout()).toBe(0);
    lifecycle.connectError = null;
    expect(now(pool.connect()).resource.id).toBe(2);
  });
});

describe('detach', () => {
  test('frees the place; the connection is closed by its release', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const loan = now(pool.connect());
    loan.info['user'] = 'Ada';
    loan.detach();
    expect(loan.isDetached).toBe(true);
    expect(now(pool.connect()).resource.id).toBe(2);
    expect(loan.resource.state).toBe('open');
    expect(loan.info).toEqual({ user: 'Ada' });
    now(loan.release());
    expect(lifecycle.opened[0]).toMatchObject({ state: 'closed', resets: ['rollback'] });
    expect(pool.checkedout()).toBe(1);
  });

  test('a detached connection that is invalidated is cut', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle);
    const loan = now(pool.connect());
    loan.detach();
    loan.invalidate();
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    expect(pool.checkedout()).toBe(0);
  });
});

describe('a checkout listener', () => {
  test('that raises DisconnectionError gets a new connection', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    now(now(pool.connect()).release());
    listen(pool, 'checkout', (resource) => {
      if (resource.id < 3) throw new DisconnectionError('stale');
    });
    expect(now(pool.connect()).resource.id).toBe(3);
    expect(lifecycle.open).toHaveLength(1);
    expect(pool.checkedout()).toBe(1);
  });

  test('that refuses three connections in a row ends the checkout, and no place is lost', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const refusal = new DisconnectionError('stale');
    listen(pool, 'checkout', () => {
      throw refusal;
    });
    const attempt = (): unknown => pool.connect();
    expect(attempt).toThrow(InvalidRequestError);
    expect(attempt).toThrow(expect.objectContaining({ cause: refusal }));
    expect(lifecycle.opened).toHaveLength(6);
    expect(lifecycle.open).toEqual([]);
    expect(pool.checkedout()).toBe(0);
  });

  test('that raises anything else gives the connection back and the error to who asked', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    listen(
      pool,
      'checkout',
      async () => {
        throw new TypeError('my mistake');
      },
      { once: true },
    );
    await expect(pool.connect()).rejects.toThrow('my mistake');
    expect((await pool.connect()).resource).toMatchObject({ id: 1, resets: ['rollback'] });
  });

  test('that invalidates the connection and then fails gives the place back once', () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1, maxOverflow: 0 });
    listen(pool, 'checkout', (_resource: FakeResource, _record, pooled) => {
      pooled.invalidate();
      throw new DisconnectionError('stale');
    });
    expect(() => pool.connect()).toThrow('stale');
    expect(pool.checkedout()).toBe(0);
  });
});
