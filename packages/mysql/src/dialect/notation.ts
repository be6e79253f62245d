import type { LexicalSyntax } from '@aludel/core/dialect';

/**
 * What is not SQL in the SQL of MySQL and MariaDB, under their default `sql_mode`. ANSI_QUOTES changes what `"…"` means,
 * which does not matter here since nothing binds in it either way; NO_BACKSLASH_ESCAPES is switched off for each session.
 */
export const syntax: LexicalSyntax = Object.freeze({
  identifierQuotes: Object.freeze(['``']),
  backslashEscapes: true,
  escapeStrings: false,
  dollarQuotes: false,
  hashComments: true,
  nestedComments: false,
  doubleQuotedStrings: true,
});

/** Parameters have a place and no name. */
export function placeholder(): string {
  return '?';
}
