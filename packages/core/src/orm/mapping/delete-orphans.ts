import type { Mapper } from './mapper.ts';
import type { RelationshipProperty } from './relationship-property.ts';

const byTarget = new WeakMap<Mapper, RelationshipProperty<Mapper>[]>();

/** Notes that objects of a class are deleted when a relationship loses them. */
export function noteDeleteOrphan(property: RelationshipProperty<Mapper>): void {
  const known = byTarget.get(property.target) ?? [];
  if (!known.includes(property)) byTarget.set(property.target, [...known, property]);
}

/** The relationships that cascade delete-orphan to objects of a class: each must have such an object, or it is an orphan. */
export function deleteOrphansOf(mapper: Mapper): readonly RelationshipProperty<Mapper>[] {
  const own = byTarget.get(mapper) ?? none;
  if (mapper.inherits === null) return own;
  return [...deleteOrphansOf(mapper.inherits), ...own];
}

const none: readonly RelationshipProperty<Mapper>[] = [];
