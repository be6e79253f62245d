import { conditionNode } from '../coerce.ts';
import { booleanList } from '../nodes/make-nodes.ts';
import type { ExpressionNode } from '../nodes/sql-node.ts';

/** Conditions joined by AND or OR. */
export function junction(operator: 'and' | 'or', conditions: readonly unknown[]): ExpressionNode {
  return booleanList(
    operator,
    conditions.map((condition) => conditionNode(condition, `${operator}()`)),
  ) as ExpressionNode;
}
