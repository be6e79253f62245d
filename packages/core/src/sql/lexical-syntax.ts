/** Where a database begins and ends what is not SQL: what `text()` must not look into when it looks for `:names`. */
export interface LexicalSyntax {
  /** Pairs that quote an identifier: `['""', '``', '[]']`. */
  readonly identifierQuotes: readonly string[];
  /** Whether a backslash escapes the next character inside `'…'` (MySQL) everywhere, or never. `E'…'` always does where `escapeStrings`. */
  readonly backslashEscapes: boolean;
  /** Whether `E'…'` is a string with backslash escapes (PostgreSQL). */
  readonly escapeStrings: boolean;
  /** Whether `$tag$…$tag$` is a string (PostgreSQL). */
  readonly dollarQuotes: boolean;
  /** Whether `#` begins a comment (MySQL). */
  readonly hashComments: boolean;
  /** Whether block comments nest (PostgreSQL). */
  readonly nestedComments: boolean;
  /** Whether `"…"` is a string rather than an identifier (MySQL without ANSI_QUOTES); nothing binds in it either way. */
  readonly doubleQuotedStrings: boolean;
  /** Whether `--` begins a comment only in front of white space (MySQL, where `5--3` is 8). Absent: it always does. */
  readonly dashCommentsNeedSpace?: boolean | undefined;
}

/** What all databases have in common: what is used while it is not known yet where a statement will run. */
export const standardSyntax: LexicalSyntax = Object.freeze({
  identifierQuotes: Object.freeze(['""']),
  backslashEscapes: false,
  escapeStrings: false,
  dollarQuotes: false,
  hashComments: false,
  nestedComments: false,
  doubleQuotedStrings: false,
});
