import { DisconnectionError } from '../errors/database-errors.ts';
import { InvalidRequestError } from '../errors/invalid-request-errors.ts';
import { chain, recover, type MaybePromise } from '../util/maybe-promise.ts';
import type { Checkin } from './checkin.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { Places } from './places.ts';
import type { PoolCore } from './pool-core.ts';
import { PooledConnection } from './pooled-connection.ts';

/**
 * What happens to a connection before a borrower gets it: it is looked over, asked for a sign of life, shown to the
 * listeners, and replaced by a new one wherever it fails.
 */
export class Checkout<R extends object> {
  readonly #core: PoolCore<R>;
  readonly #places: Places<R>;
  readonly #checkin: Checkin<R>;

  constructor(core: PoolCore<R>, places: Places<R>, checkin: Checkin<R>) {
    this.#core = core;
    this.#places = places;
    this.#checkin = checkin;
  }

  /**
   * Lends a connection, or a new one if it is unusable or null. The caller has taken a place for it; the place is free
   * again if this fails. `trace`: where the borrower stands, where that is known.
   */
  lend(record: ConnectionRecord<R> | null, trace: string | null): MaybePromise<PooledConnection<R>> {
    if (record === null) return this.#lendNew(trace, 1);
    return this.#isUsable(record) ? this.#admit(record, trace, 1) : this.#replace(record, trace, 1);
  }

  #isUsable(record: ConnectionRecord<R>): boolean {
    const flaw = this.#flawOf(record);
    if (flaw !== null) this.#core.log.unusable(record, flaw);
    return flaw === null;
  }

  #flawOf(record: ConnectionRecord<R>): string | null {
    const { recycle } = this.#core.options;
    if (recycle >= 0 && Date.now() - record.openedAt > recycle * 1000) return 'exceeded timeout; recycling';
    if (!this.#core.isCurrent(record)) return 'invalidated due to pool invalidation; recycling';
    if (record.isSoftInvalidated) return 'invalidated due to local soft invalidation; recycling';
    return this.#core.lifecycle.isAlive(record.resource) ? null : 'is no longer alive; recycling';
  }

  #replace(record: ConnectionRecord<R>, trace: string | null, attempt: number): MaybePromise<PooledConnection<R>> {
    this.#places.scrap(record, record.resource);
    return this.#lendNew(trace, attempt);
  }

  #lendNew(trace: string | null, attempt: number): MaybePromise<PooledConnection<R>> {
    const opened = recover(
      () => this.#places.open(),
      (error) => {
        this.#places.vacate();
        throw error;
      },
    );
    return chain(opened, (record) => this.#admit(record, trace, attempt));
  }

  #admit(record: ConnectionRecord<R>, trace: string | null, attempt: number): MaybePromise<PooledConnection<R>> {
    // Only where connections are shared: another borrower may have found it dead while we waited for it.
    if (!record.isOpen) return this.#lendNew(trace, attempt);
    const wasFresh = record.isFresh;
    record.isFresh = false;
    if (!this.#core.options.prePing) return this.#present(record, trace, attempt);
    if (!wasFresh) return this.#ping(record, trace, attempt);
    this.#core.log.prePingSkipped(record);
    return this.#present(record, trace, attempt);
  }

  #ping(record: ConnectionRecord<R>, trace: string | null, attempt: number): MaybePromise<PooledConnection<R>> {
    this.#core.log.prePing(record);
    const answer = recover(
      () => chain(this.#core.lifecycle.ping(record.resource), () => true),
      (error) => this.#noAnswer(record, error),
    );
    return chain(answer, (isThere) => (isThere ? this.#present(record, trace, attempt) : this.#replace(record, trace, attempt)));
  }

  #noAnswer(record: ConnectionRecord<R>, error: unknown): false {
    this.#core.log.prePingFailed(record);
    this.#checkin.announceInvalidation(record, record.resource, error);
    this.#core.invalidateAll(record.generation);
    return false;
  }

  #present(record: ConnectionRecord<R>, trace: string | null, attempt: number): MaybePromise<PooledConnection<R>> {
    const loan = this.#handOut(record, trace);
    if (!this.#core.events.has('checkout')) return loan;
    return recover(
      () => chain(this.#core.events.emitInTurn('checkout', loan.resource, record, loan), () => loan),
      (error) => this.#refused(loan, trace, attempt, error),
    );
  }

  #handOut(record: ConnectionRecord<R>, trace: string | null): PooledConnection<R> {
    const resource = this.#places.view(record);
    const loan = new PooledConnection(this.#checkin, record, resource);
    record.borrowers++;
    record.checkedOutAt = Date.now();
    record.trace = trace;
    if (trace !== null) this.#checkin.leaks.watch(loan, resource, trace);
    this.#core.log.checkedOut(record);
    return loan;
  }

  /** A listener to "checkout" failed. */
  #refused(loan: PooledConnection<R>, trace: string | null, attempt: number, error: unknown): MaybePromise<PooledConnection<R>> {
    if (!loan.isValid) throw error;
    if (error instanceof DisconnectionError) return this.#lost(loan, trace, attempt, error);
    return chain(loan.release(), () => {
      throw error;
    });
  }

  #lost(loan: PooledConnection<R>, trace: string | null, attempt: number, error: unknown): MaybePromise<PooledConnection<R>> {
    this.#core.log.lostAtCheckout(loan.record, error);
    if (attempt < maxAttempts) {
      this.#checkin.discard(loan, error);
      return this.#lendNew(trace, attempt + 1);
    }
    this.#core.log.attemptsExhausted();
    loan.invalidate(error);
    throw new InvalidRequestError(
      `This connection is closed: ${maxAttempts} connections in a row were reported as lost by a "checkout" listener. ` +
        'The cause says why; check that the database can be reached.',
      { cause: error },
    );
  }
}

/** As in SQLAlchemy. */
const maxAttempts = 3;
