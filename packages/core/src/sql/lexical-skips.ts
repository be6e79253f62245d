import { isNameStart, isWordCharacter } from './word-characters.ts';

const space = 32;
const dollar = 36;
const asterisk = 42;
const dash = 45;
const slash = 47;
const backslash = 92;

/** The index behind what is quoted from `at` on. The closing quote, doubled, stands for itself. */
export function skipQuoted(text: string, at: number, close: number, backslashEscapes: boolean): number {
  let end = at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === backslash && backslashEscapes) end += 2;
    else if (code !== close) end += 1;
    else if (text.charCodeAt(end + 1) === close) end += 2;
    else return end + 1;
  }
  return text.length;
}

/** The index behind the comment that `--` begins at `at`; the next index if it begins none. */
export function skipLineComment(text: string, at: number, needsSpace: boolean): number {
  if (text.charCodeAt(at + 1) !== dash) return at + 1;
  if (needsSpace && !isBlankOrEnd(text.charCodeAt(at + 2))) return at + 1;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The index behind the block comment that begins at `at`. */
export function skipBlockComment(text: string, at: number, nested: boolean): number {
  let depth = 1;
  let end = at + 2;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const next = text.charCodeAt(end + 1);
    if (code === asterisk && next === slash) {
      end += 2;
      depth -= 1;
      if (depth === 0) return end;
    } else if (nested && code === slash && next === asterisk) {
      end += 2;
      depth += 1;
    } else {
      end += 1;
    }
  }
  return text.length;
}

/** The index behind the `$tag$…$tag$` that begins at `at`; the next index if none does. */
export function skipDollarQuote(text: string, at: number): number {
  // PostgreSQL allows $ inside identifiers: a$b$ quotes nothing.
  const before = text.charCodeAt(at - 1);
  if (before === dollar || isWordCharacter(before)) return at + 1;
  const tagEnd = endOfTag(text, at);
  if (tagEnd < 0) return at + 1;
  const tag = text.slice(at, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  return close < 0 ? text.length : close + tag.length;
}

function endOfTag(text: string, at: number): number {
  let end = at + 1;
  if (isNameStart(text.charCodeAt(end))) {
    while (isWordCharacter(text.charCodeAt(end))) end += 1;
  }
  return text.charCodeAt(end) === dollar ? end + 1 : -1;
}

function isBlankOrEnd(code: number): boolean {
  return Number.isNaN(code) || code <= space;
}
