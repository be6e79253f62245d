import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { float } from '../../types/float.ts';
import { integer } from '../../types/integer.ts';
import { json } from '../../types/json.ts';
import { nullType } from '../../types/null-type.ts';
import { numeric } from '../../types/numeric.ts';
import { string } from '../../types/text.ts';
import { kindOfValue } from '../../util/kind-of-value.ts';
import { ClauseElement } from '../clause-element.ts';
import { bindStem, expressionNode, typeOf } from '../coerce.ts';
import type { BinaryNode, SliceNode } from '../nodes/expression-nodes.ts';
import { anonymousBind, binaryNode } from '../nodes/make-nodes.ts';
import type { AnyType, SqlNode } from '../nodes/sql-node.ts';

/** The keys of a path are a parameter of their own type, which each dialect writes and escapes in its own way. */
export function element(left: SqlNode, key: unknown): BinaryNode {
  const type = typeOf(left);
  if (type.typeName === 'ARRAY') return binaryNode('arrayGet', left, indexNode(left, key), itemType(type));
  if (!documents.has(type.typeName))
    throw new ArgumentError(
      `get() is for JSON documents and arrays; this is ${String(type)}. Give it a type with cast() or typeCoerce().`,
    );
  if (Array.isArray(key)) return binaryNode('jsonPathGet', left, pathNode(left, key), documentType(type));
  return binaryNode('jsonGet', left, keyNode(left, key), documentType(type));
}

/** `left[start:stop]`, both included, as PostgreSQL counts: from 1. */
export function slice(left: SqlNode, start: unknown, stop: unknown): BinaryNode {
  const type = typeOf(left);
  if (type.typeName !== 'ARRAY') throw new ArgumentError(`slice() is for arrays; this is ${String(type)}.`);
  const bound = (index: unknown): SqlNode | null => (index === undefined || index === null ? null : indexNode(left, index));
  const right: SliceNode = { kind: 'slice', start: bound(start), stop: bound(stop) };
  return binaryNode('arrayGet', left, right, type);
}

/** The same element of a document, read as the type that a method is called by. */
export function elementAs(node: SqlNode, method: keyof typeof elementTypes): BinaryNode {
  return readAs(node, elementTypes[method], method);
}

/** The same element of a document, as an exact decimal of so many digits. */
export function elementAsNumeric(node: SqlNode, precision: number, scale: number): BinaryNode {
  return readAs(node, numeric(precision, scale), 'asNumeric');
}

const elementTypes = {
  asString: string,
  asInteger: integer,
  asFloat: float,
  asBoolean: boolean,
  asJson: json,
} as const satisfies Readonly<Record<string, AnyType>>;

function readAs(node: SqlNode, type: AnyType, method: string): BinaryNode {
  const { operator } = node as BinaryNode;
  if (node.kind === 'binary' && (operator === 'jsonGet' || operator === 'jsonPathGet')) return { ...(node as BinaryNode), type };
  throw new ArgumentError(`${method}() follows get() of a JSON document: table.c.document.get('key').${method}().`);
}

// A type that is not known may be JSON.
const documents: ReadonlySet<string> = new Set(['JSON', 'JSONB', 'HSTORE', 'NullType']);

function documentType(type: AnyType): AnyType {
  if (type.typeName === 'NullType') return json;
  return type.typeName === 'HSTORE' ? string : type;
}

function itemType(type: AnyType): AnyType {
  return (type as { readonly itemType?: AnyType }).itemType ?? nullType;
}

function indexNode(left: SqlNode, key: unknown): SqlNode {
  if (ClauseElement.is(key)) return expressionNode(key);
  if (Number.isSafeInteger(key)) return anonymousBind(bindStem(left), key, integer, true);
  throw new ArgumentError(`get() of an array takes an index, a whole number; it got ${kindOfValue(key)}.`);
}

function keyNode(left: SqlNode, key: unknown): SqlNode {
  checkKey(key);
  return anonymousBind(bindStem(left), key, typeof key === 'string' ? string : integer, true);
}

function pathNode(left: SqlNode, path: readonly unknown[]): SqlNode {
  if (path.length === 0) throw new ArgumentError('get() got an empty path. Leave the call out for the whole document.');
  for (const key of path) checkKey(key);
  return anonymousBind(bindStem(left), path, json, true);
}

function checkKey(key: unknown): void {
  if (typeof key === 'string' || Number.isSafeInteger(key)) return;
  throw new ArgumentError(
    `get() takes a key (a string), an index (a whole number) or a path (an array of them); it got ${kindOfValue(key)}.`,
  );
}

/** What is inside a JSON document or an array; null where it is not there. */
export type ElementOf<T, K> = unknown extends T
  ? unknown
  : NonNullable<T> extends readonly (infer E)[]
    ? K extends readonly unknown[] | string
      ? unknown
      : E | null
    : K extends keyof NonNullable<T>
      ? NonNullable<T>[K] | null
      : unknown;
