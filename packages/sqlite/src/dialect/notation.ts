import type { LexicalSyntax } from '@aludel/core/dialect';

/** Where SQLite's strings, identifiers and comments begin and end. https://sqlite.org/lang_keywords.html */
export const syntax: LexicalSyntax = {
  identifierQuotes: ['""', '``', '[]'],
  backslashEscapes: false,
  escapeStrings: false,
  dollarQuotes: false,
  hashComments: false,
  nestedComments: false,
  doubleQuotedStrings: false,
};

/** better-sqlite3 binds an array of values to anonymous placeholders only, never to `?1`. */
export function placeholder(): string {
  return '?';
}
