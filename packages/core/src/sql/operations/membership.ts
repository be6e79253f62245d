import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { inferType } from '../../types/infer-type.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { ClauseElement } from '../clause-element.ts';
import { checkValue, operandNode, typeOf } from '../coerce.ts';
import type { BinaryNode, BindNode, ColumnNode, TupleNode } from '../nodes/expression-nodes.ts';
import { anonymousBind, binaryNode } from '../nodes/make-nodes.ts';
import type { AnyType, SqlNode } from '../nodes/sql-node.ts';

/** `left IN (…)`: a list of values is one expanding parameter, so that its length is no part of the SQL that is kept. */
export function membership(operator: 'in' | 'notIn', left: SqlNode, values: unknown): BinaryNode {
  return binaryNode(operator, left, elementsNode(left, values), boolean);
}

function elementsNode(left: SqlNode, values: unknown): SqlNode {
  if (ClauseElement.is(values)) return expandingOrQuery(values.node, left);
  if (!Array.isArray(values))
    throw new ArgumentError(`in() takes an array, a select() or an expanding bindparam(); it got ${kindOfValue(values)}.`);
  if (values.includes(undefined))
    throw new ArgumentError('A value in in([…]) is undefined. Give null for SQL NULL, or leave it out.');
  const elements = values as readonly unknown[];
  if (elements.some((element) => ClauseElement.is(element)))
    return listOf(
      elements.map((element) => operandNode(element, left)),
      left,
    );
  return listBind(left, elements);
}

/** A parameter stands for a whole list here, whether or not it says so. */
function expandingOrQuery(node: SqlNode, left: SqlNode): SqlNode {
  if (node.kind === 'bind') return expanding(node as BindNode, left);
  if ('identity' in node) throw new ArgumentError('in() takes values or a query, no table: write select(table.c.id).');
  return node;
}

function expanding(bind: BindNode, left: SqlNode): BindNode {
  return { ...bind, isExpanding: true, isTyped: true, type: bind.isTyped ? bind.type : operandTypeOf(left) };
}

function listOf(elements: readonly SqlNode[], left: SqlNode): TupleNode {
  return { kind: 'tuple', elements, type: typeOf(left) };
}

/** A value that is looked for has no limits of length or precision. */
function operandTypeOf(node: SqlNode): AnyType {
  const type = typeOf(node);
  return type.operandType ?? type;
}

function listBind(left: SqlNode, elements: readonly unknown[]): BindNode {
  const stem = left.kind === 'column' ? (left as ColumnNode).name : 'param';
  const known = operandTypeOf(left);
  if (typeOf(left).typeName !== 'Tuple') for (const element of elements) checkValue(element, known);
  const type = known.typeName === 'NullType' && elements.length > 0 ? inferType(elements[0]) : known;
  return { ...anonymousBind(stem, elements, type, true), isExpanding: true };
}
