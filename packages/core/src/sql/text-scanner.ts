import { skipBlockComment, skipDollarQuote, skipLineComment, skipQuoted } from './lexical-skips.ts';
import type { LexicalSyntax } from './lexical-syntax.ts';
import { isNameStart, isWordCharacter } from './word-characters.ts';

/** A text taken apart at its `:names`. */
export interface ScannedText {
  /** What stands around the names; always one more than there are names. The backslash of `\:` is gone. */
  readonly segments: readonly string[];
  /** The names in the order they stand, repeated ones too. */
  readonly names: readonly string[];
  /** Where the first bare placeholder of the database stands, counted from 0; -1 for none. */
  readonly placeholder: number;
}

const doubleQuote = 34;
const hash = 35;
const dollar = 36;
const singleQuote = 39;
const asterisk = 42;
const dash = 45;
const slash = 47;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const backtick = 96;

/**
 * Finds the `:names` of a statement in one pass. Literals, quoted identifiers and comments are skipped as the database
 * itself reads them; one that is never closed runs to the end. `::` is a cast, `\:` a colon, and a colon behind a word
 * character (`a[1:n]`) or in front of another one belongs to the SQL.
 *
 * @param own the first placeholder of the database, `?` or `$1`, to look for; empty: none
 * @example scanText("SELECT ':a', x::int FROM t WHERE y = :y", standardSyntax).names // ['y']
 */
export function scanText(text: string, syntax: LexicalSyntax, own = ''): ScannedText {
  const segments: string[] = [];
  const names: string[] = [];
  const stem = own.replace(/\d.*/, '');
  let placeholder = -1;
  let segment = '';
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (placeholder < 0 && own !== '' && text.startsWith(stem, at) && (stem === own || isNumbered(text, at, stem)))
      placeholder = at;
    if (code === colon) {
      const end = endOfName(text, at);
      if (end > 0) {
        segments.push(segment + text.slice(from, at));
        names.push(text.slice(at + 1, end));
        segment = '';
        from = end;
      }
      at = end > 0 ? end : skipColons(text, at);
    } else if (code === backslash && text.charCodeAt(at + 1) === colon) {
      segment += text.slice(from, at);
      from = at + 1;
      at += 2;
    } else {
      at = skipToken(text, at, code, syntax);
    }
  }
  segments.push(segment + text.slice(from));
  return { segments, names, placeholder };
}

/** The index behind the literal, quoted identifier or comment that begins at `at`; the next index if none does. */
function skipToken(text: string, at: number, code: number, syntax: LexicalSyntax): number {
  switch (code) {
    case singleQuote:
      return skipQuoted(
        text,
        at,
        singleQuote,
        syntax.backslashEscapes || (syntax.escapeStrings && followsEscapeLetter(text, at)),
      );
    case doubleQuote:
    case backtick:
    case openBracket:
      return skipIdentifier(text, at, syntax);
    case dash:
      return skipLineComment(text, at, syntax.dashCommentsNeedSpace === true);
    case slash:
      return text.charCodeAt(at + 1) === asterisk ? skipBlockComment(text, at, syntax.nestedComments) : at + 1;
    case hash:
      return syntax.hashComments ? endOfLine(text, at) : at + 1;
    case dollar:
      return syntax.dollarQuotes ? skipDollarQuote(text, at) : at + 1;
    default:
      return at + 1;
  }
}

/** Where the name behind the colon at `at` ends; 0 if no name is bound here. */
function endOfName(text: string, at: number): number {
  if (!isNameStart(text.charCodeAt(at + 1))) return 0;
  const before = text.charCodeAt(at - 1);
  if (before === colon || isWordCharacter(before)) return 0;
  let end = at + 2;
  while (isWordCharacter(text.charCodeAt(end))) end += 1;
  const isPartOfSql = text.charCodeAt(end) === colon && text.charCodeAt(end + 1) !== colon;
  return isPartOfSql ? 0 : end;
}

function skipColons(text: string, at: number): number {
  let end = at + 1;
  while (text.charCodeAt(end) === colon) end += 1;
  return end;
}

function skipIdentifier(text: string, at: number, syntax: LexicalSyntax): number {
  const code = text.charCodeAt(at);
  if (code === doubleQuote && syntax.doubleQuotedStrings) return skipQuoted(text, at, code, syntax.backslashEscapes);
  for (const quotes of syntax.identifierQuotes) {
    if (quotes.charCodeAt(0) === code) return skipQuoted(text, at, quotes.charCodeAt(1), false);
  }
  return at + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Whether the quote at `at` opens `E'…'`, where the E is no end of a longer word. */
function followsEscapeLetter(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) | 32) === 101 && !isWordCharacter(text.charCodeAt(at - 2));
}

/** Whether a number makes a placeholder of it: `$1`, `@p1`. */
function isNumbered(text: string, at: number, { length }: string): boolean {
  const next = text.charCodeAt(at + length);
  return next >= 48 && next <= 57 && !isWordCharacter(text.charCodeAt(at - 1));
}
