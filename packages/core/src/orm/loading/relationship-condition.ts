import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import type { AnyColumn } from '../../schema/column.ts';
import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { RelationshipProperty } from '../mapping/relationship-property.ts';

/** The two sides of a relationship in a statement. */
export interface ConditionSides {
  readonly parent: Entity;
  readonly target: Entity;
}

/**
 * A condition of a relationship between the occurrences that its two classes have in a statement. `remote` are the columns
 * that belong to the target: where both are one table nothing else tells them apart.
 */
export function conditionBetween(
  condition: SqlNode,
  property: RelationshipProperty<Mapper>,
  { parent, target }: ConditionSides,
): SqlNode {
  const { remoteColumns } = property.condition;
  const change = (node: SqlNode): SqlNode => {
    if (node.kind !== 'column') return mapChildren(node, change);
    const column = findColumnByNode(node as ColumnNode);
    if (column === null) return node;
    const side = remoteColumns.has(column) ? target : parent;
    return columnIn(side, column) ?? columnIn(side === parent ? target : parent, column) ?? node;
  };
  return change(condition);
}

/** The column that a table's column is in an occurrence of a class; null: the class has it not. */
export function columnIn(entity: Entity, column: AnyColumn): ColumnNode | null {
  const property = entity.mapper.columnProperty(column);
  return property === undefined ? null : plainColumn(entity.column(property));
}
