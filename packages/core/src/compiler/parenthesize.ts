import type { BinaryNode, CastNode, LabelNode, ListNode, LiteralColumnNode, UnaryNode } from '../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { type OperatorName, operatorRule } from '../sql/operators.ts';
import { boolean } from '../types/boolean.ts';

/** Whether a node needs parentheses as an operand of an operator. The rules are SQLAlchemy's, so that the SQL is the same. */
export function needsParentheses(node: SqlNode, around: OperatorName): boolean {
  const operator = operatorOf(node);
  if (operator === null) return false;
  if (operator === around && operatorRule(operator).isAssociative === true) return false;
  if (around === 'not' && isValue(node, operator)) return true;
  return precedenceOf(node, operator) <= precedenceAround(around);
}

/** Whether a node is made by an operator: what CASE puts into parentheses. */
export function isCompound(node: SqlNode): boolean {
  return operatorOf(node) !== null;
}

/** Whether it is LIKE with wildcards around a text: SQLAlchemy puts it into parentheses wherever it is a condition. */
export function isAffixLike(node: SqlNode): boolean {
  if (node.kind !== 'binary') return false;
  const { operator, right } = node as BinaryNode;
  return likes.has(operator) && isAffixPattern(right);
}

/** `'%' || text || '%'`, as `startsWith()`, `endsWith()` and `contains()` make it. */
export function isAffixPattern(node: SqlNode): node is BinaryNode {
  if (node.kind !== 'binary' || (node as BinaryNode).operator !== 'concat') return false;
  const { left, right } = node as BinaryNode;
  return isPercent(left) || isPercent(right);
}

/** The wildcard that the pattern of `contains()` begins or ends with. */
export function isPercent(node: SqlNode): boolean {
  return node.kind === 'literalColumn' && (node as LiteralColumnNode).text === "'%'";
}

const likes: ReadonlySet<string> = new Set(['like', 'notLike', 'ilike', 'notIlike']);

function operatorOf(node: SqlNode): OperatorName | null {
  switch (node.kind) {
    case 'binary':
      return (node as BinaryNode).operator;
    case 'unary':
      // ASC, DESC and NULLS LAST stand behind whatever it is.
      return (node as UnaryNode).isSuffix ? null : (node as UnaryNode).operator;
    case 'list':
      return (node as ListNode).operator;
    case 'filter':
      return 'filter';
    case 'label':
      return operatorOf((node as LabelNode).element);
    case 'cast':
      return (node as CastNode).form === 'coerce' ? operatorOf((node as CastNode).element) : null;
    default:
      return null;
  }
}

/** Whether an operator gives something else than true and false. */
function isValue(node: SqlNode, operator: OperatorName): boolean {
  return node.kind === 'binary' && operatorRule(operator).isBoolean !== true && (node as BinaryNode).type !== boolean;
}

function precedenceOf(node: SqlNode, operator: OperatorName): number {
  if (isAffixLike(node)) return lowest;
  return operator === 'custom' ? customPrecedence(node as BinaryNode) : operatorRule(operator).precedence;
}

/** What SQLAlchemy has no precedence for binds weakest inside and strongest around. */
function precedenceAround(around: OperatorName): number {
  const { precedence } = operatorRule(around);
  return precedence === lowest ? -lowest : precedence;
}

const lowest = -100;

/** `op()` writes its precedence in front of the operator. */
function customPrecedence(node: BinaryNode): number {
  return Number((node.modifier as string).split(' ', 1)[0]);
}
