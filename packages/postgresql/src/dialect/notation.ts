import type { EmptyList, LexicalSyntax } from '@aludel/core/dialect';

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

/** A subquery has a type, which a comparison with text, say, would refuse; `'{}'` takes the type of the other side. */
export const emptyList: EmptyList = Object.freeze({
  subquery: '(SELECT NULL WHERE 1!=1)',
  in: "= ANY ('{}')",
  notIn: "<> ALL ('{}')",
});

/** `$1` for index 0. */
export function placeholder(index: number): string {
  return `$${index + 1}`;
}
