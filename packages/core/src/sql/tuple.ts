import { ArgumentError } from '../errors/argument-errors.ts';
import { tupleType } from '../types/tuple.ts';
import { type Argument, type ArgumentValue, argumentNode } from './arguments.ts';
import { typeOf } from './coerce.ts';
import { ColumnElement } from './column-element.ts';
import type { TupleNode } from './nodes/expression-nodes.ts';

/**
 * `(a, b)` as one value, for comparisons with other tuples.
 *
 * @example select(point).where(tuple(point.c.x, point.c.y).in([[1, 2], [3, 4]]))
 */
export function tuple<const A extends readonly [Argument, ...Argument[]]>(
  ...elements: A
): ColumnElement<{ readonly [I in keyof A]: ArgumentValue<A[I]> }> {
  if (elements.length === 0) throw new ArgumentError('tuple() takes at least one expression.');
  const nodes = elements.map((element) => argumentNode(element, 'param', 'tuple()'));
  return new ColumnElement({ kind: 'tuple', elements: nodes, type: tupleType(nodes.map(typeOf)) } as TupleNode as never);
}
