import { checkedType } from '../types/checked-type.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import type { Argument, ArgumentSource, ArgumentValue } from './arguments.ts';
import { ClauseElement } from './clause-element.ts';
import { expressionNode, literalBind } from './coerce.ts';
import { ColumnElement } from './column-element.ts';
import type { BindNode, CastNode } from './nodes/expression-nodes.ts';
import { anonymousBind, constantNode } from './nodes/make-nodes.ts';
import type { SqlNode } from './nodes/sql-node.ts';

/**
 * `CAST(x AS type)`: the database converts.
 *
 * @example cast(user.c.id, t.String(10))
 */
export function cast<R, const A extends Argument>(value: A, type: TypeEngine<R>): Cast<R, A>;
export function cast<R>(value: R, type: TypeEngine<R>): ColumnElement<R>;
export function cast<R>(value: unknown, type: TypeEngine<R>): ColumnElement<R, string> {
  return castElement('cast', value, type);
}

/**
 * `TRY_CAST(x AS type)`: NULL where the value cannot be converted.
 *
 * @example tryCast(user.c.name, t.Integer)
 */
export function tryCast<R, const A extends Argument>(value: A, type: TypeEngine<R>): ColumnElement<R | null, ArgumentSource<A>>;
export function tryCast<R>(value: R, type: TypeEngine<R>): ColumnElement<R | null>;
export function tryCast<R>(value: unknown, type: TypeEngine<R>): ColumnElement<R, string> {
  return castElement('tryCast', value, type);
}

/**
 * Says what type a value has, without any SQL: how it is encoded and decoded.
 *
 * @example typeCoerce(user.c.name, t.JSON)
 */
export function typeCoerce<R, const A extends Argument>(value: A, type: TypeEngine<R>): Cast<R, A>;
export function typeCoerce<R>(value: R, type: TypeEngine<R>): ColumnElement<R>;
export function typeCoerce<R>(value: unknown, type: TypeEngine<R>): ColumnElement<R, string> {
  return castElement('coerce', value, type);
}

type Cast<R, A> = ColumnElement<R | (null extends ArgumentValue<A> ? null : never), ArgumentSource<A>>;

function castElement<R, S extends string>(form: CastNode['form'], value: unknown, type: TypeEngine<R>): ColumnElement<R, S> {
  checkedType(type, `${form === 'coerce' ? 'typeCoerce' : form}()`);
  return new ColumnElement({ kind: 'cast', form, element: castNode(value, type), type } as CastNode);
}

/** A value is one of the type that it is cast to. */
function castNode(value: unknown, type: TypeEngine<unknown>): SqlNode {
  if (value === undefined) throw new ArgumentError('The value of a cast is undefined. Give null for SQL NULL.');
  if (value === null) return constantNode(null);
  if (!ClauseElement.is(value)) return fits(value, type) ? anonymousBind('param', value, type, true) : literalBind(value);
  const node = expressionNode(value);
  return node.kind === 'bind' && !(node as BindNode).isTyped ? ({ ...node, type, isTyped: true } as BindNode) : node;
}

/** Whether a value is one of the type; the database is to convert what is not: the text '12' to a number. */
function fits(value: unknown, type: TypeEngine<unknown>): boolean {
  try {
    type.encode?.(value);
    return true;
  } catch {
    return false;
  }
}
