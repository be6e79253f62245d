/** Text of the catalog; some drivers and versions deliver it as bytes. Null for NULL and for the empty text. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value as string);
  return text === '' ? null : text;
}

/** MySQL, not MariaDB, keeps expressions with a backslash in front of quotes and backslashes. */
export function unescaped(expression: string): string {
  return expression.replace(/\\(.)/gs, '$1');
}

/** `(x > 5)` is `x > 5`: MySQL puts a pair around every operator. */
export function withoutParentheses(expression: string): string {
  return isWrapped(expression) ? expression.slice(1, -1) : expression;
}

/** A text as a literal, as servers read it unless they are told NO_BACKSLASH_ESCAPES. */
export function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function isWrapped(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (const match of text.matchAll(/'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`|[()]/gs)) {
    if (match[0] === '(') depth += 1;
    if (match[0] === ')') depth -= 1;
    if (depth === 0) return match.index === text.length - 1;
  }
  return false;
}
