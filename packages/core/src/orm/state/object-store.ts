import { InvalidRequestError } from '../../errors/invalid-request-errors.ts';
import { cascaded } from './cascade-walk.ts';
import { IdentityMap } from './identity-map.ts';
import { type InstanceState, nameOfState, type StateOwner, stateOf } from './instance-state.ts';

/** The objects of a Session: those that have rows, those that are to get one, those that are to lose theirs. */
export class ObjectStore implements StateOwner {
  readonly identityMap = new IdentityMap();
  /** To be inserted, in the order they were added. */
  readonly pending = new Set<InstanceState>();
  /** Changed since the last flush. */
  readonly modified = new Set<InstanceState>();
  /** To be deleted. */
  readonly toDelete = new Set<InstanceState>();
  epoch = 1;
  #added = 0;

  /** Whether a flush might have something to do. */
  get isClean(): boolean {
    return this.pending.size + this.modified.size + this.toDelete.size === 0;
  }

  // What objects tell --------------------------------------------------------------------------------------------

  changed(state: InstanceState): void {
    if (state.key !== null) this.modified.add(state);
  }

  cascade(_state: InstanceState, related: object): void {
    this.add(related);
  }

  /** A new object that nobody wants any more is not saved; one with a row is deleted by the next flush. */
  orphaned(state: InstanceState): void {
    if (this.pending.has(state)) this.expunge(state);
  }

  // What the session asks for ------------------------------------------------------------------------------------

  /** Adds an object and all that it cascades save-update to. */
  add(object: object): void {
    for (const state of cascaded(stateOf(object, 'add()'), 'saveUpdate')) this.#addOne(state);
  }

  has(state: InstanceState): boolean {
    return state.owner === this && (this.pending.has(state) || this.identityMap.has(state));
  }

  /** Marks an object for deletion. */
  delete(state: InstanceState): void {
    if (state.key === null) throw new InvalidRequestError(`Instance '${nameOfState(state)}' is not persisted`);
    if (state.owner === null) this.#attach(state);
    if (state.owner !== this) throw alreadyAttached(state);
    this.toDelete.add(state);
  }

  /** Takes an object out: it is transient, or detached, from now on. */
  expunge(state: InstanceState): void {
    if (state.owner !== this) throw new InvalidRequestError(`Instance '${nameOfState(state)}' is not present in this Session`);
    this.forget(state);
    state.owner = null;
  }

  expungeAll(): void {
    for (const state of this.pending) state.owner = null;
    for (const state of this.identityMap.states()) state.owner = null;
    this.pending.clear();
    this.modified.clear();
    this.toDelete.clear();
    this.identityMap.clear();
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

  /** From now on everything that is loaded may be older than what the database has. */
  expireAll(): void {
    this.epoch += 1;
  }

  #addOne(state: InstanceState): void {
    if (state.owner === this) {
      if (state.isDeleted) throw deleted(state);
      this.toDelete.delete(state);
      return;
    }
    if (state.owner !== null) throw alreadyAttached(state);
    if (state.isDeleted) throw deleted(state);
    if (state.key !== null) this.#attach(state);
    else {
      this.#added += 1;
      state.insertOrder = this.#added;
      state.owner = this;
      this.pending.add(state);
    }
  }

  #attach(state: InstanceState): void {
    const present = this.identityMap.get(state.mapper, state.key);
    if (present !== undefined && present !== state)
      throw new InvalidRequestError(
        `Can't attach instance ${nameOfState(state)}; another instance with key ${String(state.key)} is already present in this session.`,
      );
    state.owner = this;
    state.epoch = this.epoch;
    this.identityMap.add(state);
    if (state.isModified) this.modified.add(state);
  }
}

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
