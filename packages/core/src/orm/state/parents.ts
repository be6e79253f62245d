import { MappedObject } from '../mapping/instance-slot.ts';
import { adapterOf } from './collection-adapter.ts';
import { deleteOrphansOf } from '../mapping/delete-orphans.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { RelatedState } from './related-state.ts';

type Property = RelationshipProperty<Mapper>;

/** Notes that an object has a related one. */
export function noteParent(child: RelatedState, property: Property, parent: RelatedState): void {
  if (!property.tracksParent) return;
  child.parents ??= new Map();
  child.parents.set(property.uid, parent);
}

/** Notes that an object lost a related one, unless that belongs to another one by now. */
export function dropParent(child: RelatedState, property: Property, parent: RelatedState): void {
  if (!property.tracksParent) return;
  const known = child.parents?.get(property.uid);
  if (known !== undefined && known !== null && known !== parent) return;
  child.parents ??= new Map();
  child.parents.set(property.uid, null);
}

/** Whether an object has this one by a relationship; of one with a row, where nobody said, it is assumed. */
export function hasParent(child: RelatedState, { uid }: Property, assumed: boolean = child.key !== null): boolean {
  const known = child.parents?.get(uid);
  return known === undefined ? assumed : known !== null;
}

/** Whether an object is not what each relationship that cascades delete-orphan to it must have. Semantics: SQLAlchemy's `_is_orphan`. */
export function isOrphan(state: RelatedState): boolean {
  return deleteOrphansOf(state.mapper).some((property) => !hasParent(state, property));
}

/** Before a relationship gets back what it had: what was said of the objects that it has now does not count any more. */
export function forgetParents(state: RelatedState, property: Property): void {
  const { synced } = property;
  for (const child of childrenOf(state, property)) child.parents?.delete(property.uid);
  if (synced !== null) state.parents?.delete(synced.uid);
}

/** When it has it back. */
export function restoreParents(state: RelatedState, property: Property): void {
  for (const child of childrenOf(state, property)) noteParent(child, property, state);
}

function childrenOf({ values }: RelatedState, { slot }: Property): readonly RelatedState[] {
  const value = values[slot];
  if (typeof value !== 'object' || value === null) return [];
  return (adapterOf(value)?.objects() ?? [value]).map((object) => MappedObject.slotOf(object) as RelatedState);
}
