/** `(x > 5)` is `x > 5`: PostgreSQL puts one pair around every expression. */
export function withoutParentheses(expression: string): string {
  return isWrapped(expression) ? expression.slice(1, -1) : expression;
}

/** Whether the parenthesis that the text starts with closes at its end. */
function isWrapped(text: string): boolean {
  if (!text.startsWith('(')) return false;
  let depth = 0;
  for (const match of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (match[0] === '(') depth += 1;
    if (match[0] === ')') depth -= 1;
    if (depth === 0) return match.index === text.length - 1;
  }
  return false;
}
