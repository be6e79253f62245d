import { ArgumentError } from '../../errors/argument-errors.ts';
import { boolean } from '../../types/boolean.ts';
import { string } from '../../types/text.ts';
import { operandNode, typeOf } from '../coerce.ts';
import type { BinaryNode } from '../nodes/expression-nodes.ts';
import { binaryNode } from '../nodes/make-nodes.ts';
import type { SqlNode } from '../nodes/sql-node.ts';
import { checkOptionNames } from '../../util/check-options.ts';

type Like = 'like' | 'notLike' | 'ilike' | 'notIlike';

export interface EscapeOption {
  /** The character that makes `%` and `_` stand for themselves. */
  readonly escape?: string;
}

export interface LikeOptions extends EscapeOption {
  /** Escapes `%` and `_` in the text: for what a user typed. */
  readonly autoescape?: boolean;
}

/** `left LIKE pattern ESCAPE escape` */
export function like(operator: Like, left: SqlNode, pattern: unknown, options: EscapeOption): BinaryNode {
  const { escape: escaping } = checkOptionNames(options, ['escape'], `${operator}()`);
  checkEscape(escaping);
  return binaryNode(operator, left, operandNode(pattern, left), boolean, escaping ?? null);
}

/** LIKE with `%` around a text, on one side or both. */
export function affixLike(
  operator: Like,
  left: SqlNode,
  text: unknown,
  method: 'startsWith' | 'endsWith' | 'contains',
  options: LikeOptions,
): BinaryNode {
  const { escape: given, autoescape = false } = checkOptionNames(options, ['escape', 'autoescape'], `${method}()`);
  checkEscape(given);
  const escaping = autoescape ? (given ?? '/') : (given ?? null);
  if (escaping !== null) checkAffixEscape(escaping, operator);
  const pattern = withWildcards(escapedText(text, autoescape ? escaping : null), method, left);
  return binaryNode(operator, left, pattern, boolean, escaping);
}

function checkEscape(escaping: string | undefined): void {
  if (escaping === undefined || (typeof escaping === 'string' && [...escaping].length === 1)) return;
  throw new ArgumentError('"escape" is one character, such as "/".');
}

/** What stands around the text must not be escaped, nor must lower case make another character of the one that escapes. */
function checkAffixEscape(escaping: string, operator: Like): void {
  if (escaping === '%' || escaping === '_')
    throw new ArgumentError(
      '"escape" is a wildcard itself, so that nothing would be found. Take another character, such as "/".',
    );
  if (operator.toLowerCase().endsWith('ilike') && escaping.toLowerCase() !== escaping.toUpperCase())
    throw new ArgumentError('"escape" is a letter, which is lost where case is ignored. Take another character, such as "/".');
}

function escapedText(text: unknown, escaping: string | null): unknown {
  if (escaping === null) return text;
  if (typeof text !== 'string')
    throw new ArgumentError('"autoescape" works on a string only: an expression cannot be escaped here.');
  return [...text]
    .map((character) => (character === escaping || character === '%' || character === '_' ? escaping + character : character))
    .join('');
}

/** `'%' || text || '%'`: the wildcards are SQL, the text is a parameter. */
function withWildcards(text: unknown, method: 'startsWith' | 'endsWith' | 'contains', left: SqlNode): SqlNode {
  const inner = operandNode(text, left);
  const front = method === 'startsWith' ? inner : binaryNode('concat', percent, inner, string);
  return method === 'endsWith' ? front : binaryNode('concat', front, percent, string);
}

const percent: SqlNode = Object.freeze({ kind: 'literalColumn', text: "'%'", type: string });

/** `left ~ pattern`, `left REGEXP pattern` … */
export function regexpMatch(left: SqlNode, pattern: unknown, flags?: string): BinaryNode {
  checkFlags(flags);
  return binaryNode('regexpMatch', left, operandNode(pattern, left), boolean, flags ?? null);
}

/** `REGEXP_REPLACE(left, pattern, replacement, flags)` */
export function regexpReplace(left: SqlNode, pattern: unknown, replacement: unknown, flags?: string): BinaryNode {
  checkFlags(flags);
  const clauses = [operandNode(pattern, left), operandNode(replacement, left)];
  const right = { kind: 'list', operator: 'comma', clauses, type: string } as SqlNode;
  return binaryNode('regexpReplace', left, right, typeOf(left), flags ?? null);
}

/** Flags go into the SQL, so they are letters only. */
function checkFlags(flags: string | undefined): void {
  if (flags === undefined || (typeof flags === 'string' && /^[a-z]+$/i.test(flags))) return;
  throw new ArgumentError('Flags of a regular expression are letters, such as "i".');
}

/** `left MATCH query` */
export function match(left: SqlNode, query: unknown): BinaryNode {
  return binaryNode('match', left, operandNode(query, left), boolean);
}
