import { CompileError } from '../errors/compile-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';

/** When a database needs quotes around a name, and how it writes them. */
export interface IdentifierRules {
  /** The quotes: `["\"", "\""]`, ["`", "`"]. */
  readonly quotes: readonly [open: string, close: string];
  /** Words that are no names without quotes, in lower case. */
  readonly reservedWords: ReadonlySet<string>;
  /** What a name without quotes cannot begin with; absent: a digit or `$`. */
  readonly illegalStart?: RegExp | undefined;
  /** How many characters (or, where the database counts so, bytes) a name may have. */
  readonly maxLength: number;
}

const legal = /^[A-Z0-9_$]+$/i;
const digitOrDollar = /^[0-9$]/;

/** Whether a name must be quoted: it is reserved, has other characters than letters, digits, `_` and `$`, or capital letters. */
export function needsQuotes(name: string, { reservedWords, illegalStart = digitOrDollar }: IdentifierRules): boolean {
  return illegalStart.test(name) || !legal.test(name) || name !== name.toLowerCase() || reservedWords.has(name);
}

/** A name in quotes; a closing quote in it is doubled. */
export function quoteIdentifier(name: string, { quotes: [open, close] }: IdentifierRules): string {
  return `${open}${name.replaceAll(close, close + close)}${close}`;
}

/**
 * A name as SQL has it: in quotes where it needs them.
 *
 * @throws CompileError for what no database takes as a name, quoted or not
 */
export function writeIdentifier(name: string, rules: IdentifierRules): string {
  checkIdentifier(name);
  return needsQuotes(name, rules) ? quoteIdentifier(name, rules) : name;
}

/**
 * A name that was made up, cut where the database would cut it without a word, so that two became one: a piece of it with
 * a number.
 */
export function shortName(name: string, maxLength: number, number: () => number): string {
  const room = maxLength - 6;
  return Buffer.byteLength(name) <= room ? name : `${cutToBytes(name, room)}_${number().toString(16)}`;
}

/** As many whole characters of a name as fit into so many bytes of UTF-8. */
export function cutToBytes(name: string, bytes: number): string {
  let cut = name.slice(0, bytes);
  while (Buffer.byteLength(cut) > bytes) cut = cut.slice(0, -1);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

function checkIdentifier(name: unknown): void {
  if (typeof name !== 'string') throw new CompileError(`A name is a string; this one is ${kindOfValue(name)}.`);
  if (name === '') throw new CompileError('A name is empty. Give it at least one character.');
  if (name.includes('\0')) throw new CompileError('A name holds the character U+0000, which no database takes.');
  if (!name.isWellFormed())
    throw new CompileError('A name holds a lone surrogate, which no database takes. Clean it with name.toWellFormed().');
}

/** What SQLAlchemy's default dialect quotes. */
export const standardIdentifiers: IdentifierRules = Object.freeze({
  quotes: ['"', '"'] as const,
  maxLength: 9999,
  reservedWords: new Set(
    (
      'all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate column constraint ' +
      'create cross current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end ' +
      'except false for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join leading left ' +
      'like limit localtime localtimestamp natural new not notnull null off offset old on only or order outer overlaps placing primary ' +
      'references right select session_user set similar some symmetric table then to trailing true union unique user using verbose when where'
    ).split(' '),
  ),
});
