import { ArgumentError } from '../../errors/argument-errors.ts';
import type { EntityNode } from '../../sql/nodes/from-nodes.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { SelectNode } from '../../sql/nodes/statement-nodes.ts';
import { type OrderArgument, ordered } from '../../sql/select-clauses.ts';
import { adaptedTo } from '../mapping/adapt-to-entity.ts';
import { Entity } from '../mapping/entity.ts';

/** A SELECT of classes with the order that their mappings say, where it says none itself. */
export function withDefaultOrder(select: SelectNode): SelectNode {
  const { columns, orderBy, groupBy, isDistinct } = select;
  if (orderBy.length > 0 || groupBy.length > 0 || isDistinct) return select;
  const added = columns.flatMap((node) => (node.kind === 'entity' ? orderOf((node as EntityNode).identity) : []));
  return added.length === 0 ? select : { ...select, orderBy: added };
}

/** A string is the name of an attribute. */
function orderOf(entity: unknown): readonly SqlNode[] {
  if (!(entity instanceof Entity)) return [];
  const { orderBy } = entity.mapper.options;
  if (orderBy === undefined) return [];
  return [orderBy].flat().flatMap((one) => {
    if (typeof one !== 'string') return ordered([], [one as OrderArgument], 'orderBy').map((node) => adaptedTo(node, entity));
    const node = entity.c[one]?.node;
    if (node !== undefined && node.kind !== 'relationship') return [node];
    throw new ArgumentError(`The option "orderBy" of ${entity.mapper.name} names "${one}", which is no column of it.`);
  });
}
