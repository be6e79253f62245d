import type { MaybePromise } from '../../util/maybe-promise.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { FlushAction } from './flush-action.ts';
import type { FlushWork } from './flush-work.ts';

/** The steps between which a relationship decides the order. Parent is the class that has the relationship. */
export interface DependencyActions {
  readonly parentSaves: FlushAction;
  readonly childSaves: FlushAction;
  readonly parentDeletes: FlushAction;
  readonly childDeletes: FlushAction;
  /** Carries keys along after the side that has them is saved. */
  readonly afterSave: FlushAction;
  /** The same before objects are deleted. */
  readonly beforeDelete: FlushAction;
}

/** The same for one object and one that it is related to. Null: it has no such step. */
export interface StateActions {
  readonly saveParent: FlushAction | null;
  readonly deleteParent: FlushAction | null;
  readonly child: FlushAction | null;
  readonly process: FlushAction;
  readonly isDelete: boolean;
  readonly isChildDeleted: boolean;
}

/** What one relationship does in a flush. SQLAlchemy's dependency processor. */
export interface DependencyRule {
  readonly property: RelationshipProperty<Mapper>;
  /** Those of the objects whose related objects have to be known first. */
  toLoad(work: FlushWork, states: readonly InstanceState[], isDelete: boolean): readonly InstanceState[];
  /** Registers the objects that are affected by the deletion of others. */
  presortDeletes(work: FlushWork, states: readonly InstanceState[]): MaybePromise<void>;
  presortSaves(work: FlushWork, states: readonly InstanceState[]): MaybePromise<void>;
  connect(work: FlushWork, actions: DependencyActions): void;
  connectStates(work: FlushWork, actions: StateActions): void;
  processDeletes(work: FlushWork, states: readonly InstanceState[]): MaybePromise<void>;
  processSaves(work: FlushWork, states: readonly InstanceState[]): MaybePromise<void>;
}
