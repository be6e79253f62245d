import { ArgumentError } from '../../errors/argument-errors.ts';
import { UnloadedAttributeError } from '../../errors/orm-errors.ts';
import { attributeListeners } from '../mapping/attribute-listeners.ts';
import { MappedObject } from '../mapping/instance-slot.ts';
import type { Mapper, Property } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type LoadingHints, refusalOf } from './loading-hints.ts';
import { forgetParents, restoreParents } from './parents.ts';
import { adapterOf, type CollectionAdapter, makeCollection } from './collection.ts';
import type { RelatedState } from './related-state.ts';
import { setRelated } from './set-related.ts';
import { writeOnlyCollection } from './write-only.ts';

/** What an object is to its Session. Semantics: SQLAlchemy's object states. */
export type ObjectState = 'transient' | 'pending' | 'persistent' | 'deleted' | 'detached';

/** The Session as the objects in it see it. */
export interface StateOwner {
  /** Every expiration of all objects makes it one more. */
  readonly epoch: number;
  /** The Session that it belongs to. */
  readonly session: object;
  /** An attribute of the object is set. */
  changed(state: InstanceState): void;
  /** Its values are those of the database now, and what they were is forgotten. */
  saved(state: InstanceState): void;
  /** Whether a flush is under way: what is set now may come too late for it. */
  readonly isSending: boolean;
  /** An attribute is about to be changed by the application while a flush is under way. */
  changedLate(state: InstanceState, slot: number): void;
  /** An object was related to one in the session by a relationship that cascades save-update. */
  cascade(state: InstanceState, related: object): void;
  /** An object lost its parent in a relationship that cascades delete-orphan. */
  orphaned(state: InstanceState): void;
}

/** In place of the value that an attribute had before a change, where it was not loaded. */
export const notLoaded: unique symbol = Symbol('not loaded');

/** What an object of a mapped class keeps: the values of its attributes, what they were, and where it belongs. */
export class InstanceState implements RelatedState {
  readonly mapper: Mapper;
  /** By the slots of the mapper's properties; undefined: never loaded, never set. */
  readonly values: unknown[];
  object: object;
  /** What it is found by; null: it has no row yet. */
  key: unknown = null;
  owner: StateOwner | null = null;
  /** Whether its row was deleted by a flush. */
  isDeleted = false;
  /** What attributes were before they were changed, by slot: since the last flush, or since it was loaded. */
  changes: Map<number, unknown> | null = null;
  /** Whether an attribute was set since the last flush, be it to the value it had. */
  isModified = false;
  /** The epoch of its owner in which it was loaded: an older one means that it is expired. */
  epoch = 0;
  /** Attributes that are expired by themselves. */
  expired: Set<number> | null = null;
  /** What is to be added to a collection that is not loaded (true), or taken out of it, by slot. */
  pending: Map<number, Map<object, boolean>> | null = null;
  /** Which objects have it, where that matters. */
  parents: RelatedState['parents'] = null;
  /** What the query that loaded it said of the rest. */
  hints: LoadingHints | null = null;
  /** In which order objects were added to the session: the order of INSERTs. */
  insertOrder = 0;

  constructor(mapper: Mapper, values: unknown[], object: object | null = null) {
    this.mapper = mapper;
    this.values = values;
    this.object = object ?? mapper.materialize(this);
  }

  get kind(): ObjectState {
    if (this.key === null) return this.owner === null ? 'transient' : 'pending';
    if (this.owner === null) return 'detached';
    return this.isDeleted ? 'deleted' : 'persistent';
  }

  /** Whether the database may know more of it than the object. */
  get isExpired(): boolean {
    return this.owner === null ? this.epoch === expiredWhenDetached : this.epoch !== this.owner.epoch;
  }

  /** Whether the database may have another value of an attribute, so that only a load, or setting it, tells what it is. */
  isStale(slot: number): boolean {
    return (this.isExpired && this.key !== null) || this.expired?.has(slot) === true;
  }

  /** The primary key of its row, which a pending change of it does not touch; null: it has none. */
  get identity(): readonly unknown[] | null {
    if (this.key === null) return null;
    return this.mapper.primaryKey.map(({ slot }) => this.committedValue(slot));
  }

  /** What the database has, as far as is known: the value before any change that was not saved. */
  committedValue(slot: number): unknown {
    const before = this.changes?.get(slot);
    return before === undefined || before === notLoaded ? this.values[slot] : before;
  }

  // Reading ------------------------------------------------------------------------------------------------------

  absent(slot: number): unknown {
    const property = this.mapper.properties[slot] as Property;
    if (property.kind === 'relationship' && property.options.lazy === 'writeOnly') return writeOnlyCollection(this, property);
    if (this.key === null) return this.#absentOfNew(property);
    throw new UnloadedAttributeError(refusalOf(this.hints, property, this.mapper.name) ?? unloadedMessage(this.mapper, property));
  }

  /** The value, or undefined where it is not loaded. */
  loaded(slot: number): unknown {
    return this.values[slot];
  }

  // An empty collection can be filled; it is there from now on. NULL is what a column will be.
  #absentOfNew(property: Property): unknown {
    return property.kind === 'relationship' && property.isCollection ? this.collection(property)?.collection : null;
  }

  collection(property: RelationshipProperty<Mapper>): CollectionAdapter | null {
    const known = adapterOf(this.values[property.slot]);
    if (known !== null || this.key !== null || property.options.lazy === 'writeOnly') return known;
    const made = makeCollection(this, property, []);
    this.values[property.slot] = made.collection;
    return made;
  }

  // Writing ------------------------------------------------------------------------------------------------------

  set(slot: number, given: unknown): void {
    const property = this.mapper.properties[slot] as Property;
    if (given === undefined)
      throw new ArgumentError(`${this.mapper.name}.${property.key} was set to undefined. Give null for SQL NULL.`);
    if (this.owner?.isSending === true) this.owner.changedLate(this, slot);
    const listeners = attributeListeners(property);
    const value =
      listeners?.has('set') === true ? listeners.emitForAnswer('set', this.object, given, this.values[slot])[1] : given;
    // All that a new object has is new: what columns were before does not matter to anybody.
    if (property.kind === 'column' && this.key === null) {
      this.touch();
      this.values[slot] = value;
    } else if (property.kind === 'column') this.change(slot, value);
    else setRelated(this, property, value);
  }

  /** Sets a value and remembers what it was. */
  change(slot: number, value: unknown): void {
    this.remember(slot);
    this.touch();
    this.values[slot] = value;
  }

  /** Remembers what an attribute is, unless that is known; of a collection what is in it. */
  remember(slot: number): void {
    this.changes ??= new Map();
    if (this.changes.has(slot)) return;
    const before = this.values[slot];
    this.changes.set(slot, before === undefined ? notLoaded : (adapterOf(before)?.objects() ?? before));
  }

  touch(): void {
    if (this.isModified) return;
    this.owner?.changed(this);
    this.isModified = true;
  }

  // Relationships ------------------------------------------------------------------------------------------------

  changeWhenLoaded(slot: number, object: object, isAdded: boolean): void {
    this.pending ??= new Map();
    const changes = this.pending.get(slot) ?? new Map<object, boolean>();
    this.pending.set(slot, changes.set(object, isAdded));
  }

  // Flushing and loading -----------------------------------------------------------------------------------------

  /** Takes the values that it has for those of the database: after a flush, or a load. */
  committed(): void {
    if (this.changes !== null) this.owner?.saved(this);
    this.changes = null;
    this.pending = null;
    this.isModified = false;
  }

  /** A row gave the values of some attributes: the others stay expired, if they were. */
  renewed(slots: readonly number[]): void {
    if (this.isExpired) {
      this.expired = this.#loadedSlots();
      this.epoch = this.owner?.epoch ?? 0;
    }
    if (this.expired === null) return;
    for (const slot of slots) this.expired.delete(slot);
    if (this.expired.size === 0) this.expired = null;
  }

  /** Takes a value from the database for an attribute; one that was set and not saved stays set. */
  load(slot: number, value: unknown): void {
    if (this.changes?.has(slot) === true) this.changes.set(slot, value);
    else this.values[slot] = value;
  }

  // Expiring -----------------------------------------------------------------------------------------------------

  /** What was changed and not saved is discarded, and the database may know better from now on. @param slots default: all */
  expire(slots?: readonly number[]): void {
    this.discard(slots);
    if (slots === undefined) this.#expireAll();
    else if (!this.isExpired) {
      this.expired ??= new Set();
      for (const slot of slots) this.expired.add(slot);
    }
  }

  /** Attributes are again what they were before changes that were not saved. */
  discard(slots?: readonly number[]): void {
    const { changes } = this;
    for (const slot of slots ?? this.pending?.keys() ?? []) this.pending?.delete(slot);
    if (this.pending?.size === 0) this.pending = null;
    if (changes !== null) {
      for (const slot of slots ?? [...changes.keys()]) {
        if (!changes.has(slot)) continue;
        this.#putBack(slot, changes.get(slot));
        changes.delete(slot);
      }
      if (changes.size === 0) this.changes = null;
    }
    if (this.changes === null && this.pending === null) this.isModified = false;
  }

  /** Takes the values that attributes had before a transaction that was rolled back. */
  revert(before: readonly unknown[]): void {
    this.discard();
    for (const [slot, value] of before.entries())
      if (value !== undefined) this.#putBack(slot, value);
      else if (this.mapper.properties[slot]?.kind === 'column') this.values[slot] = undefined;
    this.#expireAll();
  }

  /** It belongs to no session any more. */
  detach(): void {
    this.epoch = this.isExpired && this.key !== null ? expiredWhenDetached : 0;
    this.owner = null;
  }

  /** As if it were new, with the values that it has. */
  makeTransient(): void {
    this.owner = null;
    this.key = null;
    this.isDeleted = false;
    this.expired = null;
    this.epoch = 0;
  }

  /** What attributes were before they were changed during a flush, which does not have these changes. */
  changedSince(before: ReadonlyMap<number, unknown>): void {
    this.changes ??= new Map();
    for (const [slot, value] of before) if (!this.changes.has(slot)) this.changes.set(slot, value);
    this.touch();
  }

  #expireAll(): void {
    this.expired = null;
    this.epoch = this.owner === null ? expiredWhenDetached : 0;
  }

  #loadedSlots(): Set<number> {
    const slots = new Set<number>();
    for (let slot = 0; slot < this.values.length; slot++) if (this.values[slot] !== undefined) slots.add(slot);
    return slots;
  }

  #putBack(slot: number, before: unknown): void {
    const property = this.mapper.properties[slot] as Property;
    if (property.kind === 'relationship') forgetParents(this, property);
    const adapter = before === notLoaded ? null : adapterOf(this.values[slot]);
    if (adapter === null) this.values[slot] = before === notLoaded ? undefined : before;
    else adapter.replaceSilently(before as readonly object[]);
    if (property.kind === 'relationship') restoreParents(this, property);
  }
}

/** In place of an epoch: it was expired when it left its session. The epochs of sessions start above 0, which fits none. */
const expiredWhenDetached = -1;

/** The state of an object of a mapped class; null for anything else. */
export function findState(object: unknown): InstanceState | null {
  if (typeof object !== 'object' || object === null) return null;
  const slot = MappedObject.slotOf(object);
  return slot instanceof InstanceState ? slot : null;
}

/** @throws ArgumentError for what is no object of a mapped class */
export function stateOf(object: unknown, where = 'This'): InstanceState {
  const state = findState(object);
  if (state !== null) return state;
  throw new ArgumentError(`${where} takes objects of mapped classes, such as new User({ … }).`);
}

/** `<User 5>`, `<User (new)>`: what messages call an object. */
export function nameOfState({ mapper, identity }: InstanceState): string {
  return `<${mapper.name} ${identity === null ? '(new)' : identity.map(String).join(', ')}>`;
}

function unloadedMessage({ name }: Mapper, property: Property): string {
  const what = property.kind === 'column' ? 'column' : 'relationship';
  return `The ${what} ${name}.${property.key} of this object is not loaded. Load it with await session.load(object, '${property.key}'), or ask for it in the query that loads the object${property.kind === 'column' ? '' : `: .options(selectinload(${name}.c.${property.key}))`}.`;
}
