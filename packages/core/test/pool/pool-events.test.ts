import { describe, expect, jest, test } from '@jest/globals';
import { listen } from '../../src/event/listen.ts';
import { dispatch } from '../../src/event/event-target.ts';
import { poolEventNames, type PoolEvents } from '../../src/pool/pool-events.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, LateLifecycle, now, turn, type FakeResource } from './fake-resource.ts';

/** Notes the names of all events of a pool, in order. */
function noteAll(pool: QueuePool<FakeResource>): string[] {
  const notes: string[] = [];
  for (const name of poolEventNames) listen(pool, name, () => void notes.push(name));
  return notes;
}

describe('pool events', () => {
  test('follow a connection through its life', () => {
    const pool = new QueuePool(new FakeLifecycle(), { poolSize: 1 });
    const notes = noteAll(pool);
    now(now(pool.connect()).release());
    expect(notes.splice(0)).toEqual(['firstConnect', 'connect', 'checkout', 'reset', 'checkin']);
    const second = now(pool.connect());
    second.invalidate(undefined, { soft: true });
    now(second.release());
    expect(notes.splice(0)).toEqual(['checkout', 'softInvalidate', 'reset', 'checkin', 'close']);
    now(pool.connect()).invalidate();
    expect(notes.splice(0)).toEqual(['connect', 'checkout', 'invalidate', 'close', 'checkin']);
    const detached = now(pool.connect());
    detached.detach();
    now(detached.release());
    expect(notes.splice(0)).toEqual(['connect', 'checkout', 'detach', 'reset', 'closeDetached']);
    now(now(pool.connect()).release());
    notes.length = 0;
    now(pool.dispose());
    expect(notes).toEqual(['close']);
  });

  test('give the connection, its record and the checkout', () => {
    const pool = new QueuePool(new FakeLifecycle());
    const connected = jest.fn<PoolEvents<FakeResource>['connect']>();
    const checkedOut = jest.fn<PoolEvents<FakeResource>['checkout']>();
    const invalidated = jest.fn<PoolEvents<FakeResource>['invalidate']>();
    const checkedIn = jest.fn<PoolEvents<FakeResource>['checkin']>();
    listen(pool, 'connect', connected);
    listen(pool, 'checkout', checkedOut);
    listen(pool, 'invalidate', invalidated);
    listen(pool, 'checkin', checkedIn);
    const loan = now(pool.connect());
    const { resource, record } = loan;
    expect(connected).toHaveBeenCalledWith(resource, record);
    expect(checkedOut).toHaveBeenCalledWith(resource, record, loan);
    const error = new Error('bad');
    loan.invalidate(error);
    expect(invalidated).toHaveBeenCalledWith(resource, record, error);
    expect(checkedIn).toHaveBeenCalledWith(null, record);
  });

  test('a recreated pool has the same listeners, and a first connection of its own', () => {
    const pool = new QueuePool(new FakeLifecycle());
    const first = jest.fn();
    listen(pool, 'firstConnect', first);
    const again = pool.recreate();
    now(pool.connect());
    now(again.connect());
    now(again.connect());
    expect(first).toHaveBeenCalledTimes(2);
    expect(again[dispatch]).toBe(pool[dispatch]);
  });
});

describe('a connect listener', () => {
  test('that raises closes the connection and frees the place; the next checkout runs the listeners again', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    let fails = true;
    listen(pool, 'connect', () => {
      if (fails) throw new Error('it failed');
    });
    listen(pool, 'connect', (_resource, record) => {
      record.info['flag'] = true;
    });
    expect(() => pool.connect()).toThrow('it failed');
    expect(lifecycle.open).toEqual([]);
    fails = false;
    expect(now(pool.connect()).info).toEqual({ flag: true });
  });

  test('that returns a promise is waited for', async () => {
    const pool = new QueuePool(new FakeLifecycle());
    listen(pool, 'connect', async (_resource, record) => {
      await turn();
      record.info['ready'] = true;
    });
    expect((await pool.connect()).info).toEqual({ ready: true });
  });
});

describe('a firstConnect listener', () => {
  test('is finished before any connection is handed out', async () => {
    const pool = new QueuePool(new LateLifecycle());
    let isReady = false;
    const first = jest.fn(async () => {
      await turn();
      await turn();
      isReady = true;
    });
    listen(pool, 'firstConnect', first);
    await Promise.all(
      [1, 2, 3].map(async () => {
        await pool.connect();
        expect(isReady).toBe(true);
      }),
    );
    expect(first).toHaveBeenCalledTimes(1);
  });

  test('that fails is called again with the next connection', async () => {
    const pool = new QueuePool(new LateLifecycle());
    const first = jest.fn(async () => {
      await turn();
      if (first.mock.calls.length === 1) throw new Error('not yet');
    });
    listen(pool, 'firstConnect', first);
    const outcomes = await Promise.allSettled([pool.connect(), pool.connect(), pool.connect()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(first).toHaveBeenCalledTimes(2);
    expect(pool.checkedout()).toBe(2);
  });
});

describe('listeners that fail where nobody can be told', () => {
  test.each(['close', 'invalidate', 'checkin'] as const)('an error in "%s" is logged and costs no place', (name) => {
    const warn = jest.fn();
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, logger: { info: () => {}, warn } });
    listen(pool, name, () => {
      throw new Error('my mistake');
    });
    now(pool.connect()).invalidate();
    expect(warn).toHaveBeenCalledWith(`A listener to "${name}" failed: Error:my mistake`);
    expect(lifecycle.open).toEqual([]);
    expect(pool.checkedout()).toBe(0);
  });
});

describe('reset on return', () => {
  test.each([
    ['rollback', ['rollback']],
    ['commit', ['commit']],
    [null, []],
  ] as const)('with %s the connection is reset that way, once', (resetOnReturn, resets) => {
    const pool = new QueuePool(new FakeLifecycle(), { resetOnReturn });
    const loan = now(pool.connect());
    const { resource } = loan;
    now(loan.release());
    expect(resource.resets).toEqual(resets);
  });

  test('the event comes first and knows what is going to happen', () => {
    const pool = new QueuePool(new FakeLifecycle());
    const states: unknown[] = [];
    listen(pool, 'reset', (resource, _record, state) => void states.push([...resource.resets], state));
    now(now(pool.connect()).release());
    now(now(pool.connect()).release({ transactionWasReset: true }));
    const detached = now(pool.connect());
    detached.detach();
    now(detached.release());
    expect(states).toEqual([
      [],
      { transactionWasReset: false, terminateOnly: false },
      ['rollback'],
      { transactionWasReset: true, terminateOnly: false },
      ['rollback'],
      { transactionWasReset: false, terminateOnly: true },
    ]);
  });

  test('a custom reset may take its time', async () => {
    const pool = new QueuePool(new FakeLifecycle(), { resetOnReturn: null });
    listen(pool, 'reset', async (resource) => {
      await turn();
      resource.resets.push('commit');
    });
    const loan = now(pool.connect());
    const { resource } = loan;
    await loan.release();
    expect(resource.resets).toEqual(['commit']);
  });

  test.each([FakeLifecycle, LateLifecycle])(
    'a reset that fails closes the connection, frees its place and tells only the log (%p)',
    async (Lifecycle) => {
      const warn = jest.fn();
      const lifecycle = new Lifecycle();
      const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0, logger: { info: () => {}, warn } });
      const loan = await pool.connect();
      const waiting = pool.connect();
      lifecycle.resetError = new Error('syntax error');
      await loan.release();
      lifecycle.resetError = null;
      expect(lifecycle.opened[0]?.state).toBe('destroyed');
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('Exception during reset or similar: Error:syntax error'));
      expect((await waiting).resource.id).toBe(2);
    },
  );
});
