import type { AnyColumn } from '../../schema/column.ts';
import { findColumnByNode } from '../../schema/foreign-key-resolution.ts';
import type { FromClause } from '../../sql/from-clause.ts';
import type { ColumnNode } from '../../sql/nodes/expression-nodes.ts';
import { mapChildren } from '../../sql/nodes/map-children.ts';
import type { SqlNode } from '../../sql/nodes/sql-node.ts';
import { inOccurrence } from '../mapping/another-occurrence.ts';
import { type Entity, plainColumn } from '../mapping/entity.ts';
import type { Mapper } from '../mapping/mapper.ts';
import type { JoinSide, RelationshipProperty } from '../mapping/relationship-property.ts';

/** The two sides of a relationship in a statement, and the table between them. */
export interface ConditionSides {
  readonly parent: Entity;
  readonly target: Entity;
  /** An alias of the table between; null or absent: the table itself. */
  readonly secondary?: FromClause<unknown, string> | null;
}

/** A condition of a relationship between the occurrences that its two classes have in a statement. */
export function conditionBetween(
  condition: SqlNode,
  property: RelationshipProperty<Mapper>,
  { parent, target, secondary = null }: ConditionSides,
): SqlNode {
  const between = withSides(condition, property, (column, side) => {
    if (side === 'secondary') return secondary === null ? null : columnOfAlias(secondary, column);
    return columnIn(side === 'parent' ? parent : target, column);
  });
  return property.alias === null ? between : inOccurrence(between, target);
}

/** A condition of a relationship with something in place of its columns; null leaves one as it is. */
export function withSides(
  condition: SqlNode,
  { condition: { sides } }: RelationshipProperty<Mapper>,
  replace: (column: AnyColumn, side: JoinSide) => SqlNode | null,
): SqlNode {
  const change = (node: SqlNode): SqlNode => {
    if (node.kind !== 'column') return mapChildren(node, change);
    const side = sides.get(node);
    const column = side === undefined ? null : findColumnByNode(plainColumn(node as ColumnNode));
    return side === undefined || column === null ? node : (replace(column, side) ?? node);
  };
  return change(condition);
}

/** The column that a table's column is in an occurrence of a class; null: the class has it not. */
export function columnIn(entity: Entity, column: AnyColumn): ColumnNode | null {
  const property = entity.mapper.columnProperty(column);
  return property === undefined ? null : plainColumn(entity.column(property));
}

function columnOfAlias(alias: FromClause<unknown, string>, column: AnyColumn): ColumnNode | null {
  return alias.columnNodes.find(({ origin }) => origin === column.node) ?? null;
}
