import { ArgumentError } from '../../errors/argument-errors.ts';
import { UnloadedAttributeError } from '../../errors/orm-errors.ts';
import { MappedObject } from '../mapping/instance-slot.ts';
import type { Mapper, Property } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { addToOtherSide, type RelatedState, removeFromOtherSide } from './backref-sync.ts';
import { adapterOf, type CollectionAdapter, type CollectionHost, makeCollection, objectsGiven } from './collection.ts';

/** What an object is to its Session. Semantics: SQLAlchemy's object states. */
export type ObjectState = 'transient' | 'pending' | 'persistent' | 'deleted' | 'detached';

/** The Session as the objects in it see it. */
export interface StateOwner {
  /** Every expiration of all objects makes it one more. */
  readonly epoch: number;
  /** An attribute of the object was set. */
  changed(state: InstanceState): void;
  /** An object was related to one in the session by a relationship that cascades save-update. */
  cascade(state: InstanceState, related: object): void;
  /** An object lost its parent in a relationship that cascades delete-orphan. */
  orphaned(state: InstanceState): void;
}

/** In place of the value that an attribute had before a change, where it was not loaded. */
export const notLoaded: unique symbol = Symbol('not loaded');

/** What an object of a mapped class keeps: the values of its attributes, what they were, and where it belongs. */
export class InstanceState implements RelatedState, CollectionHost {
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
    return this.owner !== null && this.epoch !== this.owner.epoch;
  }

  // Reading ------------------------------------------------------------------------------------------------------

  absent(slot: number): unknown {
    const property = this.mapper.properties[slot] as Property;
    if (this.key === null) return this.#absentOfNew(property);
    throw new UnloadedAttributeError(unloadedMessage(this.mapper, property));
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
    if (known !== null || this.key !== null) return known;
    const made = makeCollection(this, property, []);
    this.values[property.slot] = made.collection;
    return made;
  }

  // Writing ------------------------------------------------------------------------------------------------------

  set(slot: number, value: unknown): void {
    const property = this.mapper.properties[slot] as Property;
    const name = `${this.mapper.name}.${property.key}`;
    if (value === undefined) throw new ArgumentError(`${name} was set to undefined. Give null for SQL NULL.`);
    if (property.kind === 'column') this.change(slot, value);
    else if (property.isCollection) this.#setCollection(property, objectsGiven(value, name));
    else this.#setObject(property, value === null ? null : stateOf(value, name).object);
  }

  /** Sets a value and remembers what it was. */
  change(slot: number, value: unknown): void {
    this.remember(slot);
    this.values[slot] = value;
    this.touch();
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
    this.isModified = true;
    this.owner?.changed(this);
  }

  #setObject(property: RelationshipProperty<Mapper>, object: object | null): void {
    const before = this.values[property.slot] as object | null | undefined;
    this.change(property.slot, object);
    if (before === object) return;
    if (before !== null && before !== undefined) this.collectionRemoved(property, before);
    if (object !== null) this.collectionAdded(property, object);
  }

  #setCollection(property: RelationshipProperty<Mapper>, objects: readonly object[]): void {
    for (const object of objects) stateOf(object, property.name);
    const before = adapterOf(this.values[property.slot])?.objects() ?? [];
    this.change(property.slot, makeCollection(this, property, objects).collection);
    for (const object of before) if (!objects.includes(object)) this.collectionRemoved(property, object);
    for (const object of objects) if (!before.includes(object)) this.collectionAdded(property, object);
  }

  // Relationships ------------------------------------------------------------------------------------------------

  collectionChanges({ slot }: RelationshipProperty<Mapper>): void {
    this.remember(slot);
    this.touch();
  }

  collectionAdded(property: RelationshipProperty<Mapper>, object: object): void {
    addToOtherSide(object, property, this.object);
    if (property.cascade.saveUpdate) this.owner?.cascade(this, object);
  }

  collectionRemoved(property: RelationshipProperty<Mapper>, object: object): void {
    removeFromOtherSide(object, property, this.object);
    if (property.cascade.deleteOrphan) this.owner?.orphaned(stateOf(object));
  }

  changeWhenLoaded(slot: number, object: object, isAdded: boolean): void {
    this.pending ??= new Map();
    const changes = this.pending.get(slot) ?? new Map<object, boolean>();
    this.pending.set(slot, changes.set(object, isAdded));
  }

  // Flushing and loading -----------------------------------------------------------------------------------------

  /** Takes the values that it has for those of the database: after a flush, or a load. */
  committed(): void {
    this.changes = null;
    this.isModified = false;
  }
}

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
export function nameOfState({ mapper, key }: InstanceState): string {
  return `<${mapper.name} ${key === null ? '(new)' : String(key)}>`;
}

function unloadedMessage({ name }: Mapper, property: Property): string {
  const what = property.kind === 'column' ? 'column' : 'relationship';
  return `The ${what} ${name}.${property.key} of this object is not loaded. Load it with await session.load(object, '${property.key}'), or ask for it in the query that loads the object${property.kind === 'column' ? '' : `: .options(selectinload(${name}.c.${property.key}))`}.`;
}
