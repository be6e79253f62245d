import { ColumnElement, type Condition } from './column-element.ts';
import { conditionNode } from './coerce.ts';
import { negatedNode } from './nodes/make-nodes.ts';
import type { ExpressionNode } from './nodes/sql-node.ts';
import { junction } from './operations/junction.ts';

/**
 * Conditions that must all hold; without conditions, true.
 *
 * @example and(user.c.name.eq('sandy'), user.c.id.gt(5))
 */
export function and(...conditions: readonly (Condition | boolean)[]): ColumnElement<boolean> {
  return new ColumnElement(junction('and', conditions));
}

/**
 * Conditions of which one must hold; without conditions, false.
 *
 * @example or(user.c.name.eq('sandy'), user.c.name.eq('patrick'))
 */
export function or(...conditions: readonly (Condition | boolean)[]): ColumnElement<boolean> {
  return new ColumnElement(junction('or', conditions));
}

/**
 * The opposite of a condition, by the opposite operator where there is one.
 *
 * @example not(user.c.name.like('s%'))
 */
export function not(condition: Condition): ColumnElement<boolean> {
  return new ColumnElement(negatedNode(conditionNode(condition, 'not()')) as ExpressionNode);
}
