import { checkedType } from '../types/checked-type.ts';
import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { ClauseElement } from './clause-element.ts';
import { ColumnElement } from './column-element.ts';
import { checkValue, literalBind } from './coerce.ts';
import type { LiteralColumnNode } from './nodes/expression-nodes.ts';
import { anonymousBind, constantNode } from './nodes/make-nodes.ts';
import type { Widened } from './arguments.ts';

/**
 * A value as an expression: a parameter, with the methods of one.
 *
 * @example select(user.c.name, literal('user').label('kind'))
 */
export function literal<T>(value: T | null, type: TypeEngine<T>): ColumnElement<T>;
export function literal<const V>(value: V): ColumnElement<Widened<V>>;
export function literal(value: unknown, type?: TypeEngine<unknown>): ColumnElement<unknown> {
  if (ClauseElement.is(value)) throw new ArgumentError('literal() takes a value; this is an expression already.');
  if (value === undefined) throw new ArgumentError('literal() got undefined. Give null for SQL NULL.');
  if (type !== undefined) {
    checkedType(type, 'literal()');
    if (value !== null) checkValue(value, type);
    return new ColumnElement(anonymousBind('param', value, type, true));
  }
  return new ColumnElement(value === null ? anonymousBind('param', null, nullType, false) : literalBind(value));
}

/**
 * A piece of SQL as an expression. It goes into the SQL as it is: never build it from what a user gave.
 *
 * @example literalColumn("'fixed'", t.String)
 */
export function literalColumn<T = unknown>(text: string, type?: TypeEngine<T>): ColumnElement<T> {
  if (typeof text !== 'string' || text.trim() === '')
    throw new ArgumentError('literalColumn() takes a piece of SQL as a string; literal() is for values.');
  return new ColumnElement({
    kind: 'literalColumn',
    text,
    type: type === undefined ? nullType : checkedType(type, 'literalColumn()'),
  } as LiteralColumnNode);
}

/**
 * NULL.
 *
 * @example select(user.c.name, null_().label('nothing'))
 */
export function null_(): ColumnElement<null> {
  return new ColumnElement(constantNode(null));
}

/**
 * True; `1` where the database has no word for it.
 *
 * @example select(user).where(true_())
 */
export function true_(): ColumnElement<boolean> {
  return new ColumnElement(constantNode(true));
}

/**
 * The constant `false`, in the words of the database.
 *
 * @example select(user).where(false_())
 */
export function false_(): ColumnElement<boolean> {
  return new ColumnElement(constantNode(false));
}
