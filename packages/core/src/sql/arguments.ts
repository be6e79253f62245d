import { ArgumentError } from '../errors/argument-errors.ts';
import { ClauseElement, type QueryElement, type TextFragment } from './clause-element.ts';
import { adoptedBind, expressionNode, literalBind, typeOf, valueBind } from './coerce.ts';
import type { ColumnElement } from './column-element.ts';
import { constantNode } from './nodes/make-nodes.ts';
import type { AnyType, SqlNode } from './nodes/sql-node.ts';

/** What a function takes: an expression, a query that gives one value, a piece of text, or a value. */
export type Argument = ColumnElement<unknown, string> | QueryElement<unknown> | TextFragment | ScalarValue;

/** A value that needs no type to be one. */
export type ScalarValue = string | number | bigint | boolean | Date | Uint8Array | null;

/** The value that an argument stands for. */
export type ArgumentValue<A> =
  A extends ColumnElement<infer T, string>
    ? T
    : A extends QueryElement<infer V>
      ? V | null
      : A extends TextFragment
        ? unknown
        : Widened<A>;

/** The FROM clauses whose outer join makes an argument NULL. */
export type ArgumentSource<A> = A extends ColumnElement<unknown, infer S> ? S : never;

/** Without the exact value: `string` for `'x'`. */
export type Widened<V> = V extends string
  ? string
  : V extends number
    ? number
    : V extends bigint
      ? bigint
      : V extends boolean
        ? boolean
        : V;

/** The node of an argument; `stem` is what the name of a parameter is made of. */
export function argumentNode(value: unknown, stem: string, where: string): SqlNode {
  if (value === undefined) throw new ArgumentError(`An argument of ${where} is undefined. Give null for SQL NULL.`);
  if (ClauseElement.is(value)) return expressionNode(value);
  return value === null ? constantNode(null) : literalBind(value, stem);
}

/** Nodes of arguments that are all of one type: a value has that of the first expression among them. */
export function argumentNodes(values: readonly unknown[], stem: string, where: string): SqlNode[] {
  const nodes = values.map((value) => (isPlain(value) ? null : argumentNode(value, stem, where)));
  const leading = nodes.find((node): node is SqlNode => node !== null && typeOf(node).typeName !== 'NullType');
  return nodes.map((node, index) => {
    if (node !== null) return leading === undefined ? node : adoptedBind(node, leading);
    const value = values[index];
    return leading === undefined ? literalBind(value, stem) : ({ ...valueBind(value, leading), name: stem } as SqlNode);
  });
}

function isPlain(value: unknown): boolean {
  return value !== null && value !== undefined && !ClauseElement.is(value);
}

/** The first type among nodes that is one. */
export function firstType(nodes: readonly SqlNode[], otherwise: AnyType): AnyType {
  return nodes.map(typeOf).find(({ typeName }) => typeName !== 'NullType') ?? otherwise;
}
