import { describe, expect, jest, test } from '@jest/globals';
import { DisconnectionError } from '../../src/errors/database-errors.ts';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { listen } from '../../src/event/listen.ts';
import { StaticPool } from '../../src/pool/static-pool.ts';
import { FakeLifecycle, LateLifecycle, now, turn, type FakeResource } from './fake-resource.ts';

/** Gives each borrower a view of its own. */
class SharingLifecycle extends FakeLifecycle {
  readonly views: FakeResource[] = [];

  share(resource: FakeResource): FakeResource {
    const view: FakeResource = { id: resource.id, state: 'open', isAlive: true, resets: [] };
    this.views.push(view);
    return view;
  }
}

describe('StaticPool', () => {
  test('opens one connection, at the first checkout, for all', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new StaticPool(lifecycle);
    expect(lifecycle.opened).toEqual([]);
    const [one, two] = [now(pool.connect()), now(pool.connect())];
    expect(one.resource).toBe(two.resource);
    expect(pool.checkedout()).toBe(2);
    expect(pool.status()).toBe('StaticPool');
    now(one.release());
    now(two.release());
    expect(now(pool.connect()).resource).toBe(lifecycle.opened[0]);
    expect(lifecycle.open).toHaveLength(1);
  });

  test('those who come while it is being opened share it', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle);
    await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    expect(lifecycle.opened).toHaveLength(1);
  });

  test('those who wait for an opening that fails all learn of it, and the next checkout tries again', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle);
    lifecycle.connectError = new Error('no room');
    const outcomes = await Promise.allSettled([pool.connect(), pool.connect()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(pool.checkedout()).toBe(0);
    lifecycle.connectError = null;
    expect((await pool.connect()).isValid).toBe(true);
  });

  test('each borrower has a view of its own, and its return ends only that', () => {
    const lifecycle = new SharingLifecycle();
    const pool = new StaticPool(lifecycle);
    const [one, two] = [now(pool.connect()), now(pool.connect())];
    expect(one.resource).not.toBe(two.resource);
    now(one.release());
    expect(lifecycle.views).toMatchObject([
      { state: 'closed', resets: ['rollback'] },
      { state: 'open', resets: [] },
    ]);
    expect(lifecycle.opened).toMatchObject([{ state: 'open', resets: [] }]);
    now(two.release());
    expect(lifecycle.open).toHaveLength(1);
  });

  test('an invalidated view is cut alone while the connection lives', () => {
    const lifecycle = new SharingLifecycle();
    const pool = new StaticPool(lifecycle);
    now(pool.connect()).invalidate(new Error('cancelled'));
    expect(lifecycle.views[0]?.state).toBe('destroyed');
    expect(now(pool.connect()).resource.id).toBe(1);
  });

  test('a dead connection is replaced', () => {
    const lifecycle = new SharingLifecycle();
    const pool = new StaticPool(lifecycle);
    const loan = now(pool.connect());
    (lifecycle.opened[0] as FakeResource).isAlive = false;
    loan.invalidate();
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    expect(now(pool.connect()).resource.id).toBe(2);
  });

  test.each([FakeLifecycle, SharingLifecycle])(
    'invalidateAll replaces the connection; the last borrower closes the old one (%p)',
    (Lifecycle) => {
      const lifecycle = new Lifecycle();
      const pool = new StaticPool(lifecycle);
      const [one, two] = [now(pool.connect()), now(pool.connect())];
      pool.invalidateAll();
      const three = now(pool.connect());
      expect(three.resource.id).toBe(2);
      now(one.release());
      expect(lifecycle.opened[0]?.state).toBe('open');
      now(two.release());
      expect(lifecycle.opened.map((resource) => resource.state)).toEqual(['destroyed', 'open']);
      expect(pool.checkedout()).toBe(1);
    },
  );

  test('two borrowers whose pre-ping fails at the same time share one new connection', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle, { prePing: true });
    await (await pool.connect()).release();
    jest.spyOn(lifecycle, 'ping').mockImplementation(async (resource) => {
      await turn();
      if (resource.id === 1) throw new Error('gone');
    });
    const loans = await Promise.all([pool.connect(), pool.connect()]);
    expect(loans.map((loan) => loan.resource.id)).toEqual([2, 2]);
    expect(lifecycle.opened.map((resource) => resource.state)).toEqual(['destroyed', 'open']);
  });

  test('when a borrower finds the connection dead, it is cut at once, and the others only let go of their views', () => {
    const lifecycle = new SharingLifecycle();
    const pool = new StaticPool(lifecycle);
    const [one, two] = [now(pool.connect()), now(pool.connect())];
    (lifecycle.opened[0] as FakeResource).isAlive = false;
    one.invalidate();
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    now(two.release());
    expect(lifecycle.views[1]).toMatchObject({ state: 'destroyed', resets: [] });
    expect(pool.checkedout()).toBe(0);
  });

  test('one who waited for a connection that another borrower found dead gets the next one', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle);
    const reportDead = (resource: FakeResource): void => {
      resource.isAlive = false;
      throw new DisconnectionError('stale');
    };
    listen(pool, 'checkout', reportDead, { once: true });
    const loans = await Promise.all([pool.connect(), pool.connect()]);
    expect(loans.map((loan) => loan.resource.id)).toEqual([2, 2]);
  });

  test('after dispose, a last borrower whose view cannot be reset still ends the connection', () => {
    const lifecycle = new SharingLifecycle();
    const pool = new StaticPool(lifecycle, { logger: { info: () => {}, warn: () => {} } });
    const loan = now(pool.connect());
    now(pool.dispose());
    lifecycle.resetError = new Error('stuck');
    now(loan.release());
    expect(lifecycle.open).toEqual([]);
  });

  test('dispose closes the connection', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle);
    await (await pool.connect()).release();
    await pool.dispose();
    expect(lifecycle.opened[0]?.state).toBe('closed');
    expect((await pool.connect()).resource.id).toBe(2);
  });

  test.each([FakeLifecycle, SharingLifecycle])(
    'a connection in use is closed by the last of its borrowers after dispose (%p)',
    (Lifecycle) => {
      const lifecycle = new Lifecycle();
      const pool = new StaticPool(lifecycle);
      const [one, two] = [now(pool.connect()), now(pool.connect())];
      now(pool.dispose());
      now(one.release());
      expect(lifecycle.opened[0]?.state).toBe('open');
      now(two.release());
      expect(lifecycle.opened[0]?.state).toBe('closed');
    },
  );

  test('a connection that was being opened when the pool was disposed is closed after its use', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new StaticPool(lifecycle);
    const connecting = [pool.connect(), pool.connect()];
    await pool.dispose();
    for (const loan of connecting) await (await loan).release();
    expect(lifecycle.open).toEqual([]);
  });

  test('its connection cannot be detached', () => {
    const pool = new StaticPool(new FakeLifecycle());
    const loan = now(pool.connect());
    expect(() => loan.detach()).toThrow(InvalidRequestError);
    now(loan.release());
    expect(pool.checkedout()).toBe(0);
  });

  test('recreate makes a pool with a connection of its own', () => {
    const pool = new StaticPool(new FakeLifecycle());
    now(pool.connect());
    expect(now(pool.recreate().connect()).resource.id).toBe(2);
  });
});
