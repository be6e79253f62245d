import { describe, expect, jest, test } from '@jest/globals';
import { inspect } from 'node:util';
import { listen } from '../../src/event/listen.ts';
import { DisconnectionError } from '../../src/errors/database-errors.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import type { QueuePoolOptions } from '../../src/pool/pool-options.ts';
import { FakeLifecycle, now, type FakeResource } from './fake-resource.ts';

function loggedPool(options: QueuePoolOptions<FakeResource> = {}): {
  lines: string[];
  lifecycle: FakeLifecycle;
  pool: QueuePool<FakeResource>;
} {
  const lines: string[] = [];
  const logger = {
    debug: (message: string): void => void lines.push(`DEBUG ${message}`),
    info: (message: string): void => void lines.push(`INFO ${message}`),
    warn: (message: string): void => void lines.push(`WARN ${message}`),
  };
  const lifecycle = new FakeLifecycle();
  const pool = new QueuePool(lifecycle, { poolSize: 1, logger, describe: (resource) => `c${resource.id}`, ...options });
  return { lines, lifecycle, pool };
}

describe('the log of a pool', () => {
  test('tells of a checkout and its return', () => {
    const { lines, pool } = loggedPool();
    now(now(pool.connect()).release());
    now(now(pool.connect()).release({ transactionWasReset: true }));
    now(pool.dispose());
    pool.recreate();
    expect(lines).toEqual([
      'DEBUG Created new connection c1',
      'DEBUG Connection c1 checked out from pool',
      'DEBUG Connection c1 being returned to pool',
      'DEBUG Connection c1 rollback-on-return',
      'DEBUG Connection c1 checked out from pool',
      'DEBUG Connection c1 being returned to pool',
      'DEBUG Connection c1 reset, transaction already reset',
      'DEBUG Closing connection c1',
      'INFO Pool disposed. Pool size: 1  Connections in pool: 0 Current Overflow: -1 Current Checked out connections: 0',
      'INFO Pool recreating',
    ]);
  });

  test('tells of an invalidation, with the first line of its reason', () => {
    const { lines, pool } = loggedPool();
    now(pool.connect()).invalidate(new TypeError('bad\n[parameters: [secret]]'));
    now(pool.connect()).invalidate(undefined, { soft: true });
    expect(lines.filter((line) => /nvalidate|Hard/.test(line))).toEqual([
      'INFO Invalidate connection c1 (reason: TypeError:bad)',
      'DEBUG Hard-closing connection c1',
      'INFO Soft Invalidate connection c2',
    ]);
  });

  test('tells of a pre-ping', () => {
    const { lines, lifecycle, pool } = loggedPool({ prePing: true });
    now(now(pool.connect()).release());
    lifecycle.pingError = new Error('gone');
    now(pool.connect());
    expect(lines.filter((line) => line.includes('ping'))).toEqual([
      'DEBUG Connection c1 is fresh, skipping pre-ping',
      'DEBUG Pool pre-ping on connection c1',
      'DEBUG Pool pre-ping on connection c1 failed, will invalidate pool',
      'DEBUG Connection c2 is fresh, skipping pre-ping',
    ]);
  });

  test('tells why a connection is replaced', () => {
    const { lines, lifecycle, pool } = loggedPool({ recycle: 0 });
    now(now(pool.connect()).release());
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
    now(now(pool.connect()).release());
    pool.invalidateAll();
    now(now(pool.connect()).release());
    (lifecycle.opened[2] as FakeResource).isAlive = false;
    now(pool.connect());
    clock.mockRestore();
    expect(lines.filter((line) => line.startsWith('INFO'))).toEqual([
      'INFO Connection c1 exceeded timeout; recycling',
      'INFO Connection c2 invalidated due to pool invalidation; recycling',
      'INFO Connection c3 is no longer alive; recycling',
    ]);
  });

  test('tells of failed connections and exhausted attempts', () => {
    const { lines, lifecycle, pool } = loggedPool();
    lifecycle.connectError = new Error('no route');
    expect(() => pool.connect()).toThrow();
    lifecycle.connectError = null;
    listen(pool, 'checkout', () => {
      throw new DisconnectionError('stale');
    });
    expect(() => pool.connect()).toThrow();
    expect(lines).toContain('DEBUG Error on connect(): Error:no route');
    expect(lines.filter((line) => line.startsWith('INFO Disconnection detected on checkout'))).toHaveLength(3);
    expect(lines).toContain('INFO Reconnection attempts exhausted on checkout');
  });

  test('without a logger, warnings become warnings of the process', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const pool = new QueuePool(new FakeLifecycle());
    const loan = now(pool.connect());
    now(loan.release());
    now(loan.release());
    expect(warning.mock.calls).toEqual([['Double checkin attempted on <Object 1>', 'AludelWarning']]);
    warning.mockRestore();
  });

  test('printing a pool or a checkout shows nothing of the connection or the lifecycle', () => {
    const lifecycle = new FakeLifecycle();
    const pool = new QueuePool(Object.assign(lifecycle, { password: 'tiger' }));
    const loan = now(pool.connect());
    Object.assign(loan.resource, { password: 'tiger' });
    expect(inspect([pool, loan], { depth: 10 }) + JSON.stringify([loan])).not.toContain('tiger');
  });
});
