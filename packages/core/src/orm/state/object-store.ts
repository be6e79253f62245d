import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import type { Mapper } from '../mapping/mapper.ts';
import { agreeAfterRollback, relatedBefore } from './agree-after-rollback.ts';
import { cascaded, cascades } from './cascade-walk.ts';
import { IdentityMap } from './identity-map.ts';
import { adapterOf } from './collection-adapter.ts';
import { type InstanceState, nameOfState, notLoaded, type StateOwner, stateOf } from './instance-state.ts';
import { TransactionSnapshot } from './object-store-snapshot.ts';

/** What becomes of objects, by SQLAlchemy's names. */
export type LifecycleEvent =
  | 'beforeAttach'
  | 'afterAttach'
  | 'transientToPending'
  | 'pendingToTransient'
  | 'persistentToTransient'
  | 'pendingToPersistent'
  | 'detachedToPersistent'
  | 'loadedAsPersistent'
  | 'persistentToDeleted'
  | 'deletedToPersistent'
  | 'deletedToDetached'
  | 'persistentToDetached';

/** The Session as its store sees it. */
export interface StoreHost {
  /** The session itself, for those who ask an object for it. */
  readonly session: object;
  /** Something changes: a transaction begins, if none has. @throws InvalidRequestError where the session takes no work */
  begin(): void;
  tell(name: LifecycleEvent, object: object): void;
  hears(name: LifecycleEvent): boolean;
  /** Whether a listener is at work, whose changes are a part of what it listens to. */
  isListening(): boolean;
}

/** The objects of a Session: those that have rows, those that are to get one, those that are to lose theirs. */
export class ObjectStore implements StateOwner {
  readonly identityMap = new IdentityMap();
  /** To be inserted, in the order they were added. */
  readonly pending = new Set<InstanceState>();
  /** Changed since the last flush. */
  readonly modified = new Set<InstanceState>();
  /** To be deleted. */
  readonly toDelete = new Set<InstanceState>();
  readonly host: StoreHost;
  /** Of the innermost transaction; null: none has begun. */
  snapshot: TransactionSnapshot | null = null;
  epoch = 1;
  isSending = false;
  /** What attributes were before they were changed during a flush. */
  #late = new Map<InstanceState, Map<number, unknown>>();
  #added = 0;

  constructor(host: StoreHost = quietHost) {
    this.host = host;
  }

  get session(): object {
    return this.host.session;
  }

  /** Whether a flush might have something to do. */
  get isClean(): boolean {
    return this.pending.size + this.modified.size + this.toDelete.size === 0;
  }

  // What objects tell --------------------------------------------------------------------------------------------

  changed(state: InstanceState): void {
    this.host.begin();
    if (state.key === null || state.isDeleted) return;
    this.snapshot?.keep(state);
    this.modified.add(state);
  }

  /** What it was is remembered for a rollback, and forgotten by the object. */
  saved(state: InstanceState): void {
    if (state.key !== null && !state.isDeleted) this.snapshot?.keep(state);
  }

  changedLate(state: InstanceState, slot: number): void {
    if (this.host.isListening()) return;
    const before = this.#late.get(state) ?? new Map<number, unknown>();
    this.#late.set(state, before);
    const value = state.values[slot];
    if (!before.has(slot)) before.set(slot, value === undefined ? notLoaded : (adapterOf(value)?.objects() ?? value));
  }

  /** A flush begins, or is over: what was changed in the meantime is for the next one. */
  sends(isSending: boolean): void {
    this.isSending = isSending;
    const late = this.#late;
    if (isSending || late.size === 0) return;
    this.#late = new Map();
    for (const [state, before] of late)
      if (state.owner === this && state.key !== null && !state.isDeleted) state.changedSince(before);
  }

  cascade(_state: InstanceState, related: object): void {
    if (!this.has(stateOf(related))) this.add(related);
  }

  /** The object of a row that is in the session, without asking the database. */
  known(mapper: Mapper, key: unknown): InstanceState | undefined {
    return this.identityMap.get(mapper, key);
  }

  /** A new object that nobody wants any more is not saved; one with a row is deleted by the next flush. */
  orphaned(state: InstanceState): void {
    if (!this.pending.has(state)) return;
    for (const each of cascaded(state, 'expunge')) if (each.owner === this) this.expunge(each);
  }

  // What the session asks for ------------------------------------------------------------------------------------

  /** Adds an object and all that it cascades save-update to. */
  add(object: object): void {
    const start = stateOf(object, 'add()');
    if (!cascades(start.mapper, 'saveUpdate')) this.#addOne(start);
    else for (const state of cascaded(start, 'saveUpdate', (state) => this.has(state))) this.#addOne(state);
  }

  has(state: InstanceState): boolean {
    return state.owner === this && (this.pending.has(state) || this.identityMap.has(state));
  }

  /** Marks an object for deletion, and those that it cascades delete to. */
  delete(state: InstanceState): void {
    if (state.key === null) throw new InvalidRequestError(`Instance '${nameOfState(state)}' is not persisted`);
    for (const each of cascaded(state, 'delete')) if (each.key !== null) this.#deleteOne(each);
  }

  /** Takes an object out: it is transient, or detached, from now on. */
  expunge(state: InstanceState): void {
    if (state.owner !== this) throw new InvalidRequestError(`Instance ${nameOfState(state)} is not present in this Session`);
    const { kind } = state;
    this.forget(state);
    this.snapshot?.deleted.delete(state);
    state.detach();
    if (kind === 'pending') this.host.tell('pendingToTransient', state.object);
    else this.host.tell(kind === 'deleted' ? 'deletedToDetached' : 'persistentToDetached', state.object);
  }

  expungeAll(): void {
    const { host } = this;
    const pending = [...this.pending];
    const persistent = [...this.identityMap.states()];
    const deleted: InstanceState[] = [];
    for (let snapshot = this.snapshot; snapshot !== null; snapshot = snapshot.parent)
      for (const state of detachDeleted(snapshot, this)) deleted.push(state);
    this.pending.clear();
    this.modified.clear();
    this.toDelete.clear();
    this.identityMap.clear();
    for (const state of pending) state.detach();
    for (const state of persistent) state.detach();
    for (const { object } of deleted) host.tell('deletedToDetached', object);
    if (host.hears('pendingToTransient')) for (const { object } of pending) host.tell('pendingToTransient', object);
    if (host.hears('persistentToDetached')) for (const { object } of persistent) host.tell('persistentToDetached', object);
  }

  /** A row was inserted, or found: the object has an identity from now on. */
  persist(state: InstanceState, key: unknown): void {
    this.pending.delete(state);
    state.key = key;
    state.epoch = this.epoch;
    this.identityMap.add(state);
  }

  /** Out of all lists, without a word about its owner. */
  forget(state: InstanceState): void {
    this.pending.delete(state);
    this.modified.delete(state);
    this.toDelete.delete(state);
    if (state.key !== null) this.identityMap.remove(state);
  }

  /** The row of an object is gone: a flush deleted it, or it was not found. Until the transaction ends the object stays the session's. */
  removed(state: InstanceState): void {
    this.forget(state);
    state.isDeleted = true;
    this.snapshot?.deleted.add(state);
    this.host.tell('persistentToDeleted', state.object);
  }

  /** Makes a detached object, which need not have been loaded, one of the session. */
  attach(state: InstanceState): void {
    this.#addOne(state);
  }

  /** From now on everything that is loaded may be older than what the database has; what was not saved is discarded. */
  expireAll(): void {
    for (const state of [...this.modified]) this.expire(state);
    this.epoch += 1;
  }

  /** The same of one object, or of some of its attributes. */
  expire(state: InstanceState, slots?: readonly number[]): void {
    state.expire(slots);
    if (!state.isModified) this.modified.delete(state);
  }

  // Transactions -------------------------------------------------------------------------------------------------

  /** A transaction begins, inside the one before. */
  enter(): TransactionSnapshot {
    this.snapshot = new TransactionSnapshot(this.snapshot);
    return this.snapshot;
  }

  /** It was committed. @param expires whether objects expire by that */
  committed(snapshot: TransactionSnapshot, expires: boolean): void {
    if (snapshot.parent !== null) return snapshot.release();
    const detached = detachDeleted(snapshot, this);
    if (expires) this.expireAll();
    this.identityMap.relax();
    for (const { object } of detached) this.host.tell('deletedToDetached', object);
  }

  /** It was rolled back: objects are what they were when it began. */
  rolledBack(snapshot: TransactionSnapshot): void {
    const { changed } = snapshot;
    const related = relatedBefore(new Set([...snapshot.fresh, ...snapshot.deleted, ...changed.keys()]));
    this.#late.clear();
    const news: News[] = [];
    this.#unsave(snapshot, news);
    snapshot.restoreKeys(this.identityMap);
    for (const state of [...snapshot.deleted, ...this.toDelete]) this.#undelete(state, news);
    this.toDelete.clear();
    for (const state of [...this.modified]) this.expire(state);
    for (const [state, before] of changed) if (!snapshot.fresh.has(state)) state.revert(before);
    agreeAfterRollback(related, (state, slot) => changed.get(state)?.[slot] !== undefined);
    if (snapshot.parent === null) this.epoch += 1;
    snapshot.deleted.clear();
    snapshot.fresh.clear();
    changed.clear();
    snapshot.keys.clear();
    // Only now: a listener that throws leaves nothing half done.
    for (const [name, object] of news) this.host.tell(name, object);
  }

  /** Objects that were new are so again, and keep what they have. */
  #unsave({ fresh }: TransactionSnapshot, news: News[]): void {
    for (const state of new Set([...fresh, ...this.pending])) {
      if (state.owner !== null && state.owner !== this) continue;
      const { kind } = state;
      this.forget(state);
      state.makeTransient();
      if (kind === 'pending') news.push(['pendingToTransient', state.object]);
      else if (kind === 'persistent') news.push(['persistentToTransient', state.object]);
    }
  }

  #undelete(state: InstanceState, news: News[]): void {
    if (state.owner !== this || state.key === null) return;
    const { isDeleted } = state;
    state.isDeleted = false;
    this.identityMap.add(state);
    if (state.isModified) this.expire(state);
    if (isDeleted) news.push(['deletedToPersistent', state.object]);
  }

  // Adding -------------------------------------------------------------------------------------------------------

  #addOne(state: InstanceState): void {
    this.host.begin();
    if (state.owner !== null && state.owner !== this) throw alreadyAttached(state);
    if (state.isDeleted) throw deleted(state);
    state.mapper.checkFields(state.object);
    if (state.owner === this) this.toDelete.delete(state);
    else if (state.key !== null) this.#attach(state);
    else this.#attachNew(state);
  }

  #attachNew(state: InstanceState): void {
    this.host.tell('beforeAttach', state.object);
    this.#added += 1;
    state.insertOrder = this.#added;
    state.owner = this;
    this.pending.add(state);
    this.host.tell('afterAttach', state.object);
    this.host.tell('transientToPending', state.object);
  }

  #attach(state: InstanceState): void {
    const present = this.identityMap.get(state.mapper, state.key);
    if (present !== undefined && present !== state)
      throw new InvalidRequestError(
        `Can't attach instance ${nameOfState(state)}; another instance with key ${nameOfKey(state)} is already present in this session.`,
      );
    this.host.tell('beforeAttach', state.object);
    const { isExpired } = state;
    state.owner = this;
    state.epoch = isExpired ? 0 : this.epoch;
    this.identityMap.add(state);
    if (state.isModified) this.changed(state);
    this.host.tell('afterAttach', state.object);
    this.host.tell('detachedToPersistent', state.object);
  }

  #deleteOne(state: InstanceState): void {
    this.host.begin();
    if (state.owner !== null && state.owner !== this) throw alreadyAttached(state);
    if (state.isDeleted) {
      if (state.owner === this) return;
      throw deleted(state);
    }
    if (state.owner === null) this.#attach(state);
    this.toDelete.add(state);
  }
}

type News = readonly [LifecycleEvent, object];

/** Those that a transaction deleted leave the session. */
function detachDeleted({ deleted }: TransactionSnapshot, owner: ObjectStore): InstanceState[] {
  const gone = [...deleted].filter((state) => state.owner === owner && state.isDeleted);
  for (const state of gone) state.detach();
  deleted.clear();
  return gone;
}

/** `User(5)`: the identity of an object in messages. */
export function nameOfKey(state: InstanceState): string {
  return `${state.mapper.base.name}(${(state.identity ?? []).map(String).join(', ')})`;
}

const quietHost: StoreHost = {
  session: Object.freeze({}),
  begin: () => {},
  tell: () => {},
  hears: () => false,
  isListening: () => false,
};

function alreadyAttached(state: InstanceState): InvalidRequestError {
  return new InvalidRequestError(
    `Object '${nameOfState(state)}' is already attached to another session. Expunge it there first.`,
  );
}

function deleted(state: InstanceState): InvalidRequestError {
  return new InvalidRequestError(
    `Instance '${nameOfState(state)}' has been deleted. Use the makeTransient() function to send this object back to the transient state.`,
  );
}
