import { conditionNode } from '../coerce.ts';
import { booleanList, constantNode } from '../nodes/make-nodes.ts';
import type { ExpressionNode } from '../nodes/sql-node.ts';

/** Conditions joined by AND or OR; `true` and `false` can be what a list of them begins with. */
export function junction(operator: 'and' | 'or', conditions: readonly unknown[]): ExpressionNode {
  return booleanList(
    operator,
    conditions.map((one) => (typeof one === 'boolean' ? constantNode(one) : conditionNode(one, `${operator}()`))),
  ) as ExpressionNode;
}
