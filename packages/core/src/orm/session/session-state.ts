import type { Connection } from '../../engine/connection.ts';
import { type ExecutionOptions, mergeExecutionOptions, noExecutionOptions } from '../../engine/execution-options.ts';
import { checkBlock, type TransactionBlock } from '../../engine/transaction-block.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { Dispatcher } from '../../event/dispatcher.ts';
import type { MaybePromise } from '../../util/maybe-promise.ts';
import { OperationQueue } from '../../util/operation-queue.ts';
import { warn } from '../../util/warn.ts';
import { ObjectStore } from '../state/object-store.ts';
import { type BindArguments, resolveBind } from './bind-arguments.ts';
import { classEventsOf } from './class-events.ts';
import { type FlushingSession, flushSession, flushUntilClean } from './flush-session.ts';
import type { JoinTransactionMode } from './join-transaction.ts';
import { inListenerScope, listenerQueue } from './listener-scope.ts';
import { type SessionEvents, sessionEventNames } from './session-events.ts';
import type { SessionOptions } from './session-options.ts';
import { type SessionHost, SessionTransaction } from './session-transaction.ts';

type EventName = keyof SessionEvents<unknown, unknown>;
type AnyEvents = Dispatcher<SessionEvents<unknown, unknown>>;

/** The inside of a Session: its objects, its transactions, its listeners, and the order of its operations. */
export class SessionState implements SessionHost, FlushingSession {
  readonly queue = new OperationQueue();
  readonly events = new Dispatcher<SessionEvents<unknown, SessionTransaction>>(sessionEventNames);
  readonly options: SessionOptions;
  readonly joinTransactionMode: JoinTransactionMode;
  readonly executionOptions: ExecutionOptions;
  readonly store: ObjectStore;
  transaction: SessionTransaction | null = null;
  nestedTransaction: SessionTransaction | null = null;
  block: TransactionBlock | null = null;
  isFlushing = false;
  isSending = false;
  /** How many `noAutoflush()` are under way. */
  withoutAutoflush = 0;
  readonly #session: object;
  readonly #autobegin: boolean;
  #isClosed = false;
  #listeners = 0;

  constructor(session: object, options: SessionOptions) {
    this.#session = session;
    this.#autobegin = options.autobegin ?? true;
    this.options = options;
    this.joinTransactionMode = options.joinTransactionMode ?? 'conditional_savepoint';
    this.executionOptions = mergeExecutionOptions(noExecutionOptions, options.executionOptions ?? {});
    this.store = new ObjectStore({
      session,
      begin: () => this.#beginForObjects(),
      tell: (name, object) => {
        if (this.hears(name)) this.tell(name, object);
      },
      hears: (name) => this.hears(name),
      isListening: () => this.#listeners > 0 && listenerQueue(this) !== null,
    });
  }

  get twophase(): boolean {
    return this.options.twophase ?? false;
  }

  get expireOnCommit(): boolean {
    return this.options.expireOnCommit ?? true;
  }

  /** Whether a query sends what is pending before it. */
  get autoflush(): boolean {
    return this.withoutAutoflush === 0 && !this.isFlushing && (this.options.autoflush ?? true);
  }

  /** Runs an operation when those before it are done. */
  run<T>(operation: () => MaybePromise<T>): MaybePromise<T> {
    return this.currentQueue().run(operation);
  }

  /** The connection that the transaction has for something; begins a transaction if there is none. */
  connectionFor(
    bindArguments: BindArguments,
    executionOptions?: ExecutionOptions,
    signal?: AbortSignal,
  ): MaybePromise<Connection> {
    checkBlock(this);
    const transaction = this.current();
    transaction.checkActive();
    return transaction.connectionFor(resolveBind(this.options, bindArguments), executionOptions, signal);
  }

  /** Warns of what a listener asks for while a flush sends its statements. */
  warnInFlush(method: string): void {
    if (this.isSending && this.#listeners > 0 && listenerQueue(this) !== null)
      warn(
        `Usage of the '${method}' operation is not currently supported within the execution stage of the flush process. Results may not be consistent.  Consider using alternative event listeners or connection-level operations instead.`,
      );
  }

  /** Sends what is pending. */
  flush(): Promise<void> {
    return flushSession(this);
  }

  flushUntilClean(): Promise<void> {
    return flushUntilClean(this);
  }

  // Transactions ---------------------------------------------------------------------------------------------------

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

  /** Begins a savepoint. What is pending belongs to the transaction around it, and is sent first. */
  async beginNested(): Promise<SessionTransaction> {
    checkBlock(this);
    this.#checkOpen();
    this.transaction?.checkActive();
    if (this.transaction !== null && !this.isFlushing) await this.flush();
    return new SessionTransaction(this, 'beginNested', this.transaction ?? new SessionTransaction(this, 'begin', null));
  }

  /** Ends all transactions; nothing is left in the session. */
  async end({ isFinal, invalidate }: { readonly isFinal: boolean; readonly invalidate: boolean }): Promise<void> {
    if (isFinal) this.#isClosed = true;
    let failure: { readonly error: unknown } | undefined;
    try {
      this.store.expungeAll();
    } catch (error) {
      failure = { error };
    }
    while (this.transaction !== null) {
      try {
        await this.transaction.closeNow(invalidate, 'session');
      } catch (error) {
        failure ??= { error };
      }
    }
    if (failure !== undefined) throw failure.error;
  }

  #beginForObjects(): void {
    if (this.transaction === null) this.current();
    else if (this.block !== null) checkBlock(this);
  }

  // Listeners ------------------------------------------------------------------------------------------------------

  notify(name: 'afterTransactionCreate' | 'afterTransactionEnd', transaction: SessionTransaction): void {
    this.tell(name, transaction);
  }

  /** Tells listeners, none of whom is waited for. */
  tell(name: EventName, ...subject: readonly unknown[]): void {
    for (const events of this.#listening(name))
      events.emit(name as 'afterBegin', this.#session, ...(subject as [unknown, Connection]));
  }

  /** Whether anybody listens. */
  hears(name: EventName): boolean {
    return this.#listening(name).length > 0;
  }

  /** Tells listeners who may use the session themselves; resolves when they are done. */
  notifyInTurn(name: EventName, ...subject: readonly unknown[]): Promise<void> {
    return this.notifyListenersOf(name, this.#session, ...subject);
  }

  /** The same with other arguments than the session. */
  async notifyListenersOf(name: EventName, ...args: readonly unknown[]): Promise<void> {
    const listening = this.#listening(name);
    if (listening.length === 0) return;
    await this.inScope(async () => {
      for (const events of listening) await events.emitInTurn(name as 'doOrmExecute', ...(args as [never]));
    });
  }

  /** Runs something that calls listeners, who may use the session at once. */
  async inScope(action: () => MaybePromise<void>): Promise<void> {
    this.#listeners++;
    try {
      await inListenerScope(this, action);
    } finally {
      this.#listeners--;
    }
  }

  /** Where an operation waits for its turn. */
  currentQueue(): OperationQueue {
    return (this.#listeners > 0 ? listenerQueue(this) : null) ?? this.queue;
  }

  #listening(name: EventName): readonly AnyEvents[] {
    const ofClass = classEventsOf(this.#session);
    const own = this.events as unknown as AnyEvents;
    if (ofClass.length === 0) return own.isSilent || !own.has(name) ? none : [own];
    return [...ofClass, own].filter((events) => events.has(name));
  }

  #checkOpen(): void {
    if (!this.#isClosed) return;
    throw new InvalidRequestError(
      'This Session has been permanently closed and is unable to handle any more transaction requests.',
    );
  }
}

const none: readonly AnyEvents[] = Object.freeze([]);
