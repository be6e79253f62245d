import { checkoutTrace } from './checkout-trace.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { PooledConnection } from './pooled-connection.ts';

/** A connection that was checked out and that nobody holds any more. */
export interface LostLoan<R extends object> {
  readonly record: ConnectionRecord<R>;
  readonly resource: R;
  readonly trace: string;
}

/**
 * Finds connections that are never given back. Looking costs more than a checkout from the pool does, so it looks only
 * when there is a reason to: always with `traceCheckouts`, else at most once in {@link pause} while the pool is nearly
 * exhausted. What is not traced is not watched.
 */
export class LeakWatch<R extends object> {
  readonly #traceAll: boolean;
  readonly #registry: FinalizationRegistry<LostLoan<R>>;
  #lastTrace = -Infinity;

  /** `onLeak` is called some time after the garbage collector found a loan. */
  constructor(traceAll: boolean, onLeak: (loan: LostLoan<R>) => void) {
    this.#traceAll = traceAll;
    this.#registry = new FinalizationRegistry(onLeak);
  }

  /** Where the caller of `below` stands, if it is time to look; else null. */
  trace(isUnderPressure: boolean, below: (...args: never[]) => unknown): string | null {
    if (!this.#traceAll && !(isUnderPressure && this.#isTime())) return null;
    return checkoutTrace(below) ?? 'at an unknown place';
  }

  /** Begins to watch a loan that was traced. */
  watch(loan: PooledConnection<R>, resource: R, trace: string): void {
    this.#registry.register(loan, { record: loan.record, resource, trace }, loan);
  }

  /** Ends it. */
  unwatch(loan: PooledConnection<R>): void {
    this.#registry.unregister(loan);
  }

  #isTime(): boolean {
    const now = performance.now();
    if (now - this.#lastTrace < pause) return false;
    this.#lastTrace = now;
    return true;
  }
}

/** Milliseconds between two traces of a busy pool: ten microseconds each, that is a thousandth of the time. */
const pause = 10;
