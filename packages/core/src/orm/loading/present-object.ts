import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';
import type { InstanceState } from '../state/instance-state.ts';
import type { RelatedRequest } from './related-request.ts';

/** The values of a foreign key; null where they are not known. */
export function foreignKeyOf(state: InstanceState, columns: NonNullable<RelationshipProperty<Mapper>['condition']['getKey']>) {
  const values = columns.map((column) => state.values[state.mapper.requireColumn(column).slot]);
  return values.includes(undefined) ? null : values;
}

/** The object of a key that the session has, as far as it may be taken without a look at the database. */
export function presentObject(
  { load: { property }, loading, hints, load }: RelatedRequest,
  key: readonly unknown[],
): object | null {
  if ((hints.step(load.decisive)?.criteria.length ?? 0) > 0) return null;
  const { target } = property;
  const known = loading.store.identityMap.get(target, target.keyOf(key));
  return known === undefined || known.isExpired || !known.mapper.isA(target) ? null : known.object;
}
