import { clauseNode, expressionNode, typeOf } from './coerce.ts';
import { ColumnElement, type Operand } from './column-element.ts';
import { type QueryElement, ClauseElement } from './clause-element.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import type { AnyType } from './nodes/sql-node.ts';
import { unaryNode } from './nodes/make-nodes.ts';
import type { LabelReferenceNode, UnaryNode } from './nodes/expression-nodes.ts';

/** An expression, or the name of a label of the statement. */
type Ordered<T, S extends string> = ColumnElement<T, S> | string;

/**
 * `DISTINCT x`, for aggregates: `func.count(distinct(t.c.x))`.
 *
 * @example func.count(distinct(user.c.name))
 */
export function distinct<T, S extends string>(expression: ColumnElement<T, S>): ColumnElement<T, S> {
  return unary('distinct', expression, false, 'distinct()');
}

/**
 * `x DESC`
 *
 * @example select(user.c.name.label('called')).orderBy(desc('called'))
 */
export function desc<T, S extends string>(expression: Ordered<T, S>): ColumnElement<T, S> {
  return unary('desc', expression, true, 'desc()');
}

/**
 * `x ASC`
 *
 * @example select(user).orderBy(asc(user.c.name))
 */
export function asc<T, S extends string>(expression: Ordered<T, S>): ColumnElement<T, S> {
  return unary('asc', expression, true, 'asc()');
}

/**
 * `x NULLS FIRST`
 *
 * @example select(user).orderBy(nullsFirst(user.c.fullname))
 */
export function nullsFirst<T, S extends string>(expression: Ordered<T, S>): ColumnElement<T, S> {
  return unary('nullsFirst', expression, true, 'nullsFirst()');
}

/**
 * `x NULLS LAST`
 *
 * @example select(user).orderBy(nullsLast(user.c.fullname.desc()))
 */
export function nullsLast<T, S extends string>(expression: Ordered<T, S>): ColumnElement<T, S> {
  return unary('nullsLast', expression, true, 'nullsLast()');
}

/**
 * `ANY (…)`: a comparison with it holds if it holds for one value of a query or an array.
 *
 * @example user.c.id.eq(any_(select(address.c.userId)))
 */
export function any_<T>(values: QueryElement<T> | ColumnElement<readonly T[] | null, string>): ColumnElement<T> {
  return quantified('any', values);
}

/**
 * `ALL (…)`: a comparison with it holds if it holds for every value of a query or an array.
 *
 * @example user.c.id.gt(all_(select(address.c.userId)))
 */
export function all_<T>(values: QueryElement<T> | ColumnElement<readonly T[] | null, string>): ColumnElement<T> {
  return quantified('all', values);
}

/**
 * `x COLLATE collation`
 *
 * @example select(user).orderBy(collate(user.c.name, 'C'))
 */
export function collate<T extends string | null, S extends string>(
  expression: ColumnElement<T, S>,
  collation: string,
): ColumnElement<T, S> {
  return (expression as ColumnElement<string | null, S>).collate(collation) as ColumnElement<T, S>;
}

/**
 * `x BETWEEN low AND high`
 *
 * @example between(user.c.id, 1, 5)
 */
export function between<T>(
  expression: ColumnElement<T, string>,
  low: Operand<T>,
  high: Operand<T>,
  options: { readonly symmetric?: boolean } = {},
): ColumnElement<boolean> {
  return expression.between(low, high, options);
}

function quantified<T>(operator: 'any' | 'all', values: unknown): ColumnElement<T> {
  if (!ClauseElement.is(values)) throw new ArgumentError(`${operator}_() takes a query, or an expression that is an array.`);
  const node = expressionNode(values);
  const type = typeOf(node) as AnyType & { readonly itemType?: AnyType };
  const item = type.typeName === 'ARRAY' ? (type.itemType ?? nullType) : type;
  return new ColumnElement(unaryNode(operator, node, item));
}

function unary<T, S extends string>(
  operator: UnaryNode['operator'],
  expression: ColumnElement<T, S> | string,
  isSuffix: boolean,
  where: string,
): ColumnElement<T, S> {
  const node = typeof expression === 'string' && isSuffix ? labelReference(expression) : clauseNode(expression, where);
  return new ColumnElement(unaryNode(operator, node, typeOf(node), isSuffix));
}

function labelReference(name: string): LabelReferenceNode {
  return { kind: 'labelReference', name, type: nullType } as LabelReferenceNode;
}
