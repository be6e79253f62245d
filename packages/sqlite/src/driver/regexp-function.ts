import type { SqliteDatabase } from './sqlite-binding.ts';

/**
 * Gives a connection the function behind `REGEXP`, which SQLite leaves to the application. Patterns are those of JavaScript,
 * and are found anywhere in the text. https://sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
 */
export function addRegexp(database: SqliteDatabase): void {
  let last = { pattern: '', regexp: /(?:)/ };
  database.defineFunction('regexp', (pattern: unknown, text: unknown) => {
    if (pattern === null || text === null) return null;
    if (last.pattern !== pattern) last = { pattern: String(pattern), regexp: new RegExp(String(pattern), 'u') };
    return last.regexp.test(String(text)) ? 1n : 0n;
  });
}
