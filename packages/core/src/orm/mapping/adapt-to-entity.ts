import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { Entity } from './entity.ts';

/**
 * A condition that names a class, for an alias of the class instead: columns of the class become those of the alias. What
 * names another alias stays.
 */
export function adaptedTo(node: SqlNode, target: Entity): SqlNode {
  if (target.isClass) return node;
  const change = (one: SqlNode): SqlNode => {
    if (one.kind !== 'column') return mapChildren(one, change);
    const { entity, key } = one as ColumnNode;
    if (!(entity instanceof Entity) || !entity.isClass || !target.mapper.isA(entity.mapper)) return one;
    return (target.c[key]?.node as SqlNode | undefined) ?? one;
  };
  return change(node);
}
