import type { Connection } from '../../engine/connection.ts';
import { executeAtOnce } from '../../engine/connection.ts';
import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { FlushError } from '../../errors/orm-errors.ts';
import type { CursorResult } from '../../result/cursor-result.ts';
import type { ClauseElement } from '../../sql/clause-element.ts';
import { chain, type MaybePromise } from '../../util/maybe-promise.ts';
import { warn } from '../../util/warn.ts';
import { loadResult } from '../loading/load-result.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { mapperEventsOf } from '../mapping/mapper-events.ts';
import { anyMapperListens } from '../mapping/mapper-listeners.ts';
import { flush } from '../persistence/flush.ts';
import type { FlushHost, MapperEventName } from '../persistence/flush-host.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { ObjectStore } from '../state/object-store.ts';
import type { BindArguments } from './bind-arguments.ts';

/** The session as its flush sees it. */
export interface FlushingSession {
  readonly store: ObjectStore;
  isFlushing: boolean;
  /** Whether its statements are being sent: what listeners change now may come too late for it. */
  isSending: boolean;
  current(): FlushedTransaction;
  connectionFor(bindArguments: BindArguments): MaybePromise<Connection>;
  hears(name: 'beforeFlush' | 'afterFlush' | 'afterFlushPostexec' | 'pendingToPersistent'): boolean;
  tell(name: 'pendingToPersistent', object: object): void;
  notifyInTurn(name: 'beforeFlush' | 'afterFlush' | 'afterFlushPostexec', ...subject: readonly unknown[]): Promise<void>;
  inScope(action: () => MaybePromise<void>): Promise<void>;
}

interface FlushedTransaction {
  checkActive(): void;
  failNow(error: unknown): Promise<void>;
}

/**
 * Sends what is pending. If that fails, the transaction is rolled back at once.
 *
 * @throws InvalidRequestError inside a flush
 */
export async function flushSession(session: FlushingSession): Promise<void> {
  if (session.isFlushing) throw new InvalidRequestError('Session is already flushing');
  if (session.store.isClean) return;
  session.isFlushing = true;
  try {
    if (session.hears('beforeFlush')) await session.notifyInTurn('beforeFlush', new FlushContext(session), null);
    if (!session.store.isClean) await flushInTransaction(session);
  } finally {
    session.isFlushing = false;
  }
}

/** The same, until listeners add nothing more. */
export async function flushUntilClean(session: FlushingSession): Promise<void> {
  if (session.isFlushing) return;
  for (let times = 0; times < 100; times++) {
    if (session.store.isClean) return;
    await flushSession(session);
  }
  throw new FlushError(
    'Over 100 subsequent flushes have occurred within session.commit() - is an afterFlush() hook creating new objects?',
  );
}

async function flushInTransaction(session: FlushingSession): Promise<void> {
  const transaction = session.current();
  transaction.checkActive();
  const context = new FlushContext(session);
  try {
    // A listener of a class may ask the session for something, which would wait for the flush that waits for it.
    if (anyMapperListens()) await session.inScope(() => context.run());
    else await context.run();
  } catch (error) {
    session.store.isSending = false;
    await transaction.failNow(error);
    throw error;
  }
}

/** One flush. SQLAlchemy's UOWTransaction, as far as listeners see it. */
export class FlushContext implements FlushHost {
  readonly #session: FlushingSession;
  readonly #inserted: InstanceState[] = [];

  /** @internal */
  constructor(session: FlushingSession) {
    this.#session = session;
  }

  /** @internal */
  async run(): Promise<void> {
    const session = this.#session;
    const { store } = session;
    session.isSending = true;
    store.sends(true);
    try {
      await flush(store, this);
    } finally {
      session.isSending = false;
    }
    if (anyMapperListens()) this.#discardLateChanges();
    store.sends(false);
    for (const { object } of this.#inserted) session.tell('pendingToPersistent', object);
    if (session.hears('afterFlushPostexec')) await session.notifyInTurn('afterFlushPostexec', this);
  }

  connection(mapper: Mapper): MaybePromise<Connection> {
    return this.#session.connectionFor({ mapper: mapper.construct });
  }

  /** @internal */
  load(statement: ClauseElement): MaybePromise<CursorResult> {
    const mapper = (statement as unknown as { readonly entity?: { readonly mapper?: Mapper } | null }).entity?.mapper;
    return chain(this.#session.connectionFor(mapper === undefined ? {} : { mapper: mapper.construct }), (connection) =>
      chain(connection[executeAtOnce](statement as never, null, undefined), (result) =>
        loadResult(result, this.#session.store, { populateExisting: false, statement: statement as never }),
      ),
    );
  }

  /** @internal All statements were sent, and objects do not count as saved yet. */
  executed(): MaybePromise<void> {
    this.#session.isSending = false;
    if (this.#session.hears('afterFlush')) return this.#session.notifyInTurn('afterFlush', this);
  }

  /** @internal */
  inserted(state: InstanceState): void {
    this.#session.store.snapshot?.fresh.add(state);
    if (this.#session.hears('pendingToPersistent')) this.#inserted.push(state);
  }

  /** @internal */
  updated(state: InstanceState): void {
    this.#session.store.saved(state);
  }

  /** @internal */
  deleted(state: InstanceState): void {
    this.#session.store.removed(state);
  }

  /** @internal */
  keyChanged(state: InstanceState, oldKey: unknown): void {
    this.#session.store.snapshot?.rekeyed(state, oldKey);
  }

  /** @internal */
  hasListeners(name: MapperEventName, mapper: Mapper): boolean {
    return mapperEventsOf(mapper)?.has(name) === true;
  }

  /** @internal */
  notify(name: MapperEventName, mapper: Mapper, state: InstanceState): MaybePromise<void> {
    const events = mapperEventsOf(mapper);
    if (events === null || !events.has(name)) return;
    return chain(this.connection(mapper), (connection) => events.emitInTurn(name, mapper, connection, state.object));
  }

  // An UPDATE for them would have to be a part of the flush that is over.
  #discardLateChanges(): void {
    const { store } = this.#session;
    const late = [...store.modified];
    if (late.length > 0) {
      for (const state of late) state.committed();
      store.modified.clear();
      warn(
        `Attribute history events accumulated on ${late.length} previously clean instances within inner-flush event handlers have been reset, and will not result in database updates. Consider using setCommittedValue() within inner-flush event handlers to avoid this warning.`,
      );
    }
  }
}
