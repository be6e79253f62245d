import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listen } from '../../src/event/listen.ts';
import { DisconnectionError } from '../../src/errors/database-errors.ts';
import type { PooledConnection } from '../../src/pool/pooled-connection.ts';
import { QueuePool } from '../../src/pool/queue-pool.ts';
import { FakeLifecycle, LateLifecycle, turn, type FakeResource } from './fake-resource.ts';

type Step =
  | {
      readonly kind: 'connect' | 'abort' | 'release' | 'releaseTwice' | 'invalidate' | 'soften' | 'detach' | 'kill';
      readonly which: number;
    }
  | { readonly kind: 'failNext'; readonly what: 'connectError' | 'resetError' | 'pingError' | 'checkout' | 'disconnection' }
  | { readonly kind: 'invalidateAll' | 'dispose' | 'turn' | 'expire' };

const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('connect' as const), which }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('release' as const), which }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'turn' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('abort', 'releaseTwice', 'invalidate', 'soften', 'detach', 'kill'), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('failNext' as const),
      what: fc.constantFrom('connectError', 'resetError', 'pingError', 'checkout', 'disconnection'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('invalidateAll', 'expire', 'dispose') }) },
);

const options = fc.record({
  poolSize: fc.integer({ min: 1, max: 3 }),
  maxOverflow: fc.integer({ min: 0, max: 2 }),
  useLifo: fc.boolean(),
  prePing: fc.boolean(),
  traceCheckouts: fc.boolean(),
});

/** A pool under test, with all that a program could do to it. */
class Model {
  readonly lifecycle: FakeLifecycle;
  readonly pool: QueuePool<FakeResource>;
  readonly limit: number;
  readonly loans: PooledConnection<FakeResource>[] = [];
  readonly detached = new Set<FakeResource>();
  readonly controllers: AbortController[] = [];
  pending = 0;
  isDisposed = false;
  #checkoutError: Error | null = null;

  constructor(isLate: boolean, poolOptions: { poolSize: number; maxOverflow: number }) {
    this.lifecycle = isLate ? new LateLifecycle() : new FakeLifecycle();
    this.limit = poolOptions.poolSize + poolOptions.maxOverflow;
    this.pool = new QueuePool(this.lifecycle, { ...poolOptions, timeout: 0.002, logger: { info: () => {}, warn: () => {} } });
    listen(this.pool, 'checkout', () => this.#failOnce());
  }

  run(next: Step): void | Promise<void> {
    switch (next.kind) {
      case 'connect':
        return this.#connect();
      case 'abort':
        return this.controllers[next.which % Math.max(this.controllers.length, 1)]?.abort();
      case 'release':
        return void this.#take(next.which)?.release({ transactionWasReset: next.which % 2 === 0 });
      case 'releaseTwice': {
        const loan = this.#take(next.which);
        void loan?.release();
        return void loan?.release();
      }
      case 'invalidate':
        return this.#take(next.which)?.invalidate(new Error('bad'));
      case 'soften':
        return this.loans[next.which % Math.max(this.loans.length, 1)]?.invalidate(undefined, { soft: true });
      case 'detach':
        return this.#detach(next.which);
      case 'kill': {
        const victim = this.lifecycle.open[next.which % Math.max(this.lifecycle.open.length, 1)];
        if (victim !== undefined) victim.isAlive = false;
        return;
      }
      case 'failNext':
        return this.#failNext(next.what);
      case 'invalidateAll':
        return this.pool.invalidateAll();
      case 'dispose':
        this.isDisposed = true;
        return void this.pool.dispose();
      case 'expire':
        return new Promise((resolve) => setTimeout(resolve, 5));
      case 'turn':
        return turn();
    }
  }

  check(): void {
    const held = this.loans.map((loan) => loan.resource);
    expect(new Set(held).size).toBe(held.length);
    const pooled = this.lifecycle.open.filter((resource) => !this.detached.has(resource));
    expect(pooled.length).toBeLessThanOrEqual(this.limit);
    expect(this.pool.checkedin() + this.pool.checkedout()).toBeLessThanOrEqual(this.limit);
    expect(this.pool.checkedout()).toBeGreaterThanOrEqual(held.filter((resource) => !this.detached.has(resource)).length);
    if (this.pool.waiting() > 0) expect(this.pool.checkedout()).toBe(this.limit);
    if (this.isDisposed) expect(this.pool.checkedin()).toBe(0);
  }

  /** Everything comes back, and all who wait are served or told. */
  async settle(): Promise<void> {
    this.lifecycle.connectError = null;
    this.lifecycle.resetError = null;
    this.lifecycle.pingError = null;
    this.#checkoutError = null;
    for (let round = 0; round < 200 && (this.pending > 0 || this.loans.length > 0); round++) {
      for (const loan of this.loans.splice(0)) await loan.release();
      this.check();
      await turn();
    }
    for (let round = 0; round < 10; round++) await turn();
    expect([this.pending, this.pool.waiting(), this.pool.checkedout()]).toEqual([0, 0, 0]);
    expect(this.lifecycle.open).toHaveLength(this.pool.checkedin());
  }

  #connect(): void {
    const controller = new AbortController();
    this.controllers.push(controller);
    this.pending++;
    const arrive = (loan: PooledConnection<FakeResource>): void => {
      this.pending--;
      expect(loan.isValid).toBe(true);
      expect(loan.resource.state).toBe('open');
      this.loans.push(loan);
    };
    try {
      const loan = this.pool.connect(controller.signal);
      if (loan instanceof Promise) loan.then(arrive, () => void this.pending--);
      else arrive(loan);
    } catch {
      this.pending--;
    }
  }

  #take(index: number): PooledConnection<FakeResource> | undefined {
    return this.loans.splice(index % Math.max(this.loans.length, 1), 1)[0];
  }

  #detach(index: number): void {
    const loan = this.loans[index % Math.max(this.loans.length, 1)];
    if (loan === undefined) return;
    this.detached.add(loan.resource);
    loan.detach();
  }

  #failNext(what: 'connectError' | 'resetError' | 'pingError' | 'checkout' | 'disconnection'): void {
    if (what === 'checkout') this.#checkoutError = new Error('my mistake');
    else if (what === 'disconnection') this.#checkoutError = new DisconnectionError('stale');
    else this.lifecycle[what] = this.lifecycle[what] === null ? new Error(what) : null;
  }

  #failOnce(): void {
    const error = this.#checkoutError;
    this.#checkoutError = null;
    if (error !== null) throw error;
  }
}

describe('QueuePool, whatever happens', () => {
  test.each([
    ['at once', false],
    ['later', true],
  ])(
    'never exceeds its limit, lends one connection to two, leaks one, or strands who waits (answers %s)',
    async (_title, isLate) => {
      await fc.assert(
        fc.asyncProperty(options, fc.array(step, { maxLength: 60 }), async (poolOptions, steps) => {
          const model = new Model(isLate, poolOptions);
          for (const next of steps) {
            await model.run(next);
            model.check();
          }
          await model.settle();
        }),
        { numRuns: 300 },
      );
    },
    60_000,
  );
});
