import { severalStatementsError } from './statement-errors.ts';
import { isBlank } from './statement-kind.ts';

/** What the text of a statement says about it, for libraries that cannot tell. */
export interface StatementFacts {
  /** How many `?` there are. */
  readonly placeholders: number;
  /** Whether there are others: `?1`, `:a`, `@a`, `$a`. */
  readonly hasNamedPlaceholders: boolean;
  /** What `sqlite3_stmt_readonly` would say, but for PRAGMA, ATTACH and the like, of which the kit knows by itself. */
  readonly isReadOnly: boolean;
}

/** Reads a statement that SQLite has compiled without an error. https://sqlite.org/lang_expr.html#varparam */
export function statementFacts(sql: string): StatementFacts {
  const token = new RegExp(tokens, 'gi');
  let placeholders = 0;
  let hasNamedPlaceholders = false;
  let verb = '';
  let depth = 0;
  let closesList = true;
  for (let match = token.exec(sql); match !== null; match = token.exec(sql)) {
    const [written] = match;
    const sign = written[0] as string;
    if (written === '?') placeholders += 1;
    else if (namedSigns.includes(sign)) hasNamedPlaceholders = true;
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (verb === '' && depth === 0 && closesList && verbs.test(written)) verb = written.toUpperCase();
    if (written.startsWith('--') || written.startsWith('/*')) continue;
    closesList = sign === ')' && depth === 0;
  }
  return { placeholders, hasNamedPlaceholders, isReadOnly: verb === 'SELECT' || verb === 'VALUES' };
}

/**
 * Refuses text that goes on behind its first statement.
 *
 * @param end where SQLite stopped reading: the length of `sqlite3_sql()`
 */
export function requireEnd(sql: string, end: number): void {
  if (end < sql.length && !isBlank(sql.slice(end))) throw severalStatementsError();
}

/** Comments, texts, quoted names, words, placeholders and parentheses; other signs are skipped. */
const tokens =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|\?\d*|[:@#$][\w$\u0080-\uffff]+|[\w\u0080-\uffff][\w$\u0080-\uffff]*|[(),]/
    .source;

const namedSigns = '?:@#$';

/** What a statement does: the first word, or after WITH the one behind the parenthesis that ends the list. */
const verbs = /^(?:select|values|insert|replace|update|delete)$/i;
