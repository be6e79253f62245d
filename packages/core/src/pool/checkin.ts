import { chain, recover, type MaybePromise } from '../util/maybe-promise.ts';
import type { ConnectionRecord } from './connection-record.ts';
import { LeakWatch, type LostLoan } from './leak-watch.ts';
import type { Places } from './places.ts';
import type { PoolCore } from './pool-core.ts';
import type { PoolResetState } from './pool-events.ts';
import type { Lender, PooledConnection } from './pooled-connection.ts';

/**
 * What happens to a connection when its borrower is done with it: reset, `checkin`, back to its place; or, if it cannot
 * be trusted, out of the pool at once. No error reaches the borrower; the log has them.
 */
export class Checkin<R extends object> implements Lender<R> {
  /** Finds the loans that nobody gives back. */
  readonly leaks: LeakWatch<R>;
  readonly #core: PoolCore<R>;
  readonly #places: Places<R>;

  constructor(core: PoolCore<R>, places: Places<R>) {
    this.#core = core;
    this.#places = places;
    this.leaks = new LeakWatch(core.options.traceCheckouts, (loan) => this.#reclaim(loan));
  }

  takeBack(loan: PooledConnection<R>, resource: R, transactionWasReset: boolean): MaybePromise<void> {
    const { record } = loan;
    this.#endLoan(loan);
    this.#core.log.returned(record);
    if (!record.isOpen || !this.#core.isCurrent(record) || !this.#core.lifecycle.isAlive(resource)) {
      return this.#writeOff(record, resource);
    }
    const state = transactionWasReset ? alreadyReset : notReset;
    return chain(this.#clean(record, resource, state), (isClean) =>
      isClean ? this.#places.restore(record, resource) : this.#writeOff(record, resource),
    );
  }

  takeBackTwice(loan: PooledConnection<R>): void {
    this.#core.log.doubleCheckin(loan.record);
  }

  invalidate(loan: PooledConnection<R>, resource: R, error: unknown): void {
    this.#endLoan(loan);
    this.announceInvalidation(loan.record, resource, error);
    // All is done when this returns; only a listener to "checkin" may still be busy.
    void this.#writeOff(loan.record, resource);
  }

  invalidateSoftly(loan: PooledConnection<R>, resource: R, error: unknown): void {
    const { record } = loan;
    this.#notify('softInvalidate', () => this.#core.events.emit('softInvalidate', resource, record, error));
    this.#core.log.invalidated(record, error, true);
    record.isSoftInvalidated = true;
  }

  invalidateClosed(): void {
    this.#core.log.alreadyClosed();
  }

  detach(loan: PooledConnection<R>, resource: R): void {
    this.#places.surrender(loan.record);
    this.#endLoan(loan);
    this.#notify('detach', () => this.#core.events.emit('detach', resource, loan.record));
  }

  closeDetached(loan: PooledConnection<R>, resource: R, transactionWasReset: boolean): MaybePromise<void> {
    const { record } = loan;
    const isClean =
      this.#core.lifecycle.isAlive(resource) && this.#clean(record, resource, { transactionWasReset, terminateOnly: true });
    return chain(isClean, (isClosable) => {
      if (!isClosable) return this.destroyDetached(loan, resource);
      this.#notify('closeDetached', () => this.#core.events.emit('closeDetached', resource));
      this.#core.log.closing(record);
      return this.#core.opener.closeResource(record, resource);
    });
  }

  destroyDetached(loan: PooledConnection<R>, resource: R): void {
    this.#notify('closeDetached', () => this.#core.events.emit('closeDetached', resource));
    this.#core.log.hardClosing(loan.record);
    this.#core.opener.destroyResource(loan.record, resource);
  }

  /** Ends a loan whose borrower never got it, and cuts its connection; the place stays taken. */
  discard(loan: PooledConnection<R>, error: unknown): void {
    const resource = loan.revoke();
    this.#endLoan(loan);
    this.announceInvalidation(loan.record, resource, error);
    this.#places.scrap(loan.record, resource);
  }

  /** The event and the log line of a connection that is about to be cut. */
  announceInvalidation(record: ConnectionRecord<R>, resource: R, error: unknown): void {
    this.#notify('invalidate', () => this.#core.events.emit('invalidate', resource, record, error));
    this.#core.log.invalidated(record, error, false);
  }

  /** Brings a connection back to a clean state and tells the listeners; false if that failed. */
  #clean(record: ConnectionRecord<R>, resource: R, state: PoolResetState): MaybePromise<boolean> {
    return recover(
      () => chain(this.#reset(record, resource, state), () => this.#announceReturn(record, resource, state)),
      (error) => {
        this.#core.log.resetFailed(record, error);
        return false;
      },
    );
  }

  #reset(record: ConnectionRecord<R>, resource: R, state: PoolResetState): MaybePromise<void> {
    const { events } = this.#core;
    if (!events.has('reset')) return this.#resetResource(record, resource, state);
    return chain(events.emitInTurn('reset', resource, record, state), () => this.#resetResource(record, resource, state));
  }

  #resetResource(record: ConnectionRecord<R>, resource: R, state: PoolResetState): MaybePromise<void> {
    const style = this.#core.options.resetOnReturn;
    if (style === null) return undefined;
    if (state.transactionWasReset) return this.#core.log.alreadyReset(record);
    this.#core.log.reset(record, style);
    return this.#core.lifecycle.reset(resource, style);
  }

  #announceReturn(record: ConnectionRecord<R>, resource: R, state: PoolResetState): MaybePromise<true> {
    const { events } = this.#core;
    if (state.terminateOnly || !events.has('checkin')) return true;
    return chain(events.emitInTurn('checkin', resource, record), () => true as const);
  }

  /** Cuts a connection and gives up its place. */
  #writeOff(record: ConnectionRecord<R>, resource: R): MaybePromise<void> {
    this.#places.scrap(record, resource);
    const announced = recover(
      () => this.#core.events.emitInTurn('checkin', null, record),
      (error) => this.#core.log.listenerFailed('checkin', error),
    );
    this.#places.vacate();
    return announced;
  }

  /** The garbage collector found a loan that was not given back. */
  #reclaim(loan: LostLoan<R>): void {
    this.#core.log.leaked(loan.record, loan.trace);
    loan.record.borrowers--;
    loan.record.trace = null;
    this.#places.scrap(loan.record, loan.resource);
    this.#places.vacate();
  }

  #endLoan(loan: PooledConnection<R>): void {
    const { record } = loan;
    record.borrowers--;
    if (record.trace === null) return;
    record.trace = null;
    this.leaks.unwatch(loan);
  }

  /** Tells listeners who have no say: an error of theirs is logged. */
  #notify(event: string, emit: () => void): void {
    try {
      emit();
    } catch (error) {
      this.#core.log.listenerFailed(event, error);
    }
  }
}

const notReset: PoolResetState = Object.freeze({ transactionWasReset: false, terminateOnly: false });
const alreadyReset: PoolResetState = Object.freeze({ transactionWasReset: true, terminateOnly: false });
