import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { string } from '../../types/text.ts';
import { operandNode, typeOf } from '../coerce.ts';
import type { BinaryNode, FunctionNode } from '../nodes/expression-nodes.ts';
import { anonymousBind, binaryNode } from '../nodes/make-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';

type Like = 'like' | 'notLike' | 'ilike' | 'notIlike';

/** `left LIKE pattern ESCAPE escape` */
export function like(operator: Like, left: SqlNode, pattern: unknown, escape?: string): BinaryNode {
  checkEscape(escape);
  return binaryNode(operator, left, operandNode(pattern, left), boolean, escape ?? null);
}

/** LIKE with `%` around a text, on one side or both. */
export function affixLike(
  operator: Like,
  left: SqlNode,
  text: unknown,
  place: 'start' | 'end' | 'middle',
  { escape, autoescape = false }: { readonly escape?: string | undefined; readonly autoescape?: boolean | undefined },
): BinaryNode {
  checkEscape(escape);
  const escaping = autoescape ? (escape ?? '/') : (escape ?? null);
  const pattern = withWildcards(escapedText(text, autoescape ? escaping : null), place, left);
  return binaryNode(operator, left, pattern, boolean, escaping);
}

function checkEscape(escape: string | undefined): void {
  if (escape === undefined || [...escape].length === 1) return;
  throw new ArgumentError(`"escape" is one character; it is ${JSON.stringify(escape)}.`);
}

function escapedText(text: unknown, escape: string | null): unknown {
  if (escape === null) return text;
  if (typeof text !== 'string')
    throw new ArgumentError('"autoescape" works on a string only: an expression cannot be escaped here.');
  return text
    .replaceAll(escape, escape + escape)
    .replaceAll('%', `${escape}%`)
    .replaceAll('_', `${escape}_`);
}

/** `'%' || text || '%'`: the wildcards are SQL, the text is a parameter. */
function withWildcards(text: unknown, place: 'start' | 'end' | 'middle', left: SqlNode): SqlNode {
  const inner = operandNode(text, left);
  const front = place === 'start' ? inner : binaryNode('concat', percent, inner, string);
  return place === 'end' ? front : binaryNode('concat', front, percent, string);
}

const percent: SqlNode = Object.freeze({ kind: 'literalColumn', text: "'%'", type: string });

/** `left ~ pattern`, `left REGEXP pattern` … */
export function regexpMatch(left: SqlNode, pattern: unknown, flags?: string): BinaryNode {
  return binaryNode('regexpMatch', left, operandNode(pattern, left), boolean, flags ?? null);
}

/** `REGEXP_REPLACE(left, pattern, replacement, flags)` */
export function regexpReplace(left: SqlNode, pattern: unknown, replacement: unknown, flags?: string): FunctionNode {
  const given = [left, operandNode(pattern, left), operandNode(replacement, left)];
  const withFlags = flags === undefined ? given : [...given, anonymousBind('flags', flags, string, true)];
  return { kind: 'function', path: ['regexp_replace'], arguments: withFlags, orderBy: [], type: typeOf(left) };
}

/** `left MATCH query` */
export function match(left: SqlNode, query: unknown): BinaryNode {
  return binaryNode('match', left, operandNode(query, left), boolean);
}
