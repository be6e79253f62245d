import type { BinaryNode, CastNode, ListNode, UnaryNode } from '../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { type OperatorName, operatorRule } from '../sql/operators.ts';

/** Whether a node needs parentheses as an operand of an operator. The rules are SQLAlchemy's, so that the SQL is the same. */
export function needsParentheses(node: SqlNode, around: OperatorName): boolean {
  const operator = operatorOf(node);
  if (operator === null) return false;
  const rule = operatorRule(operator);
  if (operator === around && rule.isAssociative === true) return false;
  const precedence = operator === 'custom' ? customPrecedence(node as BinaryNode) : rule.precedence;
  return precedence <= operatorRule(around).precedence;
}

function operatorOf(node: SqlNode): OperatorName | null {
  switch (node.kind) {
    case 'binary':
      return (node as BinaryNode).operator;
    case 'unary':
      return (node as UnaryNode).operator;
    case 'list':
      return (node as ListNode).operator;
    case 'cast':
      return (node as CastNode).form === 'coerce' ? operatorOf((node as CastNode).element) : null;
    default:
      return null;
  }
}

/** `op()` writes its precedence in front of the operator. */
function customPrecedence(node: BinaryNode): number {
  return Number((node.modifier as string).split(' ', 1)[0]);
}
