import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { type OrderArgument, ordered } from '../../sql/select-clauses.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';

/** What the objects of a relationship are ordered by, in terms of their class. */
export function orderOf({ options: { orderBy }, name }: RelationshipProperty<Mapper>): readonly SqlNode[] {
  if (orderBy === undefined) return [];
  return ordered([], [orderBy].flat() as OrderArgument[], `${name} (orderBy)`);
}
