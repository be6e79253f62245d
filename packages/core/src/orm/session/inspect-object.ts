import type { Mapper, Property } from '../mapping/mapper.ts';
import { type History, history } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';
import { type IdentityKey, identityKeyOfState } from './identity-key.ts';
import { sessionOf } from './object-functions.ts';
import type { Session } from './session.ts';

/** What is known of an object: what `inspect(object)` gives. SQLAlchemy's InstanceState. */
export class ObjectInspection {
  readonly object: object;
  readonly mapper: Mapper;
  readonly #state: InstanceState;

  /** @internal */
  constructor(state: InstanceState) {
    this.#state = state;
    this.object = state.object;
    this.mapper = state.mapper;
  }

  /** New, and in no session. */
  get transient(): boolean {
    return this.#state.kind === 'transient';
  }

  /** New, and to be inserted by the next flush. */
  get pending(): boolean {
    return this.#state.kind === 'pending';
  }

  /** In a session, with a row. */
  get persistent(): boolean {
    return this.#state.kind === 'persistent';
  }

  /** Its row was deleted by a flush whose transaction has not ended. */
  get deleted(): boolean {
    return this.#state.kind === 'deleted';
  }

  /** With a row, in no session. */
  get detached(): boolean {
    return this.#state.kind === 'detached';
  }

  /** Whether its row was deleted, be the transaction over or not. */
  get wasDeleted(): boolean {
    return this.#state.isDeleted;
  }

  get expired(): boolean {
    return this.#state.key !== null && this.#state.isExpired;
  }

  /** The keys of attributes that are expired: readable, but perhaps not what the database has. */
  get expiredAttributes(): ReadonlySet<string> {
    return this.#keys(
      ({ slot }) => this.#state.key !== null && this.#state.values[slot] !== undefined && this.#state.isStale(slot),
    );
  }

  /** The keys of attributes that were never loaded and never set. */
  get unloaded(): ReadonlySet<string> {
    return this.#keys(({ slot }) => this.#state.values[slot] === undefined);
  }

  get modified(): boolean {
    return this.#state.isModified;
  }

  get session(): Session | null {
    return sessionOf(this.#state);
  }

  /** Whether it has a primary key in the database. */
  get hasIdentity(): boolean {
    return this.#state.key !== null;
  }

  /** The primary key in the database; null: it has none yet. */
  get identity(): readonly unknown[] | null {
    return this.#state.identity;
  }

  get identityKey(): IdentityKey | null {
    return identityKeyOfState(this.#state);
  }

  /** Its attributes: `inspect(user).attrs.name.history`. */
  get attrs(): Readonly<Record<string, AttributeInspection>> {
    const properties = Object.values(this.mapper.properties);
    const entries = properties.map((property) => [property.key, new AttributeInspection(this.#state, property)]);
    return Object.fromEntries(entries) as Readonly<Record<string, AttributeInspection>>;
  }

  #keys(isMeant: (property: Property) => boolean): ReadonlySet<string> {
    return new Set(this.mapper.properties.filter(isMeant).map(({ key }) => key));
  }
}

/** An attribute of an object. */
export class AttributeInspection {
  readonly key: string;
  readonly #state: InstanceState;
  readonly #property: Property;

  /** @internal */
  constructor(state: InstanceState, property: Property) {
    this.key = property.key;
    this.#state = state;
    this.#property = property;
  }

  /** What reading it gives. @throws UnloadedAttributeError where it is not loaded */
  get value(): unknown {
    const { slot } = this.#property;
    const value = this.#state.values[slot];
    return value === undefined ? this.#state.absent(slot) : value;
  }

  /** The value, or undefined where none is loaded. */
  get loadedValue(): unknown {
    return this.#state.values[this.#property.slot];
  }

  /** What became of it since the last flush. */
  get history(): History {
    return history(this.#state, this.#property);
  }
}
