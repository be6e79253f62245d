import type { LexicalSyntax } from '@aludel/core/dialect';

/** Where PostgreSQL's literals, identifiers and comments begin and end. https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
export const syntax: LexicalSyntax = Object.freeze({
  identifierQuotes: Object.freeze(['""']),
  backslashEscapes: false,
  escapeStrings: true,
  dollarQuotes: true,
  hashComments: false,
  nestedComments: true,
  doubleQuotedStrings: false,
});

/** `$1` for index 0. */
export function placeholder(index: number): string {
  return `$${index + 1}`;
}
