import { describe, expect, test } from '@jest/globals';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, type FakeResource, now } from './fake-resource.ts';

/** Remembers who keeps the process alive. */
class WatchedLifecycle extends FakeLifecycle {
  readonly awake = new Set<number>();

  override create(): FakeResource {
    const resource = super.create() as FakeResource;
    this.awake.add(resource.id);
    return resource;
  }

  unref(resource: FakeResource): void {
    this.awake.delete(resource.id);
  }

  ref(resource: FakeResource): void {
    this.awake.add(resource.id);
  }

  override close(resource: FakeResource): void {
    expect(this.awake).toContain(resource.id);
    this.awake.delete(resource.id);
    super.close(resource);
  }
}

describe('An idle connection', () => {
  test('does not keep the process alive; one in use does', () => {
    const lifecycle = new WatchedLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 2 });
    const [one, two] = [now(pool.connect()), now(pool.connect())];
    expect([...lifecycle.awake]).toEqual([1, 2]);
    now(one.release());
    expect([...lifecycle.awake]).toEqual([2]);
    now(pool.connect());
    expect([...lifecycle.awake].sort()).toEqual([1, 2]);
    now(two.release());
    expect([...lifecycle.awake]).toEqual([1]);
  });

  test('that is handed on to somebody who waits keeps it alive', async () => {
    const lifecycle = new WatchedLifecycle();
    const pool = new QueuePool(lifecycle, { poolSize: 1, maxOverflow: 0 });
    const first = now(pool.connect());
    const waiting = pool.connect();
    now(first.release());
    await waiting;
    expect([...lifecycle.awake]).toEqual([1]);
  });

  test('is waited for while the pool is disposed of', () => {
    const lifecycle = new WatchedLifecycle();
    const pool = new QueuePool(lifecycle);
    now(now(pool.connect()).release());
    now(pool.dispose());
    expect(lifecycle.open).toEqual([]);
  });
});
