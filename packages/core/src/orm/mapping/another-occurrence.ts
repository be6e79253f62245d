import type { FromClause } from '../../sql/from-clause.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { aliasOf } from './aliased.ts';
import { Entity, plainColumn } from './entity.ts';

/** Of another occurrence of an alias: its column for each of the alias. */
const columnsOf = new WeakMap<Entity, ReadonlyMap<SqlNode, SqlNode>>();

/** The same class or alias once more, for a statement that may have it already. */
export function anotherOccurrence(entity: Entity): Entity {
  const from = entity.node.from.identity as FromClause<unknown, string>;
  // Of a class over several tables there is no alias but a new one.
  if (entity.isClass || typeof from.alias !== 'function') return aliasOf(entity.mapper);
  const other = from.alias();
  const made = Entity.over(entity.mapper, other, null);
  columnsOf.set(made, new Map(from.columnNodes.map((node, index) => [node, other.columnNodes[index] as SqlNode])));
  return made;
}

/** What names an alias, for another occurrence of it. */
export function inOccurrence(node: SqlNode, entity: Entity): SqlNode {
  const columns = columnsOf.get(entity);
  if (columns === undefined) return node;
  const change = (one: SqlNode): SqlNode =>
    one.kind === 'column' ? (columns.get(plainColumn(one as ColumnNode)) ?? one) : mapChildren(one, change);
  return change(node);
}
