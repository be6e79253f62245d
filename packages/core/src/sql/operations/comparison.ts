import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { operandNode } from '../coerce.ts';
import type { BinaryNode, ConstantNode, ListNode } from '../nodes/expression-nodes.ts';
import { binaryNode, constantNode } from '../nodes/make-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';
import { checkOptionNames } from '../../util/check-options.ts';

type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'is' | 'isNot' | 'isDistinctFrom' | 'isNotDistinctFrom';

/** A comparison. Equality with null is `IS NULL`, as in SQLAlchemy; the other comparisons with null make no sense. */
export function comparison(operator: Comparison, left: SqlNode, other: unknown): BinaryNode {
  const right = typeof other === 'boolean' && isConstantTest(operator) ? constantNode(other) : operandNode(other, left);
  if (!isNull(right)) return binaryNode(operator, left, right, boolean);
  if (operator === 'eq') return binaryNode('is', left, right, boolean);
  if (operator === 'ne') return binaryNode('isNot', left, right, boolean);
  if (operator in ordering)
    throw new ArgumentError(
      `Only eq(), ne(), is(), isNot(), isDistinctFrom() and isNotDistinctFrom() can be used with null; ${operator}() would never be true.`,
    );
  return binaryNode(operator, left, right, boolean);
}

const ordering = { lt: true, le: true, gt: true, ge: true };

function isConstantTest(operator: Comparison): boolean {
  return !(operator in ordering);
}

function isNull(node: SqlNode): boolean {
  return node.kind === 'constant' && (node as ConstantNode).value === null;
}

/** `left BETWEEN low AND high` */
export function between(
  operator: 'between' | 'notBetween',
  left: SqlNode,
  low: unknown,
  high: unknown,
  options: { readonly symmetric?: boolean },
): BinaryNode {
  const { symmetric = false } = checkOptionNames(options, ['symmetric'], `${operator}()`);
  const bounds: ListNode = {
    kind: 'list',
    operator: 'and',
    clauses: [operandNode(low, left), operandNode(high, left)],
    type: boolean,
  };
  return binaryNode(operator, left, bounds, boolean, symmetric ? 'SYMMETRIC' : null);
}
