import { checkCallback } from '../../errors/check-callback.ts';
import type { Dispatcher } from '../../event/dispatcher.ts';
import { dispatch } from '../../event/event-target.ts';
import { chain } from '../../util/maybe-promise.ts';
import '../loading/lower-statement.ts';
import type { SelectArgument } from '../../sql/select-types.ts';
import type { MappedTarget } from '../mapping/phantoms.ts';
import type { PrimaryKeyOf, UnknownClass } from '../mapping/primary-key-type.ts';
import { cascaded } from '../state/cascade-walk.ts';
import { findState, type InstanceState, stateOf } from '../state/instance-state.ts';
import { eventsOfClass } from './class-events.ts';
import { expireState } from './expire.ts';
import { type GetOptions, getObject, getOneObject } from './get.ts';
import { IdentityMapView } from './identity-map-view.ts';
import { inside } from './inside.ts';
import { perform } from './perform.ts';
import { loadForApplication } from './load-attributes.ts';
import { type MergeOptions, mergeObjects } from './merge.ts';
import { hasNetChanges } from './net-changes.ts';
import { type Query, type QuerySession, queryOf } from './query.ts';
import { type RefreshOptions, refreshObject } from './refresh.ts';
import type { SessionEvents } from './session-events.ts';
import type { SessionOptions } from './session-options.ts';
import type { Bind, SessionTransaction } from './session-transaction.ts';
import { TransactionSession } from './transaction-session.ts';

/**
 * A conversation with the database: it takes a connection from its engine with the first statement, keeps it for the
 * transaction, and gives it back with `commit()`, `rollback()` or `close()`. Objects of mapped classes that it loads or
 * that are added to it are in it; what they are changed to goes to the database with `flush()`, which queries and `commit()` do
 * by themselves.
 *
 * Operations are carried out one after the other, in the order they were asked for, so that `Promise.all` is safe.
 *
 * @example
 * await using session = new Session(engine);
 * const user = await session.getOne(User, 5);
 * user.name = 'sandy';
 * await session.commit();
 */
export class Session extends TransactionSession {
  #identityMap: IdentityMapView | null = null;

  constructor(bind?: Bind, options?: SessionOptions);
  constructor(options?: SessionOptions);
  constructor(bindOrOptions: Bind | SessionOptions = {}, more: SessionOptions = {}) {
    super(bindOrOptions, more);
  }

  /** Where `event.listen(Session, …)` and `event.listen(SessionLocal, …)` add listeners to all sessions of a class. */
  static get [dispatch](): Dispatcher<SessionEvents<Session, SessionTransaction>> {
    return eventsOfClass(this.prototype) as unknown as Dispatcher<SessionEvents<Session, SessionTransaction>>;
  }

  /** Where `event.listen(session, …)` adds its listeners. */
  get [dispatch](): Dispatcher<SessionEvents<Session, SessionTransaction>> {
    return this[inside].events as unknown as Dispatcher<SessionEvents<Session, SessionTransaction>>;
  }

  /** SQLAlchemy's first way to ask for objects: `await session.query(User).filterBy({ name: 'sandy' }).first()`. */
  query<const A extends readonly SelectArgument[]>(...entities: A): Query<A> {
    return queryOf(this as unknown as QuerySession, entities);
  }

  // What is in it ------------------------------------------------------------------------------------------------

  /** New objects that the next flush inserts. */
  get new(): ReadonlySet<object> {
    return objectsOf(this[inside].store.pending);
  }

  /** Objects of which an attribute was set, be it to the value it had. See {@link isModified}. */
  get dirty(): ReadonlySet<object> {
    const { modified, toDelete } = this[inside].store;
    return objectsOf([...modified].filter((state) => !toDelete.has(state)));
  }

  /** Objects that the next flush deletes. */
  get deleted(): ReadonlySet<object> {
    return objectsOf(this[inside].store.toDelete);
  }

  /** Objects that have rows. */
  get identityMap(): IdentityMapView {
    this.#identityMap ??= new IdentityMapView(this[inside].store);
    return this.#identityMap;
  }

  /** Whether an object is in the session, new or with a row. */
  has(object: object): boolean {
    const state = findState(object);
    return state !== null && this[inside].store.has(state);
  }

  /** All objects that are in it: the new ones, then those with rows. */
  [Symbol.iterator](): IterableIterator<object> {
    return [...this.new, ...this.identityMap].values();
  }

  /** Whether a flush would write something for an object, as far as is known without asking the database. */
  isModified(object: object, { includeCollections = true }: { readonly includeCollections?: boolean } = {}): boolean {
    return hasNetChanges(stateOf(object, 'isModified()'), includeCollections);
  }

  // Adding and taking out ----------------------------------------------------------------------------------------

  /** Adds an object, and those that it is related to by relationships that cascade save-update. Flushed later. */
  add(object: object): void {
    this[inside].warnInFlush('Session.add()');
    this[inside].store.add(object);
  }

  /** The same of several objects, in their order. */
  addAll(objects: Iterable<object>): void {
    for (const object of objects) this.add(object);
  }

  /** Marks an object for deletion by the next flush. @throws InvalidRequestError for one that has no row */
  delete(object: object): void {
    this[inside].warnInFlush('Session.delete()');
    this[inside].store.delete(stateOf(object, 'delete()'));
  }

  /** The same of several objects. */
  deleteAll(objects: Iterable<object>): void {
    for (const object of objects) this.delete(object);
  }

  /** Takes an object out of the session, and those that it cascades expunge to. */
  expunge(object: object): void {
    const { store } = this[inside];
    const [state, ...more] = cascaded(stateOf(object, 'expunge()'), 'expunge');
    store.expunge(state as InstanceState);
    for (const each of more) if (each.owner === store) store.expunge(each);
  }

  /** Takes all objects out of the session: new ones are forgotten, those with rows become detached. */
  expungeAll(): void {
    this[inside].store.expungeAll();
  }

  /**
   * Copies an object, and those that it cascades merge to, onto the objects of this session that have the same primary
   * keys: from the session, else from the database, else new ones.
   *
   * @returns the object of this session
   */
  merge<T extends object>(object: T, options?: MergeOptions): Promise<T> {
    return perform(this, (session) => chain(mergeObjects(session, [object], options), ([merged]) => merged as T));
  }

  mergeAll<T extends object>(objects: readonly T[], options?: MergeOptions): Promise<readonly T[]> {
    return perform(this, (session) => mergeObjects(session, objects, options)) as Promise<readonly T[]>;
  }

  // Expiring and refreshing --------------------------------------------------------------------------------------

  /**
   * Discards what was not saved of an object, or of some attributes of it: they show what the database had when they were
   * last loaded, and are renewed by the next query that gives the row.
   */
  expire<T extends object>(object: T, keys?: readonly (keyof T & string)[]): void {
    expireState(this[inside].store, stateOf(object, 'expire()'), keys);
  }

  /** The same of all objects that have rows. */
  expireAll(): void {
    this[inside].store.expireAll();
  }

  /** Discards what was not saved of an object, or of some attributes of it, and loads it anew. */
  refresh<T extends object>(object: T, keys?: readonly (keyof T & string)[] | null, options?: RefreshOptions): Promise<void> {
    return perform(this, (session) => refreshObject(session, object, keys ?? undefined, options));
  }

  // Loading ------------------------------------------------------------------------------------------------------

  /**
   * Loads a relationship or a deferred column of an object, unless it is loaded; of several objects in one statement.
   *
   * @returns the value, or the values in the order of the objects
   * @example
   * const users = await session.scalars(select(User)).all();
   * await session.load(users, 'addresses');
   */
  load<T extends object, const K extends keyof T & string>(objects: readonly T[], key: K): Promise<T[K][]>;
  load<T extends object, const K extends keyof T & string>(object: T, key: K): Promise<T[K]>;
  load(given: object | readonly object[], key: string): Promise<unknown> {
    return perform(this, (session) => loadForApplication(session, given, key));
  }

  // Flushing and getting -----------------------------------------------------------------------------------------

  /** Sends what was added, changed and deleted to the database, inside the session's transaction. @throws InvalidRequestError inside a flush */
  flush(): Promise<void> {
    return perform(this, (session) => session.flush());
  }

  /** Runs a callback in which queries do not send what is pending before them. */
  async noAutoflush<T>(callback: (session: this) => T | Promise<T>): Promise<T> {
    checkCallback(callback, 'Session.noAutoflush()');
    this[inside].withoutAutoflush++;
    try {
      return await callback(this);
    } finally {
      this[inside].withoutAutoflush--;
    }
  }

  /**
   * The object with a primary key: the one that is in the session, else from the database; null: there is none.
   *
   * @param key the value of the primary key; of a composite one `[1, 2]` in order, or `{ x: 1, y: 2 }` by attributes
   * @example
   * const user = await session.get(User, 5, { options: [selectinload(User.c.addresses)], withForUpdate: true });
   */
  get<C extends UnknownClass>(construct: C, key: unknown, options?: GetOptions): Promise<C['prototype'] | null>;
  get<C extends MappedTarget>(construct: C, key: PrimaryKeyOf<C>, options?: GetOptions): Promise<C['prototype'] | null>;
  get<C extends MappedTarget>(construct: C, key: unknown, options?: GetOptions): Promise<C['prototype'] | null> {
    return perform(this, (session) => getObject(session, construct, key, options));
  }

  /** The same. @throws NoResultFound if there is none */
  getOne<C extends UnknownClass>(construct: C, key: unknown, options?: GetOptions): Promise<C['prototype']>;
  getOne<C extends MappedTarget>(construct: C, key: PrimaryKeyOf<C>, options?: GetOptions): Promise<C['prototype']>;
  getOne<C extends MappedTarget>(construct: C, key: unknown, options?: GetOptions): Promise<C['prototype']> {
    return perform(this, (session) => getOneObject(session, construct, key, options));
  }
}

function objectsOf(states: Iterable<InstanceState>): ReadonlySet<object> {
  return new Set(Array.from(states, ({ object }) => object));
}
