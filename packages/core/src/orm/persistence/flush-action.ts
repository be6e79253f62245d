import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import { type InstanceState, nameOfState } from '../state/instance-state.ts';

/** What a step of a flush does; in this order where nothing else decides. */
export type ActionKind = 'delete' | 'postUpdate' | 'process' | 'save';

/**
 * A step of a flush: writes the objects of a class and of those that share its tables, or carries keys along a relationship.
 * Without a state it is for all objects; where classes refer to one another, there is one for each object.
 */
export class FlushAction {
  readonly kind: ActionKind;
  /** The base mapper whose rows are written; of `process` that of the relationship's parent. */
  readonly mapper: Mapper;
  /** Of `process`. */
  readonly property: RelationshipProperty<Mapper> | null;
  /** Of `process` and `postUpdate`: whether it is for objects that are deleted. */
  readonly isDelete: boolean;
  readonly state: InstanceState | null;
  /** Whether steps for each object stand for it. */
  isDisabled = false;

  constructor(
    kind: ActionKind,
    mapper: Mapper,
    { property = null, isDelete = false, state = null }: Partial<Pick<FlushAction, 'property' | 'isDelete' | 'state'>> = {},
  ) {
    this.kind = kind;
    this.mapper = mapper;
    this.property = property;
    this.isDelete = isDelete;
    this.state = state;
  }

  /** `save User`, `process User.addresses of <User 5>` */
  toString(): string {
    const subject = (this.property ?? this.mapper).name;
    const of = this.state === null ? '' : ` of ${nameOfState(this.state)}`;
    return `${this.kind} ${subject}${this.isDelete ? ' (delete)' : ''}${of}`;
  }
}

const kinds: readonly ActionKind[] = ['delete', 'postUpdate', 'process', 'save'];

/** Sorts actions so that a plan does not depend on the order in which they were found. */
export function compareActions(one: FlushAction, other: FlushAction): number {
  return (
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    one.mapper.uid - other.mapper.uid ||
    (one.property?.uid ?? 0) - (other.property?.uid ?? 0) ||
    Number(one.isDelete) - Number(other.isDelete)
  );
}
