import { checkedType } from '../../types/checked-type.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { ArgumentError } from '../../errors/argument-errors.ts';
import { string } from '../../types/text.ts';
import type { TypeEngine } from '../../types/type-engine.ts';
import { bindStem, literalBind, operandNode, typeOf } from '../coerce.ts';
import { ClauseElement } from '../clause-element.ts';
import type { BinaryNode } from '../nodes/expression-nodes.ts';
import { binaryNode } from '../nodes/make-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';
import type { OperatorName } from '../operators.ts';
import { checkOptionNames } from '../../util/check-options.ts';
import { arithmeticType, isText } from './result-type.ts';

/** `left + right` and the like; the sum of texts is their concatenation. */
export function arithmetic(operator: OperatorName, left: SqlNode, other: unknown): BinaryNode {
  const right = isMeasure(other, typeOf(left)) ? literalBind(other, bindStem(left)) : operandNode(other, left);
  if (operator === 'add' && isText(typeOf(left))) return binaryNode('concat', left, right, typeOf(left));
  return binaryNode(operator, left, right, arithmeticType(operator, typeOf(left), typeOf(right)));
}

/** A number beside a date: days, not another date. */
function isMeasure(value: unknown, { typeName }: TypeEngine<unknown>): boolean {
  return (typeof value === 'number' || typeof value === 'bigint') && temporal.has(typeName);
}

const temporal: ReadonlySet<string> = new Set(['Date', 'DateTime', 'Time']);

/** `left || right`: a value is text, whatever the type of the left side. */
export function concat(left: SqlNode, other: unknown): BinaryNode {
  const type = isText(typeOf(left)) ? typeOf(left) : string;
  const right = ClauseElement.is(other) || isText(typeOf(left)) ? operandNode(other, left) : literalBind(other);
  return binaryNode('concat', left, right, type);
}

/** `left COLLATE collation` */
export function collate(left: SqlNode, collation: string): BinaryNode {
  if (typeof collation !== 'string' || collation === '') throw new ArgumentError('collate() takes the name of a collation.');
  const name: SqlNode = { kind: 'collation', name: collation } as SqlNode;
  return binaryNode('collate', left, name, typeOf(left));
}

/** `left operator right`, for an operator that is given as text. */
export function customOperator(
  left: SqlNode,
  operator: string,
  other: unknown,
  returns: TypeEngine<unknown> | undefined,
  options: { readonly precedence?: number },
): BinaryNode {
  const { precedence = 0 } = checkOptionNames(options, ['precedence'], 'op()');
  if (typeof operator !== 'string' || operator.trim() === '')
    throw new ArgumentError('op() takes the operator as text, such as "&&".');
  if (!Number.isSafeInteger(precedence))
    throw new ArgumentError(`The precedence of an operator is a whole number; it is ${kindOfValue(precedence)}.`);
  if (returns !== undefined) checkedType(returns, 'op()');
  return binaryNode('custom', left, operandNode(other, left), returns ?? typeOf(left), `${precedence} ${operator}`);
}
