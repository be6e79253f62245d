import type { Connection } from '../../engine/connection.ts';
import { type ExecutionOptions, mergeExecutionOptions, noExecutionOptions } from '../../engine/execution-options.ts';
import { checkBlock, type TransactionBlock } from '../../engine/transaction-block.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { Dispatcher } from '../../event/dispatcher.ts';
import { OperationQueue } from '../../util/operation-queue.ts';
import { classEventsOf } from './class-events.ts';
import type { JoinTransactionMode } from './join-transaction.ts';
import { inListenerScope, listenerQueue } from './listener-scope.ts';
import { type SessionEvents, sessionEventNames } from './session-events.ts';
import type { SessionOptions } from './session-options.ts';
import { type SessionHost, SessionTransaction, type SlowEvent } from './session-transaction.ts';

/** The transactions of a Session, its listeners, and the order of its operations. */
export class SessionState implements SessionHost {
  readonly queue = new OperationQueue();
  readonly events = new Dispatcher<SessionEvents<unknown, SessionTransaction>>(sessionEventNames);
  readonly joinTransactionMode: JoinTransactionMode;
  readonly executionOptions: ExecutionOptions;
  transaction: SessionTransaction | null = null;
  nestedTransaction: SessionTransaction | null = null;
  block: TransactionBlock | null = null;
  readonly #session: object;
  readonly #autobegin: boolean;
  #isClosed = false;
  #listeners = 0;

  constructor(session: object, options: SessionOptions) {
    this.#session = session;
    this.#autobegin = options.autobegin ?? true;
    this.joinTransactionMode = options.joinTransactionMode ?? 'conditional_savepoint';
    this.executionOptions = mergeExecutionOptions(noExecutionOptions, options.executionOptions ?? {});
  }

  /** The transaction in progress; begins one if that is allowed. */
  current(): SessionTransaction {
    if (this.transaction !== null) return this.transaction;
    checkBlock(this);
    this.#checkOpen();
    if (this.#autobegin) return new SessionTransaction(this, 'autobegin', null);
    throw new InvalidRequestError(
      'Autobegin is disabled on this Session; please call session.begin() to start a new transaction',
    );
  }

  begin(): SessionTransaction {
    checkBlock(this);
    if (this.transaction !== null) throw new InvalidRequestError('A transaction is already begun on this Session.');
    this.#checkOpen();
    return new SessionTransaction(this, 'begin', null);
  }

  beginNested(): SessionTransaction {
    checkBlock(this);
    this.#checkOpen();
    this.transaction?.checkActive();
    return new SessionTransaction(this, 'beginNested', this.transaction ?? new SessionTransaction(this, 'begin', null));
  }

  async end({ isFinal, invalidate }: { readonly isFinal: boolean; readonly invalidate: boolean }): Promise<void> {
    if (isFinal) this.#isClosed = true;
    let failure: { readonly error: unknown } | undefined;
    while (this.transaction !== null) {
      try {
        await this.transaction.closeNow(invalidate, true);
      } catch (error) {
        failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
  }

  notify(name: 'afterTransactionCreate' | 'afterTransactionEnd', transaction: SessionTransaction): void {
    for (const events of this.#listening(name)) events.emit(name, this.#session, transaction);
  }

  async notifyInTurn(name: SlowEvent, transaction?: SessionTransaction, connection?: Connection): Promise<void> {
    const listening = this.#listening(name);
    if (listening.length === 0) return;
    this.#listeners++;
    try {
      await inListenerScope(this, async () => {
        for (const events of listening)
          await events.emitInTurn(name as 'afterBegin', this.#session, transaction, connection as Connection);
      });
    } finally {
      this.#listeners--;
    }
  }

  /** Where an operation waits for its turn. */
  currentQueue(): OperationQueue {
    return (this.#listeners > 0 ? listenerQueue(this) : null) ?? this.queue;
  }

  #listening(name: keyof SessionEvents<unknown, unknown>) {
    return [...classEventsOf(this.#session), this.events as Dispatcher<SessionEvents<unknown, unknown>>].filter((events) =>
      events.has(name),
    );
  }

  #checkOpen(): void {
    if (!this.#isClosed) return;
    throw new InvalidRequestError(
      'This Session has been permanently closed and is unable to handle any more transaction requests.',
    );
  }
}
