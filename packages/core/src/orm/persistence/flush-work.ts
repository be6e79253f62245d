import type { AnyColumn } from '../../schema/column.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty, SyncPair } from '../mapping/relationship-property.ts';
import type { History } from '../state/attribute-history.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { FlushAction } from './flush-action.ts';
import type { FlushHost } from './flush-host.ts';

/** What became of a relationship: states in place of objects; null where an attribute was set to null. */
export type StateHistory = History<InstanceState | null>;

/** How an object takes part in a flush. */
export interface Registering {
  readonly isDelete?: boolean;
  /** Whether it only counts as saved afterwards: nothing is written for it. */
  readonly isListOnly?: boolean;
  /** Whether it is kept, even if it is registered for deletion. */
  readonly cancelsDelete?: boolean;
  /** What an object that is not in the session misses, for the warning. */
  readonly operation?: 'add' | 'delete' | 'pk change';
  readonly property?: RelationshipProperty<Mapper>;
}

/** A flush under way, as the rules of relationships see it. */
export interface FlushWork {
  readonly host: FlushHost;
  /** Whether an object belongs to the session that is flushed. */
  contains(state: InstanceState): boolean;
  /** Whether it is deleted by this flush. */
  isDeleted(state: InstanceState): boolean;
  /** False: the object is not in the session, which is warned of where an operation is named. */
  register(state: InstanceState, how?: Registering): boolean;
  /** Registers all that a deletion leads to, by relationships that cascade it. */
  registerDeleteCascade(state: InstanceState): void;
  /** As it was when this flush looked first: keys that it carries along do not change it. */
  history(state: InstanceState, property: RelationshipProperty<Mapper>): StateHistory;
  /** Whether an object is in the relationship of another one, which it is taken out of. */
  hasParent(child: InstanceState, property: RelationshipProperty<Mapper>): boolean;
  /** Whether the keys that a relationship carries along have changed in an object that has a row. */
  isKeyChanged(state: InstanceState, pairs: readonly SyncPair[]): boolean;
  /** Whether an object has the keys already that a relationship carries along, so that nobody need wait for its row. */
  hasKey(state: InstanceState | null | undefined, pairs: readonly SyncPair[]): boolean;
  /** Notes that the database changes this part of a primary key by itself. */
  keyIsCascaded(state: InstanceState, slot: number): void;
  /** Children that got a parent in this flush. */
  childrenAdded(property: RelationshipProperty<Mapper>): Set<InstanceState>;
  /** The pairs that the other side of a relationship has written to the table between; null: there is no other side. */
  processedPairs(property: RelationshipProperty<Mapper>): PairSet | null;
  before(earlier: FlushAction, later: FlushAction): void;
  postUpdates(mapper: Mapper, isDelete: boolean): FlushAction;
  /** These columns are written by an UPDATE of their own. */
  registerPostUpdate(state: InstanceState, columns: readonly AnyColumn[]): void;
}

/** Pairs of objects, in this order. */
export class PairSet {
  readonly #pairs = new Map<InstanceState, Set<InstanceState>>();

  has(one: InstanceState, other: InstanceState): boolean {
    return this.#pairs.get(one)?.has(other) === true;
  }

  add(one: InstanceState, other: InstanceState): void {
    const others = this.#pairs.get(one);
    if (others === undefined) this.#pairs.set(one, new Set([other]));
    else others.add(other);
  }
}
