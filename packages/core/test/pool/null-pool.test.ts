import { describe, expect, test } from '@jest/globals';
import { NullPool } from '../../src/pool/null-pool.ts';
import { FakeLifecycle, LateLifecycle, now } from './fake-resource.ts';

describe('NullPool', () => {
  test('opens a connection for each checkout and closes it on its release', async () => {
    const lifecycle = new LateLifecycle();
    const pool = new NullPool(lifecycle);
    for (let count = 0; count < 2; count++) await (await pool.connect()).release();
    expect(lifecycle.opened).toMatchObject([
      { state: 'closed', resets: ['rollback'] },
      { state: 'closed', resets: ['rollback'] },
    ]);
  });

  test('an invalidated connection is cut', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new NullPool(lifecycle);
    const loan = now(pool.connect());
    loan.invalidate();
    now(loan.release());
    expect(lifecycle.opened[0]?.state).toBe('destroyed');
    expect(pool.checkedout()).toBe(0);
  });

  test('counts what is checked out, failures and detached ones excluded', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new NullPool(lifecycle);
    now(pool.connect());
    now(pool.connect()).detach();
    lifecycle.connectError = new Error('no route');
    expect(() => pool.connect()).toThrow('no route');
    expect(pool.checkedout()).toBe(1);
    expect(pool.status()).toBe('NullPool');
  });

  test('dispose has nothing to close', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new NullPool(lifecycle);
    const loan = now(pool.connect());
    now(pool.dispose());
    expect(loan.resource.state).toBe('open');
    now(loan.release());
    expect(lifecycle.open).toEqual([]);
  });
});
