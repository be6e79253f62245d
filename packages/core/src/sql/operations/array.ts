import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { ClauseElement } from '../clause-element.ts';
import { operandNode, typeOf } from '../coerce.ts';
import type { BinaryNode } from '../nodes/expression-nodes.ts';
import { binaryNode } from '../nodes/make-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';

/** Arrays compared as sets: `left @> right`. */
export function arrayComparison(
  operator: 'arrayContains' | 'arrayContainedBy' | 'arrayOverlap',
  left: SqlNode,
  other: unknown,
): BinaryNode {
  if (!Array.isArray(other) && !ClauseElement.is(other))
    throw new ArgumentError('An array is compared with an array, or with an expression that is one.');
  if (typeOf(left).typeName !== 'ARRAY')
    throw new ArgumentError(`This is for arrays; the expression has the type ${String(typeOf(left))}.`);
  return binaryNode(operator, left, operandNode(other, left), boolean);
}
