import { ArgumentError } from '../../errors/argument-errors.ts';
import { integer } from '../../types/integer.ts';
import { json } from '../../types/json.ts';
import { nullType } from '../../types/null-type.ts';
import { string } from '../../types/text.ts';
import { typeOf } from '../coerce.ts';
import type { BinaryNode, BindNode } from '../nodes/expression-nodes.ts';
import { anonymousBind, binaryNode } from '../nodes/make-nodes.ts';
import type { AnyType, SqlNode } from '../nodes/sql-node.ts';

/** The keys of a path are a parameter of their own type, which each dialect writes and escapes in its own way. */
export function element(left: SqlNode, key: unknown): BinaryNode {
  const type = typeOf(left);
  if (type.typeName === 'ARRAY')
    return binaryNode('arrayGet', left, indexBind(key), (type as { readonly itemType?: AnyType }).itemType ?? nullType);
  if (Array.isArray(key)) return binaryNode('jsonPathGet', left, pathBind(key), json);
  return binaryNode('jsonGet', left, keyBind(key), json);
}

function indexBind(key: unknown): BindNode {
  if (Number.isSafeInteger(key)) return anonymousBind('param', key, integer, true);
  throw new ArgumentError('get() of an array takes an index: a whole number.');
}

function keyBind(key: unknown): BindNode {
  if (typeof key === 'string') return anonymousBind('param', key, string, true);
  if (Number.isSafeInteger(key)) return anonymousBind('param', key, integer, true);
  throw new ArgumentError('get() takes a key (a string), an index (a whole number) or a path (an array of them).');
}

function pathBind(path: readonly unknown[]): BindNode {
  if (path.length === 0) throw new ArgumentError('get() got an empty path. Leave the call out for the whole document.');
  for (const key of path) keyBind(key);
  return anonymousBind('param', path, json, true);
}
