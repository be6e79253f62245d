import { ArgumentError } from '../errors/argument-errors.ts';
import { nullType } from '../types/null-type.ts';
import type { TypeEngine } from '../types/type-engine.ts';
import { ClauseElement } from './clause-element.ts';
import { ColumnElement } from './column-element.ts';
import { literalBind } from './coerce.ts';
import type { LiteralColumnNode } from './nodes/expression-nodes.ts';
import { anonymousBind, constantNode } from './nodes/make-nodes.ts';
import type { Widened } from './arguments.ts';

/** A value as an expression: a parameter, with the methods of one. */
export function literal<T>(value: T | null, type: TypeEngine<T>): ColumnElement<T>;
export function literal<const V>(value: V): ColumnElement<Widened<V>>;
export function literal(value: unknown, type?: TypeEngine<unknown>): ColumnElement<unknown> {
  if (ClauseElement.is(value)) throw new ArgumentError('literal() takes a value; this is an expression already.');
  if (value === undefined) throw new ArgumentError('literal() got undefined. Give null for SQL NULL.');
  if (type !== undefined) return new ColumnElement(anonymousBind('param', value, type, true));
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
  return new ColumnElement({ kind: 'literalColumn', text, type: type ?? nullType } as LiteralColumnNode);
}

/** NULL. */
export function null_(): ColumnElement<null> {
  return new ColumnElement(constantNode(null));
}

/** True; `1` where the database has no word for it. */
export function true_(): ColumnElement<boolean> {
  return new ColumnElement(constantNode(true));
}

export function false_(): ColumnElement<boolean> {
  return new ColumnElement(constantNode(false));
}
