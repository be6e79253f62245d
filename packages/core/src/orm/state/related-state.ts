import type { InstanceSlot } from '../mapping/instance-slot.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { CollectionAdapter } from './collection-adapter.ts';

/** What an object's session is asked where relationships change. */
export interface RelatedOwner {
  cascade(state: RelatedState, related: object): void;
  orphaned(state: RelatedState): void;
  /** Whether a flush is under way, which may not get what is changed now. */
  readonly isSending?: boolean;
  changedLate?(state: RelatedState, slot: number): void;
  /** The object of a row that is in the session, without asking the database. */
  known?(mapper: Mapper, key: unknown): RelatedState | undefined;
}

/** An object as its relationships see it. */
export interface RelatedState extends InstanceSlot {
  readonly mapper: Mapper;
  readonly object: object;
  readonly key: unknown;
  readonly owner: RelatedOwner | null;
  readonly isExpired: boolean;
  /** What is to be added to a collection that is not loaded (true), or taken out of it, by slot. */
  pending: Map<number, Map<object, boolean>> | null;
  /** Which object has it, by the uid of the relationship; null: it was taken out of one. Absent: nobody has said. */
  parents: Map<number, RelatedState | null> | null;
  /** Remembers what an attribute is before it is changed. */
  remember(slot: number): void;
  touch(): void;
  /** Remembers, and changes. */
  change(slot: number, value: unknown): void;
  committedValue(slot: number): unknown;
  /** The collection of a new object, which is there from now on; null: it is not loaded. */
  collection(property: RelationshipProperty<Mapper>): CollectionAdapter | null;
  /** What becomes part of a collection, or leaves it, once the collection is loaded. */
  changeWhenLoaded(slot: number, object: object, isAdded: boolean): void;
}
